using System.Buffers;
using NavSeal.Devices.Teltonika;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Devices;

public sealed class Teltonika_property_tests
{
    private static readonly TeltonikaCodec[] codecs = [TeltonikaCodec.Codec8, TeltonikaCodec.Codec8Extended, TeltonikaCodec.Codec16];

    [Fact]
    public void Decoding_gives_back_what_was_encoded_in_a_packet_and_in_a_datagram() => Seeds.Each(500, random =>
    {
        var codec = codecs[random.Next(codecs.Length)];
        var records = Enumerable.Range(0, random.Next(1, 9)).Select(_ => Random(random, codec)).ToArray();
        var stream = new TeltonikaWorld().LoggedIn().Read(TeltonikaWorld.Sent((device, output) => device.Report(output, records), codec));
        Assert.Equal($"{records.Length:X8}", stream.Replies);
        Assert.Equal(
            records.Select(record => (DateTimeOffset?)record.MeasuredAt),
            stream.Observations.Select(observation => observation.MeasuredAt));
        foreach (var (record, observation) in records.Zip(stream.Observations))
        {
            var fix = observation.Fix!.Value;
            Assert.Equal((record.At, (int)record.AltitudeMetres), (fix.At!.Value, fix.AltitudeMetres!.Value));
            Assert.Equal(
                (record.SpeedKilometresPerHour * 10, (int)record.CourseDegrees),
                (fix.SpeedTenthsKilometrePerHour!.Value, fix.CourseDegrees!.Value));
            Assert.Equal(((int)record.Satellites, (int)record.Event), (fix.Satellites!.Value, observation.Cause!.Value));
        }

        var few = records[..1];
        var datagram = TeltonikaWorld.Sent((device, output) => device.Report(output, (7, 8), TeltonikaWorld.Imei, few), codec);
        Assert.Equal(stream.Observations[0], Assert.Single(new TeltonikaWorld().Datagram().Read(datagram).Observations));
    });

    [Fact]
    public void A_stream_gives_the_same_however_it_is_cut_into_reads() =>
        Seeds.Each(300, random => GivenConnection.HoldInPieces(() => new TeltonikaWorld().LoggedIn(), Stream(random), random));

    [Fact]
    public void Any_bytes_are_taken_without_a_throw() => Seeds.Each(2_000, random =>
    {
        byte[] likely = [0, 0, 0, 0, 0, 1, 5, 6, 8, 0x0C, 0x0D, 0x0E, 0x0F, 0x10, 0x8E, 0xFF, (byte)'8'];
        var bytes = Enumerable.Range(0, random.Next(400))
            .Select(_ => random.Next(8) == 0 ? (byte)random.Next(256) : likely[random.Next(likely.Length)]).ToArray();
        new TeltonikaWorld().LoggedIn().Read(bytes);
        new TeltonikaWorld().Connect().Read(bytes);
        new TeltonikaWorld().Datagram().Read(bytes);
        new TeltonikaWorld().Resumed().Read(bytes);
        TeltonikaExplain.Of(bytes);
    });

    /// <summary>Packets, some damaged, noise between some of them, and a packet at the end that has to be found.</summary>
    private static byte[] Stream(Random random)
    {
        var output = new ArrayBufferWriter<byte>();
        for (var n = random.Next(1, 8); n > 0; n--)
        {
            var codec = codecs[random.Next(codecs.Length)];
            var packet = TeltonikaWorld.Sent((device, to) => device.Report(to, [Random(random, codec), Random(random, codec)]), codec);
            if (random.Next(4) == 0) packet[random.Next(packet.Length)] ^= (byte)(1 << random.Next(8));
            if (random.Next(6) == 0) packet = packet[..random.Next(packet.Length)];
            output.Write(packet);
            if (random.Next(4) == 0) TeltonikaEncoder.KeepAlive(output);
            if (random.Next(4) != 0) continue;
            var noise = new byte[random.Next(1, 30)];
            random.NextBytes(noise);
            noise[random.Next(noise.Length)] = 0;
            output.Write(noise);
        }

        output.Write(TeltonikaWorld.Packet(Random(random, TeltonikaCodec.Codec8Extended)));
        return output.WrittenSpan.ToArray();
    }

    private static TeltonikaTelemetry Random(Random random, TeltonikaCodec codec)
    {
        var idMax = codec == TeltonikaCodec.Codec8 ? byte.MaxValue : ushort.MaxValue - 1;
        return new TeltonikaTelemetry
        {
            MeasuredAt = TeltonikaWorld.Now.AddMilliseconds(-random.NextInt64(100_000_000_000)),
            At = new GeoPoint(random.Next(-90_000_000, 90_000_001), random.Next(-180_000_000, 180_000_001)),
            AltitudeMetres = (short)random.Next(-400, 9_000),
            CourseDegrees = (ushort)random.Next(360),
            Satellites = (byte)random.Next(255),
            SpeedKilometresPerHour = (ushort)random.Next(6_554),
            Priority = (byte)random.Next(3),
            Event = (ushort)random.Next(idMax + 1),
            Items = [.. Enumerable.Range(0, random.Next(12)).Select(_ => Item(random, idMax, codec))],
        };
    }

    private static TeltonikaItem Item(Random random, int idMax, TeltonikaCodec codec)
    {
        var id = (ushort)random.Next(idMax + 1);
        var group = random.Next(codec == TeltonikaCodec.Codec8Extended ? 5 : 4);
        if (group < 4) return new TeltonikaItem(id, 1 << group, (ulong)random.NextInt64());
        var text = new byte[random.Next(20)];
        random.NextBytes(text);
        return new TeltonikaItem(id, 0, 0, text);
    }
}
