using System.Buffers;
using NavSeal.Devices.Jt808;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Devices;

public sealed class Jt808_property_tests
{
    [Fact]
    public void Decoding_gives_back_what_was_encoded() => Seeds.Each(500, random =>
    {
        var report = Random(random);
        var bytes = Jt808World.Sent((device, output) => device.Report(output, report), version: random.Next(2) == 0 ? null : (byte)1);
        var connection = new Jt808World().Connect().Read(bytes);
        var read = connection.Single;
        Assert.Equal(report.Clock, read.MeasuredAt);
        Assert.Equal(report.At, read.Fix?.At);
        Assert.Equal(
            (report.AltitudeMetres, report.SpeedTenthsKilometrePerHour, report.CourseDegrees),
            (read.Fix?.AltitudeMetres, read.Fix?.SpeedTenthsKilometrePerHour, read.Fix?.CourseDegrees));
        Assert.Equal(["8001 0000020000"], connection.Answers);
    });

    [Fact]
    public void A_batch_gives_what_its_locations_give_alone() => Seeds.Each(100, random =>
    {
        var reports = Enumerable.Range(0, random.Next(1, 10)).Select(_ => Random(random)).ToArray();
        var together = new Jt808World().Connect().Read(
            Jt808World.Sent((device, output) => device.ReportBatch(output, isBacklog: true, reports)));
        var alone = new Jt808World().Connect();
        foreach (var report in reports) alone.Read(Jt808World.Sent((device, output) => device.Report(output, report)));
        Assert.Equal(alone.Observations.Select(observation => observation with { FromMemory = true }), together.Observations);
        Assert.Single(together.Answers);
    });

    [Fact]
    public void A_content_in_parts_of_any_length_gives_what_the_whole_gives() => Seeds.Each(100, random =>
    {
        var body = new byte[1_000];
        var length = Jt808Encoder.Write(body, Random(random));
        var whole = new Jt808World().Connect().Read(
            Jt808World.Sent((device, output) => device.Send(output, Jt808MessageId.Location, body.AsSpan(0, length))));
        var parts = new Jt808World().Connect().Read(Jt808World.Sent(
            (device, output) => device.SendParts(output, Jt808MessageId.Location, body.AsSpan(0, length), random.Next(1, 40))));
        Assert.Equal(whole.Single, parts.Observations[^1]);
    });

    [Fact]
    public void A_stream_gives_the_same_however_it_is_cut_into_reads() =>
        Seeds.Each(200, random => GivenConnection.HoldInPieces(() => new Jt808World().Connect(), Stream(random), random));

    [Fact]
    public void Any_bytes_are_taken_without_a_throw() => Seeds.Each(1_000, random =>
    {
        byte[] likely = [0x7E, 0x7D, 0x01, 0x02, (byte)'(', (byte)')', 0x00, 0xFF, 0x20, 0x40];
        var bytes = Enumerable.Range(0, random.Next(400))
            .Select(_ => random.Next(3) == 0 ? likely[random.Next(likely.Length)] : (byte)random.Next(256)).ToArray();
        new Jt808World().Connect().Read(bytes);
        Jt808Explain.Of(bytes);
    });

    [Fact]
    public void Any_body_of_any_kind_is_taken_without_a_throw_and_answered() => Seeds.Each(2_000, random =>
    {
        int[] ids = [0x0002, 0x0100, 0x0102, 0x0200, 0x0201, 0x0500, 0x0704, 0x0801, 0x0900, 0x5501, 0x5502];
        var id = ids[random.Next(ids.Length)];
        var body = new byte[random.Next(120)];
        random.NextBytes(body);
        if (random.Next(3) > 0 && body.Length > 2) (body[0], body[1]) = (0, (byte)random.Next(3));
        var bytes = Jt808World.Sent((device, output) => device.Send(output, (Jt808MessageId)id, body));
        var connection = new Jt808World().Connect().Read(bytes);
        if (id < 0x5501) Assert.NotEmpty(connection.Answers);
        Jt808Explain.Of(bytes);
    });

    private static byte[] Stream(Random random)
    {
        var output = new ArrayBufferWriter<byte>();
        var device = new Jt808Encoder(Jt808World.AddressOf(), (ushort)random.Next(65_536));
        for (var n = random.Next(1, 8); n > 0; n--)
        {
            switch (random.Next(5))
            {
                case 0:
                    var noise = new byte[random.Next(1, 40)];
                    random.NextBytes(noise);
                    noise[random.Next(noise.Length)] = random.Next(2) == 0 ? (byte)0x7E : (byte)'(';
                    output.Write(noise);
                    break;
                case 1:
                    output.Write("(13800000017,1,001,ELOCK,3,529439)"u8);
                    break;
                case 2:
                    device.SendParts(output, (Jt808MessageId)0x0900, new byte[50], random.Next(10, 60));
                    break;
                default:
                    device.Report(output, Random(random));
                    break;
            }
        }

        return output.WrittenSpan.ToArray();
    }

    private static Jt808Telemetry Random(Random random) => new()
    {
        Clock = Jt808World.MeasuredAt.AddSeconds(-random.Next(100_000_000)),
        At = new GeoPoint(random.Next(-90_000_000, 90_000_001), random.Next(-180_000_000, 180_000_001)),
        Status = (uint)random.Next() & ~(1u << 5),
        Alarm = (uint)random.Next(),
        AltitudeMetres = (short)random.Next(-500, 9_000),
        SpeedTenthsKilometrePerHour = (ushort)random.Next(2_000),
        CourseDegrees = (ushort)random.Next(360),
        Items = new byte[] { 0x31, 1, (byte)random.Next(254), 0xEB, 3, 0x7E, 0x7D, (byte)random.Next(256) },
    };
}
