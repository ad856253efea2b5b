using System.Buffers.Binary;

namespace NavSeal.Devices.Jointech;

/// <summary>A binary report of one position with the state of the lock, as it stands on the wire.</summary>
internal readonly ref struct JointechReport(ReadOnlySpan<byte> frame)
{
    /// <summary>From this version on every report is answered with its serial number.</summary>
    public const int AnsweredBySerial = 0x19;

    /// <summary>Where positions begin, and how long what all of them have in common is.</summary>
    public const int PositionAt = 10, PositionLength = 17;

    /// <summary>What a battery that is being charged reports instead of its charge.</summary>
    public const int Charging = 0xFF;

    private const int VersionAt = 6, TypeAt = 7, MileageAt = 27, SatellitesAt = 31, StatusAt = 36;
    private const int BatteryAt = 38, CellAt = 39, SignalAt = 43;
    private const int WakeAt = 45, ImeiAt = 48, ImeiLength = 8, NewSerialAt = 61, FirstWithWake = 0x17, NoImei = 0x0F;

    private readonly ReadOnlySpan<byte> frame = frame;

    public ulong Device => Bcd.Number(frame[1..VersionAt]);

    public int Version => frame[VersionAt];

    public JointechReportKind Data => (JointechReportKind)(frame[TypeAt] & 0x0F);

    /// <summary>The bytes of the place in a position.</summary>
    public static ReadOnlySpan<byte> PlaceIn(ReadOnlySpan<byte> position) => position[6..15];

    public ReadOnlySpan<byte> Position => frame.Slice(PositionAt, PositionLength);

    public long MileageKilometres => BinaryPrimitives.ReadUInt32BigEndian(frame[MileageAt..]);

    public int Satellites => frame[SatellitesAt];

    public JointechStatus Status => (JointechStatus)BinaryPrimitives.ReadUInt16BigEndian(frame[StatusAt..]);

    public int Battery => frame[BatteryAt];

    public int CellLow => BinaryPrimitives.ReadUInt16BigEndian(frame[CellAt..]);

    public int AreaCode => BinaryPrimitives.ReadUInt16BigEndian(frame[(CellAt + 2)..]);

    public int Signal => frame[SignalAt];

    /// <summary>What woke the device; null in the older forms, which do not say.</summary>
    public int? Wake => Version >= FirstWithWake && frame.Length > NewSerialAt ? frame[WakeAt] & 0x0F : null;

    /// <summary>The digits of the IMEI and a filler behind them; empty where none is sent.</summary>
    public ReadOnlySpan<byte> Imei =>
        frame.Length <= NewSerialAt || frame[ImeiAt] == NoImei ? default : frame.Slice(ImeiAt, ImeiLength);

    /// <summary>Its serial number: the last byte of the forms before there was an IMEI.</summary>
    public byte Serial => frame[SerialAt];

    private int SerialAt => Math.Min(NewSerialAt, frame.Length - 1);

    /// <summary>Hash of what it says without what differs when it is sent again: whether it is from memory, whether an answer is asked
    /// for, its serial number.</summary>
    public ulong ContentKey
    {
        get
        {
            Span<byte> status = stackalloc byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(status, (ushort)(Status & ~JointechStatus.MustAnswer));
            var before = ContentHash.Of(frame[PositionAt..StatusAt]);
            return ContentHash.Of(frame[BatteryAt..SerialAt], ContentHash.Of(status, before));
        }
    }
}

/// <summary>What kind of report a binary message is.</summary>
internal enum JointechReportKind
{
    RealTime = 1,
    Alarm = 2,
    Memory = 3,
    SecondNewest = 4,
}

/// <summary>The bits of the status of a binary report.</summary>
[Flags]
internal enum JointechStatus
{
    None = 0,
    PlacedByCells = 1,
    RopeCut = 1 << 3,
    MustAnswer = 1 << 5,
    RopeInserted = 1 << 6,
    MotorLocked = 1 << 7,
    CoverOpened = 1 << 12,
    CoverClosed = 1 << 13,
    MotorStuck = 1 << 14,
}
