using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Registries;

namespace NavSeal.Tracking.Life;

/// <summary>The shortest lawful way to an activation and from it to the end: what scripts that care for tracking alone hand in. Nobody
/// gets round a step by it; each is a command like any other.</summary>
/// <param name="Transportation">The transportation.</param>
/// <param name="Seal">Its only seal.</param>
public sealed record ShortestLife(TransportationNumber Transportation, SealNumber Seal)
{
    /// <summary>Keys of the rows that the way stands on: customer and carrier, contract, and the office of both ends.</summary>
    public const string Party = "KZ-150140000002", Contract = "SCRIPT-1", Office = "script-post", OfficeCode = "55300";

    private const string Paper = "55300/010326/0000001", Plate = "777AAA01", Person = "script", Zero = "0";

    private static readonly Representative Employee = new(RepresentativeRole.Employee, Zero, Person);

    private static readonly PersonSignature Signature = new()
    {
        Method = SignatureMethod.SecondFactor,
        ShownSha256 = new string('0', 64),
    };

    /// <summary>Under which law; none is refused at the confirmation.</summary>
    public required TrackingRegimes Regimes { get; init; }

    /// <summary>By road or rail.</summary>
    public TransportMode Mode { get; init; } = TransportMode.Road;

    /// <summary>Reporting period while moving; null: the rule's.</summary>
    public TimeSpan? MovingPeriod { get; init; }

    /// <summary>Reporting period while standing; null: the rule's.</summary>
    public TimeSpan? StandingPeriod { get; init; }

    /// <summary>Key of the set route; null: none.</summary>
    public string? Route { get; init; }

    private bool IsEscort => (Regimes & TrackingRegimes.KzElectronicCustomsEscort) != 0;

    /// <summary>The rows of registries that the way stands on, to be entered once.</summary>
    /// <param name="model">Model of the seals.</param>
    public static IReadOnlyList<RowEntry> Rows(string model) =>
    [
        Row(RegistryKind.Organisation, ("country", "KZ"), ("number", Party[3..]), ("name", Person), ("kinds", "carrier customer")),
        Row(RegistryKind.Contract, ("number", Contract), ("organisation", Party), ("signed", "2020-01-01")),
        Row(RegistryKind.Office, ("id", Office), ("code", OfficeCode), ("name_ru", Person), ("country", "KZ"), ("level", "post")),
        Row(RegistryKind.SealModel, ("model", model), ("maker", Person), ("conformity", "certificate"), ("certificate", Zero)),
    ];

    /// <summary>A route to be entered beside them.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="line">Its points, <c>latitude,longitude</c>, separated by spaces.</param>
    /// <param name="halfWidthKilometres">Its half-width; empty: the setting for a simplified corridor.</param>
    public static RowEntry RouteRow(string key, string line, string halfWidthKilometres) => Row(
        RegistryKind.Route, ("id", key), ("name_ru", Person), ("mode", "road"), ("states", "KZ RU"), ("geometry", "simplified"),
        ("half_width_km", halfWidthKilometres), ("line", line));

    /// <summary>Lays member states and rows under the registries of a script, which has no journal to enter them into.</summary>
    /// <param name="registries">The registries.</param>
    /// <param name="model">Model of the seals.</param>
    /// <param name="more">Rows beside those of <see cref="Rows"/>.</param>
    public static void Lay(RegistryBook registries, string model, params IEnumerable<RowEntry> more) => registries.Lay(
        new MemberStates("KZ", [new MemberState("KZ", "398", 5), new MemberState("RU", "643", 8)]),
        Rows(model).Concat(more).Select(row => new RegistryRow
        {
            Kind = row.Kind,
            Key = RegistrySchema.Of(row.Kind).KeyOf(row.Values),
            Version = 0,
            Values = row.Values,
        }));

