using System.Buffers;
using System.Text;
using NavSeal.Devices;
using NavSeal.Devices.Jointech;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Devices;

public sealed class Jointech_property_tests
{
    [Fact]
    public void Decoding_gives_back_what_was_encoded() => Seeds.Each(500, random =>
    {
        var report = Random(random);
        var connection = new JointechWorld().Connect().Read(JointechWorld.Report(report));
        Assert.Equal([$"(P69,0,{report.Serial})"], connection.Answers);
        var observation = Assert.Single(connection.Observations);
        var fix = observation.Fix!.Value;

        Assert.Equal(report.MeasuredAt, observation.MeasuredAt);
        Assert.InRange(report.At.MetresTo(fix.At!.Value), 0, 0.2);
        Assert.Equal((report.IsValid, (int)report.Satellites), (fix.IsValid, fix.Satellites));
        Assert.Equal((int)Math.Round(report.Knots * 18.52), fix.SpeedTenthsKilometrePerHour);
        Assert.Equal(report.HalfCourse < 180 ? report.HalfCourse * 2 : null, fix.CourseDegrees);
        Assert.Equal((report.MileageKilometres * 10L, (int)report.Wake), (observation.OdometerHundredMetres, observation.Cause));
    });

    [Fact]
    public void A_lock_report_gives_back_what_was_encoded() => Seeds.Each(300, random =>
    {
        var report = Random(random);
        var connection = new JointechWorld().Connect()
            .Read(JointechWorld.Sent((device, output) => device.LockReport(output, report, random.Next(1, 8), random.Next(100))));
        Assert.Equal([$"(P69,0,{report.Serial})"], connection.Answers);
        var observation = Assert.Single(connection.Observations);
        Assert.Equal((report.MeasuredAt, report.At), (observation.MeasuredAt, observation.Fix?.At));
        Assert.Equal(report.IsValid, observation.Fix?.IsValid);
    });

    [Fact]
    public void A_stream_gives_the_same_however_it_is_cut_into_reads() =>
        Seeds.Each(100, random => GivenConnection.HoldInPieces(() => new JointechWorld().Connect(), Stream(random), random));

    [Fact]
    public void Noise_before_a_report_does_not_swallow_it() => Seeds.Each(300, random =>
    {
        var noise = new byte[random.Next(1, 60)];
        random.NextBytes(noise);
        // A first byte with digits behind it may begin a message: noise of this test has none.
        for (var place = 0; place < noise.Length; place++) noise[place] |= 0x80;
        noise[random.Next(noise.Length)] = random.Next(2) == 0 ? (byte)'$' : (byte)'(';
        var connection = new JointechWorld().Connect().Read([.. noise, .. JointechWorld.Report(Random(random))]);
        Assert.Single(connection.Observations);
        Assert.Equal((noise.Length, 1), (connection.Batch.Skipped, connection.Batch.Corrupt));
    });

    [Fact]
    public void A_length_that_no_form_has_does_not_swallow_what_follows()
    {
        var good = JointechWorld.Report(JointechWorld.Closed);
        for (var length = 0; length <= ushort.MaxValue; length += 7)
        {
            if (length is >= 35 and <= 60) continue;
            byte[] bad = [.. good[..8], (byte)(length >> 8), (byte)(length & 0xFF)];
            Assert.Single(new JointechWorld().Connect().Read([.. bad, .. good]).Observations);
        }
    }

    [Fact]
    public void A_text_without_an_end_is_dropped_at_the_longest_length()
    {
        var text = Encoding.ASCII.GetBytes("(7500000017,P45," + new string('1', JointechFraming.LengthMax));
        var connection = new JointechWorld().Connect().Read([.. text, .. JointechWorld.Report(JointechWorld.Closed)]);
        Assert.Single(connection.Observations);
        Assert.Equal(text.Length, connection.Batch.Skipped);
    }

    [Fact]
    public void Noise_without_end_closes_the_connection()
    {
        var connection = new JointechWorld().Connect();
        for (var block = 0; block < 16; block++) connection.Read(new byte[JointechFraming.LengthMax]);
        Assert.Equal((SessionEnd.Noise, 1), (connection.Session.End, connection.Batch.Corrupt));
    }

