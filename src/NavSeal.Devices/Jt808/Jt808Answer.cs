using System.Buffers.Binary;

namespace NavSeal.Devices.Jt808;

/// <summary>A message of the platform as the device's side reads it: what became of a message, the code of a registration, or a
/// command.</summary>
public readonly record struct Jt808Answer
{
    private const int AnswerLength = 5, RegisterLength = 3, ParameterHead = 5;

    /// <summary>Its kind; 0 where the bytes are no message.</summary>
    public Jt808MessageId Id { get; private init; }

    /// <summary>Its own serial.</summary>
    public ushort Serial { get; private init; }

    /// <summary>Serial of the message that it answers; null where it answers none.</summary>
    public ushort? To { get; private init; }

    /// <summary>What became of that message; 0 where it was taken.</summary>
    public byte Result { get; private init; }

    /// <summary>The code of a registration, and the whole body of what answers nothing.</summary>
    public ReadOnlyMemory<byte> Body { get; private init; }

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

    /// <summary>The value of a parameter that the platform sets; null where it does not stand in the message.</summary>
    public uint? Parameter(uint number)
    {
        if (Id != Jt808MessageId.SetParameters || Body.IsEmpty) return null;
        var rest = Body.Span[1..];
        while (rest.Length >= ParameterHead && rest.Length >= ParameterHead + rest[sizeof(uint)])
        {
            var value = rest.Slice(ParameterHead, rest[sizeof(uint)]);
            if (BinaryPrimitives.ReadUInt32BigEndian(rest) == number && value.Length == sizeof(uint))
                return BinaryPrimitives.ReadUInt32BigEndian(value);
            rest = rest[(ParameterHead + value.Length)..];
        }

        return null;
    }

    private static Jt808Answer Read(scoped in Jt808Message message)
    {
        var body = message.Body;
        var answer = new Jt808Answer { Id = message.Id, Serial = message.Serial };
        return message.Id switch
        {
            Jt808MessageId.PlatformAnswer when body.Length >= AnswerLength =>
                answer with { To = BinaryPrimitives.ReadUInt16BigEndian(body), Result = body[AnswerLength - 1] },
            Jt808MessageId.RegisterAnswer when body.Length >= RegisterLength => answer with
            {
                To = BinaryPrimitives.ReadUInt16BigEndian(body),
                Result = body[RegisterLength - 1],
                Body = body[RegisterLength..].ToArray(),
            },
            _ => answer with { Body = body.ToArray() },
        };
    }
}
