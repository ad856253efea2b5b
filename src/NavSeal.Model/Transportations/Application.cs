using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace NavSeal.Model.Transportations;

/// <summary>What is applied for: who carries what for whom, on which way and with how many seals. A draft may be incomplete; what a
/// confirmation asks for is decided then (CAB-016).</summary>
public sealed record Application
{
    /// <summary>Most lines, documents, vehicles, operations and states of each list.</summary>
    public const int GoodsMax = 999, DocumentsMax = 200, VehiclesMax = 4, OperationsMax = 20, StatesMax = 5;

    /// <summary>Most compartments or objects, and so seals, of one transportation.</summary>
    public const int SealsMax = 64;

    /// <summary>Most characters of a short text and of a long one.</summary>
    public const int TextMax = 64, LongTextMax = 500;

    /// <summary>Key of the organisation that orders tracking, provides the seals and pays (Board 128/2023, 2a).</summary>
    public required string ServiceCustomer { get; init; }

    /// <summary>Key of the organisation that carries; null while it is not known.</summary>
    public string? Carrier { get; init; }

    /// <summary>Key of the organisation that declares; null where nobody does.</summary>
    public string? Declarant { get; init; }

    /// <summary>Key of the organisation that acts for the declarant before customs; null: nobody.</summary>
    public string? CustomsRepresentative { get; init; }

    /// <summary>Key of the organisation that arranges the carriage; null: nobody.</summary>
    public string? Forwarder { get; init; }

    /// <summary>Why it is tracked.</summary>
    public required TrackingGround Ground { get; init; }

    /// <summary>By road or rail.</summary>
    public required TransportMode Mode { get; init; }

    /// <summary>Whether the Agreement's regime is applied for; electronic customs escort comes with the decision on it.</summary>
    public bool IsUnion { get; init; }