    [Fact]
    public void Any_bytes_are_taken_without_a_throw() => Seeds.Each(1_000, random =>
    {
        const string letters = "$(),=.P45U06WLNET@JT0123456789\r\n";
        var bytes = Enumerable.Range(0, random.Next(400))
            .Select(_ => random.Next(10) == 0 ? (byte)random.Next(256) : (byte)letters[random.Next(letters.Length)]).ToArray();
        new JointechWorld().Connect().Read(bytes);
        JointechExplain.Of(bytes);
    });

    [Fact]
    public void Any_fields_are_taken_without_a_throw() => Seeds.Each(1_000, random =>
    {
        string[] kinds = ["P45", "U01", "U06", "W01", "P52", "P22", "P44", "1,077,WLNET,5,2", "@JT", "", "WLNET"];
        string[] values = ["", "0", "-1", "1.5", "201126", "100000", "4315.0", "N", "E", "A", "9999999999999", "é", ".", "98", "2", "32%"];
        var fields = Enumerable.Range(0, random.Next(40)).Select(_ => values[random.Next(values.Length)]);
        var bytes = Encoding.UTF8.GetBytes($"(7500000017,{kinds[random.Next(kinds.Length)]},{string.Join(',', fields)})");
        Assert.Single(new JointechWorld().Connect().Read(bytes).Cuts);
        JointechExplain.Of(bytes);
    });

    [Fact]
    public void Any_header_of_digits_is_taken_without_a_throw() => Seeds.Each(1_000, random =>
    {
        var bytes = JointechWorld.Report(Random(random));
        random.NextBytes(bytes.AsSpan(10));
        (bytes[6], bytes[7]) = ((byte)random.Next(256), (byte)random.Next(256));
        var connection = new JointechWorld().Connect().Read(bytes);
        Assert.Single(connection.Observations);
        JointechExplain.Of(bytes);
    });

    [Fact]
    public void Any_positions_of_the_short_form_are_taken_without_a_throw() => Seeds.Each(1_000, random =>
    {
        var records = new byte[27 * random.Next(1, 20)];
        random.NextBytes(records);
        Convert.FromHexString("201126100000").CopyTo(records, 0);
        var (high, low) = ((byte)(records.Length >> 8), (byte)(records.Length & 0xFF));
        byte[] header = [.. Convert.FromHexString("243100000017"), (byte)random.Next(256), high, low];
        var connection = new JointechWorld().Connect().Read([.. header, .. records, 9]);
        Assert.Equal(records.Length / 27, connection.Observations.Count);
        JointechExplain.Of([.. header, .. records, 9]);
    });

    private static byte[] Stream(Random random)
    {
        var output = new ArrayBufferWriter<byte>();
        var device = new JointechEncoder(JointechWorld.Number);
        for (var n = random.Next(1, 8); n > 0; n--)
        {
            if (random.Next(3) == 0)
            {
                var noise = new byte[random.Next(1, 40)];
                random.NextBytes(noise);
                noise[random.Next(noise.Length)] = random.Next(2) == 0 ? (byte)'$' : (byte)'(';
                output.Write(noise);
            }

            if (random.Next(2) == 0) device.Report(output, Random(random));
            else device.LockReport(output, Random(random), random.Next(1, 8), random.Next(100));
            if (random.Next(2) == 0) output.Write("\r\n"u8);
        }

        return output.WrittenSpan.ToArray();
    }

    private static JointechTelemetry Random(Random random) => JointechWorld.Closed with
    {
        MeasuredAt = JointechWorld.MeasuredAt.AddSeconds(-random.NextInt64(100_000_000)),
        At = new GeoPoint(random.Next(-89_000_000, 89_000_001), random.Next(-179_000_000, 179_000_001)),
        IsValid = random.Next(2) == 0,
        Knots = (byte)random.Next(256),
        HalfCourse = (byte)random.Next(256),
        Satellites = (byte)random.Next(255),
        MileageKilometres = (uint)random.Next(),
        Status = (ushort)random.Next(65_536),
        Battery = (byte)random.Next(256),
        Wake = (byte)random.Next(16),
        Serial = (byte)random.Next(256),
    };
}
