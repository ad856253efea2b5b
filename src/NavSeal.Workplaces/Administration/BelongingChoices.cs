using NavSeal.Model.Registries;
using NavSeal.Workplaces.Registries;

namespace NavSeal.Workplaces.Administration;

/// <summary>The offices and organisations that a user can belong to, as the registries have them today.</summary>
/// <param name="registries">Of offices and organisations.</param>
public sealed class BelongingChoices(RegistryParts registries)
{
    private const int RowsMax = 1000;

    /// <summary>Keys and names of customs offices and other controlling bodies.</summary>
    public IReadOnlyList<(string Key, string Name)> Offices =>
        [.. ListOf(RegistryKind.Office, "name_ru").Concat(ListOf(RegistryKind.ControllingBody, "name_ru"))];

    /// <summary>Keys and names of organisations.</summary>
    public IReadOnlyList<(string Key, string Name)> Organisations => ListOf(RegistryKind.Organisation, "name");

    /// <summary>What was typed with the keys of the registries: an organisation may be named by its number alone.</summary>
    /// <returns>The belonging, or the key of the text that says what is wrong.</returns>
    public (Belonging? Belonging, string? Fault) Read(Belonging typed)
    {
        if (typed.Office is { } office)
        {
            var meant = RegistryParts.KeyLike(office, key => Knows(RegistryKind.Office, key) || Knows(RegistryKind.ControllingBody, key));
            if (meant is null) return (null, "OfficeUnknown");
            typed = typed with { Office = meant };
        }

        if (typed.Organisation is not { } named) return (typed, null);
        if (Knows(RegistryKind.Organisation, named.ToUpperInvariant()))
            return (typed with { Organisation = named.ToUpperInvariant() }, null);
        var byNumber = registries.Views.Registries.List(RegistryKind.Organisation, registries.Today, named, null, RowsMax).Items
            .Where(one => one.Row["number"] == named).Select(one => one.Row.Key).ToList();
        return byNumber is [var only] ? (typed with { Organisation = only }, null) : (null, "OrganisationUnknown");
    }

    private bool Knows(RegistryKind kind, string key) => registries.Views.Registries.Find(kind, key, registries.Today) is not null;

    private List<(string Key, string Name)> ListOf(RegistryKind kind, string name) =>
        [
            .. registries.Views.Registries.List(kind, registries.Today, null, null, RowsMax).Items
                .Select(one => (one.Row.Key, one.Row[name])),
        ];
}