    /// <summary>Everything before the activation; what was done already is refused and does no harm.</summary>
    /// <param name="now">The instant, for the end of the transit period.</param>
    public IEnumerable<Command> Before(DateTimeOffset now)
    {
        yield return new Command.Draft(Transportation, Application(now));
        if (IsEscort)
        {
            yield return new Command.OrderSeal(Transportation, new SealOrder
            {
                Authority = Office,
                Ground = OrderGround.ElectronicCustomsEscort,
                Head = Person,
                RiskProfile = Zero,
            });
        }

        yield return new Command.Confirm(Transportation, Contract);
        if (IsEscort)
        {
            yield return new Command.DemandActivation(Transportation, new ActivationDemand
            {
                Seals = [Seal],
                Declaration = Paper,
                Vehicle = Plate,
                OfficeCode = OfficeCode,
                OfficeName = Person,
                TransitUntil = now.AddYears(1),
                Route = Person,
            });
            yield return new Command.Permit(Transportation, PermissionKind.Activation, Office, Signature);
            yield return new Command.AttachDocument(Transportation, new AccompanyingDocument
            {
                Id = Transportation.Value,
                Kind = "TRANSIT_DECLARATION",
                Number = Paper,
                IsFromAuthority = true,
            });
        }

        yield return new Command.Affix(Transportation, new Affixing
        {
            Seal = Seal,
            Compartment = 1,
            PlaceKind = PlaceKind.CustomsControlZone,
            Place = Office,
            Representative = Employee,
        });
    }

    /// <summary>The activation itself.</summary>
    public Command.Activate Activation => new()
    {
        Transportation = Transportation,
        Seal = Seal,
        MovingPeriod = MovingPeriod,
        StandingPeriod = StandingPeriod,
    };

    /// <summary>A removal on the way with all that has to be recorded of it.</summary>
    /// <param name="transportation">The transportation.</param>
    /// <param name="reason">A code of <c>reference/reasons.csv</c>, kind removal.</param>
    public static Command.RemoveEnRoute Removal(TransportationNumber transportation, string reason) =>
        new(transportation, null, reason, new RemovalRecord { Place = Person });

    /// <summary>Everything between arrival and deactivation, that included; under the Agreement alone the deactivation only.</summary>
    /// <param name="transportation">The transportation.</param>
    /// <param name="seal">The seal.</param>
    public static IEnumerable<Command> End(TransportationNumber transportation, SealNumber seal) =>
    [
        new Command.RecordArrival(transportation, Office, Person),
        new Command.RegisterDocuments(transportation, Zero),
        new Command.RecordInspection(transportation, new Inspection
        {
            IsAtDeparture = false,
            Act = Zero,
            SealsIntact = true,
            TracesOfAccess = false,
            SignsOfMismatch = false,
        }, Office),
        new Command.DemandDeactivation(transportation, new DeactivationDemand(seal, Paper, Plate)),
        new Command.Deactivate(transportation, seal),
    ];

    /// <summary>Everything that brings a deactivated seal back, so that it may serve again.</summary>
    /// <param name="transportation">The transportation.</param>
    /// <param name="seal">The seal.</param>
    public static IEnumerable<Command> Return(TransportationNumber transportation, SealNumber seal) =>
    [
        new Command.TakeOff(transportation, seal, PlaceKind.CustomsControlZone, Office),
        new Command.HandOver(transportation, seal, Employee),
        new Command.Erase(transportation, seal),
    ];

    private Application Application(DateTimeOffset now) => new()
    {
        ServiceCustomer = Party,
        Carrier = Party,
        Ground = TrackingGround.Transit,
        Mode = Mode,
        IsUnion = (Regimes & TrackingRegimes.Union) != 0,
        States = ["KZ", "RU"],
        Route = Route,
        DepartureOffice = Office,
        DestinationOffice = Office,
        Goods = [new GoodsLine { Code = "2208307100" }],
        Documents =
        [
            new AccompanyingDocument { Id = Transportation.Value, Kind = "CMR", Number = Zero },
        ],
        Declaration = new DeclarationReference(DeclarationKind.TransitDeclaration, Paper),
        Vehicles = [new Vehicle(Plate, Mode == TransportMode.Rail ? VehicleKind.Wagon : VehicleKind.Tractor, "KZ")],
        DriverDocument = new string('0', 64),
        DriverConsentAt = now,
        Compartments = 1,
        SealsPlanned = 1,
    };

    private static RowEntry Row(RegistryKind kind, params (string Column, string Text)[] values) => new()
    {
        Kind = kind,
        Values = new RegistryValues(values.Select(value => KeyValuePair.Create(value.Column, value.Text))),
        Source = Person,
    };
}
