using System.Runtime.InteropServices;
using NavSeal.Devices;
using NavSeal.Journal;
using NavSeal.Model.Commands;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Server.Gateway;
using NavSeal.Tracking;

namespace NavSeal.Server.State;

/// <summary>What one commit will hold: the decisions of a batch and the frames that they stand on, subject by subject.</summary>
internal sealed class CommitWork(LoopParts parts)
{
    /// <summary>After the first the place behind the last commit is ours.</summary>
    private const int AttemptsMax = 2;

    private readonly Recovery recovery = new(parts.State, parts.Registry, parts.Saver);
    private readonly CommitDraft draft = new(parts.State, parts.Rules);
    private readonly FrameBuffers frames = new();
    private readonly SubjectTable subjects = new();
    private readonly List<NewEntry> entries = [];
    private readonly List<InboundEntry> ready = [];
    private readonly HashSet<SealNumber> commanded = [];
    private DateTimeOffset notBefore;
    private int clockTurn;

    /// <summary>Decides one item. What fails for a defect of ours is recorded as not judged, never lost.</summary>
    public void Decide(Inbound item)
    {
        // Another process decided at a later instant: what was received here before that is decided after it.
        if (item.ReceivedAt < notBefore) item.ReceivedAt = notBefore;
        switch (item)
        {
            case InboundFrames received:
                DecideFrames(received);
                break;
            case InboundCommand command:
                DecideCommand(command);
                break;
            case InboundIntake intake:
                if (intake.ClockTurn > 0) clockTurn = intake.ClockTurn;
                if (intake.StoppedAt is { } stoppedAt && !(parts.State.Intake.ResumedAt > stoppedAt)) draft.StopIntake(stoppedAt);
                var grace = parts.State.Intake.IsRunning ? parts.Turns.Grace : TimeSpan.Zero;
                if (intake.Resumes) draft.ResumeIntake(item.ReceivedAt - grace);
                break;
            case InboundEntry made:
                ready.Add(made);
                break;
            case InboundPresence:
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Decides what time alone decides, up to an instant before which everything received is decided.</summary>
    /// <param name="now">The instant; where others share the journal, reports that they received before it get a little time to be
    /// committed.</param>
    public void PassTime(DateTimeOffset now)
    {
        if (parts.Turns.MayPassTime(clockTurn)) draft.PassTime(now - parts.Turns.Grace);
    }

    /// <summary>The entries of the commit: relays first, since the reports of their seals cite them by place.</summary>
    public ReadOnlySpan<NewEntry> Entries(DateTimeOffset now)
    {
        if (entries.Count > 0) return CollectionsMarshal.AsSpan(entries);
        foreach (var relay in frames.Relays) Add(subjects.OfRelay(relay.Sender), SubjectKind.Relay, relay, now);
        foreach (var touched in draft.Subjects)
        {
            var (subject, kind) = subjects.Of(touched);
            var buffer = kind == SubjectKind.Seal ? frames.OfSeal(touched.Seal) : frames.Fresh();
            foreach (var change in touched.Events) Contribution.WriteEvent(buffer.Payload, change);
            Add(subject, kind, buffer, now);
        }

        return CollectionsMarshal.AsSpan(entries);
    }

    /// <summary>Makes the decisions the state, once they are durable.</summary>
    public void Adopt(long commit, DateTimeOffset now)
    {
        foreach (var entry in entries) parts.Saver.Mark(entry.Subject, commit);
        foreach (var touched in draft.Subjects) Follow(touched);
        draft.Adopt();
        parts.Followed();
        DeliverAll();
        ClearBuffers();
        foreach (var made in ready) Write(made, now);
        ready.Clear();
    }

    /// <summary>Lets the answers go.</summary>
    public void Release(Inbound item, long commit)
    {
        switch (item)
        {
            case InboundFrames received:
                if (received.Command is not null && !received.IsHeldBack) parts.Metrics.SealCommandsSent.Add();
                parts.Metrics.FramesAcknowledged.Add(received.Batch.Acknowledged);
                received.Released?.Invoke(received);
                break;
            case InboundCommand { Failure: { } failure } failed:
                failed.Answered.TrySetException(failure);
                break;
            case InboundCommand { Origin: null } asked:
                asked.Answered.TrySetResult(asked.Refused is { } why ? new Answer.Refused(why) : new Answer.Done(commit));
                break;
            case InboundCommand { Refused: { } reason } command:
                parts.Metrics.CommandsRefused.Add();
                command.Answered.TrySetResult(new Answer.Refused(reason));
                break;
            case InboundCommand command:
                parts.Metrics.CommandsDone.Add();
                command.Answered.TrySetResult(new Answer.Done(commit));
                break;
            case InboundIntake intake:
                intake.Recorded.TrySetResult();
                break;
            case InboundPresence present:
                Deliver(present.Seal);
                break;
        }
    }

    /// <summary>Drops the decisions: they stood on a state that others have changed.</summary>
    public void Drop()
    {
        parts.Metrics.CommitsFenced.Add();
        draft.Clear();
        ClearBuffers();
        ready.Clear();
    }

    /// <summary>Takes in what others committed. Nothing is decided at the time.</summary>
    public void CatchUp()
    {
        try
        {
            foreach (var commit in parts.Journal.CatchUp())
            {
                recovery.Replay(commit, commanded);
                parts.Inbox.NotBefore(notBefore = commit.RecordedAt > notBefore ? commit.RecordedAt : notBefore);
                parts.Followed();
            }
        }
        catch (NoRoomException)
        {
            // The rest comes when the store answers; until then the fence lets nothing through.
        }

        DeliverAll();
    }

    private void DecideCommand(InboundCommand command)
    {
        try
        {
            command.Refused = command.Origin is { } origin
                ? draft.Do(command.Command, origin, command.ReceivedAt)
                : draft.Ask(command.Command, command.ReceivedAt);
        }
        catch (Exception e)
        {
            // A defect of ours, found by one command: whoever asked is told, nothing of it is decided, and the others go on.
            command.Failure = e;
            Log.CommandFailed(parts.Logger, command.Command.GetType().Name, e);
        }
    }

    private void DecideFrames(InboundFrames received)
    {
        if (received.Command is { } outgoing)
            received.IsHeldBack = !draft.Send(outgoing.Seal.Number, outgoing.Number, received.ReceivedAt);
        var answers = received.Batch.Answers;
        for (var at = 0; at < answers.Count; at++) draft.Answer(answers[at].Seal.Number, answers[at].Answer, received.ReceivedAt);
        var reports = received.Batch.Reports;
        for (var at = 0; at < reports.Count;)
        {
            var frame = reports[at].Frame;
            var first = at;
            while (at < reports.Count && reports[at].Frame == frame) at++;
            DecideFrame(received, received.Batch.Frames[frame], (first, at));
        }
    }

    private void DecideFrame(InboundFrames received, FrameSlice frame, (int First, int End) reports)
    {
        var batch = received.Batch;
        var sender = frame.Sender;
        var place = 0;
        if (sender.Profile.IsRelay)
        {
            if (!AnyNew(batch, reports, received.ReceivedAt))
            {
                parts.Metrics.CountReports(stored: 0, repeated: reports.End - reports.First);
                return;
            }

            place = frames.PlaceOfRelay(sender);
        }

        var index = place > 0 ? frames.CountOfRelay(place) : frames.CountOfSeal(sender.Number);
        var origin = new ReportOrigin(received.ReceivedAt, index, place);
        var stored = 0;
        for (var i = reports.First; i < reports.End; i++) stored += Observe(batch.Reports[i], origin) ? 1 : 0;
        parts.Metrics.CountReports(stored, reports.End - reports.First - stored);
        if (stored == 0) return;
        var buffer = place > 0 ? frames.Relays[place - 1] : frames.OfSeal(sender.Number);
        if (frame.IsSealed) Contribution.WriteSealedFrame(buffer.Payload, sender.Protocol, received.ReceivedAt, batch.BytesOf(frame));
        else Contribution.WriteFrame(buffer.Payload, sender.Protocol, received.ReceivedAt, batch.BytesOf(frame));
        buffer.Frames++;
    }

    private bool AnyNew(IntakeBatch batch, (int First, int End) reports, DateTimeOffset receivedAt)
    {
        for (var i = reports.First; i < reports.End; i++)
        {
            if (!draft.IsRepeat(batch.Reports[i].Seal.Number, batch.Reports[i].Observation, receivedAt)) return true;
        }

        return false;
    }

    private bool Observe(in SealReport report, in ReportOrigin origin)
    {
        try
        {
            return draft.Observe(report.Seal.Number, report.Observation, origin);
        }
        catch (Exception e)
        {
            Log.NotJudged(parts.Logger, report.Seal.Number.Text, e);
            parts.Metrics.ReportsNotJudged.Add();
            draft.NotJudged(report.Seal.Number, report.Observation, origin, e.Message);
            return true;
        }
    }

    private void Add(Subject subject, SubjectKind kind, FrameBuffer buffer, DateTimeOffset now)
    {
        parts.Journal.TryGetHead(subject, out var head);
        entries.Add(new NewEntry(subject, head.Sequence + 1, (ushort)kind, now, buffer.Payload.WrittenMemory));
    }

    private void Follow(DraftSubject touched)
    {
        foreach (var change in touched.Events)
        {
            if (change is SealEvent.SealRegistered registered) parts.Registry.Apply(touched.Seal, registered);
            else if (change is SealEvent.CommandQueued or SealEvent.CommandConfirmed) commanded.Add(touched.Seal);
            else if (change is Model.Transportations.TransportationEvent.NonRoutineSituationOpened) parts.Metrics.SituationsOpened.Add();
        }
    }

    /// <summary>Hands on what waits for the seals that were commanded since the last time.</summary>
    private void DeliverAll()
    {
        foreach (var seal in commanded) Deliver(seal);
        commanded.Clear();
    }

    /// <summary>Hands what waits for a seal to the connection by which it is reached.</summary>
    private void Deliver(SealNumber seal)
    {
        if (parts.Links.Find(seal) is not { } link || !parts.State.TryGet(seal, out var state)) return;
        if (state.Commands.IsEmpty || !parts.Registry.TryFind(seal, out var registered)) return;
        var now = parts.Clock.GetUtcNow();
        foreach (var command in state.Commands)
        {
            if (command.IsDue(now)) link.Post(registered, ToDevice(command, state));
            else if (command.DueAt is { } later) link.LookAgain(seal, later);
        }
    }

    /// <summary>The command as it goes out, with the password where the model wants one.</summary>
    private DeviceCommand ToDevice(Tracking.Devices.PendingCommand command, SealState state)
    {
        var made = command.ToDevice();
        if (made.Kind != DeviceCommandKind.Open || state is not { NeedsSecret: true, SealedSecret: { } kept }) return made;
        var secret = parts.OpenSecret(state.Number, kept);
        if (secret is null) Log.SecretNotOpened(parts.Logger, state.Number.Text);
        return made with { Secret = secret };
    }

    private void Write(InboundEntry made, DateTimeOffset now)
    {
        long? number = null;
        for (var attempt = 0; attempt < AttemptsMax && number is null && made.Make(now) is { } entry; attempt++)
        {
            var appended = Append(entry, now);
            if (appended is null) break;
            if (appended is Appended.Durable(var commit)) parts.Saver.Mark(entry.Subject, (number = commit).Value);
            else CatchUp();
        }

        made.Written.TrySetResult(number);
    }

    // Whoever made the entry makes it again later; a full disk is the loop's to wait for, with the next commit.
    private Appended? Append(in NewEntry entry, DateTimeOffset now)
    {
        try
        {
            return parts.Journal.Append([entry], now);
        }
        catch (NoRoomException)
        {
            return null;
        }
    }

    private void ClearBuffers()
    {
        frames.Clear();
        entries.Clear();
    }
}
