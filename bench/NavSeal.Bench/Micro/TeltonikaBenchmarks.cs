using System.Buffers;
using BenchmarkDotNet.Attributes;
using NavSeal.Devices;
using NavSeal.Devices.Teltonika;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Bench.Micro;

/// <summary>Packets of Teltonika to observations: per record of a seal with cable, case, battery and what a terminal sends besides, codec
/// 8 Extended, about 100 bytes with its packet.</summary>
[MemoryDiagnoser]
public class TeltonikaBenchmarks
{
    private const int Count = 64;
    private const ulong Device = 860000000000017;
    private static readonly DateTimeOffset now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly byte[] packets = Sent((device, output) =>
    {
        for (var second = 0; second < Count; second++) device.Report(output, [Record(second)]);
    });

    private readonly byte[] one = Sent((device, output) =>
        device.Report(output, [.. Enumerable.Range(0, Count).Select(second => Record(second))]));

    private readonly RegisteredSeal seal = new()
    {
        Number = SealNumber.Parse("B1"),
        Protocol = DeviceProtocol.Teltonika,
        Identity = new DeviceIdentity(IdentityKind.Imei, Device),
        Model = "bench",
        Operator = "KZ",
        Profile = new DeviceProfile
        {
            Name = "teltonika-seal",
            Protocol = DeviceProtocol.Teltonika,
            SealingElement = new InputAddress(InputKind.DigitalClosedIsOne, 1),
            Case = new InputAddress(InputKind.DigitalClosedIsOne, 2),
            Battery = BatterySource.Internal,
            BatteryEmptyMillivolts = 3300,
            BatteryFullMillivolts = 4150,
        },
    };

    private OneSession session = null!;

    [GlobalSetup]
    public void Open()
    {
        session = new OneSession(new TeltonikaProtocol(), seal, now);
        session.TakeAll(Sent((_, output) => TeltonikaEncoder.Login(output, Device)));
        session.Expect(Count, packets);
        session.Expect(Count, one);
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int Checksum()
    {
        var sum = 0;
        var length = packets.Length / Count;
        for (var packet = 0; packet < Count; packet++) sum += Crc16.Of(packets.AsSpan(packet * length, length));
        return sum;
    }

    /// <summary>Cut and check.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int CutAlone()
    {
        ReadOnlySpan<byte> rest = packets;
        var sum = 0;
        while (TeltonikaFraming.TryCut(rest, TeltonikaCarrier.Stream, out var cut) == Cut.Whole)
        {
            sum += cut.Consumed;
            rest = rest[cut.Consumed..];
        }

        return sum;
    }

    /// <summary>Cut, decode, acknowledge: a record a packet.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int Take() => session.TakeAll(packets);

    /// <summary>The same records in one packet.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int TakeTogether() => session.TakeAll(one);

    private static byte[] Sent(Action<TeltonikaEncoder, IBufferWriter<byte>> send)
    {
        var output = new ArrayBufferWriter<byte>();
        send(new TeltonikaEncoder(TeltonikaCodec.Codec8Extended), output);
        return output.WrittenSpan.ToArray();
    }

    private static TeltonikaTelemetry Record(int second) => new()
    {
        MeasuredAt = now.AddSeconds(second - Count),
        At = new GeoPoint(43_250_017 + second, 76_950_031 + second),
        SpeedKilometresPerHour = 61,
        CourseDegrees = 300,
        AltitudeMetres = 780,
        Satellites = 11,
        Items =
        [
            new TeltonikaItem(1, 1, 1), new TeltonikaItem(2, 1, 1), new TeltonikaItem(240, 1, 1), new TeltonikaItem(21, 1, 4),
            new TeltonikaItem(66, 2, 12_600), new TeltonikaItem(67, 2, 3_912), new TeltonikaItem(181, 2, 8),
            new TeltonikaItem(16, 4, 1_234_567),
        ],
    };
}
