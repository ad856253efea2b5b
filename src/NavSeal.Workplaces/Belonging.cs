namespace NavSeal.Workplaces;

/// <summary>What a user belongs to; by it something is the user's own.</summary>
/// <param name="Office">Key of an office; null: none.</param>
/// <param name="Organisation">Identification number of an organisation; null: none.</param>
/// <param name="State">A member state, ISO alpha-2; null: none.</param>
public sealed record Belonging(string? Office, string? Organisation, string? State)
{
    private const int OfficeLengthMax = 64, OrganisationLengthMin = 2, OrganisationLengthMax = 32, StateLength = 2;

    public static Belonging None { get; } = new(null, null, null);

    /// <summary>Those that are said.</summary>
    public IEnumerable<string> Parts => new[] { Office, Organisation, State }.OfType<string>();

    /// <summary>Reads what was typed.</summary>
    /// <returns>Null where one of them is out of form.</returns>
    public static Belonging? Of(string? office, string? organisation, string? state)
    {
        var read = new Belonging(Said(office), Said(organisation), Said(state)?.ToUpperInvariant());
        var isRight = read.Office is null or { Length: <= OfficeLengthMax } && IsPlain(read.Office)
            && read.Organisation is null or { Length: >= OrganisationLengthMin and <= OrganisationLengthMax } && IsPlain(read.Organisation)
            && read.State is null or { Length: StateLength } && (read.State?.All(char.IsAsciiLetterUpper) ?? true);
        return isRight ? read : null;
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool IsPlain(string? text) => text is null || text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
