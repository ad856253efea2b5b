using System.Collections.Immutable;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Life;

namespace NavSeal.Tracking;

/// <summary>Where a transportation stands.</summary>
public enum TransportationPhase : byte
{
    /// <summary>Applied for, and open to changes.</summary>
    Draft = 1,

    /// <summary>Taken on by the operator; no seal is active yet.</summary>
    Confirmed = 2,

    /// <summary>A seal was activated; applied or taken off on the way, one still watches.</summary>
    UnderTracking = 3,

    /// <summary>Every seal was deactivated; nothing begins any more but what late reports tell of the time before.</summary>
    TrackingEnded = 4,

    /// <summary>All is done.</summary>
    Completed = 5,

    /// <summary>Given up before the first activation.</summary>
    Cancelled = 6,

    /// <summary>Ended on the way by decision of an authority.</summary>
    Terminated = 7,
}

/// <summary>A non-routine situation as decisions need it.</summary>
/// <param name="Number">Within the transportation, from 1.</param>
/// <param name="Kind">Which.</param>
/// <param name="OccurredAt">When it happened by the rule.</param>
/// <param name="EndedAt">When its condition was over; null while it lasts.</param>
public readonly record struct Situation(int Number, NonRoutineKind Kind, DateTimeOffset OccurredAt, DateTimeOffset? EndedAt)
{
    /// <summary>The seal that showed it.</summary>
    public required SealNumber Seal { get; init; }

    /// <summary>Whether a person has taken it in hand.</summary>
    public bool IsAcknowledged { get; init; }

    /// <summary>Whether the offices were told of it.</summary>
    public bool IsNotified { get; init; }

    /// <summary>Whether a person closed it.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Whether it was withdrawn by a signed correction.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Whether its condition lasts.</summary>
    public bool IsOpen => EndedAt is null;
}

/// <summary>A transportation as decisions need it, folded from its events.</summary>
/// <remarks>Its number is the key under which it is held. Two of them are compared by their encoding, for the situations are an
/// array.</remarks>
public sealed partial record Transportation
{
    /// <summary>Ended situations that are kept to judge late reports and for what people do about them; of more, those are forgotten
    /// about which nothing is owed, the commonest kind first.</summary>
    public const int EndedSituationsMax = 256;

    private readonly uint openKinds;

    /// <summary>Where it stands.</summary>
    public required TransportationPhase Phase { get; init; }

    /// <summary>All its seals, in the order in which they were affixed.</summary>
    public ImmutableArray<TrackedSeal> Seals { get; init; } = [];

    /// <summary>Under which law; none before the confirmation.</summary>
    public TrackingRegimes Regimes { get; init; }

    /// <summary>By road or rail.</summary>
    public required TransportMode Mode { get; init; }

    /// <summary>Version of the rules that allowed the latest activation; empty before.</summary>
    public string Rules { get; init; } = "";

    /// <summary>Application, permissions, demands and what else is on paper.</summary>
    public TransportationPapers Papers { get; init; } = new();

    /// <summary>Number of the latest situation; 0 where there was none.</summary>
    public int LastSituation { get; init; }

    /// <summary>Number of the latest obligation; 0 where there was none.</summary>
    public int LastObligation { get; init; }

    /// <summary>What is owed at present, in the order in which it began.</summary>
    public ImmutableArray<Obligation> Obligations { get; init; } = [];

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

    /// <summary>Whether a seal tracks it, applied or taken off.</summary>
    public bool IsTracked => Phase == TransportationPhase.UnderTracking;

    /// <summary>Whether it came to an end, whichever.</summary>
    public bool IsOver => Phase is TransportationPhase.Completed or TransportationPhase.Cancelled or TransportationPhase.Terminated;

    /// <summary>Whether any seal was ever activated.</summary>
    public bool WasActivated => Phase is not (TransportationPhase.Draft or TransportationPhase.Confirmed or TransportationPhase.Cancelled);

    /// <summary>Whether the Agreement's codes are judged.</summary>
    internal bool IsUnion => (Regimes & TrackingRegimes.Union) != 0;

    /// <summary>Whether the situations of Order 407 are judged.</summary>
    internal bool IsEscort => (Regimes & TrackingRegimes.KzElectronicCustomsEscort) != 0;

    /// <summary>Whether a situation of that kind lasts on any seal.</summary>
    public bool HasOpen(NonRoutineKind kind) => (openKinds & Bit(kind)) != 0;

    /// <summary>Whether a situation of that kind lasts on a seal.</summary>
    public bool HasOpen(NonRoutineKind kind, SealNumber seal)
    {
        if (!HasOpen(kind)) return false;
        foreach (var situation in Situations)
            if (situation.IsOpen && situation.Kind == kind && situation.Seal == seal) return true;
        return false;
    }

    /// <summary>The part of a seal; of several parts of one seal the latest. Null where it has none.</summary>
    public TrackedSeal? Find(SealNumber seal)
    {
        for (var i = Seals.Length - 1; i >= 0; i--)
            if (Seals[i].Number == seal) return Seals[i];
        return null;
    }

    /// <summary>The seals that watch, applied or taken off on the way.</summary>
    public IEnumerable<TrackedSeal> Tracking => Seals.Where(seal => seal.IsTracking);

    /// <summary>Whether anything lasts that a mere report ends.</summary>
    internal bool IsSilent => (openKinds & (Bit(NonRoutineKind.NoData) | Bit(NonRoutineKind.KzSilence))) != 0;

    private static Transportation Ended(Transportation state, TransportationEvent.NonRoutineSituationEnded e)
    {
        var after = state.Situations.ToBuilder();
        var ended = 0;
        for (var i = 0; i < after.Count; i++)
        {
            if (after[i].Number == e.Situation && after[i].IsOpen) after[i] = after[i] with { EndedAt = e.At };
            if (!after[i].IsOpen) ended++;
        }

        var least = ended > EndedSituationsMax ? IndexOfLeast(state, after) : -1;
        if (least < 0) return state with { Situations = after.ToImmutable() };
        var (papers, gone) = (state.Papers, after[least]);
        after.RemoveAt(least);
        var isKnown = gone.IsWithdrawn || papers.ForgottenKinds.Contains(gone.Kind);
        return state with
        {
            Situations = after.ToImmutable(),
            Papers = isKnown ? papers : papers with { ForgottenKinds = papers.ForgottenKinds.Add(gone.Kind) },
        };
    }

    /// <summary>The ended situation that matters least: of the most frequent kind, closed before unclosed, then the one that ended first;
    /// never one about which anything is owed. Minus one where there is none.</summary>
    private static int IndexOfLeast(Transportation state, ImmutableArray<Situation>.Builder situations)
    {
        var owed = state.Obligations.Select(one => one.Situation ?? 0).ToHashSet();
        var free = Enumerable.Range(0, situations.Count)
            .Where(i => !situations[i].IsOpen && !owed.Contains(situations[i].Number)).ToList();
        return free.Count == 0
            ? -1
            : free.GroupBy(i => situations[i].Kind).MaxBy(alike => (alike.Count(), alike.Key))!
                .MinBy(i => (!situations[i].IsClosed, situations[i].EndedAt, i));
    }

    private static uint Bit(NonRoutineKind kind) => 1u << (kind < NonRoutineKind.KzSilence ? (int)kind : (int)kind - 90);
}
