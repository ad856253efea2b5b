using System.Buffers;
using System.Globalization;
using System.Text;

namespace NavSeal.Devices.Wialon;

/// <summary>The device's side of a session: names itself and sends reports. Pure: no socket, no clock.</summary>
/// <param name="withChecksum">Whether it speaks 2.0, with a checksum behind each packet; else 1.1, without.</param>
public sealed class WialonEncoder(bool withChecksum)
{
    private readonly StringBuilder line = new();

    /// <summary>Names the device (L).</summary>
    /// <param name="output">Receives the line.</param>
    /// <param name="device">IMEI or any other name.</param>
    /// <param name="password">Its password; NA where it has none.</param>
    public void Login(IBufferWriter<byte> output, string device, string password = "NA")
    {
        line.Clear().Append(withChecksum ? "2.0;" : "").Append(device).Append(';').Append(password);
        Finish(output, "#L#", ';');
    }

    /// <summary>Keeps the connection alive (P).</summary>
    public static void Ping(IBufferWriter<byte> output) => output.Write("#P#\r\n"u8);

    /// <summary>Sends a text to the platform (M).</summary>
    /// <param name="output">Receives the line.</param>
    /// <param name="text">On one line.</param>
    public void Message(IBufferWriter<byte> output, string text)
    {
        line.Clear().Append(text);
        Finish(output, "#M#", ';');
    }

    /// <summary>Answers a message of the platform (AM).</summary>
    /// <param name="output">Receives the line.</param>
    /// <param name="code">1: done, 0: not done, 01: its checksum is wrong.</param>
    public static void AnswerMessage(IBufferWriter<byte> output, string code) => output.Write(Encoding.ASCII.GetBytes($"#AM#{code}\r\n"));

    /// <summary>Sends a position without inputs and parameters (SD).</summary>
    public void ReportShort(IBufferWriter<byte> output, in WialonTelemetry report)
    {
        AppendShort(report);
        Finish(output, "#SD#", ';');
    }

    /// <summary>Sends a report (D).</summary>
    public void Report(IBufferWriter<byte> output, in WialonTelemetry report)
    {
        AppendShort(report);
        AppendRest(report);
        Finish(output, "#D#", ';');
    }

    /// <summary>Sends reports from memory (B).</summary>
    public void ReportBlackBox(IBufferWriter<byte> output, ReadOnlySpan<WialonTelemetry> reports)
    {
        var records = new StringBuilder();
        foreach (var report in reports)
        {
            AppendShort(report);
            AppendRest(report);
            if (records.Length > 0) records.Append('|');
            records.Append(line);
        }

        line.Clear().Append(records);
        Finish(output, "#B#", '|');
    }

    private void AppendShort(in WialonTelemetry report)
    {
        line.Clear().Append(report.MeasuredAt is { } at ? WialonClock.Written(at) : "NA;NA");
        if (report.At is { } place)
        {
            Coordinate(place.LatitudeMicrodegrees, (2, 'N', 'S'));
            Coordinate(place.LongitudeMicrodegrees, (3, 'E', 'W'));
        }
        else
        {
            line.Append(";NA;NA;NA;NA");
        }

        Parts(report.SpeedTenthsKilometrePerHour, 1);
        Parts(report.CourseDegrees, 0);
        Parts(report.AltitudeMetres, 0);
        Parts(report.Satellites, 0);
    }

    private void AppendRest(in WialonTelemetry report)
    {
        Parts(report.HdopHundredths, 2);
        Parts(report.Inputs, 0);
        Parts(report.Outputs, 0);
        line.Append(";;NA;").Append(string.IsNullOrEmpty(report.Parameters) ? "NA" : report.Parameters);
    }

    /// <summary>Degrees and minutes; six decimals of a minute hold every micro-degree.</summary>
    private void Coordinate(int microdegrees, (int Digits, char Plus, char Minus) axis)
    {
        var places = Math.Abs((long)microdegrees);
        var (degrees, minuteMillionths) = (places / 1_000_000, places % 1_000_000 * 60);
        line.Append(';').Append(degrees.ToString($"D{axis.Digits}", CultureInfo.InvariantCulture));
        line.Append(CultureInfo.InvariantCulture, $"{minuteMillionths / 1_000_000:00}.{minuteMillionths % 1_000_000:000000}");
        line.Append(';').Append(microdegrees < 0 ? axis.Minus : axis.Plus);
    }

    /// <summary>A count of decimal parts as a number with a point.</summary>
    private void Parts(long? count, int decimals)
    {
        line.Append(';');
        if (count is { } known)
            line.Append((known / (decimal)Math.Pow(10, decimals)).ToString($"F{decimals}", CultureInfo.InvariantCulture));
        else line.Append("NA");
    }

    private void Finish(IBufferWriter<byte> output, string type, char border)
    {
        if (withChecksum) line.Append(border);
        var body = Encoding.UTF8.GetBytes(line.ToString());
        output.Write(Encoding.ASCII.GetBytes(type));
        output.Write(body);
        if (withChecksum) output.Write(Encoding.ASCII.GetBytes(WialonChecksum.Of(body).ToString("X4", CultureInfo.InvariantCulture)));
        output.Write("\r\n"u8);
    }
}
