using NavSeal.Model.Commands;
using NavSeal.Model.Desk;
using NavSeal.Model.Encoding;
using NavSeal.Model.Intake;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tracking.Routes;

namespace NavSeal.Tracking;

/// <summary>The decisions of one commit over a <see cref="TrackingState"/>: reports, commands and the passing of time go in, events come
/// out, by
/// subject. Then either <see cref="Adopt"/>, when the commit is durable, or <see cref="Clear"/>. Reused; not for use by two
/// threads.</summary>
/// <remarks>Instants that are handed in never run backwards for one subject.</remarks>
public sealed partial class CommitDraft
{
    private const string SystemItself = "system";

    private readonly TrackingState state;
    private readonly RulesTable rulesTable;
    private readonly DraftChanges changes;
    private readonly List<Queued> looked = [];
    private TrackingRules? rules;
    private int? unfinishedFrom;

    /// <summary>Begins an empty draft.</summary>
    /// <param name="state">What decisions stand on; no other draft has decisions over it at the same time.</param>
    /// <param name="rules">The rules of all days.</param>
    public CommitDraft(TrackingState state, RulesTable rules)
    {
        this.state = state;
        rulesTable = rules;
        changes = new DraftChanges(state);
    }

    /// <summary>The subjects that have something to journal, in the order in which they were first touched. Valid until
    /// <see cref="Adopt"/> or
    /// <see cref="Clear"/>.</summary>
    public IReadOnlyList<DraftSubject> Subjects => changes.Subjects;

    /// <summary>Takes in a report.</summary>
    /// <param name="seal">Whose report it is; let in by the registry.</param>
    /// <param name="observation">What it says.</param>
    /// <param name="origin">Whence it came.</param>
    /// <returns>False where it is a repeat: nothing is recorded, and it is to be acknowledged with the commit in hand.</returns>
    /// <remarks>If it throws, which is a defect of ours, <see cref="NotJudged"/> is to follow.</remarks>
    public bool Observe(SealNumber seal, Observation observation, in ReportOrigin origin)
    {
        TakeBackUnfinished();
        var now = RulesAt(origin.ReceivedAt);
        var slot = state.SlotOf(seal);
        var receivedAt = Moment.Of(origin.ReceivedAt);
        var known = slot.State ?? SealState.Empty(seal);
        if (Placing.Of(known, observation, receivedAt, now) is not { } placing) return false;

        unfinishedFrom = changes.Count;
        var holder = TrackingState.HolderOf(slot);
        var isDue = receivedAt > slot.QueuedAt || (holder is not null && receivedAt > holder.QueuedAt);
        if (holder is not null && isDue) Decide(holder, now, receivedAt);
        var before = known.KnownSince(placing.Binding.From);
        var gap = placing.Gap < 0 ? default : known.Facts.Gaps[placing.Gap];
        var observed = ObservedOf(slot, observation, placing, origin);
        changes.Apply(slot, observed);
        if (!slot.State!.Commands.IsEmpty && placing.IsInWindow) DeliveryTo(slot).Show(observation, origin.ReceivedAt);
        if (holder is not null) EndSilence(new Judging(changes, now, slot, holder), receivedAt);
        if (placing.Judgement == Judgement.Judged) Judge(slot, observed, new Occasion(placing, before, gap, receivedAt));
        if (isDue && holder is not null) LookAgain(holder, now);
        else if (slot.QueuedAt > receivedAt + slot.SilenceMin) LookAgain(slot, now);
        unfinishedFrom = null;
        return true;
    }

    /// <summary>Whether <see cref="Observe"/> would find a repeat; decides nothing.</summary>
    public bool IsRepeat(SealNumber seal, Observation observation, DateTimeOffset receivedAt)
    {
        TakeBackUnfinished();
        var known = state.SlotOf(seal).State ?? SealState.Empty(seal);
        return Placing.Of(known, observation, Moment.Of(receivedAt), RulesAt(receivedAt)) is null;
    }

    /// <summary>Records that judging a report failed for a defect of ours, after <see cref="Observe"/> threw: what it had decided so far
    /// is taken
    /// back. The report counts as heard; its key is not kept, so that it is taken in when it is judged again.</summary>
    /// <param name="seal">Whose report it was.</param>
    /// <param name="observation">The report.</param>
    /// <param name="origin">Whence it came.</param>
    /// <param name="reason">What failed, for the engineers.</param>
    public void NotJudged(SealNumber seal, Observation observation, in ReportOrigin origin, string reason)
    {
        TakeBackUnfinished();
        changes.Apply(state.SlotOf(seal), new SealEvent.NotJudged { At = origin.ReceivedAt, Reason = reason });
    }

    /// <summary>Does a command that the system itself gives, or a script, where nothing is handed in twice.</summary>
    /// <remarks>If it throws, which is a defect of ours, nothing of it stays: the next call takes it back.</remarks>
    /// <returns>Null where it is done; else why not, and nothing is changed.</returns>
    public Refusal? Do(Command command, DateTimeOffset now) => Do(command, SystemItself, now);

