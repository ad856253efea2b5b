using System.Collections.Immutable;
using NavSeal.Model.Seals;

namespace NavSeal.Model.Transportations;

/// <summary>Somebody's signature under an act: a detached CMS by the person's certificate, or the second factor together with the hash of
/// what was shown.</summary>
public sealed record PersonSignature
{
    /// <summary>How it was signed.</summary>
    public required SignatureMethod Method { get; init; }

    /// <summary>SHA-256 of the text that was shown to the person, 64 hexadecimal digits.</summary>
    public required string ShownSha256 { get; init; }

    /// <summary>SHA-256 of the CMS, which lies among the documents, 64 hexadecimal digits; null with the second factor.</summary>
    public string? CmsSha256 { get; init; }

    /// <summary>Whom the certificate names; null with the second factor.</summary>
    public string? Signer { get; init; }
}

/// <summary>How a person signs.</summary>
public enum SignatureMethod : byte
{
    /// <summary>Detached CMS by the person's certificate.</summary>
    Cms = 1,

    /// <summary>The second factor of the account, entered for this act.</summary>
    SecondFactor = 2,
}

/// <summary>An authority's decision that a seal is used.</summary>
public sealed record SealOrder
{
    /// <summary>Key of the office or other controlling body that decided.</summary>
    public required string Authority { get; init; }

    /// <summary>By which law.</summary>
    public required OrderGround Ground { get; init; }

    /// <summary>Who decided: the head of the customs office, by name (Order 407, 5).</summary>
    public required string Head { get; init; }

    /// <summary>Reference of the risk profile (Order 407, 5); null where the ground asks for none.</summary>
    public string? RiskProfile { get; init; }
}

/// <summary>By which law an authority decides on a seal.</summary>
public enum OrderGround : byte
{
    /// <summary>Order 407 of Kazakhstan, 5: electronic customs escort.</summary>
    ElectronicCustomsEscort = 1,

    /// <summary>Agreement, 8.4: a controlling body decides to apply a seal.</summary>
    Agreement = 2,
}

/// <summary>What an authority permits.</summary>
public enum PermissionKind : byte
{
    /// <summary>To activate the seals of the transportation.</summary>
    Activation = 1,

    /// <summary>To deactivate them.</summary>
    Deactivation = 2,

    /// <summary>To replace a seal on the way (RMV-011).</summary>
    Replacement = 3,
}

/// <summary>The officer's demand to apply and activate: the six items of Order 407, 8.</summary>
public sealed record ActivationDemand
{
    /// <summary>The seals that are to be applied; one or more.</summary>
    public required ImmutableArray<SealNumber> Seals { get; init => field = value.IsDefault ? [] : value; }

    /// <summary>Registration number of the transit declaration, or of the paper used as one.</summary>
    public required string Declaration { get; init; }

    /// <summary>Registration number of the vehicle.</summary>
    public required string Vehicle { get; init; }

    /// <summary>Code of the customs office of destination by the classifier.</summary>
    public required string OfficeCode { get; init; }

    /// <summary>What people call it.</summary>
    public required string OfficeName { get; init; }

    /// <summary>Until when the goods have to be delivered.</summary>
    public required DateTimeOffset TransitUntil { get; init; }

    /// <summary>The route: a key of the registry, or in words.</summary>
    public required string Route { get; init; }
}

/// <summary>Whom the operator sent: named by role and employee number (ACT-019).</summary>
/// <param name="Role">What the person is there.</param>
/// <param name="EmployeeNumber">The operator's number of the person.</param>
/// <param name="Name">The person's name, as the service badge has it.</param>
public sealed record Representative(RepresentativeRole Role, string EmployeeNumber, string Name);

/// <summary>What a representative of the operator is at the place.</summary>
public enum RepresentativeRole : byte
{
    /// <summary>The operator's own employee.</summary>
    Employee = 1,

    /// <summary>The operator's agent outside the customs territory (Agreement, 8.2).</summary>
    AgentAbroad = 2,
}

/// <summary>What kind of place a seal is affixed or taken off at (open question Q18).</summary>
public enum PlaceKind : byte
{
    /// <summary>The customs control zone of an office.</summary>
    CustomsControlZone = 1,

    /// <summary>Where the operator itself works: a yard, a terminal.</summary>
    OperatorSite = 2,

    /// <summary>Any other place, because the authority said so.</summary>
    NamedByAuthority = 3,

    /// <summary>Outside the customs territory of the Union.</summary>
    OutsideUnion = 4,
}

/// <summary>How a seal was affixed.</summary>
public sealed record Affixing
{
    /// <summary>The one that was put on.</summary>
    public required SealNumber Seal { get; init; }

    /// <summary>Which compartment or object it closes, from 1.</summary>
    public required int Compartment { get; init; }

    /// <summary>What kind of place.</summary>
    public required PlaceKind PlaceKind { get; init; }

    /// <summary>Where: key of the office whose zone it is, or the place in words.</summary>
    public required string Place { get; init; }

    /// <summary>Who was present for the operator.</summary>
    public required Representative Representative { get; init; }

    /// <summary>The seal that failed the check and is swapped by this one; null: none.</summary>
    public SealNumber? InsteadOf { get; init; }
}

