using System.Buffers;
using System.Diagnostics;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Eseal;

/// <summary>The platform's side of one connection of eSeal: who speaks, what is taken, what is answered. Every message names its
/// device; there is no login.</summary>
internal sealed class EsealSession : DeviceSession
{
    private readonly ISealDirectory seals;
    private LastReader<EsealReadings> reader;

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
                return TakeNoise(consumed, EsealWords.Noise, batch);
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

    private Cut TakeMessage(scoped in EsealMessage message, DateTimeOffset now, IntakeBatch batch)
    {
        EndNoise();
        Fault = null;
        // Nothing can be answered that would tell the device what is wrong: the protocol has no negative answer.
        if (message.Kind == EsealKind.Damaged) return Refuse(EsealWords.Damaged, message.Text.Length, batch);
        if (Admit(Find(message[EsealMessage.Device]), isAuthorising: false, batch) is not { } speaker)
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

    private RegisteredSeal? Find(scoped ReadOnlySpan<byte> device) => EsealMessage.IdentityOf(device) is { } identity
        && seals.TryFind(DeviceProtocol.Eseal, identity, out var seal) ? seal : null;

    private EsealReadings ReadingsOf(RegisteredSeal seal) => reader.Of(seal, profile => new EsealReadings(profile));
}
