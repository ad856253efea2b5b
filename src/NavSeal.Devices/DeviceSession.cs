using System.Buffers;
using NavSeal.Model.Seals;

namespace NavSeal.Devices;

/// <summary>The conversation with one connected device: a pure state machine from bytes to reports and replies.
/// Not for use by two threads.</summary>
public abstract class DeviceSession
{
    /// <summary>Most bytes skipped in one run of noise.</summary>
    private const int NoiseMax = 64 * 1024;

    private int noise;

    /// <summary>Who the connection speaks for, as soon as it has named itself; for a relay the relay.</summary>
    public RegisteredSeal? Sender { get; protected set; }

    /// <summary>The seal that may be sent commands now: it is at the other end and may report there. Null where the connection is to be
    /// closed, speaks for seals that are elsewhere, or its device has only named itself, which anybody can.</summary>
    public RegisteredSeal? Reachable => End is null && Sender is { Profile.IsRelay: false } sender
        && (IsAuthorised || sender.Profile.MayReportUnauthorised) ? sender : null;

    /// <summary>Why the connection is to be closed once the replies have left; null while it may go on.</summary>
    public SessionEnd? End { get; protected set; }

    /// <summary>Why the last message was refused, in words for people; null where it was taken.</summary>
    public string? Fault { get; protected set; }

    /// <summary>Takes the first message off the buffered bytes: its frame, reports and replies go into <paramref name="batch"/>.</summary>
    /// <param name="buffered">What the connection has buffered, oldest byte first.</param>
    /// <param name="now">The operator's clock, to tell impossible device times.</param>
    /// <param name="batch">Receives what the message says and what is to be answered once it is durable.</param>
    /// <param name="consumed">Bytes to drop from the front; 0 exactly when <see cref="Cut.NeedMore"/>.</param>
    public abstract Cut Take(ReadOnlySpan<byte> buffered, DateTimeOffset now, IntakeBatch batch, out int consumed);

    /// <summary>Writes a command for the device at the other end. What the device answers comes with <see cref="Take"/> into the
    /// batch.</summary>
    /// <param name="command">What it is to do.</param>
    /// <param name="seal">Whom it is for; nobody but <see cref="Reachable"/> gets it.</param>
    /// <param name="now">The operator's clock.</param>
    /// <param name="output">Receives the message.</param>
    /// <returns>False where it cannot be written: the protocol has no such command, or the seal cannot be reached.</returns>
    public virtual bool TryCommand(DeviceCommand command, RegisteredSeal seal, DateTimeOffset now, IBufferWriter<byte> output) => false;

    /// <summary>Whether the device has authorised itself here.</summary>
    private protected bool IsAuthorised { get; set; }

    /// <summary>Whether what was read last is noise.</summary>
    private protected bool IsNoisy => noise > 0;

    /// <summary>Whether a seal is the one that may be sent commands now: that device, and not another that had its number before.</summary>
    private protected bool IsReachable(RegisteredSeal seal) => Reachable is { } reachable
        && (reachable.Number, reachable.Protocol, reachable.Identity) == (seal.Number, seal.Protocol, seal.Identity);

    /// <summary>Skips bytes that belong to no message; a run of them without end ends the connection.</summary>
    private protected void SkipNoise(int length, IntakeBatch batch, int max = NoiseMax)
    {
        batch.CountSkipped(length);
        noise += length;
        if (noise >= max) End ??= SessionEnd.Noise;
    }

    /// <summary>The same where nothing in it is answered; a run of it is counted once, however it arrives.</summary>
    private protected Cut TakeNoise(int length, string fault, IntakeBatch batch)
    {
        if (noise == 0) batch.CountCorrupt();
        Fault = fault;
        SkipNoise(length, batch);
        return Cut.Corrupt;
    }

    /// <summary>Counts a message that was cut and is not taken.</summary>
    private protected Cut Refuse(string fault, int length, IntakeBatch batch)
    {
        Fault = fault;
        batch.CountMessage(acknowledged: false);
        batch.CountCorrupt();
        batch.CountSkipped(length);
        return Cut.Corrupt;
    }

    /// <summary>What is read next is a message.</summary>
    private protected void EndNoise() => noise = 0;

    /// <summary>Whom a message is of, where each names its device; null where nobody may report here, and then the connection is to be
    /// closed.</summary>
    /// <param name="seal">Who is named; null: nobody who is registered.</param>
    /// <param name="isAuthorising">Whether it is a message that comes before a device has authorised itself.</param>
    /// <param name="batch">Counts who is unknown.</param>
    private protected RegisteredSeal? Admit(RegisteredSeal? seal, bool isAuthorising, IntakeBatch batch)
    {
        if (seal is null)
        {
            CountUnknown(batch);
            return null;
        }

        if (!isAuthorising && !MayReport(Sender ?? seal)) return null;
        return MaySpeakFor(seal) ? seal : null;
    }

    /// <summary>A stranger ends the connection of a seal; a relay may carry seals that are not ours.</summary>
    private protected void CountUnknown(IntakeBatch batch)
    {
        batch.CountUnknown();
        if (Sender is not { Profile.IsRelay: true }) End ??= SessionEnd.UnknownDevice;
    }

    /// <summary>Whether who speaks here may report; else the connection is to be closed.</summary>
    private protected bool MayReport(RegisteredSeal sender)
    {
        if (IsAuthorised || sender.Profile.MayReportUnauthorised) return true;
        End ??= SessionEnd.NotAuthorised;
        return false;
    }

    /// <summary>Whether the connection may speak for a seal: the first one it names, and any where it is a relay's.</summary>
    private protected bool MaySpeakFor(RegisteredSeal seal)
    {
        if (Sender is null || Sender.Number == seal.Number)
        {
            Sender = seal;
            return true;
        }

        if (Sender.Profile.IsRelay) return true;
        End ??= SessionEnd.IdentityChanged;
        return false;
    }
}

/// <summary>Why a connection is closed by us.</summary>
public enum SessionEnd
{
    /// <summary>The device named itself and nobody registered that identity.</summary>
    UnknownDevice = 1,

    /// <summary>A seal that is no relay changed its identity.</summary>
    IdentityChanged = 2,

    /// <summary>Too many bytes without a message.</summary>
    Noise = 3,

    /// <summary>The device may not report without having authorised itself.</summary>
    NotAuthorised = 4,
}
