using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tests.Registries;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking;

namespace NavSeal.Tests.Stories.Life;

/// <summary>One transportation on its way through the law, told act by act. Offices, parties, contract and models of seals are known;
/// each act is a commit at the present instant.</summary>
internal sealed class Way
{
    public const string Customer = "KZ-980540000397", Contract = "D-17", Departure = "nur-zholy", Destination = "zhaisan";
    public const string Route = "road-nur-zholy-zhaisan";
    public const string DestinationCode = "39800002", Paper = "55301/010326/0000017", Plate = "777AAA01", Conforming = "test";

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    public static readonly TransportationNumber Number = new(new Guid(17, 0, 0, new byte[8]));
    public static readonly Representative Representative = new(RepresentativeRole.Employee, "K-0042", "Demo Representative");

    public static readonly PersonSignature Signature = new()
    {
        Method = SignatureMethod.SecondFactor,
        ShownSha256 = new string('a', 64),
    };

    private readonly Core core = new();

    public Way()
    {
        core.Lay(registries => registries.Lay(Rows.States, Laid));
        foreach (var seal in (SealNumber[])[Seal(1), Seal(2), Seal(3)])
            core.Take([new Step.Order(Start, new Command.RegisterSeal(Reference.Registered(seal)))]);
    }

    /// <summary>By our clock; stories move it on.</summary>
    public DateTimeOffset Now { get; private set; } = Start;

    /// <summary>What was decided since the last act that was asked for, of any subject.</summary>
    public List<object> Decided { get; } = [];

    public Core Core => core;

    public Transportation State => core.State.TryGet(Number, out var state) ? state : throw new InvalidOperationException("not begun");

    public static SealNumber Seal(int number) => SealNumber.Parse($"KZ-{number:D4}");

    /// <summary>An application that lacks nothing, under the Agreement.</summary>
    public static Application Whole { get; } = new()
    {
        ServiceCustomer = Customer,
        Carrier = Customer,
        Ground = TrackingGround.Transit,
        Mode = TransportMode.Road,
        IsUnion = true,
        States = ["KZ", "RU"],
        BeginsAtBorder = true,
        DepartureOffice = Departure,
        DestinationOffice = Destination,
        Goods = [new GoodsLine { Code = "2208307100" }],
        Documents = [Document("CMR", "CMR-1")],
        Declaration = new DeclarationReference(DeclarationKind.TransitDeclaration, Paper),
        Vehicles = [new Vehicle(Plate, VehicleKind.Tractor, "KZ"), new Vehicle("12ABC02", VehicleKind.Trailer, "KZ")],
        DriverDocument = new string('d', 64),
        DriverConsentAt = Start,
        Compartments = 1,
        SealsPlanned = 1,
    };

    public static SealOrder Escort { get; } = new()
    {
        Authority = Departure,
        Ground = OrderGround.ElectronicCustomsEscort,
        Head = "Head of the office",
        RiskProfile = "RP-2026-7",
    };

    public static ActivationDemand Demand { get; } = new()
    {
        Seals = [Seal(1)],
        Declaration = Paper,
        Vehicle = Plate,
        OfficeCode = DestinationCode,
        OfficeName = "Жайсан",
        TransitUntil = Start.AddDays(3),
        Route = "A-2",
    };

    public static Affixing AffixedTo(SealNumber seal, int compartment = 1) => new()
    {
        Seal = seal,
        Compartment = compartment,
        PlaceKind = PlaceKind.CustomsControlZone,
        Place = Departure,
        Representative = Representative,
    };

    public static Inspection Inspected { get; } = new()
    {
        IsAtDeparture = false,
        Act = "260-15",
        SealsIntact = true,
        TracesOfAccess = false,
        SignsOfMismatch = false,
    };

    public static AccompanyingDocument Document(string kind, string number, bool isFromAuthority = false) => new()
    {
        Id = new Guid(kind.Length, (short)number.Length, 7, new byte[8]),
        Kind = kind,
        Number = number,
        SizeBytes = 1200,
        Sha256 = new string('b', 64),
        IsFromAuthority = isFromAuthority,
    };

