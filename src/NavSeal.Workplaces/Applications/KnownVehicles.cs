using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Layout;
using NavSeal.Workplaces.Registries;

namespace NavSeal.Workplaces.Applications;

/// <summary>A vehicle as it was typed, held against the registries.</summary>
/// <param name="Number">In the form in which numbers are compared; null where it has none.</param>
/// <param name="Row">What the registry says of it today; null: it is not in it.</param>
public sealed record KnownVehicle(string? Number, RegistryRow? Row)
{
    /// <summary>Whether its check digit is wrong; a plate has none.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>The text that says so.</summary>
    public string Text => this switch
    {
        { Number: null } => "Vehicle_Unread",
        { IsDoubtful: true } => "Vehicle_Doubtful",
        { Row: null } => "Vehicle_Unknown",
        _ => "Vehicle_Known",
    };
}

/// <summary>The registries of vehicles, containers, wagons and people, for whoever applies.</summary>
/// <param name="parts">The registries.</param>
internal sealed class KnownVehicles(RegistryParts parts)
{
    private const int ChoicesMax = 300;

    /// <summary>Holds a vehicle against the registry of its kind.</summary>
    public KnownVehicle Of(Vehicle vehicle)
    {
        switch (vehicle.Kind)
        {
            case VehicleKind.Container:
                var container = ContainerNumber.Normalise(vehicle.Number);
                return Of(RegistryKind.Container, container, container) with
                {
                    IsDoubtful = container is not null && !ContainerNumber.Checks(container),
                };
            case VehicleKind.Wagon:
                var wagon = WagonNumber.Normalise(vehicle.Number);
                return Of(RegistryKind.Wagon, wagon, wagon) with { IsDoubtful = wagon is not null && !WagonNumber.Checks(wagon) };
            default:
                var plate = PlateNumber.Normalise(vehicle.Number);
                return Of(RegistryKind.Vehicle, plate, $"{vehicle.Country}-{plate}");
        }
    }

    /// <summary>The country of a plate: that of the registry where it knows just one of it, else the home state.</summary>
    public string CountryOf(string plate)
    {
        if (PlateNumber.Normalise(plate) is not { } normal) return parts.States.Home;
        var rows = parts.RowsOf(RegistryKind.Vehicle, normal).Where(row => row["plate"] == normal).ToList();
        return rows is [var only] ? only["country"] : parts.States.Home;
    }

    /// <summary>Numbers that are proposed: of every organisation for who reads registries, else those of the parties' own.</summary>
    /// <param name="kind">Vehicles, containers or wagons.</param>
    /// <param name="reader">Who applies.</param>
    public IEnumerable<(string Number, string Name)> ChoicesOf(RegistryKind kind, Reader reader)
    {
        var rows = reader.May(Rights.ReadRegistries) ? parts.RowsOf(kind)
            : reader.Visitor.Organisation() is { } own ? RowsOf(kind, own) : [];
        var column = RegistrySchema.Of(kind).TitleColumn;
        return rows.Take(ChoicesMax).Select(row => (row[column], NameOf(row, reader)));
    }

    /// <summary>The people of an organisation that may be driver: names and what is known of them.</summary>
    public IReadOnlyList<RegistryRow> PeopleOf(string? organisation, Reader reader) =>
        organisation is null || !MaySee(organisation, reader)
            ? []
            : [.. RowsOf(RegistryKind.Person, organisation)];

    private static bool MaySee(string organisation, Reader reader) =>
        reader.May(Rights.SeeDriver) && (reader.May(Rights.ReadRegistries) || reader.Visitor.Organisation() == organisation);

    private IEnumerable<RegistryRow> RowsOf(RegistryKind kind, string organisation) =>
        parts.RowsOf(kind, organisation).Where(row => row["organisation"] == organisation);

    private string NameOf(RegistryRow row, Reader reader)
    {
        string[] said = [row["country"], row["brand"], row["type"],
            row["organisation"] is { Length: > 0 } key ? parts.NameOf(RegistryKind.Organisation, key, reader.Language) : ""];
        return string.Join(", ", said.Where(text => text.Length > 0));
    }

    private KnownVehicle Of(RegistryKind kind, string? number, string? key) => new(
        number, number is null || key is null ? null : parts.Find(kind, key));
}
