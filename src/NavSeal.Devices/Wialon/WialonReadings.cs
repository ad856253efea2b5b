using System.Text;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Devices.Wialon;

/// <summary>Makes observations of records, as the profile of one seal reads them. The names of its parameters are kept as bytes, so that
/// a record is read without a string.</summary>
internal sealed class WialonReadings(DeviceProfile profile)
{
    private const int BeforeMotion = 6, SatellitesMin = 3, InputsMax = 32;
    private const int SatellitesMax = byte.MaxValue - 1, ShortMax = ushort.MaxValue - 1, AltitudeMax = 100_000;

    private readonly byte[]? element = Bytes(profile.SealingElementParameter?.Name);
    private readonly byte[]? seen = Bytes(profile.CaseParameter?.Name);
    private readonly byte[]? battery = Bytes(profile.BatteryParameter);

    /// <summary>Reads a record whose structure and checksum are right.</summary>
    /// <param name="fields">Its fields, 10 or 16 of them.</param>
    /// <param name="fromMemory">Whether it comes from the memory of the device.</param>
    /// <param name="now">The operator's clock, to tell impossible times.</param>
    /// <param name="observation">What it says; what is wrong in it says nothing.</param>
    /// <returns>The first thing that is wrong.</returns>
    public WialonFault Read(scoped in WialonFields fields, bool fromMemory, DateTimeOffset now, out Observation observation)
    {
        var fault = WialonFault.None;
        var measuredAt = ReadTime(fields, now, ref fault);
        var place = WialonPlace.Read(fields, ref fault);
        var fix = ReadFix(fields, place, ref fault);
        var switches = default(Switches);
        if (fields.ContentCount == WialonFields.Full)
        {
            fix = fix with { HdopHundredths = ReadHdop(fields[10], ref fault) };
            ReadInputs(fields, ref switches, ref fault);
            ReadAnalog(fields[13], ref fault);
            ReadParameters(fields[15], ref switches, ref fault);
        }

        observation = new Observation
        {
            MeasuredAt = measuredAt,
            ContentKey = ContentHash.Of(fields.Content),
            FromMemory = fromMemory,
            Fix = place.IsSent ? fix : null,
            BatteryLeft = switches.BatteryLeft,
            InternalMillivolts = switches.Millivolts,
            SealingElement = switches.Element,
            Case = switches.Case,
        };
        return fault;
    }

    private static byte[]? Bytes(string? name) => name is null ? null : Encoding.UTF8.GetBytes(name);

    private static void Note(ref WialonFault fault, WialonFault found)
    {
        if (fault == WialonFault.None) fault = found;
    }

    /// <summary>Neither date nor time: the device has no clock, and the report stands in the order in which it came.</summary>
    private DateTimeOffset? ReadTime(scoped in WialonFields fields, DateTimeOffset now, ref WialonFault fault)
    {
        if (WialonNumbers.IsMissing(fields[0]) && WialonNumbers.IsMissing(fields[1])) return null;
        if (WialonClock.TryRead(fields[0], fields[1], out var at)) return DeviceClock.Plausible(at, profile, now);
        Note(ref fault, WialonFault.Time);
        return null;
    }

    /// <summary>A place with fewer satellites than a fix needs is a place the device remembers.</summary>
    private static Fix ReadFix(scoped in WialonFields fields, WialonPlace place, ref WialonFault fault)
    {
        var speed = Number(fields[BeforeMotion], (1, 0, ShortMax), WialonFault.Motion, ref fault);
        var course = Number(fields[BeforeMotion + 1], (0, 0, 360), WialonFault.Motion, ref fault);
        var altitude = Number(fields[BeforeMotion + 2], (0, -AltitudeMax, AltitudeMax), WialonFault.Motion, ref fault);
        var satellites = Number(fields[BeforeMotion + 3], (0, 0, byte.MaxValue), WialonFault.Satellites, ref fault);
        return new Fix
        {
            At = place.At,
            IsValid = place.At is not null && satellites is not < SatellitesMin,
            SpeedTenthsKilometrePerHour = speed,
            CourseDegrees = course is null ? null : DecimalText.CourseOf(fields[BeforeMotion + 1]),
            AltitudeMetres = altitude,
            Satellites = satellites <= SatellitesMax ? satellites : null,
        };
    }

    /// <summary>A number within its range, as a whole count of its decimal parts; null where it is not sent or wrong.</summary>
    private static int? Number(
        scoped ReadOnlySpan<byte> field, (int Decimals, int Min, int Max) range, WialonFault kind, ref WialonFault fault)
    {
        if (WialonNumbers.IsMissing(field)) return null;
        if (DecimalText.TryScaled(field, range.Decimals, out var value) && value >= range.Min && value <= range.Max) return (int)value;
        Note(ref fault, kind);
        return null;
    }

