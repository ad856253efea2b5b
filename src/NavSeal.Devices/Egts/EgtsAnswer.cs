using System.Buffers.Binary;

namespace NavSeal.Devices.Egts;

/// <summary>A packet of the platform as the device's side reads it: a confirmation, or the outcome of the authorisation.</summary>
public readonly ref struct EgtsAnswer
{
    private const int ResponseHeadLength = 3;

    /// <summary>Type of the packet; anything but <see cref="EgtsPacketType.Response"/> is to be confirmed.</summary>
    public EgtsPacketType PacketType { get; private init; }

    /// <summary>Number of the packet itself (PID).</summary>
    public ushort PacketId { get; private init; }

    /// <summary>Number of the packet it confirms (RPID); null where it confirms none.</summary>
    public ushort? ConfirmedPacketId { get; private init; }

    /// <summary>What came of that packet (PR); null where it confirms none.</summary>
    public EgtsResult? Result { get; private init; }

    /// <summary>Outcome of the authorisation (AUTH/RESULT_CODE); null where the packet holds none.</summary>
    public EgtsResult? Authorisation { get; private init; }

    /// <summary>The records, for <see cref="EgtsRecord.TryTake"/>.</summary>
    public ReadOnlySpan<byte> Records { get; private init; }

    /// <summary>Reads a packet that <see cref="EgtsFraming.TryCut"/> found whole.</summary>
    /// <returns>False where it is a confirmation too short to be one, or a type this side does not know.</returns>
    public static bool TryRead(in EgtsCut cut, out EgtsAnswer answer)
    {
        answer = default;
        var data = cut.Data;
        switch (cut.Header.PacketType)
        {
            case EgtsPacketType.Response when data.Length >= ResponseHeadLength:
                answer = new EgtsAnswer
                {
                    PacketType = EgtsPacketType.Response,
                    PacketId = cut.PacketId,
                    ConfirmedPacketId = BinaryPrimitives.ReadUInt16LittleEndian(data),
                    Result = (EgtsResult)data[2],
                    Records = data[ResponseHeadLength..],
                };
                return true;
            case EgtsPacketType.AppData:
                answer = new EgtsAnswer
                {
                    PacketType = EgtsPacketType.AppData,
                    PacketId = cut.PacketId,
                    Authorisation = AuthorisationOf(data),
                    Records = data,
                };
                return true;
            default:
                return false;
        }
    }

    /// <summary>What came of a record.</summary>
    /// <returns>Null where this packet does not confirm it.</returns>
    public EgtsResult? StatusOf(ushort record)
    {
        foreach (var confirmation in Confirmations)
        {
            if (confirmation.Record == record) return confirmation.Status;
        }

        return null;
    }

    /// <summary>Every record that this packet confirms, in its order.</summary>
    public EgtsConfirmations Confirmations => new(Records);

    private static EgtsResult? AuthorisationOf(ReadOnlySpan<byte> rest)
    {
        while (EgtsRecord.TryTake(ref rest, out var record))
        {
            if (record.SourceService != EgtsService.Auth) continue;
            foreach (var subrecord in record.Subrecords)
            {
                if (subrecord is { Type: EgtsSubrecordType.ResultCode, Body.Length: > 0 }) return (EgtsResult)subrecord.Body[0];
            }
        }

        return null;
    }
}

/// <summary>What came of one record.</summary>
/// <param name="Record">Its number (CRN).</param>
/// <param name="Status">Its result (RST); only <see cref="EgtsResult.Ok"/> permits to erase it.</param>
public readonly record struct EgtsConfirmation(ushort Record, EgtsResult Status);

/// <summary>Walks the RECORD_RESPONSE subrecords of a packet.</summary>
public ref struct EgtsConfirmations
{
    private const int BodyLength = 3;
    private ReadOnlySpan<byte> rest;
    private EgtsSubrecords subrecords;

    /// <summary>Begins before the first.</summary>
    /// <param name="records">The records of a packet.</param>
    public EgtsConfirmations(ReadOnlySpan<byte> records) => rest = records;

    /// <summary>The confirmation the walk stands at.</summary>
    public EgtsConfirmation Current { get; private set; }

    /// <summary>Itself, so that <c>foreach</c> works.</summary>
    public readonly EgtsConfirmations GetEnumerator() => this;

    /// <summary>Goes to the next confirmation; false behind the last one.</summary>
    public bool MoveNext()
    {
        while (true)
        {
            while (subrecords.MoveNext())
            {
                var body = subrecords.Current.Body;
                if (subrecords.Current.Type != EgtsSubrecordType.RecordResponse || body.Length < BodyLength) continue;
                Current = new EgtsConfirmation(BinaryPrimitives.ReadUInt16LittleEndian(body), (EgtsResult)body[2]);
                return true;
            }

            if (!EgtsRecord.TryTake(ref rest, out var record)) return false;
            subrecords = record.Subrecords;
        }
    }
}