    public static Command.Activate Activation(SealNumber seal) => new() { Transportation = Number, Seal = seal };

    /// <summary>Applied for and taken on.</summary>
    public static Way Confirmed(Application? application = null) =>
        new Way().Done(new Command.Draft(Number, application ?? Whole)).Done(new Command.Confirm(Number, Contract));

    /// <summary>Under electronic customs escort beside the Agreement; demanded and permitted, nothing affixed.</summary>
    public static Way Permitted(Application? application = null) => new Way().Done(new Command.Draft(Number, application ?? Whole))
        .Done(new Command.OrderSeal(Number, Escort)).Done(new Command.Confirm(Number, Contract))
        .Done(new Command.DemandActivation(Number, Demand))
        .Done(new Command.Permit(Number, PermissionKind.Activation, Departure, Signature))
        .Done(new Command.AttachDocument(Number, Document("TRANSIT_DECLARATION", Paper, isFromAuthority: true)));

    /// <summary>Under escort, the seal affixed and reporting closed.</summary>
    public static Way Ready() => Permitted().Done(new Command.Affix(Number, AffixedTo(Seal(1)))).Closed(Seal(1));

    /// <summary>Under escort, on the way.</summary>
    public static Way Begun() => Ready().Done(Activation(Seal(1)));

    /// <summary>Under the Agreement alone, without any authority's decision, on the way.</summary>
    public static Way Free(Application? application = null) => Confirmed(application)
        .Done(new Command.Affix(Number, AffixedTo(Seal(1)))).Closed(Seal(1)).Done(Activation(Seal(1)));

    /// <summary>Under escort, arrived, registered and inspected.</summary>
    public static Way Inspect(Inspection? found = null) => Begun().Done(new Command.VerifySignal(Number, Seal(1))).Driven(600)
        .Done(new Command.RecordArrival(Number, Destination, "zone 2"))
        .Done(new Command.RegisterDocuments(Number, "R-55")).Done(new Command.RecordInspection(Number, found ?? Inspected, Destination));

    /// <summary>Under escort, deactivated by demand.</summary>
    public static Way Deactivated(Inspection? found = null) => Inspect(found)
        .Done(new Command.DemandDeactivation(Number, new DeactivationDemand(Seal(1), Paper, Plate)))
        .Done(new Command.Deactivate(Number, Seal(1)));

    /// <summary>Under escort, the seal back with the operator and erased.</summary>
    public static Way Returned(Inspection? found = null) => Deactivated(found)
        .Done(new Command.TakeOff(Number, Seal(1), PlaceKind.CustomsControlZone, Destination))
        .Done(new Command.HandOver(Number, Seal(1), Representative)).Done(new Command.Erase(Number, Seal(1)));

    public Way Later(int minutes)
    {
        Now = Now.AddMinutes(minutes);
        return this;
    }

    /// <summary>So many minutes with a closed report every four of them.</summary>
    public Way Driven(int minutes)
    {
        for (var gone = 0; gone < minutes; gone += 4) Later(4).Closed(Seal(1), gone);
        return this;
    }

    /// <summary>A seal reports closed at 44 N, and so many metres north of it.</summary>
    public Way Closed(SealNumber seal, int metres = 0, int battery = 90) => Reported(seal, SealingElementState.Closed, metres, battery);

    public Way Opened(SealNumber seal, int metres = 0) => Reported(seal, SealingElementState.Open, metres, 90);

    public Way Reported(SealNumber seal, SealingElementState element, int metres, int battery) =>
        Heard(seal, Said(seal, element, metres, battery));

    /// <summary>A seal reports open, so many minutes after it measured that.</summary>
    public Way OpenedBefore(SealNumber seal, int minutes) =>
        Heard(seal, Said(seal, SealingElementState.Open, 0, 90) with { MeasuredAt = Now.AddMinutes(-minutes) });

