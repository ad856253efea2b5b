using System.Buffers.Binary;
using System.Globalization;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Jointech;

/// <summary>The payload of a message of a sensor (WLNET,5): where its master is, and what a lock or sensor told the master by
/// radio.</summary>
internal readonly ref struct JointechSensor(ReadOnlySpan<byte> payload)
{
    /// <summary>Bytes up to the type of the sensor.</summary>
    public const int LengthMin = 34;

    /// <summary>The sub-lock JT709, a seal of its own.</summary>
    public const int SubLock = 4;

    /// <summary>A sensor of temperature and humidity, JT126.</summary>
    public const int Climate = 1;

    private const int TimeAt = JointechReport.PositionLength, IdAt = 23, IdLength = 5, SerialAt = 28, VoltsAt = 29, TailAt = 34;
    private const int TypeAt = 33, SubLockTail = 7, Cut = 1 << 4, RopeOut = 1, MotorUnlocked = 2, CoverOpen = 4, FromMemory = 1 << 15;
    private const int MillivoltsOfPart = 10;
    private const ulong SensorSeed = 5;
    private const byte Mark = 0x3D;

    private readonly ReadOnlySpan<byte> payload = payload;

    public ReadOnlySpan<byte> Position => payload[..JointechReport.PositionLength];

    public ReadOnlySpan<byte> Time => payload.Slice(TimeAt, 6);

    public byte Serial => payload[SerialAt];

    public int Millivolts => BinaryPrimitives.ReadUInt16BigEndian(payload[VoltsAt..]) * MillivoltsOfPart;

    public int Battery => payload[VoltsAt + 2];

    public int Signal => -payload[VoltsAt + 3];

    public int Type => payload[TypeAt];

    public ReadOnlySpan<byte> Tail => payload[TailAt..];

    public bool IsSubLock => Type == SubLock && Tail.Length >= SubLockTail;

    public int Event => BinaryPrimitives.ReadUInt16BigEndian(Tail);

    public int Status => BinaryPrimitives.ReadUInt16BigEndian(Tail[2..]);

    public int LockCount => BinaryPrimitives.ReadUInt16BigEndian(Tail[4..]);

    /// <summary>Its number as it is printed, ten characters.</summary>
    public string Id => Convert.ToHexString(payload.Slice(IdAt, IdLength));

    /// <summary>How a sub-lock is registered: ten characters, a number where they are digits.</summary>
    public DeviceIdentity? Identity
    {
        get
        {
            var id = payload.Slice(IdAt, IdLength);
            if (!Bcd.IsDigits(id)) return new DeviceIdentity(IdentityKind.TerminalId, 0, Id);
            return Bcd.Number(id) is var number and > 0 ? new DeviceIdentity(IdentityKind.TerminalId, number) : null;
        }
    }

    /// <summary>Takes the marks out: a mark and the byte behind it stand for that byte exclusive-or the mark.</summary>
    /// <param name="escaped">As on the wire.</param>
    /// <param name="plain">Receives the payload; as long as <paramref name="escaped"/> at least.</param>
    /// <returns>Its length; -1 where it ends with a mark that stands for nothing.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> plain)
    {
        var length = 0;
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != Mark) plain[length++] = escaped[at];
            else if (++at < escaped.Length) plain[length++] = (byte)(escaped[at] ^ Mark);
            else return -1;
        }

        return length;
    }

    /// <summary>Where the master is.</summary>
    public Observation OfMaster(DeviceProfile profile, DateTimeOffset now) => new()
    {
        MeasuredAt = DeviceClock.Plausible(JointechClock.ReadBcd(Position), profile, now),
        ContentKey = ContentKey,
        Fix = JointechReadings.Position(Position),
    };

    /// <summary>What the sub-lock says of itself. The place belongs to the report of its master.</summary>
    public Observation OfSubLock(DeviceProfile profile, DateTimeOffset now)
    {
        var isOpen = (Status & (RopeOut | MotorUnlocked)) != 0;
        return new Observation
        {
            MeasuredAt = DeviceClock.Plausible(JointechClock.ReadBcd(Time), profile, now),
            ContentKey = ContentKey,
            FromMemory = (Event & FromMemory) != 0,
            BatteryLeft = JointechReadings.ChargeOf(Battery),
            InternalMillivolts = Millivolts < ushort.MaxValue ? Millivolts : null,
            SealingElement = (Event & Cut) != 0 ? SealingElementState.Broken
                : isOpen ? SealingElementState.Open : SealingElementState.Closed,
            Case = (Status & CoverOpen) != 0 ? CaseState.Breached : CaseState.Intact,
        };
    }

    /// <summary>Hash of what it says without the serial number, the strength of the signal, and whether it is sent again.</summary>
    private ulong ContentKey
    {
        get
        {
            var key = ContentHash.Of(payload[..SerialAt], SensorSeed);
            if (!IsSubLock) return ContentHash.Of(payload[TypeAt..], key);
            Span<byte> told = stackalloc byte[6];
            Tail[..6].CopyTo(told);
            told[0] &= 0x7F;
            return ContentHash.Of(told, key);
        }
    }

    /// <summary>Its number with what is printed on none, for people.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}, type {Type}");
}
