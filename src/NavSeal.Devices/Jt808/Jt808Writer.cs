using System.Buffers;
using System.Buffers.Binary;

namespace NavSeal.Devices.Jt808;

/// <summary>Writes one message after the other, of either side: header, body, check byte, escapes. Reused.</summary>
public sealed class Jt808Writer
{
    private const int LengthAt = 2, VersionedBit = 0x4000, SplitBit = 0x2000;

    private readonly byte[] buffer = new byte[Jt808Message.LengthMax];
    private int length;
    private int bodyAt;

    /// <summary>Begins a message.</summary>
    /// <param name="id">Its kind.</param>
    /// <param name="address">The device it is from or for; a version makes a header of 2019.</param>
    /// <param name="serial">Its number; Jointech's own messages have its lower byte only.</param>
    /// <param name="parts">Number of this part and how many there are; null where the content is not split.</param>
    public void Begin(Jt808MessageId id, Jt808Address address, ushort serial, (ushort Part, ushort Of)? parts = null)
    {
        length = 0;
        Two((ushort)id);
        Two((ushort)((address.Version is null ? 0 : VersionedBit) | (parts is null ? 0 : SplitBit)));
        if (address.Version is { } version) One(version);
        address.WriteTo(Room(address.Length));
        if (Jt808Message.IsJointech(id)) One((byte)(serial & 0xFF));
        else Two(serial);
        if (parts is { } known)
        {
            Two(known.Of);
            Two(known.Part);
        }

        bodyAt = length;
    }

    /// <summary>Adds a byte to the body.</summary>
    public void One(byte value) => Room(1)[0] = value;

    /// <summary>Adds two bytes to the body, the high one first.</summary>
    public void Two(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Room(2), value);

    /// <summary>Adds four bytes to the body, the highest first.</summary>
    public void Four(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Room(4), value);

    /// <summary>Adds bytes to the body.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    /// <summary>Adds a date and time of six bytes to the body.</summary>
    public void Instant(DateTimeOffset at) => Jt808Clock.Write(Room(Jt808Clock.Length), at);

    /// <summary>Ends the message and writes it out.</summary>
    /// <exception cref="InvalidOperationException">Its body is longer than 1,023 bytes.</exception>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var bodyLength = length - bodyAt;
        if (bodyLength > Jt808Message.BodyLengthMax)
            throw new InvalidOperationException($"A body holds {Jt808Message.BodyLengthMax} bytes, not {bodyLength}.");
        var attributes = BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(LengthAt)) | bodyLength;
        BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(LengthAt), (ushort)attributes);
        One(Jt808Message.Check(buffer.AsSpan(0, length)));
        Span<byte> delimiter = [Jt808Framing.Delimiter];
        output.Write(delimiter);
        Escape(buffer.AsSpan(0, length), output);
        output.Write(delimiter);
    }

    private static void Escape(ReadOnlySpan<byte> plain, IBufferWriter<byte> output)
    {
        while (plain.IndexOfAny(Jt808Framing.Delimiter, Jt808Framing.Escape) is >= 0 and var at)
        {
            output.Write(plain[..at]);
            output.Write(plain[at] == Jt808Framing.Escape ? [Jt808Framing.Escape, 1] : (ReadOnlySpan<byte>)[Jt808Framing.Escape, 2]);
            plain = plain[(at + 1)..];
        }

        output.Write(plain);
    }

    private Span<byte> Room(int count)
    {
        if (buffer.Length - length < count) throw new InvalidOperationException($"A message holds {buffer.Length} bytes.");
        length += count;
        return buffer.AsSpan(length - count, count);
    }
}
