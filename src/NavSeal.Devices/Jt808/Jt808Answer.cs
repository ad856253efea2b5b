using System.Buffers.Binary;

namespace NavSeal.Devices.Jt808;

/// <summary>A message of the platform as the device's side reads it: what became of a message, or the code of a registration.</summary>
/// <param name="Id">Its kind; 0 where the bytes are no message.</param>
/// <param name="To">Serial of the message that it answers; null where it answers none.</param>
/// <param name="Result">What became of that message; 0 where it was taken.</param>
/// <param name="Code">The code of a registration; empty in all others.</param>
public readonly record struct Jt808Answer(Jt808MessageId Id, ushort? To, byte Result, ReadOnlyMemory<byte> Code)
{
    private const int AnswerLength = 5, RegisterLength = 3;

    /// <summary>Whether what it answers was taken.</summary>
    public bool IsPositive => To is not null && Result == (byte)Jt808Result.Ok;

    /// <summary>Takes the first message of the platform, or what is none.</summary>
    /// <param name="buffered">What the connection has buffered, oldest byte first.</param>
    /// <param name="answer">The answer; the default where the bytes are none.</param>
    /// <param name="consumed">Bytes to drop from the front; 0 exactly when <see cref="Cut.NeedMore"/>.</param>
    public static Cut TryTake(ReadOnlySpan<byte> buffered, out Jt808Answer answer, out int consumed)
    {
        answer = default;
        var cut = Jt808Framing.Next(buffered);
        consumed = cut.Consumed;
        if (cut.Piece == Jt808Piece.Unfinished) return Cut.NeedMore;
        if (cut.Piece != Jt808Piece.Frame) return Cut.Corrupt;
        var plain = new byte[Jt808Message.LengthMax + 1];
        if (Jt808Message.Read(cut.Content, plain, out var message) != Jt808Fault.None)
        {
            // The delimiter that ends a damaged frame may begin the next one.
            consumed--;
            return Cut.Corrupt;
        }

        answer = Read(message);
        return Cut.Whole;
    }

    private static Jt808Answer Read(scoped in Jt808Message message)
    {
        var body = message.Body;
        return message.Id switch
        {
            Jt808MessageId.PlatformAnswer when body.Length >= AnswerLength =>
                new Jt808Answer(message.Id, BinaryPrimitives.ReadUInt16BigEndian(body), body[4], default),
            Jt808MessageId.RegisterAnswer when body.Length >= RegisterLength => new Jt808Answer(
                message.Id, BinaryPrimitives.ReadUInt16BigEndian(body), body[2], body[RegisterLength..].ToArray()),
            _ => new Jt808Answer(message.Id, To: null, Result: 0, Code: default),
        };
    }
}
