using System.Collections.Immutable;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tracking.Life;

namespace NavSeal.Tracking;

/// <summary>Judges whether the seals of one vehicle part (EMG-008): 07, under escort KZ-REMOVAL, where two believed fixes in a row of a
/// seal are beyond the limit from those of another; dated by the first of them. Two in a row within the limit end it.</summary>
/// <remarks>The vehicle itself tells no position: that a seal left it shows by the second seal, or is recorded by a person. Fixes of two
/// seals are not of one instant, so the way that could have been made between them counts in favour of the seals. Where the papers name
/// several wagons or containers they do not say which seal is on which, and nothing is judged.</remarks>
internal static class PartingJudge
{
    private const double MetresPerSecondOfKilometrePerHour = 1 / 3.6;

    /// <summary>Whether there is nothing to compare: no believed fix, or no second seal.</summary>
    public static bool IsOrdinary(in Placing placing, bool isBelieved, SealSlot seal) =>
        !isBelieved || (IsOfHolder(seal, placing.Binding) && !IsJudged(seal.Holder!.State!));

    /// <summary>Whether a report belongs to the transportation that holds its seal now: then <see cref="IsOrdinary"/> has looked at its
    /// seals already.</summary>
    private static bool IsOfHolder(SealSlot seal, in Binding binding) =>
        seal.Holder is { State: not null } holder && holder.Number == binding.Transportation;

