using System.Buffers.Binary;
using System.Globalization;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Devices.Jt808;

/// <summary>Makes observations of locations, as the profile of one seal reads their bits and items.</summary>
internal sealed class Jt808Readings(DeviceProfile profile)
{
    /// <summary>Bytes of a location before its items.</summary>
    public const int LocationLength = 28;

    /// <summary>The bit of the status that says that the numbers of the place are none.</summary>
    public const uint PlaceEncrypted = 1 << 5;

    private const uint Positioned = 1 << 1, South = 1 << 2, West = 1 << 3;

    /// <summary>GNSS module and antenna, display, speech and camera, as the standard has them.</summary>
    private const uint FaultAlarms = 0b1110_0111_0000;

    private const int MillivoltsPerHundredth = 10;

    /// <summary>Alarm bits that this model uses for its lock say nothing of faults.</summary>
    private readonly uint faultAlarms = FaultAlarms & ~AlarmsOf(profile.SealingElementBits) & ~AlarmsOf(profile.CaseBits);

    private readonly byte? batteryItem =
        byte.TryParse(profile.BatteryParameter, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var item) ? item : null;

    /// <summary>Reads a location.</summary>
    /// <param name="body">The location with its items.</param>
    /// <param name="fromMemory">Whether it comes from the memory of the device.</param>
    /// <param name="now">The operator's clock, to tell impossible times.</param>
    /// <param name="holdsSecret">Whether a password stands in it.</param>
    /// <returns>Null where its lengths do not fit.</returns>
    public Observation? Read(ReadOnlySpan<byte> body, bool fromMemory, DateTimeOffset now, out bool holdsSecret)
    {
        holdsSecret = false;
        if (body.Length < LocationLength) return null;
        var alarm = BinaryPrimitives.ReadUInt32BigEndian(body);
        var status = BinaryPrimitives.ReadUInt32BigEndian(body[4..]);
        var found = new Found { Alarm = alarm, Status = status };
        var items = new Jt808Items(body[LocationLength..]);
        while (items.MoveNext()) Add(items, ref found);
        if (items.IsWrong) return null;
        holdsSecret = found.HoldsSecret;
        return new Observation
        {
            MeasuredAt = DeviceClock.Plausible(Jt808Clock.Read(body[22..]) - profile.TimeOffset, profile, now),
            ContentKey = found.HoldsSecret ? Jt808Secrets.KeyOf(body, LocationLength) : ContentHash.Of(body),
            FromMemory = fromMemory,
            Fix = FixOf(body, status, found.Satellites),
            BatteryLeft = found.BatteryLeft,
            InternalMillivolts = found.Millivolts,
            SealingElement = IsClosed(profile.SealingElementBits, found) switch
            {
                true => SealingElementState.Closed,
                false => SealingElementState.Open,
                null => null,
            },
            Case = IsClosed(profile.CaseBits, found) switch
            {
                true => CaseState.Intact,
                false => CaseState.Breached,
                null => null,
            },
            HasFault = (alarm & faultAlarms) != 0 ? true : null,
            Cause = found.Cause,
            OdometerHundredMetres = found.Odometer,
        };
    }

    /// <summary>Notes the numbers of a location whose place is none.</summary>
    public static void NoteImpossiblePlace(ReadOnlySpan<byte> body, Observation observation, IntakeBatch batch)
    {
        if (observation.Fix is not { At: null }) return;
        var status = BinaryPrimitives.ReadUInt32BigEndian(body[4..]);
        long latitude = BinaryPrimitives.ReadUInt32BigEndian(body[8..]);
        long longitude = BinaryPrimitives.ReadUInt32BigEndian(body[12..]);
        batch.NoteImpossiblePlace((status & South) != 0 ? -latitude : latitude, (status & West) != 0 ? -longitude : longitude);
    }

    private static Fix FixOf(ReadOnlySpan<byte> body, uint status, int? satellites)
    {
        var latitude = BinaryPrimitives.ReadUInt32BigEndian(body[8..]);
        var longitude = BinaryPrimitives.ReadUInt32BigEndian(body[12..]);
        var speed = BinaryPrimitives.ReadUInt16BigEndian(body[18..]);
        var course = BinaryPrimitives.ReadUInt16BigEndian(body[20..]);
        var isPlace = (status & PlaceEncrypted) == 0 && latitude <= GeoPoint.LatitudeMax && longitude <= GeoPoint.LongitudeMax;
        var (north, east) = isPlace ? ((int)latitude, (int)longitude) : (0, 0);
        return new Fix
        {
            At = isPlace ? new GeoPoint((status & South) != 0 ? -north : north, (status & West) != 0 ? -east : east) : null,
            IsValid = isPlace && (status & Positioned) != 0,
            AltitudeMetres = BinaryPrimitives.ReadInt16BigEndian(body[16..]),
            SpeedTenthsKilometrePerHour = speed == ushort.MaxValue ? null : speed,
            CourseDegrees = course < 360 ? course : null,
            Satellites = satellites,
        };
    }

