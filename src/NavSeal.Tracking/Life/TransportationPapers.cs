using System.Collections.Immutable;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>What decisions need of the papers of a transportation.</summary>
public sealed record TransportationPapers
{
    /// <summary>What was applied for; null in transportations from before applications were recorded.</summary>
    public Application? Application { get; init; }

    /// <summary>Key of the contract; null before the confirmation.</summary>
    public string? Contract { get; init; }

    /// <summary>The authority's decision on a seal; null: none decided.</summary>
    public SealOrder? Order { get; init; }

    /// <summary>What authorities permit at present.</summary>
    public ImmutableArray<GivenPermit> Permissions { get; init; } = [];

    /// <summary>The six items of Order 407, 8; null before the demand.</summary>
    public ActivationDemand? Demand { get; init; }

    /// <summary>Key of the office where the carrier arrived; null before.</summary>
    public string? ArrivalOffice { get; init; }

    /// <summary>Number under which the documents were registered at destination; null before.</summary>
    public string? Registration { get; init; }

    /// <summary>The latest inspection after the activation, with what any of them found; null: none.</summary>
    public Inspection? Inspection { get; init; }

    /// <summary>The authority's distance for code 03 in metres; null: the rule's.</summary>
    public int? DeviationLimitMetres { get; init; }

    /// <summary>Whether the goods are marked as high risk.</summary>
    public bool IsHighRisk { get; init; }

    /// <summary>How it was completed; null: it was not.</summary>
    public Completion? Completion { get; init; }

    /// <summary>Kinds of the situations that are kept no more and were not withdrawn, each once.</summary>
    public ImmutableArray<NonRoutineKind> ForgottenKinds { get; init; } = [];

    /// <summary>When it was given up before the first activation; null: it was not.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>Number of the latest hold of the dossier; 0 where there was none.</summary>
    public int LastHold { get; init; }

    /// <summary>The holds of authorities that last.</summary>
    public ImmutableArray<DossierHold> Holds { get; init; } = [];

    /// <summary>Whether the dossier was erased after its term.</summary>
    public bool IsErased { get; init; }

    /// <summary>The authority that permits an act; null: none does.</summary>
    public string? PermittedBy(PermissionKind kind) => Permitted(kind)?.Authority;

    /// <summary>The permission of an act that holds; null: none does.</summary>
    public GivenPermit? Permitted(PermissionKind kind)
    {
        foreach (var permission in Permissions)
            if (permission.Kind == kind) return permission;
        return null;
    }
}

/// <summary>An authority permits an act.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Authority">Key of the office or other controlling body.</param>
/// <param name="At">When it was given.</param>
public sealed record GivenPermit(PermissionKind Kind, string Authority, DateTimeOffset At);

/// <summary>An authority holds the dossier beyond its term.</summary>
/// <param name="Number">Within the transportation, from 1.</param>
/// <param name="Authority">Key of the office or other controlling body.</param>
public sealed record DossierHold(int Number, string Authority);
