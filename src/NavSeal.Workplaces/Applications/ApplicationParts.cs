using NavSeal.Model.Need;
using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Board;
using NavSeal.Workplaces.Documents;
using NavSeal.Workplaces.Layout;
using NavSeal.Workplaces.Registries;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Registries;

namespace NavSeal.Workplaces.Applications;

/// <summary>What the pages of applications stand on.</summary>
public sealed record ApplicationParts
{
    /// <summary>Most rows of a registry that are proposed.</summary>
    public const int ChoicesMax = 500;

    public required BoardParts Board { get; init; }

    public required DocumentParts Documents { get; init; }

    public required RegistryParts Registries { get; init; }

    /// <summary>Whether goods need a seal.</summary>
    public required Func<NeedQuestion, NeedAnswer> Need { get; init; }

    public required IReadOnlyList<string> MemberStates { get; init; }

    /// <summary>The codes of reasons for which a seal may come off on the way.</summary>
    public required Func<IReadOnlyList<string>> Operations { get; init; }

    public ViewStore Views => Board.Views;

    /// <summary>The registries of vehicles and people.</summary>
    internal KnownVehicles Known => new(Registries);

    /// <summary>Whether a row of a registry is valid today.</summary>
    public bool Knows(RegistryKind kind, string key) => Views.Registries.Find(kind, key, Registries.Today) is not null;

    /// <summary>The key of a row that is valid today, in whichever case it was typed; null where there is none.</summary>
    public string? KeyLike(RegistryKind kind, string typed) => RegistryParts.KeyLike(typed, key => Knows(kind, key));

    /// <summary>An organisation by its name and key: the key alone where it is unknown, a dash where there is none.</summary>
    public string OrganisationOf(string? key)
    {
        if (string.IsNullOrEmpty(key)) return "–";
        return Views.Registries.Find(RegistryKind.Organisation, key, Registries.Today) is { } row ? $"{row.Row["name"]} ({key})" : key;
    }

    /// <summary>What can be chosen of a registry: keys and names. A customer is shown its own organisation alone.</summary>
    public IReadOnlyList<(string Key, string Name)> ChoicesOf(RegistryKind kind, Reader reader)
    {
        var rows = kind == RegistryKind.Organisation && !reader.May(Rights.ReadRegistries)
            ? reader.Visitor.Organisation() is { } own && Views.Registries.Find(kind, own, Registries.Today) is { } row ? [row] : []
            : Views.Registries.List(kind, Registries.Today, null, null, ChoicesMax).Items;
        return [.. rows.Select(one => (one.Row.Key, one.Row.NameIn(reader.Language)))];
    }

    /// <summary>The contracts under which an application can be taken on: those of its customer, carrier or declarant.</summary>
    public IReadOnlyList<string> ContractsFor(Application application)
    {
        string?[] parties = [application.ServiceCustomer, application.Carrier, application.Declarant];
        return
        [
            .. Views.Registries.List(RegistryKind.Contract, Registries.Today, null, null, ViewReadsMax).Items
                .Where(one => parties.Contains(one.Row["organisation"])).Select(one => one.Row.Key),
        ];
    }

    /// <summary>The member states whose register of special measures holds a code or a heading above it.</summary>
    public IReadOnlyList<string> MeasuresOn(string code) =>
    [
        .. Views.Registries.List(RegistryKind.SpecialMeasure, Registries.Today, null, null, ViewReadsMax).Items
            .Where(one => code.StartsWith(one.Row["code"], StringComparison.Ordinal)).Select(one => one.Row["state"])
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private const int ViewReadsMax = 1000;
}
