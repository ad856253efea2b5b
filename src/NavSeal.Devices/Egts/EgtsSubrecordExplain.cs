using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace NavSeal.Devices.Egts;

/// <summary>Says what one subrecord holds; one it does not know, or whose body is too short for what it announces, as raw bytes.</summary>
internal static class EgtsSubrecordExplain
{
    private const int Level = 3;

    /// <summary>Adds the lines of a subrecord.</summary>
    /// <param name="text">Receives them.</param>
    /// <param name="service">Service of the record, by which the type is read.</param>
    /// <param name="subrecord">The subrecord.</param>
    public static void Add(StringBuilder text, EgtsService service, in EgtsSubrecord subrecord)
    {
        var name = NameOf(service, subrecord);
        text.Line(2, $"{subrecord.Type} {name ?? "unknown"}, {subrecord.Body.Length} bytes");
        var from = text.Length;
        if (name is not null && TryAdd(text, service, subrecord)) return;
        text.Length = from;
        if (!subrecord.Body.IsEmpty) text.Line(Level, $"raw {Convert.ToHexStringLower(subrecord.Body)}");
    }

    private static string? NameOf(EgtsService service, in EgtsSubrecord subrecord) => (service, subrecord.Type) switch
    {
        (_, EgtsSubrecordType.RecordResponse) => "RECORD_RESPONSE",
        (EgtsService.Auth, EgtsSubrecordType.TermIdentity) => "TERM_IDENTITY",
        (EgtsService.Auth, EgtsSubrecordType.ModuleData) => "MODULE_DATA",
        (EgtsService.Auth, EgtsSubrecordType.VehicleData) => "VEHICLE_DATA",
        (EgtsService.Auth, EgtsSubrecordType.DispatcherIdentity) => "DISPATCHER_IDENTITY",
        (EgtsService.Auth, EgtsSubrecordType.AuthParams) => "AUTH_PARAMS",
        (EgtsService.Auth, EgtsSubrecordType.AuthInfo) => "AUTH_INFO",
        (EgtsService.Auth, EgtsSubrecordType.ServiceInfo) => "SERVICE_INFO",
        (EgtsService.Auth, EgtsSubrecordType.ResultCode) => "RESULT_CODE",
        (EgtsService.Commands, EgtsSubrecordType.CommandData) => "COMMAND_DATA",
        (EgtsService.TeleData or EgtsService.ECall, _) => TelemetryName(subrecord),
        _ => null,
    };

    private static string? TelemetryName(in EgtsSubrecord subrecord) => subrecord.Type switch
    {
        EgtsSubrecordType.VendorExtension => "vendor extension",
        EgtsSubrecordType.PosData => "POS_DATA",
        EgtsSubrecordType.ExtPosData => "EXT_POS_DATA",
        EgtsSubrecordType.AdSensorsData => "AD_SENSORS_DATA",
        EgtsSubrecordType.CountersData => "COUNTERS_DATA",
        EgtsSubrecordType.StateOrAccelData => EgtsState.Is(subrecord) ? "STATE_DATA" : "ACCEL_DATA",
        EgtsSubrecordType.StateData => "STATE_DATA",
        EgtsSubrecordType.LoopinData => "LOOPIN_DATA",
        EgtsSubrecordType.AbsDigSensData => "ABS_DIG_SENS_DATA",
        EgtsSubrecordType.AbsAnSensData => "ABS_AN_SENS_DATA",
        EgtsSubrecordType.AbsCntrData => "ABS_CNTR_DATA",
        EgtsSubrecordType.AbsLoopinData => "ABS_LOOPIN_DATA",
        EgtsSubrecordType.LiquidLevelSensor => "LIQUID_LEVEL_SENSOR",
        EgtsSubrecordType.PassengersCounters => "PASSENGERS_COUNTERS",
        _ => null,
    };

