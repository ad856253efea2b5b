using System.Buffers;
using System.Diagnostics;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Eseal;

/// <summary>The platform's side of one connection of eSeal: who speaks, what is taken, what is answered. Every message names its
/// device; there is no login.</summary>
internal sealed class EsealSession : DeviceSession
{
    /// <summary>Most bytes skipped in one run of noise.</summary>
    public const int NoiseMax = 64 * 1024;

    private readonly ISealDirectory seals;
    private (RegisteredSeal Seal, EsealReadings Readings)? reader;
    private int noise;

    /// <summary>How the device began its last message, up to its type; empty until it has sent one, and for relays.</summary>
    private byte[] head = [];

    /// <summary>Null until the first command: most devices never get one.</summary>
    private SentCommands? sent;

    /// <summary>Begins a session.</summary>
    /// <param name="seals">Who is let in.</param>
    /// <param name="authorised">For whom the connection speaks already; null on a fresh one.</param>
    public EsealSession(ISealDirectory seals, RegisteredSeal? authorised)
    {
        this.seals = seals;
        (Sender, IsAuthorised) = (authorised, authorised is not null);
    }

    /// <inheritdoc/>
    public override Cut Take(ReadOnlySpan<byte> buffered, DateTimeOffset now, IntakeBatch batch, out int consumed)
    {
        switch (EsealFraming.TryCut(buffered, EsealFraming.MessageLengthMax, out var message, out consumed))
        {
            case Cut.NeedMore:
                return Cut.NeedMore;
            case Cut.Corrupt:
                return TakeNoise(consumed, batch);
            case Cut.Whole when message.IsEmpty:
                return Cut.Whole;
            case Cut.Whole:
                return TakeMessage(EsealMessage.Read(message), now, batch);
            default:
                throw new UnreachableException();
        }
    }

    /// <inheritdoc/>
    public override bool TryCommand(DeviceCommand command, RegisteredSeal seal, DateTimeOffset now, IBufferWriter<byte> output)
    {
        if (command.Kind != DeviceCommandKind.Open || !IsReachable(seal) || head.Length == 0) return false;
        EsealCommands.WriteUnlock(output, head);
        (sent ??= new SentCommands()).Add(command);
        return true;
    }

    /// <summary>A run of noise is counted once, however it arrives. It is not answered: nothing in it can be named.</summary>
    private Cut TakeNoise(int length, IntakeBatch batch)
    {
        if (noise == 0) batch.CountCorrupt();
        Fault = EsealWords.Noise;
        batch.CountSkipped(length);
        noise += length;
        if (noise >= NoiseMax) End = SessionEnd.Noise;
        return Cut.Corrupt;
    }

    private Cut TakeMessage(scoped in EsealMessage message, DateTimeOffset now, IntakeBatch batch)
    {
        noise = 0;
        Fault = null;
        if (message.Kind == EsealKind.Damaged) return Refuse(EsealWords.Damaged, message.Text.Length, batch);
        if (FindSpeaker(message[EsealMessage.Device], batch) is not { } speaker)
            return Refuse(EsealWords.NotLetIn, message.Text.Length, batch);
        if (!Sender!.Profile.IsRelay && !message.Head.SequenceEqual(head)) head = message.Head.ToArray();
        if (message[EsealMessage.Type].SequenceEqual(EsealCommands.UnlockReply) && sent?.Find(DeviceCommandKind.Open) is { } asked)
            batch.AddAnswer(speaker, sent.Answered(asked, isAccepted: true));
        var observation = message.Kind == EsealKind.Report ? ReadingsOf(speaker).Read(message, now) : EsealReadings.ReadWord(message);
        var isAnswered = message.Kind != EsealKind.Word;
        batch.AddReport(speaker, observation, batch.AddFrame(Sender!, message.Text));
        batch.CountMessage(acknowledged: isAnswered);
        if (isAnswered) EsealReplies.Acknowledge(batch.ReplyWriter, message);
        return Cut.Whole;
    }

    /// <summary>Nothing can be answered that would tell the device what is wrong: the protocol has no negative answer.</summary>
    private Cut Refuse(string fault, int length, IntakeBatch batch)
    {
        Fault = fault;
        batch.CountMessage(acknowledged: false);
        batch.CountCorrupt();
        batch.CountSkipped(length);
        return Cut.Corrupt;
    }

    /// <summary>Whom a message is of; null where nobody may report here.</summary>
    private RegisteredSeal? FindSpeaker(scoped ReadOnlySpan<byte> device, IntakeBatch batch)
    {
        if (EsealMessage.IdentityOf(device) is not { } identity || !seals.TryFind(DeviceProtocol.Eseal, identity, out var speaker))
        {
            batch.CountUnknown();
            if (Sender is not { Profile.IsRelay: true }) End ??= SessionEnd.UnknownDevice;
            return null;
        }

        if (!IsAuthorised && !(Sender ?? speaker).Profile.MayReportUnauthorised)
        {
            End ??= SessionEnd.NotAuthorised;
            return null;
        }

        Sender ??= speaker;
        if (Sender.Number == speaker.Number || Sender.Profile.IsRelay) return speaker;
        End ??= SessionEnd.IdentityChanged;
        return null;
    }

    private EsealReadings ReadingsOf(RegisteredSeal seal)
    {
        if (!ReferenceEquals(reader?.Seal, seal)) reader = (seal, new EsealReadings(seal.Profile));
        return reader!.Value.Readings;
    }
}
