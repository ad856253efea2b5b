using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NavSeal.Devices.Jt808;

/// <summary>One message: its header, and its body without escapes.</summary>
internal readonly ref struct Jt808Message
{
    /// <summary>Most bytes of a body.</summary>
    public const int BodyLengthMax = 0x3FF;

    /// <summary>Most bytes of header, body and check byte without escapes.</summary>
    public const int LengthMax = HeadLength + 1 + Jt808Address.LongLength + 2 + PartsLength + BodyLengthMax + 1;

    private const int HeadLength = 4, PartsLength = 4;
    private const int Rsa = 1;

    /// <summary>What kind of message it is.</summary>
    public Jt808MessageId Id { get; private init; }

    /// <summary>The attributes of the header.</summary>
    public ushort Attributes { get; private init; }

    /// <summary>Who sends it, or whom it is for.</summary>
    public Jt808Address Address { get; private init; }

    /// <summary>Number of the message.</summary>
    public ushort Serial { get; private init; }

    /// <summary>In how many parts the content comes; 0 where it is not split.</summary>
    public ushort Parts { get; private init; }

    /// <summary>Which part this is, from 1.</summary>
    public ushort Part { get; private init; }

    /// <summary>The body.</summary>
    public ReadOnlySpan<byte> Body { get; private init; }

    /// <summary>Whether the content comes in parts.</summary>
    public bool IsSplit => !IsJointech(Id) && (Attributes & 0x2000) != 0;

    /// <summary>Whether the body is encrypted; Jointech's own messages use those bits otherwise.</summary>
    public bool IsEncrypted => !IsJointech(Id) && ((Attributes >> 10) & 0x07) == Rsa;

    /// <summary>Whether Jointech's own message wants an answer.</summary>
    public bool WantsAnswer => (Attributes & 0x8000) != 0;

    /// <summary>Whether a platform sends such messages, and no device.</summary>
    public bool IsOfPlatform => (ushort)Id >= 0x8000 || Id == Jt808MessageId.JointechAnswer;

    /// <summary>The messages with Jointech's header, whose serial is one byte.</summary>
    public static bool IsJointech(Jt808MessageId id) =>
        id is Jt808MessageId.JointechPosition or Jt808MessageId.JointechBlind or Jt808MessageId.JointechAnswer;

    /// <summary>Reads what stands between two delimiters.</summary>
    /// <param name="content">Still escaped.</param>
    /// <param name="plain">Receives the bytes without escapes where there are any.</param>
    /// <param name="message">The message; not to be used where there is a fault, and only while both spans live.</param>
    public static Jt808Fault Read(ReadOnlySpan<byte> content, Span<byte> plain, out Jt808Message message)
    {
        message = default;
        if (content.Contains(Jt808Framing.Escape))
        {
            var length = Unescape(content, plain);
            if (length < 0) return Jt808Fault.Escape;
            content = plain[..length];
        }

        if (content.Length > LengthMax) return Jt808Fault.Length;
        if (Check(content) != 0) return Jt808Fault.Checksum;
        return Split(content[..^1], out message);
    }

    /// <summary>The same message with the content of all its parts.</summary>
    public Jt808Message Whole(ReadOnlySpan<byte> body) => new()
    {
        Id = Id,
        Attributes = (ushort)(Attributes & ~0x2000),
        Address = Address,
        Serial = Serial,
        Body = body,
    };

    /// <summary>Exclusive or of all bytes: 0 where the last one is the check byte of the others.</summary>
    public static byte Check(ReadOnlySpan<byte> bytes)
    {
        var wide = 0ul;
        foreach (var eight in MemoryMarshal.Cast<byte, ulong>(bytes)) wide ^= eight;
        wide ^= wide >> 32;
        wide ^= wide >> 16;
        wide ^= wide >> 8;
        var check = (byte)(wide & 0xFF);
        foreach (var value in bytes[(bytes.Length & ~7)..]) check ^= value;
        return check;
    }

    private static Jt808Fault Split(ReadOnlySpan<byte> plain, out Jt808Message message)
    {
        message = default;
        if (plain.Length < HeadLength) return Jt808Fault.Length;
        var id = (Jt808MessageId)BinaryPrimitives.ReadUInt16BigEndian(plain);
        var attributes = BinaryPrimitives.ReadUInt16BigEndian(plain[2..]);
        var isJointech = IsJointech(id);
        byte? version = (attributes & 0x4000) != 0 && !isJointech && plain.Length > HeadLength ? plain[HeadLength] : null;
        var at = HeadLength + (version is null ? 0 : 1);
        var addressLength = version is null ? Jt808Address.ShortLength : Jt808Address.LongLength;
        var serialLength = isJointech ? 1 : 2;
        var partsLength = (attributes & 0x2000) != 0 && !isJointech ? PartsLength : 0;
        var bodyAt = at + addressLength + serialLength + partsLength;
        if (plain.Length - bodyAt != (attributes & BodyLengthMax)) return Jt808Fault.Length;
        var rest = plain[(at + addressLength)..];
        message = new Jt808Message
        {
            Id = id,
            Attributes = attributes,
            Address = Jt808Address.Read(plain.Slice(at, addressLength), version),
            Serial = isJointech ? rest[0] : BinaryPrimitives.ReadUInt16BigEndian(rest),
            Parts = partsLength == 0 ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(rest[2..]),
            Part = partsLength == 0 ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(rest[4..]),
            Body = plain[bodyAt..],
        };
        return Jt808Fault.None;
    }

    /// <summary>Takes the escapes out.</summary>
    /// <returns>The length without them; -1 where there is an escape that stands for nothing, or too much.</returns>
    private static int Unescape(ReadOnlySpan<byte> content, Span<byte> plain)
    {
        var length = 0;
        while (!content.IsEmpty)
        {
            var run = content.IndexOf(Jt808Framing.Escape);
            var copied = run < 0 ? content.Length : run;
            if (length + copied + 1 > plain.Length) return -1;
            content[..copied].CopyTo(plain[length..]);
            length += copied;
            if (run < 0) break;
            if (content.Length < run + 2 || content[run + 1] is not (1 or 2)) return -1;
            plain[length++] = content[run + 1] == 1 ? Jt808Framing.Escape : Jt808Framing.Delimiter;
            content = content[(run + 2)..];
        }

        return length;
    }
}