    private static bool TryAdd(StringBuilder text, EgtsService service, in EgtsSubrecord subrecord)
    {
        var body = subrecord.Body;
        return (service, subrecord.Type) switch
        {
            (_, EgtsSubrecordType.RecordResponse) => RecordResponse(text, body),
            (EgtsService.Auth, _) => EgtsAuthExplain.TryAdd(text, subrecord),
            (EgtsService.Commands, _) => EgtsAuthExplain.TryAddCommand(text, body),
            (_, EgtsSubrecordType.PosData) => Position(text, body),
            (_, EgtsSubrecordType.ExtPosData) => Extended(text, body),
            (_, EgtsSubrecordType.AdSensorsData) => Sensors(text, body),
            (_, EgtsSubrecordType.CountersData) => Numbered(text, body, "counter"),
            (_, EgtsSubrecordType.StateOrAccelData or EgtsSubrecordType.StateData) =>
                EgtsState.Is(subrecord) ? State(text, EgtsState.Read(body)) : Acceleration(text, body),
            (_, EgtsSubrecordType.LoopinData) => Loops(text, body),
            (_, EgtsSubrecordType.AbsDigSensData) => Absolute(text, body, "digital sensor"),
            (_, EgtsSubrecordType.AbsLoopinData) => Absolute(text, body, "loop"),
            (_, EgtsSubrecordType.AbsAnSensData) => Single(text, body, "analogue sensor"),
            (_, EgtsSubrecordType.AbsCntrData) => Single(text, body, "counter"),
            (_, EgtsSubrecordType.LiquidLevelSensor) => Liquid(text, body),
            _ => false,
        };
    }

    private static bool RecordResponse(StringBuilder text, ReadOnlySpan<byte> body)
    {
        if (body.Length < 3) return false;
        text.Line(Level, $"record {BinaryPrimitives.ReadUInt16LittleEndian(body)}: {EgtsWords.Of((EgtsResult)body[2])}");
        return true;
    }

    private static bool Position(StringBuilder text, ReadOnlySpan<byte> body)
    {
        if (!EgtsPosition.TryRead(body, out var position)) return false;
        text.Line(Level, $"measured at {EgtsExplain.Instant(position.MeasuredAtSeconds)}");
        text.Line(Level, $"latitude {Degrees(position.At.LatitudeMicrodegrees)} degrees");
        text.Line(Level, $"longitude {Degrees(position.At.LongitudeMicrodegrees)} degrees");
        text.Line(Level, $"{(position.IsValid ? "valid" : "not valid")}, {(position.IsThreeDimensional ? "3D" : "2D")}");
        text.Line(Level, $"datum {(position.IsInOtherDatum ? "PZ-90" : "WGS-84")}");
        text.Line(Level, $"{(position.FromMemory ? "from memory" : "current")}, {(position.IsMoving ? "moving" : "standing")}");
        text.Line(Level, $"speed {Tenths(position.SpeedTenthsKilometrePerHour)} km/h, course {position.CourseDegrees} degrees");
        text.Line(Level, $"odometer {Tenths(position.OdometerHundredMetres)} km");
        text.Line(Level, $"digital inputs 8-1: {Bits(position.DigitalInputs)}");
        text.Line(Level, $"cause {position.Cause}");
        if (position.AltitudeMetres is { } altitude) text.Line(Level, $"altitude {altitude} m");
        if (position.CauseData is { } data) text.Line(Level, $"cause data {data}");
        return true;
    }

    private static bool Extended(StringBuilder text, ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return false;
        var extended = EgtsExtendedPosition.Read(body);
        if (extended.VdopHundredths is { } vdop) text.Line(Level, $"VDOP {Hundredths(vdop)}");
        if (extended.HdopHundredths is { } hdop) text.Line(Level, $"HDOP {Hundredths(hdop)}");
        if (extended.PdopHundredths is { } pdop) text.Line(Level, $"PDOP {Hundredths(pdop)}");
        if (extended.Satellites is { } satellites) text.Line(Level, $"satellites {satellites}");
        if (extended.Systems is { } systems) text.Line(Level, $"navigation systems {systems:X4}");
        return true;
    }

    private static bool Sensors(StringBuilder text, ReadOnlySpan<byte> body)
    {
        if (body.Length < 3) return false;
        text.Line(Level, $"digital outputs 8-1: {Bits(body[1])}");
        var rest = body[3..];
        for (var octet = 0; octet < 8; octet++)
        {
            if ((body[0] & (1 << octet)) == 0) continue;
            if (rest.IsEmpty) return false;
            text.Line(Level, $"digital inputs {16 + (octet * 8)}-{9 + (octet * 8)}: {Bits(rest[0])}");
            rest = rest[1..];
        }

        return ThreeByteValues(text, body[2], rest, "analogue sensor");
    }

    private static bool Numbered(StringBuilder text, ReadOnlySpan<byte> body, string what) =>
        !body.IsEmpty && ThreeByteValues(text, body[0], body[1..], what);

