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

    /// <summary>What can be chosen of a registry: keys and names. A customer is shown its own organisation alone.</summary>
    public IReadOnlyList<(string Key, string Name)> ChoicesOf(RegistryKind kind, Reader reader)
    {
        if (kind != RegistryKind.Organisation || reader.May(Rights.ReadRegistries)) return Registries.ChoicesOf(kind, reader.Language);
        return reader.Visitor.Organisation() is { } own && Registries.Find(kind, own) is { } row
            ? [(row.Key, row.NameIn(reader.Language))]
            : [];
    }

    /// <summary>The contracts under which an application can be taken on: those of its customer, carrier or declarant.</summary>
    public IReadOnlyList<string> ContractsFor(Application application)
    {
        string?[] parties = [application.ServiceCustomer, application.Carrier, application.Declarant];
        return
        [
            .. Registries.RowsOf(RegistryKind.Contract).Where(row => parties.Contains(row["organisation"])).Select(row => row.Key),
        ];
    }

    /// <summary>The member states whose register of special measures holds a code or a heading above it.</summary>
    public IReadOnlyList<string> MeasuresOn(string code) =>
    [
        .. Registries.RowsOf(RegistryKind.SpecialMeasure)
            .Where(row => code.StartsWith(row["code"], StringComparison.Ordinal)).Select(row => row["state"])
            .Distinct().Order(StringComparer.Ordinal),
    ];
}
