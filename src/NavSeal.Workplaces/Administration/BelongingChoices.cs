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
    public (Belonging? Belonging, string? Fault) Read(Belonging typed)
    {
        if (typed.Office is { } office)
        {
            var meant = RegistryParts.KeyLike(
                office, key => registries.Knows(RegistryKind.Office, key) || registries.Knows(RegistryKind.ControllingBody, key));
            if (meant is null) return (null, "OfficeUnknown");
            typed = typed with { Office = meant };
        }

        if (typed.Organisation is not { } named) return (typed, null);
        if (registries.KeyLike(RegistryKind.Organisation, named) is { } like) return (typed with { Organisation = like }, null);
        var byNumber = registries.RowsOf(RegistryKind.Organisation, named)
            .Where(row => row["number"] == named).Select(row => row.Key).ToList();
        return byNumber is [var only] ? (typed with { Organisation = only }, null) : (null, "OrganisationUnknown");
    }
}