    private static bool ThreeByteValues(StringBuilder text, byte present, ReadOnlySpan<byte> rest, string what)
    {
        for (var number = 1; number <= 8; number++)
        {
            if ((present & (1 << (number - 1))) == 0) continue;
            if (rest.Length < 3) return false;
            text.Line(Level, $"{what} {number}: {EgtsPosition.ThreeBytes(rest)}");
            rest = rest[3..];
        }

        return true;
    }

    private static bool State(StringBuilder text, EgtsState state)
    {
        text.Line(Level, $"mode {state.Mode}");
        text.Line(Level, $"main {Tenths(state.MainTenthsVolt)} V");
        text.Line(Level, $"backup {Tenths(state.BackupTenthsVolt)} V, {InUse(state.Flags & 2)}");
        text.Line(Level, $"internal {Tenths(state.InternalTenthsVolt)} V, {InUse(state.Flags & 1)}");
        text.Line(Level, $"navigation {((state.Flags & 4) != 0 ? "on" : "off")}");
        return true;
    }

    private static bool Acceleration(StringBuilder text, ReadOnlySpan<byte> body)
    {
        const int headLength = 5, sampleLength = 8;
        if (body.Length < headLength || body.Length < headLength + (body[0] * sampleLength)) return false;
        text.Line(Level, $"from {EgtsExplain.Instant(BinaryPrimitives.ReadUInt32LittleEndian(body[1..]))}, {body[0]} samples");
        for (var sample = body.Slice(headLength, body[0] * sampleLength); !sample.IsEmpty; sample = sample[sampleLength..])
        {
            var after = BinaryPrimitives.ReadUInt16LittleEndian(sample);
            text.Line(Level, $"after {after} ms: {Axis(sample[2..])}, {Axis(sample[4..])}, {Axis(sample[6..])} m/s2");
        }

        return true;
    }

    /// <summary>Sign in the top bit, tenths below.</summary>
    private static string Axis(ReadOnlySpan<byte> bytes)
    {
        var value = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        return Tenths((value & 0x8000) != 0 ? -(value & 0x7FFF) : value);
    }

    private static bool Loops(StringBuilder text, ReadOnlySpan<byte> body)
    {
        if (EgtsLoops.Read(body) is not { } loops) return false;
        for (var number = 1; number <= EgtsLoops.NumberMax; number++)
        {
            if (loops[number] is { } state) text.Line(Level, $"loop {number}: {(byte)state} {state}");
        }

        return true;
    }

    private static bool Absolute(StringBuilder text, ReadOnlySpan<byte> body, string what)
    {
        if (body.Length < 2) return false;
        var value = BinaryPrimitives.ReadUInt16LittleEndian(body);
        text.Line(Level, $"{what} {value >> 4}: {value & 0x0F}");
        return true;
    }

    private static bool Single(StringBuilder text, ReadOnlySpan<byte> body, string what)
    {
        if (body.Length < 4) return false;
        text.Line(Level, $"{what} {body[0]}: {EgtsPosition.ThreeBytes(body[1..])}");
        return true;
    }

    private static bool Liquid(StringBuilder text, ReadOnlySpan<byte> body)
    {
        const int headLength = 3;
        if (body.Length < headLength) return false;
        var isRaw = (body[0] & 8) != 0;
        if (!isRaw && body.Length < headLength + 4) return false;
        var unit = ((body[0] >> 4) & 3) switch { 1 => "percent", 2 => "tenths of a litre", _ => "without unit" };
        var value = isRaw ? Convert.ToHexStringLower(body[headLength..])
            : BinaryPrimitives.ReadUInt32LittleEndian(body[headLength..]).ToString(CultureInfo.InvariantCulture);
        var module = BinaryPrimitives.ReadUInt16LittleEndian(body[1..]);
        text.Line(Level, $"sensor {body[0] & 7} of module {module}: {value}, {(isRaw ? "raw" : unit)}");
        if ((body[0] & 0x40) != 0) text.Line(Level, $"the sensor reports an error");
        return true;
    }

    private static string InUse(int flag) => flag != 0 ? "in use" : "not in use";

    private static string Bits(byte value) => Convert.ToString(value, 2).PadLeft(8, '0');

    private static string Degrees(int microdegrees) => (microdegrees / 1e6m).ToString("0.000000", CultureInfo.InvariantCulture);

    private static string Tenths(int value) => (value / 10m).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Hundredths(int value) => (value / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