    /// <summary>The member states crossed, ISO alpha-2, in the order of travel; the first is where tracking begins.</summary>
    public ImmutableArray<string> States { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether the goods enter the Union where tracking begins; false: they set out from within.</summary>
    public bool BeginsAtBorder { get; init; }

    /// <summary>Key of the customs office of departure; null where no office is involved.</summary>
    public string? DepartureOffice { get; init; }

    /// <summary>Key of the customs office of destination.</summary>
    public string? DestinationOffice { get; init; }

    /// <summary>Whether both offices are named.</summary>
    [JsonIgnore]
    public bool HasBothOffices => DepartureOffice is not null && DestinationOffice is not null;

    /// <summary>Where the route ends (Agreement, 8.3); the place of delivery where nothing is said.</summary>
    public RouteEnd End { get; init => field = value == 0 ? RouteEnd.PlaceOfDelivery : value; } = RouteEnd.PlaceOfDelivery;

    /// <summary>Key of the route, a corridor or a line of its own; null: no route is set, so that no deviation can be judged.</summary>
    public string? Route { get; init; }

    /// <summary>What is carried; all lines.</summary>
    public ImmutableArray<GoodsLine> Goods { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Papers that go with the goods, those of the declaration among them.</summary>
    public ImmutableArray<AccompanyingDocument> Documents { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether an authority sent any of the documents (ACT-027).</summary>
    [JsonIgnore]
    public bool HasAuthorityPapers => Documents.Any(document => document.IsFromAuthority);

    /// <summary>The declaration, electronic or on paper; null while there is none.</summary>
    public DeclarationReference? Declaration { get; init; }

    /// <summary>Tractor and trailers, container or wagon, in the order of coupling.</summary>
    public ImmutableArray<Vehicle> Vehicles { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>How the driver is reached, as the hash of a protected document: personal data do not stand in the journal; null: not
    /// given.</summary>
    public string? DriverDocument { get; init; }

    /// <summary>When the driver agreed to the keeping of personal data, where national law asks for it; null: not recorded.</summary>
    public DateTimeOffset? DriverConsentAt { get; init; }

    /// <summary>Lockable compartments of the tracking object; 0 where the seals are put on the objects themselves.</summary>
    public int Compartments { get; init; }

    /// <summary>Objects that are sealed themselves (Agreement, 6.3); 0 where compartments are sealed.</summary>
    public int SealedObjects { get; init; }

    /// <summary>Seals that are ordered.</summary>
    public int SealsPlanned { get; init; }

    /// <summary>Whether whoever applies is still writing: the operator cannot take it on before it is handed in. An application that
    /// comes whole, as programs send it, is handed in with it.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>What the wagons of one consignment note or the vehicles of one convoy have in common; null: it goes alone.</summary>
    public string? Group { get; init; }

    /// <summary>Operations planned on the way for which seals come off, as the declaration says (RMV-013).</summary>
    public ImmutableArray<PlannedOperation> Operations { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>How many seals the object asks for: one for each lockable compartment or sealed object, at least one.</summary>
    [JsonIgnore]
    public int SealsNeeded => Math.Max(1, Math.Max(Compartments, SealedObjects));
}

/// <summary>Where a route ends (ARR-001).</summary>
public enum RouteEnd : byte
{
    /// <summary>The place of delivery in a member state.</summary>
    PlaceOfDelivery = 1,

    /// <summary>The place where the goods leave the customs territory.</summary>
    PlaceOfExport = 2,
}

/// <summary>One line of goods.</summary>
public sealed record GoodsLine
{
    /// <summary>Code of the commodity nomenclature, 4 to 10 digits without spaces.</summary>
    public required string Code { get; init; }

    /// <summary>In words; null: not said.</summary>
    public string? Description { get; init; }

    /// <summary>Member states whose register of special measures holds this line, ISO alpha-2.</summary>
    public ImmutableArray<string> SpecialMeasures { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Gross mass in kilograms; null: not said.</summary>
    public int? GrossKilograms { get; init; }
}

/// <summary>A paper that goes with the goods; its bytes lie among the documents, cited by their hash.</summary>
public sealed record AccompanyingDocument
{
    /// <summary>Unique within the system.</summary>
    public required Guid Id { get; init; }

    /// <summary>Kind, a key of <c>reference/documents.csv</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its own number.</summary>
    public required string Number { get; init; }

    /// <summary>Its date, yyyy-MM-dd; null: not known.</summary>
    public string? Day { get; init; }

    /// <summary>Who issued it; null: not known.</summary>
    public string? Issuer { get; init; }

    /// <summary>Length in bytes; 0 where only the paper exists.</summary>
    public int SizeBytes { get; init; }

    /// <summary>SHA-256 of the bytes, 64 hexadecimal digits; null where only the paper exists.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Whether the authority sent it, not the carrier (ACT-027).</summary>
    public bool IsFromAuthority { get; init; }
}

/// <summary>What stands for the declaration in the register of the seal (Agreement, 7.2).</summary>
/// <param name="Kind">Which kind of declaration.</param>
/// <param name="Number">Its registration number: office/date/serial; for a paper used as declaration the paper's own number.</param>
public sealed record DeclarationReference(DeclarationKind Kind, string Number);

/// <summary>Kinds of declarations, papers used as one among them.</summary>
public enum DeclarationKind : byte
{
    /// <summary>Electronic transit declaration.</summary>
    TransitDeclaration = 1,

    /// <summary>Electronic goods declaration.</summary>
    GoodsDeclaration = 2,

    /// <summary>Scanned copy of a transit declaration on paper (Order 407, 7).</summary>
    PaperCopy = 3,

    /// <summary>TIR carnet used as transit declaration.</summary>
    TirCarnet = 4,

    /// <summary>CMR consignment note used as transit declaration.</summary>
    Cmr = 5,

    /// <summary>SMGS consignment note used as transit declaration.</summary>
    Smgs = 6,

    /// <summary>Transport document of goods of the Union in mutual trade, for which nothing is declared.</summary>
    TransportDocument = 7,
}

/// <summary>A vehicle, container or wagon (D138 a).</summary>
/// <param name="Number">Plate, container or wagon number, normalised.</param>
/// <param name="Kind">Which.</param>
/// <param name="Country">Where it is registered, ISO alpha-2; null for containers and wagons.</param>
public sealed record Vehicle(string Number, VehicleKind Kind, string? Country);

/// <summary>Kinds of tracking objects on wheels and rails.</summary>
public enum VehicleKind : byte
{
    /// <summary>A lorry or tractor.</summary>
    Tractor = 1,

    /// <summary>A trailer or semi-trailer.</summary>
    Trailer = 2,

    /// <summary>A box by ISO 6346, on a chassis or wagon.</summary>
    Container = 3,

    /// <summary>A railway wagon.</summary>
    Wagon = 4,
}

/// <summary>A cargo operation on the way as the declaration plans it.</summary>
/// <param name="Kind">A code of <c>reference/reasons.csv</c>, kind removal.</param>
/// <param name="Office">Key of the customs office that watches over it.</param>
/// <param name="Place">Where, in words.</param>
/// <param name="NewVehicle">The vehicle the goods go on with; null: the same.</param>
public sealed record PlannedOperation(string Kind, string Office, string Place, string? NewVehicle);

/// <summary>The kinds of carriage of the Agreement, 2.2, by start, end and what lies between.</summary>
public enum CarriageKind : byte
{
    /// <summary>From one member state to another.</summary>
    BetweenMemberStates = 1,

    /// <summary>From the border of the Union to a place in another member state.</summary>
    FromBorderIntoUnion = 2,

    /// <summary>From a place in a member state over another one out of the Union.</summary>
    FromUnionToBorder = 3,

    /// <summary>From one border of the Union over two or more member states to another border.</summary>
    BorderToBorder = 4,

    /// <summary>Within one member state over the territory of another one.</summary>
    WithinOneOverAnother = 5,
}
