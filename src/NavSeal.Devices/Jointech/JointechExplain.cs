using System.Text;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Jointech;

/// <summary>Says in words what messages of Jointech hold, field by field with units: for golden frames, support and people who check
/// evidence. Passwords are masked.</summary>
public static class JointechExplain
{
    private const int FirstField = 2;

    private static readonly DeviceProfile plain = new() { Name = "plain", Protocol = DeviceProtocol.Jointech, KeepsAnyClock = true };

    /// <summary>Explains bytes: messages, and what is none, in their order.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        while (!bytes.IsEmpty)
        {
            var cut = JointechFraming.TryCut(bytes, out var form, out var consumed);
            if (cut == Cut.NeedMore)
            {
                text.Line(0, $"{bytes.Length} bytes that wait for their rest");
                break;
            }

            Message(text, cut == Cut.Corrupt ? JointechForm.None : form, bytes[..consumed]);
            bytes = bytes[consumed..];
        }

        return text.ToString();
    }

    private static void Message(StringBuilder text, JointechForm form, ReadOnlySpan<byte> bytes)
    {
        switch (form)
        {
            case JointechForm.Report:
                Long(text, new JointechReport(bytes), bytes.Length);
                break;
            case JointechForm.Positions:
                Short(text, bytes);
                break;
            case JointechForm.Text:
                var shown = bytes.ToArray();
                JointechSecrets.Hide(shown.AsSpan(1, shown.Length - 2));
                Text(text, JointechText.Read(shown), bytes.Length);
                break;
            case JointechForm.Blank:
                break;
            default:
                text.Line(0, $"{bytes.Length} bytes of noise");
                break;
        }
    }

    private static void Long(StringBuilder text, scoped in JointechReport report, int length)
    {
        var kind = report.Data switch
        {
            JointechReportKind.RealTime => "report",
            JointechReportKind.Alarm => "alarm",
            JointechReportKind.Memory => "report from memory",
            JointechReportKind.SecondNewest => "report of the position before",
            _ => "report of an unknown kind",
        };
        text.Line(0, $"{kind}, version 0x{report.Version:X2}, {length} bytes");
        text.Line(1, $"device {report.Device:0000000000}");
        Position(text, report.Position);
        text.Line(1, $"satellites {report.Satellites}");
        text.Line(1, $"mileage {report.MileageKilometres} km");
        text.Line(1, $"status 0x{(int)report.Status:X4}: {StatusOf((int)report.Status)}");
        if (report.Battery == JointechReport.Charging) text.Line(1, $"battery being charged");
        else text.Line(1, $"battery {report.Battery} %");
        text.Line(1, $"cell {report.CellLow} (low half), area {report.AreaCode}, signal {report.Signal}");
        if (report.Wake is { } wake) text.Line(1, $"woken by {wake}: {JointechWords.Wake(wake)}");
        if (!report.Imei.IsEmpty) text.Line(1, $"IMEI {Convert.ToHexString(report.Imei)[..15]}");
        text.Line(1, $"serial {report.Serial}");
        var said = JointechReadings.Read(report, plain, DateTimeOffset.MaxValue.AddDays(-2));
        text.Line(1, $"sealing element {Word(said.SealingElement)}, case {(said.Case == CaseState.Intact ? "intact" : "breached")}");
    }

    private static void Short(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        const int typeAt = 6, recordsAt = 9;
        text.Line(0, $"short form, type {bytes[typeAt] >> 4}, data {bytes[typeAt] & 0x0F}, {bytes.Length} bytes");
        text.Line(1, $"device {Bcd.Number(bytes[1..typeAt]):0000000000}");
        var records = bytes[recordsAt..^1];
        var length = records.Length % JointechFraming.ShortRecordLength == 0 ? JointechFraming.ShortRecordLength : records.Length;
        for (; !records.IsEmpty; records = records[length..])
        {
            Position(text, records);
            text.Line(1, $"tail {Convert.ToHexString(records[JointechReport.PositionLength..length])}");
        }

        text.Line(1, $"serial {bytes[^1]}");
    }

    private static void Text(StringBuilder text, scoped in JointechText message, int length)
    {
        text.Line(0, $"{NameOf(message.Kind)} {ExplainText.Plain(message[1])}, {length} bytes");
        text.Line(1, $"device {message.Device:0000000000}");
        switch (message.Kind)
        {
            case JointechMessage.LockReport:
                LockReport(text, message);
                break;
            case JointechMessage.Sensor:
                Sensor(text, message.Payload);
                break;
            case JointechMessage.DynamicPassword:
                text.Line(1, $"password {ExplainText.Masked}");
                break;
            case JointechMessage.Position or JointechMessage.Alarm or JointechMessage.OldPosition:
                Observed(text, JointechReadings.ReadOld(message, plain, DateTimeOffset.MaxValue.AddDays(-2)));
                break;
            default:
                for (var field = FirstField; field < message.Count; field++)
                    text.Line(1, $"field {field}: {ExplainText.Words(message[field])}");
                break;
        }
    }

    private static void LockReport(StringBuilder text, scoped in JointechText message)
    {
        Observed(text, JointechReadings.ReadLock(message, plain, DateTimeOffset.MaxValue.AddDays(-2)));
        var source = DecimalText.TryScaled(message[11], 0, out var number) ? number : -1;
        text.Line(1, $"by {ExplainText.Plain(message[11])}: {JointechWords.LockSource(source)}");
        var isOutside = message[12].SequenceEqual("99"u8);
        text.Line(1, $"verification {ExplainText.Plain(message[12])}{(isOutside ? ": refused outside the fence" : "")}");
        text.Line(1, $"card {ExplainText.Plain(message[13])}");
        var isRight = message[14].SequenceEqual("1"u8);
        text.Line(1, $"password {(isRight ? "right" : "not right or none")}, wrong ones {ExplainText.Plain(message[15])}");
        if (message.Count <= JointechText.LockReportSerial) text.Line(1, $"refused: {JointechWords.NoSerial}");
        else text.Line(1, $"serial {ExplainText.Plain(message[JointechText.LockReportSerial])}");
        for (var field = JointechText.LockReportSerial + 1; field < message.Count; field++)
            text.Line(1, $"field {field}: {ExplainText.Words(message[field])}");
    }

    private static void Sensor(StringBuilder text, ReadOnlySpan<byte> escaped)
    {
        Span<byte> bytes = stackalloc byte[JointechFraming.LengthMax];
        var length = JointechSensor.Unescape(escaped, bytes);
        if (length < JointechSensor.LengthMin)
        {
            text.Line(1, $"refused: {JointechWords.NoPayload}");
            return;
        }

        var sensor = new JointechSensor(bytes[..length]);
        Position(text, sensor.Position);
        text.Line(1, $"sensor {sensor.ToString()}, told at {Instant(JointechClock.ReadBcd(sensor.Time))}");
        text.Line(1, $"serial {sensor.Serial}, {sensor.Millivolts} mV, {sensor.Battery} %, {sensor.Signal} dBm");
        if (!sensor.IsSubLock)
        {
            text.Line(1, $"readings {Convert.ToHexString(sensor.Tail)}");
            return;
        }

        var said = sensor.OfSubLock(plain, DateTimeOffset.MaxValue.AddDays(-2));
        text.Line(1, $"event 0x{sensor.Event:X4}, status 0x{sensor.Status:X4}, locked {sensor.LockCount} times");
        text.Line(1, $"sealing element {Word(said.SealingElement)}, case {(said.Case == CaseState.Intact ? "intact" : "breached")}");
    }

    private static void Position(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        var fix = JointechReadings.Position(bytes);
        text.Line(1, $"measured at {Instant(JointechClock.ReadBcd(bytes))}");
        Place(text, fix);
    }

    private static void Observed(StringBuilder text, Observation said)
    {
        text.Line(1, $"measured at {Instant(said.MeasuredAt)}");
        if (said.Fix is { } fix) Place(text, fix);
        if (said.BatteryLeft is { } battery) text.Line(1, $"battery {battery.Value} %");
        if (said.SealingElement is { } element) text.Line(1, $"sealing element {Word(element)}");
    }

    private static void Place(StringBuilder text, Fix fix)
    {
        if (fix.At is { } at)
            text.Line(1, $"at {at.Latitude:0.000000}, {at.Longitude:0.000000} degrees, {(fix.IsValid ? "a fix" : "no fix")}");
        else text.Line(1, $"at an impossible place");
        if (fix.SpeedTenthsKilometrePerHour is { } speed) text.Line(1, $"speed {speed / 10m:0.0} km/h");
        if (fix.CourseDegrees is { } course) text.Line(1, $"course {course} degrees");
    }

    private static string Instant(DateTimeOffset? at) => at is { } known
        ? known.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)
        : "an impossible time";

    private static string StatusOf(int status)
    {
        var set = JointechWords.StatusBits.Where((_, bit) => ((status >> bit) & 1) != 0).ToList();
        return set.Count == 0 ? "nothing" : string.Join(", ", set);
    }

    private static string Word(SealingElementState? element) => element switch
    {
        SealingElementState.Closed => "closed",
        SealingElementState.Open => "open",
        SealingElementState.Broken => "broken",
        _ => "unknown",
    };

    private static string NameOf(JointechMessage kind) => kind switch
    {
        JointechMessage.Heartbeat => "heartbeat",
        JointechMessage.LockReport => "lock report",
        JointechMessage.DynamicPassword => "new dynamic password",
        JointechMessage.AsksTime => "asks the time",
        JointechMessage.Sensor => "sensor",
        JointechMessage.Position => "position of an older model",
        JointechMessage.Alarm => "alarm of an older model",
        JointechMessage.OldPosition => "position of the oldest models",
        _ => "answer to a command",
    };
}
