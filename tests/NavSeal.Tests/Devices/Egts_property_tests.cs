using System.Buffers;
using NavSeal.Devices.Egts;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Devices;

public sealed class Egts_property_tests
{
    [Fact]
    public void Decoding_gives_back_what_was_encoded() => Seeds.Each(500, random =>
    {
        var report = Random(random);
        var observation = Assert.Single(new EgtsWorld().Connect().Read(
            EgtsWorld.Sent((device, output) => device.Report(output, report))).Observations);
        var fix = observation.Fix!.Value;

        Assert.Equal((report.MeasuredAt, report.At), (observation.MeasuredAt, fix.At));
        Assert.Equal((report.IsValid, report.FromMemory, report.IsMoving), (fix.IsValid, observation.FromMemory, observation.IsMoving));
        Assert.Equal((report.SpeedTenthsKilometrePerHour, report.CourseDegrees), (fix.SpeedTenthsKilometrePerHour, fix.CourseDegrees));
        Assert.Equal((report.AltitudeMetres, (int?)report.HdopHundredths), (fix.AltitudeMetres, fix.HdopHundredths));
        Assert.Equal((int?)report.Satellites, fix.Satellites);
        Assert.Equal((report.OdometerHundredMetres, report.Cause), (observation.OdometerHundredMetres, observation.Cause));
        Assert.Equal(report.InternalMillivolts, observation.InternalMillivolts);
        Assert.Equal(report.Loops?[1] is null, observation.SealingElement is null);
    });

    [Fact]
    public void A_stream_gives_the_same_however_it_is_cut_into_reads() =>
        Seeds.Each(100, random => GivenConnection.HoldInPieces(() => new EgtsWorld().Connect(), Stream(random), random));

    [Fact]
    public void Any_bytes_are_taken_without_a_throw() => Seeds.Each(300, random =>
    {
        var bytes = new byte[random.Next(600)];
        random.NextBytes(bytes);
        for (var n = 0; n < bytes.Length / 20; n++) bytes[random.Next(bytes.Length)] = random.Next(3) switch { 0 => 1, 1 => 11, _ => 0 };
        new EgtsWorld().Connect().Read(bytes);
        EgtsExplain.Of(bytes);
    });

    [Fact]
    public void Any_records_behind_right_checksums_are_taken_without_a_throw() => Seeds.Each(2000, random =>
    {
        var writer = new EgtsPacketWriter();
        writer.Begin((EgtsPacketType)random.Next(4), (ushort)random.Next(65536));
        for (var record = random.Next(4); record > 0; record--)
        {
            writer.BeginRecord(new EgtsRecordHead
            {
                Number = (ushort)random.Next(65536),
                Service = (EgtsService)random.Next(12),
                ObjectId = random.Next(3) switch { 0 => null, 1 => 0, _ => (uint)random.Next(4) },
                MadeAt = random.Next(2) == 0 ? null : EgtsWorld.Now,
            });
            for (var subrecord = random.Next(5); subrecord > 0; subrecord--)
            {
                var body = new byte[random.Next(30)];
                random.NextBytes(body);
                writer.Subrecord((byte)random.Next(random.Next(2) == 0 ? 10 : 60), body);
            }
        }

        var bytes = writer.Finish().ToArray();
        new EgtsWorld().Connect().Read(bytes);
        EgtsExplain.Of(bytes);
    });

    private static byte[] Stream(Random random)
    {
        var output = new ArrayBufferWriter<byte>();
        var device = new EgtsEncoder((ushort)random.Next(65536), (ushort)random.Next(65536));
        for (var n = random.Next(1, 8); n > 0; n--)
        {
            if (random.Next(3) == 0)
            {
                var noise = new byte[random.Next(1, 40)];
                random.NextBytes(noise);
                noise[random.Next(noise.Length)] = 1;
                output.Write(noise);
            }

            device.Report(output, Random(random) with { ObjectId = random.Next(5) == 0 ? 2u : 1u });
        }

        return output.WrittenSpan.ToArray();
    }

    private static EgtsTelemetry Random(Random random) => new()
    {
        ObjectId = 1,
        MeasuredAt = EgtsWorld.Now.AddSeconds(-random.Next(100_000_000)),
        At = new GeoPoint(random.Next(-90_000_000, 90_000_001), random.Next(-180_000_000, 180_000_001)),
        IsValid = random.Next(2) == 0,
        FromMemory = random.Next(2) == 0,
        IsMoving = random.Next(2) == 0,
        SpeedTenthsKilometrePerHour = random.Next(16_384),
        CourseDegrees = random.Next(360),
        AltitudeMetres = random.Next(2) == 0 ? null : random.Next(-16_777_215, 16_777_216),
        OdometerHundredMetres = random.Next(16_777_216),
        Cause = (byte)random.Next(36),
        Satellites = random.Next(2) == 0 ? null : (byte)random.Next(255),
        HdopHundredths = random.Next(2) == 0 ? null : (ushort)random.Next(65_535),
        InternalMillivolts = random.Next(2) == 0 ? null : random.Next(256) * 100,
        Loops = random.Next(2) == 0 ? null : default(EgtsLoops).With(random.Next(1, 9), (EgtsLoopState)random.Next(16)),
    };
}
