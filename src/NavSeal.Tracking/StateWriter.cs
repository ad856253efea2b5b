using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using NavSeal.Model.Units;

namespace NavSeal.Tracking;

/// <summary>Writes states for the table of states: whole numbers in as few bytes as they need, texts with their length. Equal states are
/// equal
/// bytes.</summary>
internal sealed class StateWriter(byte version)
{
    private const ulong More = 0x80;

    private readonly ArrayBufferWriter<byte> bytes = Begun(version);

    public byte[] ToArray() => bytes.WrittenSpan.ToArray();

    public void Byte(byte value)
    {
        bytes.GetSpan(1)[0] = value;
        bytes.Advance(1);
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>Seven bits a byte, the sign folded in, so that small numbers of either sign are short.</summary>
    public void Number(long value)
    {
        var rest = unchecked((ulong)((value << 1) ^ (value >> 63)));
        var span = bytes.GetSpan(10);
        var length = 0;
        for (; rest >= More; rest >>= 7) span[length++] = (byte)((rest & (More - 1)) | More);
        span[length++] = (byte)rest;
        bytes.Advance(length);
    }

    public void Key(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.GetSpan(sizeof(ulong)), value);
        bytes.Advance(sizeof(ulong));
    }

    /// <summary>A text, or that there is none: an empty text reads back as none.</summary>
    public void Text(string? value)
    {
        Number(Encoding.UTF8.GetByteCount(value ?? ""));
        bytes.Write(Encoding.UTF8.GetBytes(value ?? ""));
    }

    /// <summary>A text of up to <see cref="StateReader.LongTextMax"/> bytes.</summary>
    public void LongText(string value) => Text(value);

    public void Unique(Guid value)
    {
        value.TryWriteBytes(bytes.GetSpan(StateReader.GuidLength));
        bytes.Advance(StateReader.GuidLength);
    }

    public void Moment(Moment value) => Number(value.Milliseconds);

    public void Instant(DateTimeOffset value) => Number(value.UnixMilliseconds());

    public void Instant(DateTimeOffset? value)
    {
        Flag(value is not null);
        if (value is { } known) Instant(known);
    }

    public void Point(GeoPoint value)
    {
        Number(value.LatitudeMicrodegrees);
        Number(value.LongitudeMicrodegrees);
    }

    private static ArrayBufferWriter<byte> Begun(byte version)
    {
        var begun = new ArrayBufferWriter<byte>();
        begun.Write([version]);
        return begun;
    }
}

/// <summary>Reads what <see cref="StateWriter"/> wrote.</summary>
internal ref struct StateReader
{
    public const int GuidLength = 16, LongTextMax = 1 << 20;

    private const int BitsPerByte = 7, BitsMax = 64, ItemsMax = 4096;
    private const byte More = 0x80;

    private ReadOnlySpan<byte> rest;

    /// <exception cref="FormatException">Another version wrote it: the state is to be folded from the journal.</exception>
    public StateReader(ReadOnlySpan<byte> bytes, byte version)
    {
        rest = bytes;
        if (Byte() is var found && found != version)
            throw new FormatException($"The state has version {found}, this program reads {version}.");
    }

    public readonly void End()
    {
        if (!rest.IsEmpty) throw new FormatException($"{rest.Length} bytes follow the state.");
    }

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() != 0;

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < BitsMax; shift += BitsPerByte)
        {
            var next = Byte();
            value |= unchecked((ulong)(next & (More - 1)) << shift);
            if ((next & More) == 0) return unchecked((long)(value >> 1) ^ -(long)(value & 1));
        }

        throw new FormatException("A number of the state is too long.");
    }

    public int Int() => Number() is >= int.MinValue and <= int.MaxValue and var value
        ? (int)value
        : throw new FormatException("A number of the state is out of range.");

    /// <summary>A number of items, with a bound, so that damaged bytes ask for no memory.</summary>
    public int Count() => Number() is >= 0 and <= ItemsMax and var count
        ? (int)count
        : throw new FormatException("A count of the state is out of range.");

    public ulong Key() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    public string? TextOrNone() => Text() is { Length: > 0 } text ? text : null;

    public string LongText() => Number() is >= 0 and <= LongTextMax and var length
        ? Encoding.UTF8.GetString(Take((int)length))
        : throw new FormatException("A text of the state is too long.");

    public Guid Unique() => new(Take(GuidLength));

    public Moment Moment() => new(Number());

    public DateTimeOffset Instant() => Instants.FromUnixMilliseconds(Number());

    public DateTimeOffset? InstantOrNone() => Flag() ? Instant() : null;

    public GeoPoint Point() => new(Int(), Int());

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > rest.Length) throw new FormatException("The state ends too early.");
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
