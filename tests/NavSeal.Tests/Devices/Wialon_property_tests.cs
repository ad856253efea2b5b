using System.Buffers;
using NavSeal.Devices.Wialon;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Devices;

public sealed class Wialon_property_tests
{
    [Fact]
    public void Decoding_gives_back_what_was_encoded() => Seeds.Each(500, random =>
    {
        var report = Random(random);
        var isFull = random.Next(2) == 0;
        var bytes = WialonWorld.Sent((device, output) => Send(device, output, report, isFull), withChecksum: random.Next(2) == 0);
        var connection = new WialonWorld().LoggedIn().Read(bytes);
        Assert.Equal([isFull ? "#AD#1" : "#ASD#1"], connection.Answers);
        var observation = Assert.Single(connection.Observations);

        Assert.Equal(report.MeasuredAt, observation.MeasuredAt);
        Assert.Equal(report.At, observation.Fix?.At);
        if (observation.Fix is not { } fix) return;
        Assert.Equal((report.SpeedTenthsKilometrePerHour, report.CourseDegrees), (fix.SpeedTenthsKilometrePerHour, fix.CourseDegrees));
        Assert.Equal((report.AltitudeMetres, report.Satellites), (fix.AltitudeMetres, fix.Satellites));
        if (isFull) Assert.Equal(report.HdopHundredths, fix.HdopHundredths);
    });

    [Fact]
    public void A_black_box_gives_what_its_records_give_alone() => Seeds.Each(100, random =>
    {
        var reports = Enumerable.Range(0, random.Next(1, 20)).Select(_ => Random(random)).ToArray();
        var together = new WialonWorld().LoggedIn().Read(WialonWorld.Sent((device, output) => device.ReportBlackBox(output, reports)));
        var alone = new WialonWorld().LoggedIn();
        foreach (var report in reports) alone.Read(WialonWorld.Sent((device, output) => device.Report(output, report)));

        Assert.Equal([$"#AB#{reports.Length}"], together.Answers);
        Assert.Equal(alone.Observations.Select(observation => observation with { FromMemory = true }), together.Observations);
    });

    [Fact]
    public void A_stream_gives_the_same_however_it_is_cut_into_reads() =>
        Seeds.Each(100, random => GivenConnection.HoldInPieces(() => new WialonWorld().LoggedIn(), Stream(random), random));

    [Fact]
    public void Any_bytes_are_taken_without_a_throw() => Seeds.Each(1_000, random =>
    {
        const string letters = "#SDLBPM;|,:.NA0123456789EWlock\r\n";
        var bytes = Enumerable.Range(0, random.Next(400))
            .Select(_ => random.Next(20) == 0 ? (byte)random.Next(256) : (byte)letters[random.Next(letters.Length)]).ToArray();
        new WialonWorld().LoggedIn().Read(bytes);
        new WialonWorld().Connect().Read(bytes);
        WialonExplain.Of(bytes);
    });

    [Fact]
    public void Any_fields_in_the_right_number_are_taken_without_a_throw_and_answered() => Seeds.Each(1_000, random =>
    {
        string[] values = ["", "NA", "0", "-1", "1.5", "201126", "100000", "4315.0", "N", "E", "x:1:1", "a,b", "9999999999999", "é", "."];
        var isFull = random.Next(2) == 0;
        var fields = Enumerable.Range(0, isFull ? 16 : 10).Select(_ => values[random.Next(values.Length)]);
        var connection = new WialonWorld().LoggedIn().Read($"#{(isFull ? "D" : "SD")}#{string.Join(';', fields)}\r\n");
        Assert.Single(connection.Answers);
        Assert.Single(connection.Observations);
    });

    private static void Send(WialonEncoder device, IBufferWriter<byte> output, in WialonTelemetry report, bool isFull)
    {
        if (isFull) device.Report(output, report);
        else device.ReportShort(output, report);
    }

    private static byte[] Stream(Random random)
    {
        var output = new ArrayBufferWriter<byte>();
        var device = new WialonEncoder(withChecksum: random.Next(2) == 0);
        for (var n = random.Next(1, 8); n > 0; n--)
        {
            if (random.Next(3) == 0)
            {
                var noise = new byte[random.Next(1, 40)];
                random.NextBytes(noise);
                noise[random.Next(noise.Length)] = (byte)'#';
                output.Write(noise);
            }

            Send(device, output, Random(random), random.Next(2) == 0);
        }

        return output.WrittenSpan.ToArray();
    }

    private static WialonTelemetry Random(Random random) => new()
    {
        MeasuredAt = random.Next(10) == 0 ? null : WialonWorld.Now.AddMilliseconds(-random.NextInt64(100_000_000_000)),
        At = random.Next(10) == 0 ? null : new GeoPoint(random.Next(-90_000_000, 90_000_001), random.Next(-180_000_000, 180_000_001)),
        SpeedTenthsKilometrePerHour = random.Next(5) == 0 ? null : random.Next(65_535),
        CourseDegrees = random.Next(5) == 0 ? null : random.Next(360),
        AltitudeMetres = random.Next(5) == 0 ? null : random.Next(-400, 9_000),
        Satellites = random.Next(5) == 0 ? null : random.Next(255),
        HdopHundredths = random.Next(5) == 0 ? null : random.Next(65_535),
        Inputs = random.Next(2) == 0 ? null : (uint)random.Next(),
        Outputs = random.Next(2) == 0 ? null : (uint)random.Next(),
        Parameters = random.Next(2) == 0 ? null : "lock:1:1,fuel level:2:7.5,Батарея:3:100 %",
    };
}