/// <summary>How a seal came off on the way without end of tracking (Agreement, 10.2).</summary>
public sealed record RemovalRecord
{
    /// <summary>Where, in words.</summary>
    public required string Place { get; init; }

    /// <summary>Code of the office whose officers were present; null: no authority was there (RMV-015).</summary>
    public string? OfficeCode { get; init; }

    /// <summary>Who was present for the operator; null: nobody.</summary>
    public Representative? Representative { get; init; }

    /// <summary>Number of the act on the removal; null where none was written yet.</summary>
    public string? Act { get; init; }
}

/// <summary>An inspection of goods and seals by officers.</summary>
public sealed record Inspection
{
    /// <summary>Whether it was made at departure; else at destination or on the way.</summary>
    public required bool IsAtDeparture { get; init; }

    /// <summary>Number of the act of customs inspection (form of Decision 260).</summary>
    public required string Act { get; init; }

    /// <summary>The act itself among the documents of the transportation; null: on paper only.</summary>
    public Guid? Document { get; init; }

    /// <summary>Whether the officer found the seals intact.</summary>
    public required bool SealsIntact { get; init; }

    /// <summary>Whether the officer found traces of access to the goods.</summary>
    public required bool TracesOfAccess { get; init; }

    /// <summary>Whether the officer found signs that goods and papers do not match (Order 407, 15).</summary>
    public required bool SignsOfMismatch { get; init; }
}

/// <summary>The demand to deactivate: the three items of Order 407, 13.</summary>
/// <param name="Seal">The seal.</param>
/// <param name="Declaration">Registration number of the declaration.</param>
/// <param name="Vehicle">Registration number of the vehicle.</param>
public sealed record DeactivationDemand(SealNumber Seal, string Declaration, string Vehicle);

/// <summary>How a transportation is completed.</summary>
public enum Completion : byte
{
    /// <summary>Clean: seals intact, no situation reported on the way, no traces of access (Order 407, 13).</summary>
    Clean = 1,

    /// <summary>After an inspection (Order 407, 15).</summary>
    AfterInspection = 2,
}

/// <summary>One entry of the register of documents that belongs to a seal (open question Q21).</summary>
/// <param name="Document">Which document; null for the numbers of the transportation and of the declaration.</param>
/// <param name="Kind">A key of <c>reference/documents.csv</c>, <c>UTN</c>, or the kind of the declaration.</param>
/// <param name="Number">Number of the document.</param>
/// <param name="Sha256">SHA-256 of its bytes; null where only the paper exists.</param>
/// <param name="SizeBytes">Length of its bytes.</param>
public sealed record RegisterEntry(Guid? Document, string Kind, string Number, string? Sha256, int SizeBytes);

/// <summary>Where the register of a seal is kept.</summary>
public enum RegisterPlace : byte
{
    /// <summary>In the system, under the journal's signature: the model has no memory.</summary>
    System = 1,

    /// <summary>In the memory of the device, read back and compared; and in the system.</summary>
    Seal = 2,
}

/// <summary>Every clock of the law (and ours) that runs over a transportation. The names are the keys of
/// <c>reference/obligations.csv</c>.</summary>
public enum ObligationKind : byte
{
    /// <summary>To organise electronic customs escort after the decision (Order 407, 5).</summary>
    OrganiseEscort = 1,

    /// <summary>To tell the offices of a situation (Order 407, 11).</summary>
    NotifyOffices = 2,

    /// <summary>To deactivate after the demand (Order 407, 14).</summary>
    DeactivateSeal = 3,

    /// <summary>To deliver within the transit period (Order 407, 8).</summary>
    Deliver = 4,

    /// <summary>To apply a seal again after a removal on the way (operator's rule).</summary>
    ReapplySeal = 5,

    /// <summary>The authority's answer on a situation (operator's rule, open question Q14).</summary>
    AnswerOnSituation = 6,

    /// <summary>To register the documents of arrival (Code of Kazakhstan, 231(7)).</summary>
    RegisterArrival = 7,

    /// <summary>To complete transit after registration (Code of Kazakhstan, 231(8)).</summary>
    CompleteTransit = 8,

    /// <summary>To decide on the release of goods (Code of Kazakhstan, 193(1)).</summary>
    ReleaseGoods = 9,

    /// <summary>To end control in the yellow corridor.</summary>
    YellowCorridor = 10,
}

/// <summary>Who owes what an obligation asks for.</summary>
public enum Debtor : byte
{
    /// <summary>The national operator.</summary>
    Operator = 1,

    /// <summary>The customs office of departure.</summary>
    OfficeOfDeparture = 2,

    /// <summary>The customs office of destination.</summary>
    OfficeOfDestination = 3,

    /// <summary>Whoever carries the goods.</summary>
    Carrier = 4,
}

/// <summary>A use of a special device on a seal (SEAL-012).</summary>
public sealed record SpecialDeviceUse
{
    /// <summary>Whether it opens; else it closes.</summary>
    public required bool Opens { get; init; }

    /// <summary>Number of the device.</summary>
    public required string Device { get; init; }

    /// <summary>The officer who uses it, in words.</summary>
    public required string Officer { get; init; }

    /// <summary>When it was used, where it is recorded afterwards; null: it is recorded beforehand.</summary>
    public DateTimeOffset? UsedAt { get; init; }
}