    private Refusal? Do(Command command, string by, DateTimeOffset now)
    {
        TakeBackUnfinished();
        var decisions = new CommandDecisions(state, changes, RulesAt(now), now) { By = by };
        var before = changes.Count;
        unfinishedFrom = before;
        var concerned = decisions.ConcernOf(command);
        // What time has decided by now comes first: whether a situation is open must not depend on how often somebody looked.
        if (concerned is { State: not null }) Decide(concerned, decisions.Rules, Moment.Of(now));
        var commanded = CommandSubjects.CommandedSealOf(command) is { } told ? state.Find(told) : null;
        if (commanded is { State: not null }) DeliveryTo(commanded).Expire(Moment.Of(now));
        var refusal = decisions.Decide(command);
        unfinishedFrom = null;
        if (refusal is not null) changes.TakeBackTo(before);
        else if (concerned is not null) LookAgain(concerned, decisions.Rules);
        if (refusal is null && commanded is not null) WatchCommands(commanded);
        return refusal;
    }

    /// <summary>Does a command once, however often it is handed in under the same id.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="origin">Who asks, and under which id.</param>
    /// <param name="now">The instant of the decision.</param>
    /// <returns>Null where it is done, now or before; else why not.</returns>
    public Refusal? Do(Command command, in CommandOrigin origin, DateTimeOffset now)
    {
        TakeBackUnfinished();
        var drawer = state.SlotOfDesk(DeskState.DrawerOf(origin.Id));
        var content = CommandEncoding.ContentOf(command);
        if (drawer.State.Find(origin.Id) is { } before) return before.Content == content ? null : Refusal.CommandIdReused;
        if (origin.By is not { Length: > 0 and <= CommandOrigin.ByLengthMax }) return Refusal.TextOutOfForm;
        if (Do(command, origin.By, now) is { } refusal) return refusal;
        changes.Apply(drawer, new DeskEvent.CommandDone
        {
            Id = origin.Id,
            By = origin.By,
            Command = command.GetType().Name,
            Content = content,
            At = now,
        });
        return null;
    }

    /// <summary>Whether <see cref="Do(Command, DateTimeOffset)"/> would refuse, and why; nothing stays decided.</summary>
    public Refusal? Ask(Command command, DateTimeOffset now)
    {
        TakeBackUnfinished();
        var before = changes.Count;
        var refusal = Do(command, SystemItself, now);
        changes.TakeBackTo(before);
        return refusal;
    }

    /// <summary>Decides everything that time alone has decided before <paramref name="now"/>; at that very instant it has not
    /// yet.</summary>
    public void PassTime(DateTimeOffset now)
    {
        TakeBackUnfinished();
        var rulesNow = RulesAt(now);
        var moment = Moment.Of(now);
        while (state.Deadlines.TryTake(moment, out var slot))
        {
            looked.Add(slot);
            if (slot is SealSlot { State.Commands.IsEmpty: false } commanded)
            {
                DeliveryTo(commanded).Expire(moment);
                WatchCommands(commanded);
            }

            var concerned = slot is SealSlot seal ? TrackingState.HolderOf(seal) : (TransportationSlot)slot;
            if (concerned is not { State: not null }) continue;
            Decide(concerned, rulesNow, moment);
            LookAgain(concerned, rulesNow);
        }
    }

    /// <summary>Records that nothing can be taken in from here on; what was due before is decided first.</summary>
    /// <param name="at">When; after a crash the instant of the last commit before it.</param>
    public void StopIntake(DateTimeOffset at)
    {
        PassTime(at);
        if (state.Intake.IsRunning) changes.Apply(new IntakeEvent.IntakeStopped { At = at });
    }

    /// <summary>Records that intake works again: silence counts from here at the earliest.</summary>
    /// <param name="at">When.</param>
    public void ResumeIntake(DateTimeOffset at)
    {
        PassTime(at);
        if (!state.Intake.IsRunning) changes.Apply(new IntakeEvent.IntakeResumed { At = at });
        state.WatchAll();
    }

    /// <summary>Keeps the decisions: the commit is durable. The draft is empty afterwards.</summary>
    public void Adopt()
    {
        TakeBackUnfinished();
        changes.Forget();
        looked.Clear();
    }

    /// <summary>Drops the decisions: every state is as it was before the first of them. The draft is empty afterwards.</summary>
    public void Clear()
    {
        foreach (var subject in changes.Subjects)
        {
            if (subject.SealSlot is { } seal) looked.Add(seal);
            if (subject.TransportationSlot is { } transportation) looked.Add(transportation);
        }

        changes.TakeBackTo(0);
        foreach (var slot in looked) state.Watch(slot);
        unfinishedFrom = null;
        Adopt();
    }

    private void Decide(TransportationSlot holder, TrackingRules now, Moment moment) =>
        TimeDecisions.Decide(state, changes, now, (holder, moment));

    /// <summary>Gives a transportation and its seals their places among the deadlines, where those come earlier than the places they
    /// have.</summary>
    private void LookAgain(TransportationSlot holder, TrackingRules now)
    {
        if (holder.State is not { } transportation) return;
        state.Deadlines.Add(holder, TimeDecisions.EarliestOwed(transportation));
        foreach (var tracked in transportation.Seals)
            if (tracked.IsTracking && state.Find(tracked.Number) is { State: not null } seal) LookAgain(seal, now);
    }

