using System.Buffers;
using System.Globalization;
using System.Text;
using NavSeal.Model.Units;

namespace NavSeal.Devices.Eseal;

/// <summary>Both sides' messages: the device's reports, and the platform's commands. Pure: no socket, no clock.</summary>
/// <param name="device">Number of the device.</param>
/// <param name="customer">Number of its customer, as the device writes it.</param>
/// <param name="firmware">Version of its software, as the device writes it.</param>
public sealed class EsealEncoder(ulong device, string customer = "256", string firmware = "3.0.6")
{
    private readonly string prefix = string.Create(CultureInfo.InvariantCulture, $"##S,eSeal,{device},{customer},{firmware},");

    /// <summary>A report of the device.</summary>
    /// <param name="output">Receives the line.</param>
    /// <param name="type">What it is sent for; not <see cref="EsealType.Unknown"/>.</param>
    /// <param name="index">Counts the reports.</param>
    /// <param name="report">What it says.</param>
    public void Report(IBufferWriter<byte> output, EsealType type, uint index, in EsealTelemetry report) => Write(output, string.Create(
        CultureInfo.InvariantCulture,
        $"{Word(type)},{index},{EsealClock.Written(report.MeasuredAt)},{report.IntervalMinutes},{(report.IsValid ? 'A' : 'V')},"
        + $"{Place(report.At)},{report.CourseDegrees},{report.SpeedKilometresPerHour},{(report.IsOpen ? "Open" : "Close")},1.0,0:0:0:0,"
        + $"{report.BatteryMillivolts / 1000m:0.00},{report.SignalDecibelMilliwatts}"));

    /// <summary>The device has read the command to open the lock.</summary>
    public void UnlockReply(IBufferWriter<byte> output) => Write(output, Encoding.ASCII.GetString(EsealCommands.UnlockReply));

    /// <summary>The platform's command to open the lock.</summary>
    public void Unlock(IBufferWriter<byte> output) => Write(output, Encoding.ASCII.GetString(EsealCommands.Unlock));

    /// <summary>The platform's command to switch the device off.</summary>
    public void SwitchOff(IBufferWriter<byte> output) => Write(output, "RC-Power Control,Power OFF");

    /// <summary>The platform's answer to a message, as a device waits for it.</summary>
    /// <param name="type">Type of the message.</param>
    /// <param name="index">Its index.</param>
    public string AcknowledgementOf(EsealType type, uint index) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{Word(type)} ACK,{index},E##");

    private static string Word(EsealType type) => Encoding.ASCII.GetString(EsealTypes.WordOf(type));

    private static string Place(GeoPoint at)
    {
        var (north, east) = (at.LatitudeMicrodegrees, at.LongitudeMicrodegrees);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Abs(north) / 1e6m:0.000000}{(north < 0 ? 'S' : 'N')} {Math.Abs(east) / 1e6m:0.000000}{(east < 0 ? 'W' : 'E')}");
    }

    private void Write(IBufferWriter<byte> output, string content) => output.Write(Encoding.UTF8.GetBytes($"{prefix}{content},E##\r\n"));
}
