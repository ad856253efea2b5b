using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Tracking.Life;

namespace NavSeal.Tracking.Devices;

/// <summary>What becomes of a command after it was given: it goes out, the seal answers, a later report shows that it was done, or its time
/// passes.</summary>
/// <param name="Changes">Where decisions go.</param>
/// <param name="Seal">The seal.</param>
internal readonly record struct CommandDelivery(DraftChanges Changes, SealSlot Seal)
{
    /// <summary>A period was taken over when two reports lie so far apart, in hundredths of the period asked for.</summary>
    private const int PeriodShownMinPercent = 75, PeriodShownMaxPercent = 125;

    private const int Percent = 100;

    private CommandQueue Queue => Seal.State?.Facts.Commands ?? CommandQueue.Empty;

    /// <summary>Sends a command, once more where it was sent before.</summary>
    /// <returns>False where it is not to be sent: it is over, or not due (<see cref="PendingCommand.IsDue"/>).</returns>
    public bool Send(int number, DateTimeOffset now)
    {
        Expire(Moment.Of(now));
        if (Queue.Find(number) is not { } command || !command.IsDue(now)) return false;

        // It was given before the tracking began: while that lasts the register stays in the seal (Agreement, 7.2).
        if (command.Kind == DeviceCommandKind.EraseRegister && Seal.State!.Tracks is not null)
        {
            End(command, DeviceCommandEnd.Cancelled, now);
            return false;
        }

        Changes.Apply(Seal, new SealEvent.CommandSent { Number = number, Attempt = command.Attempts + 1, At = now });
        if (command.Attempts > 0) return true;

        // From its sending on an opening is ours; what the seal does with a closing ends it.
        if (command.Kind == DeviceCommandKind.Open)
        {
            Changes.Apply(Seal, new SealEvent.OpeningCommanded { At = now, Until = command.Until });
        }
        else if (command.Kind == DeviceCommandKind.Close)
        {
            Changes.Apply(Seal, new SealEvent.ClosingCommanded { At = now });
        }

        return true;
    }

    /// <summary>Takes in what the seal answered. What answers nothing that was sent changes nothing.</summary>
    public void Answer(DeviceAnswer answer, DateTimeOffset now)
    {
        Expire(Moment.Of(now));
        if (Answered(answer) is not { } command) return;
        Changes.Apply(Seal, new SealEvent.CommandAnswered
        {
            Number = command.Number,
            IsAccepted = answer.IsAccepted,
            Text = answer.Text,
            At = now,
        });
        if (!answer.IsAccepted)
        {
            End(command, DeviceCommandEnd.RefusedBySeal, now);
            if (command.Kind == DeviceCommandKind.Open) Changes.Apply(Seal, new SealEvent.ClosingCommanded { At = now });
        }
        else if (command.Kind == DeviceCommandKind.ReadRegister)
        {
            Compare(command, answer.Text ?? SealRegister.HashOfNone, now);
        }
        else if (command.ChangesRegister)
        {
            ReadBack(command, now);
        }
    }

    /// <summary>Holds the commands that were sent against a report that was just taken into the window: one whose date is
    /// believed.</summary>
    public void Show(Observation observation, DateTimeOffset receivedAt)
    {
        Expire(Moment.Of(receivedAt));
        if (observation.MeasuredAt is not { } measuredAt) return;
        foreach (var command in Queue.Waiting)
        {
            if (SecondOf(command.SentAt) <= measuredAt && IsShown(command, observation))
                End(command, DeviceCommandEnd.Done, receivedAt, measuredAt);
        }
    }

    /// <summary>Ends what has run out before an instant; at that very instant it has not yet.</summary>
    public void Expire(Moment now)
    {
        foreach (var command in Queue.Waiting)
            if (Moment.Of(command.Until) < now) End(command, DeviceCommandEnd.Expired, command.Until);
    }

    /// <summary>Many seals tell whole seconds: what they measured in the second of the sending they measured after it.</summary>
    private static DateTimeOffset? SecondOf(DateTimeOffset? instant) =>
        instant is { } known ? known.AddTicks(-(known.Ticks % TimeSpan.TicksPerSecond)) : null;

    /// <summary>The command that an answer is to: of several that fit the one that was sent last, the first time or again.</summary>
    private PendingCommand? Answered(DeviceAnswer answer)
    {
        PendingCommand? latest = null;
        foreach (var command in Queue.Waiting)
        {
            if (command is { LastSentAt: null } or { IsAnswered: true }) continue;
            if (answer.Number is { } number && number != command.Number) continue;
            if (answer.Kind is { } kind && kind != command.Kind) continue;
            if (latest is null || command.LastSentAt >= latest.LastSentAt) latest = command;
        }

        return latest;
    }

    private bool IsShown(PendingCommand command, Observation observation) => command.Kind switch
    {
        DeviceCommandKind.Open => observation.SealingElement is SealingElementState.Open,
        DeviceCommandKind.Close => observation.SealingElement is SealingElementState.Closed,
        DeviceCommandKind.AskPosition => observation.Fix is { IsValid: true },
        DeviceCommandKind.SetPeriods => command.IsAnswered && IsPeriodShown(command, Moment.Of(observation.MeasuredAt!.Value)),
        _ => false,
    };

    /// <summary>Whether the report is the latest of its seal, and about one of the periods behind the one before it.</summary>
    private bool IsPeriodShown(PendingCommand command, Moment measuredAt)
    {
        var window = Seal.State!.Window;
        if (window.Count < 2 || window[window.Count - 1].MeasuredAt != measuredAt) return false;
        if (window[window.Count - 2].MeasuredAt < Moment.Of(SecondOf(command.SentAt)!.Value)) return false;
        var apart = (window[window.Count - 1].MeasuredAt.Milliseconds - window[window.Count - 2].MeasuredAt.Milliseconds) * Percent;
        return IsAbout(apart, command.MovingSeconds) || IsAbout(apart, command.StandingSeconds);

        static bool IsAbout(long apart, int? seconds) => seconds is { } period
            && apart >= period * 1000L * PeriodShownMinPercent && apart <= period * 1000L * PeriodShownMaxPercent;
    }

    /// <summary>What the seal keeps is proven by reading it; while another reading waits, its answer decides whether one more is
    /// needed.</summary>
    private void ReadBack(PendingCommand written, DateTimeOffset now)
    {
        if (Queue.Waiting.Any(one => one.Kind == DeviceCommandKind.ReadRegister)) return;
        Changes.Apply(Seal, new SealEvent.CommandQueued
        {
            Number = Queue.LastNumber + 1,
            Kind = DeviceCommandKind.ReadRegister,
            Register = written.RegisterHash,
            Until = written.Until,
            By = written.By,
            Reason = "",
            ReadsBack = written.Number,
            At = now,
        });
    }

    /// <summary>A reading tells of what the seal said it does before the reading was first sent; what it said since is read anew.</summary>
    private void Compare(PendingCommand reading, string hash, DateTimeOffset now)
    {
        var end = hash == reading.Register ? DeviceCommandEnd.Done : DeviceCommandEnd.Differs;
        End(reading, end, now);
        foreach (var one in Queue.Waiting)
        {
            if (!one.ChangesRegister || one.AnsweredAt is not { } answeredAt) continue;
            if (answeredAt <= reading.SentAt)
                End(one, one.RegisterHash == hash ? DeviceCommandEnd.Done : DeviceCommandEnd.Differs, now);
            else
                ReadBack(one, now);
        }
    }

    private void End(PendingCommand command, DeviceCommandEnd end, DateTimeOffset at, DateTimeOffset? shownAt = null) =>
        Changes.Apply(Seal, new SealEvent.CommandEnded { Number = command.Number, End = end, ShownAt = shownAt, At = at });
}