    /// <summary>Dilution that is beyond what is kept is no fault: it says "very bad", and so does no dilution.</summary>
    private static int? ReadHdop(scoped ReadOnlySpan<byte> field, ref WialonFault fault) =>
        Number(field, (2, 0, int.MaxValue), WialonFault.Satellites, ref fault) is <= ShortMax and var hdop ? hdop : null;

    private void ReadInputs(scoped in WialonFields fields, ref Switches switches, ref WialonFault fault)
    {
        var inputs = fields[11];
        var outputs = fields[12];
        if (!WialonNumbers.IsMissing(outputs) && !DecimalText.TryScaled(outputs, 0, out _)) Note(ref fault, WialonFault.Inputs);
        if (WialonNumbers.IsMissing(inputs)) return;
        if (!DecimalText.TryScaled(inputs, 0, out var mask) || mask < 0)
        {
            Note(ref fault, WialonFault.Inputs);
            return;
        }

        if (profile.SealingElement is { } elementInput && Holds(elementInput)) switches.Element = ElementOf(IsClosed(elementInput, mask));
        if (profile.Case is { } caseInput && Holds(caseInput)) switches.Case = CaseOf(IsClosed(caseInput, mask));
    }

    private static bool Holds(InputAddress input) => input.Kind != InputKind.Loop && input.Number <= InputsMax;

    private static bool IsClosed(InputAddress input, long mask) =>
        (((mask >> (input.Number - 1)) & 1) != 0) == (input.Kind == InputKind.DigitalClosedIsOne);

    private static void ReadAnalog(scoped ReadOnlySpan<byte> field, ref WialonFault fault)
    {
        while (!field.IsEmpty)
        {
            var comma = field.IndexOf((byte)',');
            var reading = comma < 0 ? field : field[..comma];
            if (!WialonNumbers.IsMissing(reading) && !DecimalText.TryScaled(reading, 0, out _)) Note(ref fault, WialonFault.Analog);
            field = comma < 0 ? default : field[(comma + 1)..];
        }
    }

    private void ReadParameters(scoped ReadOnlySpan<byte> field, ref Switches switches, ref WialonFault fault)
    {
        var parameters = new WialonParameters(field);
        while (parameters.MoveNext())
        {
            var name = parameters.Current.Name;
            var value = parameters.Current.Value;
            if (element is not null && name.SequenceEqual(element)) ReadElement(value, ref switches);
            else if (seen is not null && name.SequenceEqual(seen)) ReadCase(value, ref switches);
            else if (battery is not null && name.SequenceEqual(battery)) ReadBattery(value, ref switches);
        }

        if (parameters.IsWrong) Note(ref fault, WialonFault.Parameters);
    }

    private void ReadElement(scoped ReadOnlySpan<byte> value, ref Switches switches)
    {
        if (DecimalText.TryScaled(value, 0, out var number))
            switches.Element = ElementOf((number != 0) == profile.SealingElementParameter!.Value.ClosedIsOne);
    }

    private void ReadCase(scoped ReadOnlySpan<byte> value, ref Switches switches)
    {
        if (DecimalText.TryScaled(value, 0, out var number))
            switches.Case = CaseOf((number != 0) == profile.CaseParameter!.Value.ClosedIsOne);
    }

    private void ReadBattery(scoped ReadOnlySpan<byte> value, ref Switches switches)
    {
        if (profile.Battery == BatterySource.ParameterPercent)
        {
            if (DecimalText.TryScaled(value, 0, out var percent) && percent is >= 0 and <= 100)
                switches.BatteryLeft = new Percent((int)percent);
            return;
        }

        if (!DecimalText.TryScaled(value, 3, out var millivolts) || millivolts is < 0 or > ShortMax) return;
        switches.Millivolts = (int)millivolts;
        switches.BatteryLeft = profile.ChargeAt((int)millivolts);
    }

    private static SealingElementState ElementOf(bool isClosed) => isClosed ? SealingElementState.Closed : SealingElementState.Open;

    private static CaseState CaseOf(bool isClosed) => isClosed ? CaseState.Intact : CaseState.Breached;

    /// <summary>What inputs and parameters say of the seal.</summary>
    private struct Switches
    {
        public SealingElementState? Element { get; set; }

        public CaseState? Case { get; set; }

        public Percent? BatteryLeft { get; set; }

        public int? Millivolts { get; set; }
    }
}
