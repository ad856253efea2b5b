using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using NavSeal.Model.Units;

namespace NavSeal.Devices.Jointech;

/// <summary>The device's side of a session: reports of a JT701D. Pure: no socket, no clock.</summary>
/// <param name="device">Its number, at most ten digits.</param>
public sealed class JointechEncoder(ulong device)
{
    private const int Length = 62, DigitsMax = 100, NoIdea = 0x0F;
    private const int KnotInMetres = 1852;

    /// <summary>Sends that it lives.</summary>
    public void Heartbeat(IBufferWriter<byte> output) => output.Write(Encoding.ASCII.GetBytes($"({Id},@JT)"));

    /// <summary>Sends a binary report.</summary>
    public void Report(IBufferWriter<byte> output, in JointechTelemetry report)
    {
        Span<byte> frame = stackalloc byte[Length];
        frame.Clear();
        frame[0] = (byte)'$';
        Digits(frame[1..6], device);
        frame[6] = report.Version;
        frame[7] = (byte)(0x10 | report.Data);
        frame[9] = Length - JointechFraming.LengthBeside;
        Position(frame[10..27], report);
        BinaryPrimitives.WriteUInt32BigEndian(frame[27..], report.MileageKilometres);
        frame[31] = report.Satellites;
        BinaryPrimitives.WriteUInt16BigEndian(frame[36..], report.Status);
        frame[38] = report.Battery;
        frame[45] = report.Wake;
        frame[46..56].Fill(NoIdea);
        frame[61] = report.Serial;
        output.Write(frame);
    }

    /// <summary>Sends a report of an opening, a closing or an attempt.</summary>
    /// <param name="output">Receives the message.</param>
    /// <param name="report">When and where, and its serial number.</param>
    /// <param name="source">1 to 7, what it is about.</param>
    /// <param name="verification">What came of it.</param>
    public void LockReport(IBufferWriter<byte> output, in JointechTelemetry report, int source, int verification)
    {
        var (north, east) = (report.At.LatitudeMicrodegrees, report.At.LongitudeMicrodegrees);
        FormattableString moment = $"{report.MeasuredAt.UtcDateTime:ddMMyy','HHmmss}";
        FormattableString place = $"{Degrees(north)},{(north < 0 ? 'S' : 'N')},{Degrees(east)},{(east < 0 ? 'W' : 'E')}";
        FormattableString motion = $"{(report.IsValid ? 'A' : 'V')},{report.Knots * KnotInMetres / 1000},{report.HalfCourse * 2}";
        FormattableString outcome = $"{source},{verification},0000000000,0,0,{report.Serial},{report.MileageKilometres}";
        var text = $"({Id},P45,{Plain(moment)},{Plain(place)},{Plain(motion)},{Plain(outcome)})";
        output.Write(Encoding.ASCII.GetBytes(text));
    }

    /// <summary>Answers new periods: it repeats what was asked.</summary>
    /// <param name="output">Receives the message.</param>
    /// <param name="seconds">Between reports while awake.</param>
    /// <param name="sleepMinutes">Between reports while asleep.</param>
    public void ReportsEvery(IBufferWriter<byte> output, int seconds, int sleepMinutes) =>
        output.Write(Encoding.ASCII.GetBytes($"({Id},{Encoding.ASCII.GetString(JointechCommands.ReportsEvery(seconds, sleepMinutes))})"));

    /// <summary>Answers an opening by the static password.</summary>
    /// <param name="output">Receives the message.</param>
    /// <param name="isRight">Whether the password was.</param>
    /// <param name="wrongPasswords">How many were not, since the last that was.</param>
    public void OpensByStatic(IBufferWriter<byte> output, bool isRight, int wrongPasswords) =>
        output.Write(Encoding.ASCII.GetBytes(Plain($"({Id},P43,{(isRight ? 1 : 0)},{wrongPasswords})")));

    private string Id => device.ToString("D10", CultureInfo.InvariantCulture);

    private static string Plain(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Degrees(int microdegrees) => Plain($"{Math.Abs((long)microdegrees) / 1e6m:0.000000}");

    private static void Position(Span<byte> bytes, in JointechTelemetry report)
    {
        var at = report.MeasuredAt.UtcDateTime;
        ReadOnlySpan<int> moment = [at.Day, at.Month, at.Year % DigitsMax, at.Hour, at.Minute, at.Second];
        for (var place = 0; place < moment.Length; place++) bytes[place] = Bcd.Of(moment[place]);
        var (north, east) = (report.At.LatitudeMicrodegrees, report.At.LongitudeMicrodegrees);
        Digits(bytes[6..10], Minutes(north));
        var longitude = Minutes(east);
        Digits(bytes[10..14], longitude / 10);
        var flags = JointechFlags.Always | (report.IsValid ? JointechFlags.Satellites : 0)
            | (north < 0 ? 0 : JointechFlags.North) | (east < 0 ? 0 : JointechFlags.East);
        bytes[14] = (byte)((int)(longitude % 10 << 4) | (int)flags);
        (bytes[15], bytes[16]) = (report.Knots, report.HalfCourse);
    }

    /// <summary>Degrees and ten-thousandths of minutes in one number.</summary>
    private static ulong Minutes(int microdegrees)
    {
        var parts = ((ulong)Math.Abs((long)microdegrees) * 6 / 10) + ((ulong)Math.Abs((long)microdegrees) * 6 % 10 >= 5 ? 1ul : 0);
        return (parts / 600_000 * 1_000_000) + (parts % 600_000);
    }

    private static void Digits(Span<byte> bytes, ulong number)
    {
        for (var place = bytes.Length - 1; place >= 0; place--, number /= DigitsMax)
            bytes[place] = Bcd.Of((int)(number % DigitsMax));
    }
}

/// <summary>What one report of a lock holds, for the side that sends it.</summary>
public readonly record struct JointechTelemetry
{
    /// <summary>When it was measured, in whole seconds.</summary>
    public required DateTimeOffset MeasuredAt { get; init; }

    /// <summary>Where, sent in ten-thousandths of a minute.</summary>
    public required GeoPoint At { get; init; }

    /// <summary>Whether satellites were received.</summary>
    public bool IsValid { get; init; }

    /// <summary>Speed over ground.</summary>
    public byte Knots { get; init; }

    /// <summary>Course in steps of two degrees.</summary>
    public byte HalfCourse { get; init; }

    /// <summary>Satellites used.</summary>
    public byte Satellites { get; init; }

    /// <summary>Distance travelled.</summary>
    public uint MileageKilometres { get; init; }

    /// <summary>The bits of the lock, as they stand in <c>docs/protocols/jt701.md</c>.</summary>
    public ushort Status { get; init; }

    /// <summary>Charge in percent; 255 while it is charged.</summary>
    public byte Battery { get; init; }

    /// <summary>What woke it, 0 to 10.</summary>
    public byte Wake { get; init; }

    /// <summary>1 real time, 2 alarm, 3 from memory, 4 the position before.</summary>
    public byte Data { get; init; }

    /// <summary>Version of the protocol: 0x19 for JT701D.</summary>
    public byte Version { get; init; }

    /// <summary>Serial number, by which it is answered.</summary>
    public byte Serial { get; init; }
}