    /// <summary>Whether the latest fix is together with every other seal, and none of them is said to have parted: then the window has
    /// nothing new to tell.</summary>
    private static bool IsTogether(in Judging judging, in ReportJudge.Span report, TrackingState state)
    {
        if (judging.State.HasOpen(NonRoutineKind.UnauthorisedAction) || judging.State.HasOpen(NonRoutineKind.KzRemoval)) return false;
        var window = judging.SealState.Window;
        ref readonly var last = ref window[window.Count - 1];
        if (last.MeasuredAt != report.At) return false;
        var parts = judging.State.Seals;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!IsOther(parts, i, judging.Seal.Number) || state.Find(parts[i].Number) is not { State: { } beside }) continue;
            if (Compare(judging, report.Binding, last, beside) is not { IsApart: false }) return false;
        }

        return true;
    }

    /// <summary>Whether a part is that of another seal which was active; of several parts of one seal the first.</summary>
    private static bool IsOther(ImmutableArray<TrackedSeal> parts, int place, SealNumber own)
    {
        if (parts[place].ActivatedAt is null || parts[place].Number == own) return false;
        for (var i = 0; i < place; i++)
            if (parts[i].ActivatedAt is not null && parts[i].Number == parts[place].Number) return false;
        return true;
    }

    /// <param name="judging">The transportation that held the seal when the report was measured.</param>
    /// <param name="report">The report; it is in the window already.</param>
    /// <param name="state">Where the other seals are.</param>
    public static void Judge(in Judging judging, in ReportJudge.Span report, TrackingState state)
    {
        if (!IsOfHolder(judging.Seal, report.Binding) && !IsJudged(judging.State)) return;
        if (IsTogether(judging, report, state)) return;
        var parts = judging.State.Seals;
        for (var i = 0; i < parts.Length; i++)
        {
            var other = parts[i].Number;
            if (!IsOther(parts, i, judging.Seal.Number) || state.Find(other) is not { State: { } beside }) continue;
            foreach (var parting in Partings(judging, report.Binding, beside))
            {
                if (parting.Over < report.At) continue;
                Raise(judging, report, other, parting);
            }
        }
    }

    private static bool IsJudged(Transportation state)
    {
        if (state.Seals.Length < 2 || !HasSecond(state)) return false;
        var objects = 0;
        foreach (var vehicle in state.Papers.Application?.Vehicles ?? [])
            if (vehicle.Kind is VehicleKind.Wagon or VehicleKind.Container) objects++;
        return objects < 2;
    }

    /// <summary>Whether two seals were active; one that was swapped before has left no vehicle.</summary>
    private static bool HasSecond(Transportation state)
    {
        SealNumber? first = null;
        foreach (var part in state.Seals)
        {
            if (part.ActivatedAt is null || part.Number == first) continue;
            if (first is not null) return true;
            first = part.Number;
        }

        return false;
    }

    private static void Raise(in Judging judging, in ReportJudge.Span report, SealNumber other, in Parting parting)
    {
        if (judging.State.IsUnion) Raise(judging, report, NonRoutineKind.UnauthorisedAction, (other, parting));
        if (judging.State.IsEscort) Raise(judging, report, NonRoutineKind.KzRemoval, (other, parting));
    }

    private static void Raise(
        in Judging judging, in ReportJudge.Span report, NonRoutineKind kind, in (SealNumber Other, Parting Parting) found)
    {
        var (other, parting) = found;
        int? own = null;
        var isKnown = false;
        foreach (var situation in judging.State.Situations)
        {
            if (situation.Kind != kind || (situation.Seal != judging.Seal.Number && situation.Seal != other)) continue;
            var at = Moment.Of(situation.OccurredAt);
            var isOfThis = at > parting.From - judging.Rules.PartingTimeMax && at < parting.Over;
            isKnown |= isOfThis || (at <= parting.Begun && situation.IsOpen);
            if (at == parting.Begun && situation.Seal == judging.Seal.Number) own = situation.Number;
        }

        if (!isKnown) own = judging.Open(kind, parting.Begun, report.ReceivedAt);
        if (own is { } number && !parting.Over.IsEndless) judging.End(number, parting.Over);
    }

    /// <summary>Each time between two pairs of fixes together in which a pair apart lies.</summary>
    private static List<Parting> Partings(in Judging judging, in Binding binding, SealState other)
    {
        var found = new List<Parting>();
        var (from, before) = (binding.From, default(Comparison?));
        Moment? begun = null;
        var window = judging.SealState.Window;
        for (var i = window.FirstFrom(binding.From); i < window.Count && window[i].MeasuredAt <= binding.Until; i++)
        {
            if (Compare(judging, binding, window[i], other) is not { } here) continue;
            if (before is { } last && last.IsApart == here.IsApart)
            {
                if (here.IsApart) begun ??= last.At;
                if (!here.IsApart && begun is { } since)
                {
                    found.Add(new Parting(from, since, here.At));
                    begun = null;
                }

                if (!here.IsApart) from = here.At;
            }

            before = here;
        }

        if (begun is { } lasting) found.Add(new Parting(from, lasting, Moment.Endless));
        return found;
    }

    /// <summary>A fix held against the other seal's nearest one in time; null where there is none to hold it against.</summary>
    private static Comparison? Compare(in Judging judging, in Binding binding, in Report report, SealState other)
    {
        var at = report.MeasuredAt;
        if (!report.HasBelievedFix || !IsApplied(judging.SealState, binding.Transportation, at)) return null;
        if (Nearest(other, at) is not { } beside || !IsApplied(other, binding.Transportation, beside.MeasuredAt)) return null;
        var between = TimeSpan.FromMilliseconds(Math.Abs(at.Milliseconds - beside.MeasuredAt.Milliseconds));
        if (between > judging.Rules.PartingTimeMax) return null;
        var way = judging.Rules.BelievedSpeedMaxKilometresPerHour * MetresPerSecondOfKilometrePerHour * between.TotalSeconds;
        return new Comparison(at, report.At.MetresTo(beside.Value) > judging.Rules.PartingDistanceMaxMetres + way);
    }

    private static bool IsApplied(SealState seal, TransportationNumber transportation, Moment at)
    {
        if (Removal.AnyContains(seal.Facts.Removals, at)) return false;
        foreach (var binding in seal.Facts.Bindings)
            if (binding.Transportation == transportation && binding.Contains(at)) return true;
        return false;
    }

    private static Latest<GeoPoint>? Nearest(SealState seal, Moment at)
    {
        var before = seal.FixBefore(at);
        var window = seal.Window;
        for (var i = window.FirstFrom(at); i < window.Count; i++)
        {
            if (!window[i].HasBelievedFix) continue;
            var isNearer = !before.IsKnown || window[i].MeasuredAt - at < at - before.MeasuredAt;
            return isNearer ? new Latest<GeoPoint>(window[i].MeasuredAt, window[i].At) : before;
        }

        return before.IsKnown ? before : null;
    }

    private readonly record struct Comparison(Moment At, bool IsApart);

    /// <summary>One parting.</summary>
    /// <param name="From">Since when a situation that happened belongs to it: the end of the one before.</param>
    /// <param name="Begun">The first of two fixes in a row apart.</param>
    /// <param name="Over">The second of two in a row together after that; endless where there are not.</param>
    private readonly record struct Parting(Moment From, Moment Begun, Moment Over);
}
