using System.Text;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Wialon;

/// <summary>Says in words what lines of Wialon IPS hold, field by field with units: for golden frames, support and people who check
/// evidence. Passwords are masked; text of the device is shown in ASCII with everything else escaped.</summary>
public static class WialonExplain
{
    private static readonly (int Field, string Name, string Unit)[] numbers =
    [
        (6, "speed", " km/h"), (7, "course", " degrees"), (8, "altitude", " m"), (9, "satellites", ""), (10, "horizontal dilution", ""),
        (11, "inputs", ""), (12, "outputs", ""), (13, "analogue readings", ""), (14, "key", ""),
    ];

    private static readonly WialonReadings plain = new(new DeviceProfile { Name = "plain", Protocol = DeviceProtocol.WialonIps });

    /// <summary>Explains bytes: lines, and what is no packet, in their order.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        while (!bytes.IsEmpty)
        {
            var result = WialonFraming.TryCut(bytes, WialonFraming.LineLengthMax, out var line, out var consumed);
            if (result == Cut.NeedMore)
            {
                text.Line(0, $"{bytes.Length} bytes that wait for the end of their line");
                return text.ToString();
            }

            if (result == Cut.Corrupt) text.Line(0, $"{consumed} bytes of noise: {WialonWords.TooLong}");
            else if (!line.IsEmpty) Line(text, line);
            bytes = bytes[consumed..];
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        var line = WialonLine.Read(bytes);
        if (line.Type == WialonType.Unknown)
        {
            var fault = WialonLine.IsPacketOfUnknownType(bytes) ? WialonWords.UnknownType : WialonWords.Noise;
            text.Line(0, $"{bytes.Length} bytes, {fault}: {ExplainText.Words(bytes)}");
            return;
        }

        text.Line(0, $"{ExplainText.Plain(line.TypeText)} {NameOf(line.Type)}, {line.Body.Length} bytes");
        if (WialonLogin.TryReadPrefix(line.Before, out var device)) text.Line(1, $"of device {ExplainText.Words(device)}");
        else if (!line.Before.IsEmpty) text.Line(1, $"behind {line.Before.Length} bytes of noise");
        switch (line.Type)
        {
            case WialonType.Login:
                Login(text, line.Body);
                break;
            case WialonType.Position or WialonType.Report:
                Record(text, 1, line.Body);
                break;
            case WialonType.BlackBox:
                BlackBox(text, line.Body);
                break;
            case WialonType.Message:
                text.Line(1, $"text {ExplainText.Words(line.Body)}");
                break;
            case WialonType.MessageAnswer:
                text.Line(1, $"says {ExplainText.Words(line.Body)}: {WialonCommands.Read(line.Body)?.Words ?? WialonWords.NoAnswer}");
                break;
            case WialonType.Ping:
                break;
            default:
                text.Line(1, $"refused: {WialonWords.NotTaken}");
                break;
        }
    }

    private static void Login(StringBuilder text, ReadOnlySpan<byte> body)
    {
        var login = WialonLogin.Read(body);
        text.Line(1, $"version {(login.Version.IsEmpty ? "1.1" : ExplainText.Plain(login.Version))}");
        text.Line(1, $"device {ExplainText.Words(login.Device)}");
        text.Line(1, $"password {ExplainText.Masked}");
        if (WialonWords.Of(login.Fault) is { } fault) text.Line(1, $"refused: {fault}");
    }

    private static void BlackBox(StringBuilder text, ReadOnlySpan<byte> body)
    {
        var box = WialonBlackBox.Of(body);
        if (box.IsDamaged)
        {
            text.Line(1, $"refused: {WialonWords.Of(WialonFault.Checksum)}");
            return;
        }

        for (var number = 1; box.TryTake(out var record); number++)
        {
            text.Line(1, $"record {number}");
            Record(text, 2, record);
        }
    }

    private static void Record(StringBuilder text, int level, ReadOnlySpan<byte> body)
    {
        var fields = WialonFields.Of(body);
        var isWhole = fields.ContentCount is WialonFields.Short or WialonFields.Full;
        if (!isWhole || !fields.IsChecksumRight())
        {
            text.Line(level, $"refused: {WialonWords.Of(isWhole ? WialonFault.Checksum : WialonFault.Structure)}");
            return;
        }

        var fault = plain.Read(fields, fromMemory: false, DateTimeOffset.MaxValue.AddDays(-2), out var observation);
        Time(text, level, fields);
        if (observation.Fix is { At: { } at }) text.Line(level, $"at {at.Latitude:0.000000}, {at.Longitude:0.000000} degrees");
        else text.Line(level, $"at {(observation.Fix is null ? "no place" : "an impossible place")}");
        foreach (var (field, name, unit) in numbers)
        {
            if (field < fields.ContentCount && !WialonNumbers.IsMissing(fields[field]))
                text.Line(level, $"{name} {ExplainText.Plain(fields[field])}{unit}");
        }

        if (fields.ContentCount == WialonFields.Full) Parameters(text, level, fields[15]);
        if (fields.Count > fields.ContentCount) text.Line(level, $"checksum {ExplainText.Plain(fields[fields.Count - 1])}");
        if (WialonWords.Of(fault) is { } wrong) text.Line(level, $"wrong: {wrong}");
    }

    private static void Time(StringBuilder text, int level, scoped in WialonFields fields)
    {
        if (WialonNumbers.IsMissing(fields[0]) && WialonNumbers.IsMissing(fields[1]))
            text.Line(level, $"measured at no time that it knows");
        else if (WialonClock.TryRead(fields[0], fields[1], out var at))
            text.Line(level, $"measured at {at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFF'Z'}");
        else text.Line(level, $"measured at an impossible time");
    }

    private static void Parameters(StringBuilder text, int level, ReadOnlySpan<byte> field)
    {
        var parameters = new WialonParameters(field);
        while (parameters.MoveNext())
        {
            var parameter = parameters.Current;
            var kind = parameter.Type switch
            {
                WialonParameter.WholeNumber => "integer",
                WialonParameter.Number => "double",
                _ => "text",
            };
            text.Line(level, $"parameter {ExplainText.Words(parameter.Name)}, {kind}: {ExplainText.Words(parameter.Value)}");
        }
    }

    private static string NameOf(WialonType type) => type switch
    {
        WialonType.Login => "login",
        WialonType.Position => "position",
        WialonType.Report => "position with inputs and parameters",
        WialonType.BlackBox => "records from memory",
        WialonType.Ping => "ping",
        WialonType.Message => "message",
        WialonType.MessageAnswer => "answer to a message",
        WialonType.Image => "image",
        WialonType.ImageQuery => "query of an image",
        WialonType.TachographStart => "beginning of a tachograph file",
        WialonType.Tachograph => "tachograph file",
        WialonType.TachographQuery => "query of a tachograph file",
        WialonType.Software => "software",
        WialonType.Configuration => "configuration",
        _ => "unknown",
    };
}
