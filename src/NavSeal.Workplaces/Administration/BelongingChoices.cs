using NavSeal.Model.Registries;
using NavSeal.Workplaces.Registries;

namespace NavSeal.Workplaces.Administration;

/// <summary>The offices and organisations that a user can belong to, as the registries have them today.</summary>
/// <param name="registries">Of offices and organisations.</param>
public sealed class BelongingChoices(RegistryParts registries)
{
    /// <summary>Keys and names of customs offices and other controlling bodies.</summary>
    public IReadOnlyList<(string Key, string Name)> OfficesIn(string language) =>
        [.. registries.ChoicesOf(RegistryKind.Office, language), .. registries.ChoicesOf(RegistryKind.ControllingBody, language)];

    /// <summary>Keys and names of organisations.</summary>
    public IReadOnlyList<(string Key, string Name)> OrganisationsIn(string language) =>
        registries.ChoicesOf(RegistryKind.Organisation, language);

    /// <summary>What was typed with the keys of the registries: an organisation may be named by its number alone.</summary>
    /// <returns>The belonging, or the key of the text that says what is wrong.</returns>
    public (Belonging? Belonging, string? Fault) Read(Belonging typed) =>
        Read(typed, registries.Knows, number => registries.RowsOf(RegistryKind.Organisation, number));

    /// <summary>The same where no server runs.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="knows">Whether a row is valid today.</param>
    /// <param name="organisationsWith">The organisations of today in whose rows a text stands.</param>
    public static (Belonging? Belonging, string? Fault) Read(
        Belonging typed, Func<RegistryKind, string, bool> knows, Func<string, IEnumerable<RegistryRow>> organisationsWith)
    {
        if (typed.Office is { } office)
        {
            var meant = RegistryParts.KeyLike(
                office, key => knows(RegistryKind.Office, key) || knows(RegistryKind.ControllingBody, key));
            if (meant is null) return (null, "OfficeUnknown");
            typed = typed with { Office = meant };
        }

        if (typed.Organisation is not { } named) return (typed, null);
        if (RegistryParts.KeyLike(named, key => knows(RegistryKind.Organisation, key)) is { } like)
            return (typed with { Organisation = like }, null);
        var byNumber = organisationsWith(named).Where(row => row["number"] == named).Select(row => row.Key).ToList();
        return byNumber is [var only] ? (typed with { Organisation = only }, null) : (null, "OrganisationUnknown");
    }
}
