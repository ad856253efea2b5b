using NavSeal.Devices;
using NavSeal.Journal;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;

namespace NavSeal.Server.Gateway;

/// <summary>Something that waits for the loop. Stamped with its instant when it is put into the inbox.</summary>
internal abstract class Inbound
{
    /// <summary>By the operator's clock, in the order of the inbox; for frames: their bytes had been read before.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>How many frames it brings, against the bound of a commit.</summary>
    public virtual int FrameCount => 1;

    /// <summary>How many bytes of frames it brings, against the bound of a commit.</summary>
    public virtual int ByteCount => 0;
}

/// <summary>What one connection read at once: frames, reports and the replies that wait for them.</summary>
internal sealed class InboundFrames : Inbound
{
    public IntakeBatch Batch { get; } = new();

    /// <summary>The command that its replies are, where they are one: decided before it leaves.</summary>
    public Outgoing? Command { get; set; }

    /// <summary>Set where the command must not leave: it was over before it could.</summary>
    public bool IsHeldBack { get; set; }

    /// <summary>Called when everything in it is durable, for the replies; set while the item is in use.</summary>
    public Action<InboundFrames>? Released { get; set; }

    public override int FrameCount => Batch.Received;

    public override int ByteCount => Batch.FrameByteCount;
}

/// <summary>A seal can be reached, or has been waited for: what is to be sent is looked up, and goes by its latest connection.</summary>
/// <param name="seal">The seal.</param>
internal sealed class InboundPresence(SealNumber seal) : Inbound
{
    public SealNumber Seal { get; } = seal;
}

/// <summary>A command of a person or a system, and where its answer goes.</summary>
internal sealed class InboundCommand(Command command, CommandOrigin? origin) : Inbound
{
    public Command Command { get; } = command;

    /// <summary>Who asks, and under which id; null: it is only asked whether the command would be refused.</summary>
    public CommandOrigin? Origin { get; } = origin;

    public TaskCompletionSource<Answer> Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set when the command was refused, so that the answer need not wait for a commit that holds nothing of it.</summary>
    public Refusal? Refused { get; set; }

    /// <summary>Set when deciding failed for a defect of ours: nothing of the command was decided.</summary>
    public Exception? Failure { get; set; }
}

/// <summary>An entry that is made elsewhere and only has to be written in order: a signed head.</summary>
internal sealed class InboundEntry(Func<DateTimeOffset, NewEntry?> make) : Inbound
{
    /// <summary>Makes the entry on the loop's thread, when everything before it is durable; null: there is nothing to write.</summary>
    public Func<DateTimeOffset, NewEntry?> Make { get; } = make;

    public TaskCompletionSource<long?> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Intake stopped or resumed: when we were deaf, no seal was silent.</summary>
internal sealed class InboundIntake : Inbound
{
    /// <summary>From when on nothing could be taken in; null: it did not stop.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Whether it works again from here on.</summary>
    public bool Resumes { get; init; }

    /// <summary>From here on this process passes time, where it shares the journal; 0: nothing changes.</summary>
    public int ClockTurn { get; init; }

    public TaskCompletionSource Recorded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
