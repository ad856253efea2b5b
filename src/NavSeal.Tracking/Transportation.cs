using System.Collections.Immutable;
using System.Diagnostics;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking;

/// <summary>Where a transportation stands.</summary>
public enum TransportationPhase : byte
{
    /// <summary>A seal is applied and tracks it.</summary>
    UnderTracking = 1,

    /// <summary>The seal is taken off on the way; tracking goes on (Agreement, 10.1).</summary>
    Removed = 2,

    /// <summary>The seal was deactivated; nothing begins any more but what late reports tell of the time before.</summary>
    Completed = 3,
}

/// <summary>A non-routine situation as decisions need it.</summary>
/// <param name="Number">Within the transportation, from 1.</param>
/// <param name="Kind">Which.</param>
/// <param name="OccurredAt">When it happened by the rule.</param>
/// <param name="EndedAt">When its condition was over; null while it lasts.</param>
public readonly record struct Situation(int Number, NonRoutineKind Kind, DateTimeOffset OccurredAt, DateTimeOffset? EndedAt)
{
    /// <summary>Whether a person has taken it in hand.</summary>
    public bool IsAcknowledged { get; init; }

    /// <summary>Whether its condition lasts.</summary>
    public bool IsOpen => EndedAt is null;
}

/// <summary>A transportation as decisions need it, folded from its events.</summary>
/// <remarks>Its number is the key under which it is held. Two of them are compared by their encoding, for the situations are an
/// array.</remarks>
public sealed record Transportation
{
    /// <summary>Ended situations that are kept to judge late reports; more are forgotten, the ones that ended first.</summary>
    public const int EndedSituationsMax = 256;

    private readonly uint openKinds;

    /// <summary>Where it stands.</summary>
    public required TransportationPhase Phase { get; init; }

    /// <summary>The seal that tracks it, or tracked it last.</summary>
    public required SealNumber Seal { get; init; }

    /// <summary>Under which law.</summary>
    public required TrackingRegimes Regimes { get; init; }

    /// <summary>By road or rail.</summary>
    public required TransportMode Mode { get; init; }

    /// <summary>Reporting period while moving.</summary>
    public required TimeSpan MovingPeriod { get; init; }

    /// <summary>Reporting period while standing.</summary>
    public required TimeSpan StandingPeriod { get; init; }

    /// <summary>When tracking began.</summary>
    public required DateTimeOffset ActivatedAt { get; init; }

    /// <summary>When tracking ended; null while it lasts.</summary>
    public DateTimeOffset? DeactivatedAt { get; init; }

    /// <summary>When the seal was taken off; null while it is applied.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Until when a seal has to be applied again; null while it is applied.</summary>
    public DateTimeOffset? ReapplyBy { get; init; }

    /// <summary>Version of the rules that allowed the activation.</summary>
    public required string Rules { get; init; }

    /// <summary>Number of the latest situation; 0 where there was none.</summary>
    public int LastSituation { get; init; }

    /// <summary>All open situations and the latest ended ones, in the order of their numbers.</summary>
    public ImmutableArray<Situation> Situations
    {
        get;
        init
        {
            field = value;
            openKinds = 0;
            foreach (var situation in value)
                if (situation.IsOpen) openKinds |= Bit(situation.Kind);
        }
    } = [];

    /// <summary>Whether the seal tracks it, applied or taken off.</summary>
    public bool IsTracked => Phase is TransportationPhase.UnderTracking or TransportationPhase.Removed;

    /// <summary>Whether the Agreement's codes are judged.</summary>
    internal bool IsUnion => (Regimes & TrackingRegimes.Union) != 0;

    /// <summary>Whether the situations of Order 407 are judged.</summary>
    internal bool IsEscort => (Regimes & TrackingRegimes.KzElectronicCustomsEscort) != 0;

    /// <summary>Whether a situation of that kind lasts.</summary>
    public bool HasOpen(NonRoutineKind kind) => (openKinds & Bit(kind)) != 0;

