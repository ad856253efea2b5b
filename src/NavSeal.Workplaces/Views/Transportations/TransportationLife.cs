using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Workplaces.Views.Transportations;

/// <summary>Where one seal of a transportation stands.</summary>
public enum SealStage
{
    Affixed = 1,
    Active = 2,
    RemovedEnRoute = 3,
    Deactivated = 4,
    TakenOff = 5,
    HandedOver = 6,
    Erased = 7,
    Rejected = 8,
}

/// <summary>One seal of a transportation, with the times of its part (RMV-010).</summary>
public sealed record SealPart
{
    public required SealNumber Seal { get; init; }

    public required int Compartment { get; init; }

    public required SealStage Stage { get; init; }

    public DateTimeOffset? AffixedAt { get; init; }

    public DateTimeOffset? ActivatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>While it is taken off on the way: since when.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>While it is taken off on the way: until when it has to be applied again.</summary>
    public DateTimeOffset? ReapplyBy { get; init; }

    public bool IsVerified { get; init; }

    public bool IsDemanded { get; init; }

    public string? RegisterSha256 { get; init; }

    public RegisterPlace? RegisterPlace { get; init; }

    /// <summary>The seal that took its place on the way.</summary>
    public SealNumber? ReplacedBy { get; init; }

    [JsonIgnore]
    public bool IsTracking => Stage is SealStage.Active or SealStage.RemovedEnRoute;

    [JsonIgnore]
    public bool IsDone => Stage is SealStage.Erased or SealStage.Rejected
        || (ActivatedAt is null && Stage >= SealStage.TakenOff);
}

/// <summary>An authority holds the dossier beyond its term.</summary>
public sealed record DossierHold
{
    /// <summary>Its number within the transportation.</summary>
    public required int Hold { get; init; }

    /// <summary>Key of the office or other controlling body.</summary>
    public required string Authority { get; init; }

    public required string Ground { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>What is waited for next, and by whom it has to be done.</summary>
public enum Awaited
{
    Nothing = 0,

    /// <summary>The operator takes it on.</summary>
    Confirmation = 1,

    /// <summary>The office of departure demands application and activation.</summary>
    Demand = 2,

    /// <summary>The authority permits the activation.</summary>
    ActivationPermission = 3,

    /// <summary>A seal is affixed.</summary>
    Affixing = 4,

    /// <summary>The operator activates.</summary>
    Activation = 5,

    /// <summary>The carrier arrives.</summary>
    Arrival = 6,

    /// <summary>The office of destination registers the documents.</summary>
    Registration = 7,

    /// <summary>The office of destination inspects.</summary>
    Inspection = 8,

    /// <summary>The office of destination demands the deactivation.</summary>
    DeactivationDemand = 9,

    /// <summary>The operator deactivates.</summary>
    Deactivation = 10,

    /// <summary>Seals come off, are handed over and erased.</summary>
    SealReturn = 11,

    /// <summary>The officer or operator completes it.</summary>
    Completion = 12,

    /// <summary>Whoever applies hands the application in.</summary>
    Application = 13,

    /// <summary>The authority that decided on a seal sends the documents (ACT-027).</summary>
    AuthorityPapers = 14,
}

/// <summary>The life of a transportation as its row keeps it beside what lists sort and search by.</summary>
public sealed record TransportationLife
{
    public Application? Application { get; init; }

    public DateTimeOffset? DraftedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public CarriageKind? Kind { get; init; }

    public string? TrackingOperator { get; init; }

    public string? Contract { get; init; }

    public SealOrder? Order { get; init; }

    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>What authorities permit at present, and which authority.</summary>
    public ImmutableSortedDictionary<string, string> Permissions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ActivationDemand? Demand { get; init; }

    public ImmutableArray<SealPart> Seals { get; init; } = [];

    public string? ArrivalOffice { get; init; }

    public DateTimeOffset? ArrivedAt { get; init; }

    public string? Registration { get; init; }

    public Inspection? Inspection { get; init; }

    public bool IsHighRisk { get; init; }

    /// <summary>For the authorities' eyes; not for the customer (REG-017).</summary>
    public string? FormsOfControl { get; init; }

    public int? DeviationLimitMetres { get; init; }

    public Completion? Completion { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The holds of authorities that last.</summary>
    public ImmutableArray<DossierHold> Holds { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>When the dossier was erased after its term; null: it was not.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    [JsonIgnore]
    public bool IsEscort => Order is { Ground: OrderGround.ElectronicCustomsEscort };

    [JsonIgnore]
    public bool MayActivate => Order is null || Permissions.ContainsKey(nameof(PermissionKind.Activation));

    /// <summary>Whether the documents that an activation needs from the authority are there; who decided nothing sends none.</summary>
    [JsonIgnore]
    public bool HasAuthorityPapers =>
        Order is null || Application is null or { HasAuthorityPapers: true };

    internal static TransportationLife Read(string json) =>
        json.Length == 0 ? new TransportationLife() : JsonSerializer.Deserialize(json, LifeJson.Default.TransportationLife)!;

    internal string Write() => JsonSerializer.Serialize(this, LifeJson.Default.TransportationLife);
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter), typeof(SealNumberConverter)])]
[JsonSerializable(typeof(TransportationLife))]
internal sealed partial class LifeJson : JsonSerializerContext;