    private void LookAgain(SealSlot seal, TrackingRules now)
    {
        if (TrackingState.HolderOf(seal) is not { State: { } transportation }) return;
        if (transportation.Find(seal.Number) is not { IsTracking: true } tracked) return;
        seal.SilenceMin = TimeDecisions.ShortestSilence(tracked, now);
        state.Deadlines.Add(seal, TimeDecisions.Earliest(transportation, seal.State!, state.Intake, now).At);
    }

    private SealEvent.Observed ObservedOf(SealSlot slot, Observation observation, in Placing placing, in ReportOrigin origin)
    {
        var (verdict, metres) = FixBelief.Of(slot.State ?? SealState.Empty(slot.Number), observation, placing, rules!);
        var (fromRoute, beyond) = verdict == FixVerdict.Believed && placing.Judgement == Judgement.Judged
            ? FromRoute(slot, placing.Binding.Transportation, observation.Fix!.Value.At!.Value, origin.ReceivedAt)
            : (null, TrackingRegimes.None);
        return new SealEvent.Observed
        {
            Observation = observation,
            ReceivedAt = origin.ReceivedAt,
            Verdict = verdict,
            Judgement = placing.Judgement,
            MetresTravelled = metres,
            MetresFromRoute = fromRoute,
            BeyondLimitOf = beyond,
            FrameIndex = origin.FrameIndex,
            RelayEntry = origin.RelayEntry,
        };
    }

    private (int? Metres, TrackingRegimes Beyond) FromRoute(
        SealSlot slot, TransportationNumber number, GeoPoint place, DateTimeOffset receivedAt)
    {
        var holder = slot.Holder is { } current && current.Number == number ? current : state.Find(number);
        if (holder?.State is not { Papers.Application.Route: not null } transportation) return (null, TrackingRegimes.None);
        holder.Course ??= new CourseCache();
        return holder.Course.At(transportation, state.Registries, (rules!, receivedAt)) is { } course
            ? course.Of(place)
            : (null, TrackingRegimes.None);
    }

    /// <summary>Judges a report that was just taken in, for the transportation that held the seal when it was measured.</summary>
    private void Judge(SealSlot slot, SealEvent.Observed observed, in Occasion occasion)
    {
        var (placing, observation, now) = (occasion.Placing, observed.Observation, rules!);
        var isOnCourse = RouteJudge.IsOrdinary(placing, observed, slot);
        var isOrdinary = placing.IsLatest && !slot.State!.IsRemoved && ReportJudge.IsOrdinary(occasion.Before, observation, now);
        var isBelieved = observed.Verdict == FixVerdict.Believed;
        var isInside = BorderJudge.IsOrdinary(placing, isBelieved, slot, state.Borders);
        var isAlone = PartingJudge.IsOrdinary(placing, isBelieved, slot);
        if (isOrdinary && isOnCourse && isInside && isAlone) return;
        if (state.Find(placing.Binding.Transportation) is not { State: not null } holder) return;

        var judging = new Judging(changes, now, slot, holder);
        var span = new ReportJudge.Span(placing.Binding, Moment.Of(observation.MeasuredAt!.Value), occasion.ReceivedAt);
        if (placing.Gap < 0)
        {
            if (!isOrdinary) ReportJudge.Judge(judging, span, observation, placing.IsLatest ? occasion.Before : null);
            if (!isOnCourse) RouteJudge.Judge(judging, span);
            if (!isAlone) PartingJudge.Judge(judging, span, state);
            if (!isInside) BorderJudge.Judge(judging, placing.Binding, state.Borders);
        }
        else
        {
            GapJudge.Judge(judging, span, occasion.Gap, Known.Of(observation));
        }

        state.Deadlines.Add(holder, TimeDecisions.EarliestOwed(holder.State));
    }

    private static void EndSilence(in Judging judging, Moment receivedAt)
    {
        if (!judging.State.IsSilent) return;
        judging.EndAll(receivedAt, situation =>
            situation.Kind is NonRoutineKind.NoData or NonRoutineKind.KzSilence);
    }

    /// <summary>The rules of the day; where they change, every deadline is looked at anew.</summary>
    private TrackingRules RulesAt(DateTimeOffset now)
    {
        var valid = rulesTable.ValidAt(now);
        if (rules is not null && !ReferenceEquals(valid, rules)) state.WatchAll();
        return rules = valid;
    }

    private void TakeBackUnfinished()
    {
        if (unfinishedFrom is not { } count) return;
        unfinishedFrom = null;
        changes.TakeBackTo(count);
    }

    /// <summary>What was known when a report came.</summary>
    /// <param name="Placing">Where it belongs.</param>
    /// <param name="Before">The conditions as the latest reports of the binding said.</param>
    /// <param name="Gap">The silence before the window that it was measured in, where there is one.</param>
    /// <param name="ReceivedAt">When it came.</param>
    private readonly record struct Occasion(Placing Placing, Known Before, Gap Gap, Moment ReceivedAt);
}