    private static uint AlarmsOf(BitSwitch? bits) => bits is { Word: StatusWord.Alarm } known ? known.Mask : 0;

    private void Add(scoped in Jt808Items items, ref Found found)
    {
        if (items.Id == batteryItem) AddBattery(items, ref found);
        switch (items.Id)
        {
            case Jt808ItemId.Mileage when items.Value.Length == 4:
                found.Odometer = items.Number;
                break;
            case Jt808ItemId.LockEvent when items.Value.Length > 0:
                found.Cause = items.Value[0];
                found.HoldsSecret |= Jt808Secrets.AreIn(items);
                break;
            case Jt808ItemId.HuabaoPassword:
                found.HoldsSecret |= Jt808Secrets.AreIn(items);
                break;
            case Jt808ItemId.Satellites when items.Value.Length == 1 && items.Value[0] != byte.MaxValue:
                found.Satellites = items.Value[0];
                break;
            case Jt808ItemId.HuabaoEvent when items.Value.Length >= 2:
                found.Cause = BinaryPrimitives.ReadUInt16BigEndian(items.Value) is < ushort.MaxValue and var cause ? cause : null;
                break;
            case Jt808ItemId.Locks when Jt808Lock.Read(items.Value) is { } huabao:
                found.Lock = huabao.Status;
                break;
            case Jt808ItemId.SealState when items.Value.Length >= 3:
                found.State = items.Value[2];
                break;
        }
    }

    private void AddBattery(scoped in Jt808Items items, ref Found found)
    {
        if (profile.Battery == BatterySource.ParameterPercent)
        {
            var percent = items.Value.Length == 1 ? items.Value[0] : Jt808Lock.Read(items.Value)?.BatteryPercent;
            // A battery that is being charged says 255: how full it is, it does not know then.
            if (percent is <= 100 and { } known) found.BatteryLeft = new Percent(known);
            return;
        }

        if (profile.Battery != BatterySource.ParameterVolts || items.Value.Length != 2) return;
        var millivolts = BinaryPrimitives.ReadUInt16BigEndian(items.Value) * MillivoltsPerHundredth;
        if (millivolts >= ushort.MaxValue) return;
        found.Millivolts = millivolts;
        found.BatteryLeft = profile.ChargeAt(millivolts);
    }

    /// <summary>Null where the profile names no bits, or the device did not send that word.</summary>
    private static bool? IsClosed(BitSwitch? bits, in Found found)
    {
        if (bits is not { } known) return null;
        var word = known.Word switch
        {
            StatusWord.Status => found.Status,
            StatusWord.Alarm => found.Alarm,
            StatusWord.Lock => found.Lock,
            StatusWord.State => found.State,
            _ => null,
        };
        return word is { } value ? (known.ClosedIsOne ? (value & known.Mask) == known.Mask : (value & known.Mask) == 0) : null;
    }

    /// <summary>What was found while the items were read.</summary>
    private struct Found
    {
        public required uint Alarm { get; init; }

        public required uint Status { get; init; }

        public uint? Lock { get; set; }

        public uint? State { get; set; }

        public int? Satellites { get; set; }

        public int? Cause { get; set; }

        public long? Odometer { get; set; }

        public Percent? BatteryLeft { get; set; }

        public int? Millivolts { get; set; }

        public bool HoldsSecret { get; set; }
    }
}

/// <summary>Items that are read.</summary>
internal static class Jt808ItemId
{
    /// <summary>Mileage, tenths of a kilometre.</summary>
    public const byte Mileage = 0x01;

    /// <summary>What happened to a Jointech lock.</summary>
    public const byte LockEvent = 0x0B;

    /// <summary>Signal of the mobile network.</summary>
    public const byte Signal = 0x30;

    /// <summary>Satellites.</summary>
    public const byte Satellites = 0x31;

    /// <summary>What happened to a Huabao lock.</summary>
    public const byte HuabaoEvent = 0x60;

    /// <summary>A password of a Huabao lock.</summary>
    public const byte HuabaoPassword = 0x67;

    /// <summary>Locks of a Huabao device; two bytes are volts of a Jointech lock.</summary>
    public const byte Locks = 0xD5;

    /// <summary>State of rope and cover of a Huabao lock.</summary>
    public const byte SealState = 0xDA;
}
