using System.Buffers.Binary;

namespace NavSeal.Devices.Egts;

/// <summary>One service record, as it lies in the packet.</summary>
public readonly ref struct EgtsRecord
{
    /// <summary>Bytes of a record's header without optional fields.</summary>
    public const int HeaderLengthMin = 7;

    private const byte ObjectFlag = 1, EventFlag = 2, TimeFlag = 4;

    /// <summary>Number of the record (RN).</summary>
    public ushort Number { get; private init; }

    /// <summary>Where the services lie, group, priority and which optional fields follow (RFL).</summary>
    public byte Flags { get; private init; }

    /// <summary>Object the record speaks of (OID); null where the field is absent.</summary>
    public uint? ObjectId { get; private init; }

    /// <summary>Number of the event (EVID); null where the field is absent.</summary>
    public uint? EventId { get; private init; }

    /// <summary>When the record was made, in seconds since 2010 (TM); null where the field is absent.</summary>
    public uint? MadeAtSeconds { get; private init; }

    /// <summary>Service of the sender (SST).</summary>
    public EgtsService SourceService { get; private init; }

    /// <summary>Service of the receiver (RST).</summary>
    public EgtsService RecipientService { get; private init; }

    /// <summary>The subrecords; may be empty.</summary>
    public ReadOnlySpan<byte> Body { get; private init; }

    /// <summary>The subrecords, one by one.</summary>
    public EgtsSubrecords Subrecords => new(Body);

    /// <summary>Takes the first record off.</summary>
    /// <param name="rest">The data of a packet from here on; moved behind the record.</param>
    /// <param name="record">The record.</param>
    /// <returns>False where the bytes do not hold the whole record; then nothing is moved.</returns>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> rest, out EgtsRecord record)
    {
        record = default;
        if (rest.Length < HeaderLengthMin) return false;
        var bodyLength = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        var flags = rest[4];
        var headerLength = HeaderLengthMin + (4 * System.Numerics.BitOperations.PopCount(flags & 7u));
        if (rest.Length < headerLength + bodyLength) return false;

        var at = 5;
        record = new EgtsRecord
        {
            Number = BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]),
            Flags = flags,
            ObjectId = Optional(rest, flags & ObjectFlag, ref at),
            EventId = Optional(rest, flags & EventFlag, ref at),
            MadeAtSeconds = Optional(rest, flags & TimeFlag, ref at),
            SourceService = (EgtsService)rest[at],
            RecipientService = (EgtsService)rest[at + 1],
            Body = rest.Slice(headerLength, bodyLength),
        };
        rest = rest[(headerLength + bodyLength)..];
        return true;
    }

    private static uint? Optional(ReadOnlySpan<byte> bytes, int isPresent, scoped ref int at)
    {
        if (isPresent == 0) return null;
        at += 4;
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at - 4)..]);
    }
}

/// <summary>One subrecord, as it lies in the record.</summary>
public readonly ref struct EgtsSubrecord
{
    /// <summary>Bytes before the body: type and length.</summary>
    public const int HeaderLength = 3;

    /// <summary>Its type (SRT), to be read by the service of the record.</summary>
    public byte Type { get; init; }

    /// <summary>Its content (SRD).</summary>
    public ReadOnlySpan<byte> Body { get; init; }

    /// <summary>Where it begins in the record's body.</summary>
    public int Offset { get; init; }
}

/// <summary>Walks the subrecords of a record; ends at the first that does not fit.</summary>
public ref struct EgtsSubrecords
{
    private readonly ReadOnlySpan<byte> body;
    private int next;

    /// <summary>Begins before the first subrecord.</summary>
    /// <param name="body">Body of a record.</param>
    public EgtsSubrecords(ReadOnlySpan<byte> body) => this.body = body;

    /// <summary>The subrecord the walk stands at.</summary>
    public EgtsSubrecord Current { get; private set; }

    /// <summary>Whether all bytes belong to the subrecords walked so far.</summary>
    public readonly bool IsAtEnd => next == body.Length;

    /// <summary>Itself, so that <c>foreach</c> works.</summary>
    public readonly EgtsSubrecords GetEnumerator() => this;

    /// <summary>Goes to the next subrecord.</summary>
    /// <returns>False behind the last one, or where the rest is not a whole subrecord.</returns>
    public bool MoveNext()
    {
        var rest = body[next..];
        if (rest.Length < EgtsSubrecord.HeaderLength) return false;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(rest[1..]);
        if (rest.Length < EgtsSubrecord.HeaderLength + length) return false;
        Current = new EgtsSubrecord { Type = rest[0], Body = rest.Slice(EgtsSubrecord.HeaderLength, length), Offset = next };
        next += EgtsSubrecord.HeaderLength + length;
        return true;
    }
}
