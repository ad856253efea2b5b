namespace NavSeal.Devices.Jt808;

/// <summary>Cuts a stream of JT/T 808 into frames between delimiters, sentences of text between brackets, and noise. Whether a frame is
/// whole is told by its checksum, later: what stands between two delimiters is only a candidate.</summary>
public static class Jt808Framing
{
    /// <summary>What begins and ends a frame.</summary>
    public const byte Delimiter = 0x7E;

    /// <summary>What stands before a delimiter or itself inside a frame.</summary>
    public const byte Escape = 0x7D;

    /// <summary>Most bytes of a frame: the longest header, body and check byte with each byte escaped, and two delimiters.</summary>
    public const int FrameLengthMax = (2 * Jt808Message.LengthMax) + 2;

    /// <summary>Most bytes of a sentence with its brackets.</summary>
    public const int TextLengthMax = 1024;

    /// <summary>What is shorter between two delimiters is noise.</summary>
    public const int CandidateLengthMin = 12;

    private const byte TextBegin = (byte)'(', TextEnd = (byte)')';

    /// <summary>Cuts the first piece. What it is depends on its own bytes only, so it does not matter how they arrived.</summary>
    /// <param name="bytes">What the connection has buffered, oldest byte first.</param>
    public static Jt808Cut Next(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [] => default,
        [Delimiter, ..] => NextFrame(bytes),
        [TextBegin, ..] => NextText(bytes),
        _ => Noise(bytes, bytes.IndexOfAny(Delimiter, TextBegin)),
    };

    /// <summary>The closing delimiter of noise may be the opening one of a frame, so it stays.</summary>
    private static Jt808Cut NextFrame(ReadOnlySpan<byte> bytes)
    {
        var near = bytes.Length > FrameLengthMax ? bytes[..FrameLengthMax] : bytes;
        var length = near[1..].IndexOf(Delimiter);
        if (length < 0) return bytes.Length < FrameLengthMax ? default : Noise(near, -1);
        if (length == 0) return new Jt808Cut(Jt808Piece.Filler, default, 1);
        return length < CandidateLengthMin
            ? Noise(near, length + 1)
            : new Jt808Cut(Jt808Piece.Frame, near.Slice(1, length), length + 2);
    }

    private static Jt808Cut NextText(ReadOnlySpan<byte> bytes)
    {
        var near = bytes.Length > TextLengthMax ? bytes[..TextLengthMax] : bytes;
        var end = near.IndexOfAny(Delimiter, TextEnd);
        if (end < 0) return bytes.Length < TextLengthMax ? default : Noise(near, -1);
        return near[end] == TextEnd
            ? new Jt808Cut(Jt808Piece.Text, near.Slice(1, end - 1), end + 1)
            : Noise(near, end);
    }

    private static Jt808Cut Noise(ReadOnlySpan<byte> bytes, int length) =>
        new(Jt808Piece.Noise, default, length < 0 ? bytes.Length : length);
}

/// <summary>What the front of a stream is.</summary>
public enum Jt808Piece
{
    /// <summary>The beginning of a piece.</summary>
    Unfinished = 0,

    /// <summary>What stands between two delimiters and may be a frame.</summary>
    Frame = 1,

    /// <summary>A sentence between brackets, as Jointech locks send them among frames.</summary>
    Text = 2,

    /// <summary>A delimiter before another one, or the end of a line: the end of what was lost, or filler.</summary>
    Filler = 3,

    /// <summary>Nothing that can be read.</summary>
    Noise = 4,
}

/// <summary>A piece of the stream.</summary>
/// <param name="piece">What it is.</param>
/// <param name="content">What stands between its delimiters or brackets, still escaped.</param>
/// <param name="consumed">Its length with them; 0 exactly when it is unfinished.</param>
public readonly ref struct Jt808Cut(Jt808Piece piece, ReadOnlySpan<byte> content, int consumed)
{
    /// <summary>What it is.</summary>
    public Jt808Piece Piece { get; } = piece;

    /// <summary>What stands between its delimiters or brackets, still escaped.</summary>
    public ReadOnlySpan<byte> Content { get; } = content;

    /// <summary>Bytes to drop from the front.</summary>
    public int Consumed { get; } = consumed;
}