    /// <summary>A seal reports closed and does not know where it is.</summary>
    public Way ClosedNowhere(SealNumber seal) => Heard(seal, Said(seal, SealingElementState.Closed, 0, 89) with { Fix = null });

    /// <summary>Time is passed up to the present instant.</summary>
    public Way Passed()
    {
        core.Decide(new Step.Pass(Now));
        return Keep();
    }

    /// <summary>An act that is done.</summary>
    public Way Done(Command command)
    {
        Assert.Null(Refused(command));
        return this;
    }

    /// <summary>An act and why it is refused; null where it was done.</summary>
    public Refusal? Refused(Command command)
    {
        var refusal = core.Draft.Do(command, new CommandOrigin(Guid.CreateVersion7(Start), "user/aigul"), Now);
        Keep();
        return refusal;
    }

    /// <summary>The act is refused for that reason, and nothing has changed by it.</summary>
    public Way Refuses(Refusal reason, Command command)
    {
        var before = Core.Bytes(core.State);
        Assert.Equal(reason, Refused(command));
        Assert.Equal(before, Core.Bytes(core.State));
        return this;
    }

    /// <summary>The only event of that kind that was decided so far.</summary>
    public T One<T>() => Assert.Single(Decided.OfType<T>());

    public IReadOnlyList<T> All<T>() => [.. Decided.OfType<T>()];

    private Way Heard(SealNumber seal, Observation said)
    {
        core.Decide(new Step.Report(Now, seal, said));
        return Keep();
    }

    private Observation Said(SealNumber seal, SealingElementState element, int metres, int battery) => new()
    {
        MeasuredAt = Now,
        ContentKey = unchecked((ulong)HashCode.Combine(seal.Text, element, metres, battery)),
        SealingElement = element,
        Case = CaseState.Intact,
        BatteryLeft = new Percent(battery),
        Fix = new Fix { At = GeoPoint.FromDegrees(44 + (metres / 111_195.0797), 77), IsValid = true },
    };

    private Way Keep()
    {
        Decided.AddRange(core.Draft.Subjects.SelectMany(subject => subject.Events));
        core.Commit();
        return this;
    }

    private static RegistryRow[] Laid =>
    [
        Row(RegistryKind.Organisation, ("country", "KZ"), ("number", "980540000397"), ("name", "ТОО «Жібек Жолы Транс»"), ("kinds",
            "carrier customer")),
        Row(RegistryKind.Contract, ("number", Contract), ("organisation", Customer), ("signed", "2026-01-10")),
        Row(RegistryKind.Office, ("id", Departure), ("code", "57505"), ("name_ru", "Нур Жолы"), ("country", "KZ"), ("level", "post")),
        Row(RegistryKind.Office, ("id", Destination), ("code", DestinationCode), ("name_ru", "Жайсан"), ("country", "KZ"), ("level",
            "post")),
        Row(RegistryKind.Route, ("id", Route), ("name_ru", "Нур Жолы – Жайсан"), ("mode", "road"), ("states", "KZ RU"), ("checkpoints",
            "zhaisan nur-zholy"), ("geometry", "exact"), ("line", "44.2,80.2 50.3,57.2")),
        Row(RegistryKind.SealModel, ("model", Conforming), ("maker", "NavSeal"), ("conformity", "certificate"), ("certificate", "S-1")),
        Row(RegistryKind.SealModel, ("model", "old"), ("maker", "NavSeal"), ("conformity", "transition"), ("conformity_until",
            "2026-07-03")),
        Row(RegistryKind.SealModel, ("model", "none"), ("maker", "NavSeal"), ("conformity", "none")),
        Row(RegistryKind.SealModel, ("model", "memory"), ("maker", "NavSeal"), ("conformity", "certificate"), ("certificate", "S-2"),
            ("memory", "yes")),
    ];

    private static RegistryRow Row(RegistryKind kind, params (string Column, string Text)[] values)
    {
        var said = Rows.Values(values);
        return new RegistryRow { Kind = kind, Key = RegistrySchema.Of(kind).KeyOf(said), Version = 0, Values = said };
    }
}
