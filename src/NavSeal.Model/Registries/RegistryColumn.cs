using System.Globalization;

namespace NavSeal.Model.Registries;

/// <summary>What stands in a column.</summary>
public enum ColumnKind
{
    /// <summary>Any text on one line.</summary>
    Text = 1,

    /// <summary>A whole number.</summary>
    Whole = 2,

    /// <summary>A decimal number with a point.</summary>
    Number = 3,

    /// <summary>A day, 2026-01-31.</summary>
    Day = 4,

    /// <summary>Yes or no.</summary>
    Flag = 5,

    /// <summary>One code of a list.</summary>
    Code = 6,

    /// <summary>Several codes of a list, separated by spaces; each once.</summary>
    Codes = 7,

    /// <summary>The key of a row of another registry, or of the same.</summary>
    Reference = 8,

    /// <summary>A number or code in a form of its own.</summary>
    Form = 9,
}

/// <summary>What may stand in one place of every row of a registry, and in which form.</summary>
public sealed record RegistryColumn
{
    /// <summary>How a flag is said to be so and not so.</summary>
    public const string Yes = "yes", No = "no";

    /// <summary>Most characters of a text where the column says nothing else.</summary>
    public const int TextLengthMax = 200;

    /// <summary>Name in files, in the API and in the journal: lower case letters, digits and underscores.</summary>
    public required string Name { get; init; }

    /// <summary>What stands in it.</summary>
    public required ColumnKind Kind { get; init; }

    /// <summary>Whether every row says something here.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Most characters.</summary>
    public int LengthMax { get; init; } = TextLengthMax;

    /// <summary>Least and greatest number; null: no bound.</summary>
    public (decimal Min, decimal Max)? Bounds { get; init; }

    /// <summary>The codes of a list; empty for other columns.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>The registry that a reference points into; null for other columns.</summary>
    public RegistryKind? Refers { get; init; }

    /// <summary>Brings a value of form <see cref="ColumnKind.Form"/> into its normal form; null where it has another one.</summary>
    public Func<string, string?> Normalise { get; init; } = text => text;

    /// <summary>Name of that form, for people: <c>plate</c>, <c>slug</c> and others.</summary>
    public string FormName { get; init; } = "";

    /// <summary>Reads what somebody wrote.</summary>
    /// <param name="text">As written; spaces around it are dropped.</param>
    /// <returns>The normalised text, or what is wrong; of both, one is null. Nothing written is no fault here.</returns>
    public (string? Value, RegistryFault? Fault) Read(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0) return ("", null);
        if (trimmed.Length > LengthMax) return (null, RegistryFault.TooLong);
        if (trimmed.Any(IsForbidden)) return (null, RegistryFault.NotPlain);
        return Kind switch
        {
            ColumnKind.Text => (trimmed, null),
            ColumnKind.Whole => ReadWhole(trimmed),
            ColumnKind.Number => ReadDecimal(trimmed),
            ColumnKind.Day => RegistryDays.Parse(trimmed) is { } day ? (RegistryDays.Text(day), null) : (null, RegistryFault.NotDay),
            ColumnKind.Flag => trimmed is Yes or No ? (trimmed, null) : (null, RegistryFault.NotFlag),
            ColumnKind.Code => CodeOf(trimmed) is { } code ? (code, null) : (null, RegistryFault.NotInList),
            ColumnKind.Codes => ReadCodes(trimmed),
            ColumnKind.Reference => RegistryKey.IsKey(trimmed) ? (trimmed, null) : (null, RegistryFault.NotKey),
            ColumnKind.Form => Normalise(trimmed) is { } normal ? (normal, null) : (null, RegistryFault.NotInForm),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private (string? Value, RegistryFault? Fault) ReadWhole(string text)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return (null, RegistryFault.NotWhole);
        return IsWithin(value) ? (value.ToString(CultureInfo.InvariantCulture), null) : (null, RegistryFault.OutOfBounds);
    }

    private (string? Value, RegistryFault? Fault) ReadDecimal(string text)
    {
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, plain, CultureInfo.InvariantCulture, out var value)) return (null, RegistryFault.NotDecimal);
        return IsWithin(value) ? (value.ToString(CultureInfo.InvariantCulture), null) : (null, RegistryFault.OutOfBounds);
    }

    private (string? Value, RegistryFault? Fault) ReadCodes(string text)
    {
        var codes = new List<string>();
        foreach (var written in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (CodeOf(written) is not { } code) return (null, RegistryFault.NotInList);
            if (!codes.Contains(code)) codes.Add(code);
        }

        return (string.Join(' ', codes), null);
    }

    private string? CodeOf(string written) =>
        Codes.FirstOrDefault(code => string.Equals(code, written, StringComparison.OrdinalIgnoreCase));

    private bool IsWithin(decimal value) => Bounds is not { } bounds || (value >= bounds.Min && value <= bounds.Max);

    /// <summary>Control characters, line ends, and characters that turn the direction of writing: they make one text look like
    /// another.</summary>
    private static bool IsForbidden(char c) =>
        char.IsControl(c) || char.IsSurrogate(c)
        || c is '\u2028' or '\u2029' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

/// <summary>What is wrong in a row; the names are told to people and never change their meaning.</summary>
public enum RegistryFault
{
    /// <summary>Nothing stands where something has to.</summary>
    Missing = 1,

    /// <summary>More characters than the column takes.</summary>
    TooLong = 2,

    /// <summary>Control characters, or characters that turn the direction of writing.</summary>
    NotPlain = 3,

    /// <summary>No whole number.</summary>
    NotWhole = 4,

    /// <summary>No decimal number with a point.</summary>
    NotDecimal = 5,

    /// <summary>No day in the form 2026-01-31.</summary>
    NotDay = 6,

    /// <summary>Neither yes nor no.</summary>
    NotFlag = 7,

    /// <summary>No code of the list.</summary>
    NotInList = 8,

    /// <summary>No key of a row.</summary>
    NotKey = 9,

    /// <summary>Not in the form of this column.</summary>
    NotInForm = 10,

    /// <summary>A number that is too small or too great.</summary>
    OutOfBounds = 11,

    /// <summary>The registry has no such column.</summary>
    UnknownColumn = 12,

    /// <summary>The key that follows from the row is too long for the journal.</summary>
    KeyTooLong = 13,

    /// <summary>The last day lies before the first.</summary>
    EndsBeforeItBegins = 14,

    /// <summary>Two columns do not go together.</summary>
    DoNotAgree = 15,

    /// <summary>A warning: the check digit does not check.</summary>
    CheckDigit = 16,

    /// <summary>A warning: nobody can compare this with certainty.</summary>
    Unrecognised = 17,

    /// <summary>The row that it points to is not there, or is not valid when this one begins.</summary>
    PointsNowhere = 18,

    /// <summary>The row would stand below itself.</summary>
    Cycle = 19,
}

/// <summary>Something that is wrong in a row, or worth a second look.</summary>
/// <param name="Column">Which column; empty where it is the whole row.</param>
/// <param name="Fault">What.</param>
public readonly record struct RegistryFinding(string Column, RegistryFault Fault)
{
    /// <summary>Whether the row can be entered nevertheless.</summary>
    public bool IsWarning => Fault is RegistryFault.CheckDigit or RegistryFault.Unrecognised;
}
