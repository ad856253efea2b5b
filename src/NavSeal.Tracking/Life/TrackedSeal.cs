using System.Collections.Immutable;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>Where a seal stands in the life of a transportation.</summary>
public enum SealStage : byte
{
    /// <summary>Put on, not yet active.</summary>
    Affixed = 1,

    /// <summary>It watches.</summary>
    Active = 2,

    /// <summary>Taken off on the way; tracking goes on (Agreement, 10.1).</summary>
    RemovedEnRoute = 3,

    /// <summary>It watches no more, and is still on the object.</summary>
    Deactivated = 4,

    /// <summary>Off the object.</summary>
    TakenOff = 5,

    /// <summary>Back with the operator.</summary>
    HandedOver = 6,

    /// <summary>Its register is erased: the end of its part.</summary>
    Erased = 7,

    /// <summary>It failed the check and came off before it was activated.</summary>
    Rejected = 8,
}

/// <summary>One seal of a transportation.</summary>
public sealed record TrackedSeal
{
    /// <summary>Crossings of borders that are kept to judge late reports.</summary>
    public const int CrossingsMax = 16;

    /// <summary>As printed on the device.</summary>
    public required SealNumber Number { get; init; }

    /// <summary>The compartment or object it closes, from 1.</summary>
    public required int Compartment { get; init; }

    /// <summary>Where it stands.</summary>
    public required SealStage Stage { get; init; }

    /// <summary>What kind of place it was affixed at; null in transportations from before affixing was recorded.</summary>
    public PlaceKind? PlaceKind { get; init; }

    /// <summary>Where it was affixed; null likewise.</summary>
    public string? Place { get; init; }

    /// <summary>Reporting period while moving; zero before its activation.</summary>
    public TimeSpan MovingPeriod { get; init; }

    /// <summary>Reporting period while standing; zero before its activation.</summary>
    public TimeSpan StandingPeriod { get; init; }

    /// <summary>When it was activated; null before.</summary>
    public DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>When it was deactivated; null while it watches.</summary>
    public DateTimeOffset? DeactivatedAt { get; init; }

    /// <summary>When it came off on the way; null while it is applied.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Until when it has to be applied again; null while it is applied.</summary>
    public DateTimeOffset? ReapplyBy { get; init; }

    /// <summary>Whether the operator that registered it agreed; without meaning for the tracking operator's own seals.</summary>
    public bool IsAgreed { get; init; }

    /// <summary>Whether the officer verified its signal.</summary>
    public bool IsVerified { get; init; }

    /// <summary>Whether its deactivation was demanded.</summary>
    public bool IsDemanded { get; init; }

    /// <summary>SHA-256 of its register; null before its activation.</summary>
    public string? RegisterSha256 { get; init; }

    /// <summary>Where its register is kept; null before its activation.</summary>
    public RegisterPlace? RegisterPlace { get; init; }

    /// <summary>The latest borders it crossed, at most <see cref="CrossingsMax"/>, by when.</summary>
    public ImmutableArray<Crossing> Crossings { get; init; } = [];

    /// <summary>Whether it watches, applied or taken off on the way.</summary>
    public bool IsTracking => Stage is SealStage.Active or SealStage.RemovedEnRoute;

    /// <summary>Whether its part is over, or it never had one: what came off without having been active has no register to erase.</summary>
    public bool IsDone => Stage is SealStage.Erased or SealStage.Rejected || (ActivatedAt is null && Stage >= SealStage.TakenOff);
}

/// <summary>A state border that was crossed.</summary>
/// <param name="From">Out of which state, ISO alpha-2.</param>
/// <param name="Into">Into which state, ISO alpha-2.</param>
/// <param name="At">When the first fix beyond was measured.</param>
public readonly record struct Crossing(string From, string Into, DateTimeOffset At);