    /// <summary>Whether anything lasts that a mere report ends.</summary>
    internal bool IsSilent => (openKinds & (Bit(NonRoutineKind.NoData) | Bit(NonRoutineKind.KzSilence))) != 0;

    /// <summary>The state after an event. Never refuses: facts already happened.</summary>
    /// <param name="state">Null before the first event, which is always <see cref="TransportationEvent.SealActivated"/>.</param>
    /// <param name="change">What happened.</param>
    public static Transportation Evolve(Transportation? state, TransportationEvent change) => change switch
    {
        TransportationEvent.SealActivated e => Begun(e),
        TransportationEvent.SealDeactivated e => Known(state) with
        {
            Phase = TransportationPhase.Completed,
            DeactivatedAt = e.At,
            RemovedAt = null,
            ReapplyBy = null,
        },
        TransportationEvent.SealRemoved e => Known(state) with
        {
            Phase = TransportationPhase.Removed,
            RemovedAt = e.At,
            ReapplyBy = e.ReapplyBy,
        },
        TransportationEvent.SealReapplied => Known(state) with
        {
            Phase = TransportationPhase.UnderTracking,
            RemovedAt = null,
            ReapplyBy = null,
        },
        TransportationEvent.NonRoutineSituationOpened e => Known(state) with
        {
            LastSituation = e.Situation,
            Situations = Known(state).Situations.Add(new Situation(e.Situation, e.Kind, e.OccurredAt, null)),
        },
        TransportationEvent.NonRoutineSituationEnded e => Known(state) with { Situations = Ended(Known(state).Situations, e) },
        TransportationEvent.SituationAcknowledged e => Known(state) with { Situations = Acknowledged(Known(state).Situations, e) },
        TransportationEvent.ParticularsStated or TransportationEvent.SituationShelved => Known(state),
        _ => throw new UnreachableException(),
    };

    private static ImmutableArray<Situation> Acknowledged(
        ImmutableArray<Situation> situations, TransportationEvent.SituationAcknowledged e) =>
        [.. situations.Select(situation => situation.Number == e.Situation ? situation with { IsAcknowledged = true } : situation)];

    private static Transportation Begun(TransportationEvent.SealActivated e) => new()
    {
        Phase = TransportationPhase.UnderTracking,
        Seal = e.Seal,
        Regimes = e.Regimes,
        Mode = e.Mode,
        MovingPeriod = TimeSpan.FromSeconds(e.MovingPeriodSeconds),
        StandingPeriod = TimeSpan.FromSeconds(e.StandingPeriodSeconds),
        ActivatedAt = e.At,
        Rules = e.Rules,
    };

    private static Transportation Known(Transportation? state) =>
        state ?? throw new UnreachableException("A transportation begins with its activation.");

    private static ImmutableArray<Situation> Ended(ImmutableArray<Situation> situations, TransportationEvent.NonRoutineSituationEnded e)
    {
        var after = situations.ToBuilder();
        var ended = 0;
        for (var i = 0; i < after.Count; i++)
        {
            if (after[i].Number == e.Situation && after[i].IsOpen) after[i] = after[i] with { EndedAt = e.At };
            if (!after[i].IsOpen) ended++;
        }

        if (ended > EndedSituationsMax) after.RemoveAt(IndexOfFirstEnded(after));
        return after.ToImmutable();
    }

    private static int IndexOfFirstEnded(ImmutableArray<Situation>.Builder situations)
    {
        var first = -1;
        for (var i = 0; i < situations.Count; i++)
            if (situations[i].EndedAt is { } endedAt && (first < 0 || endedAt < situations[first].EndedAt)) first = i;
        return first;
    }

    private static uint Bit(NonRoutineKind kind) => 1u << (kind < NonRoutineKind.KzSilence ? (int)kind : (int)kind - 90);
}
