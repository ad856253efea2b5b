using System.Buffers;
using System.Diagnostics.CodeAnalysis;
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

    private readonly IntakeBatch batch = new();
    private DeviceSession session = null!;

    [GlobalSetup]
    public void Open()
    {
        session = new TeltonikaProtocol().Open(new OneSeal());
        TakeAll(Sent((_, output) => TeltonikaEncoder.Login(output, Device)));
        if (TakeAll(packets) != Count || TakeAll(one) != Count) throw new InvalidOperationException("Not every record was read.");
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int Checksum()
    {
        var sum = 0;
        var length = packets.Length / Count;
        for (var packet = 0; packet < Count; packet++) sum += Crc16.Of(packets.AsSpan(packet * length, length));
        return sum;
    }

    /// <summary>Cut, decode, acknowledge: a record a packet.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int Take() => TakeAll(packets);

    /// <summary>The same records in one packet.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int TakeTogether() => TakeAll(one);

    private int TakeAll(ReadOnlySpan<byte> rest)
    {
        batch.Clear();
        while (!rest.IsEmpty && session.Take(rest, now, batch, out var consumed) == Cut.Whole) rest = rest[consumed..];
        return batch.Reports.Count;
    }

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

    /// <summary>A registry of the one seal that reports.</summary>
    private sealed class OneSeal : ISealDirectory
    {
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

        public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, [NotNullWhen(true)] out RegisteredSeal? found)
        {
            found = identity == seal.Identity ? seal : null;
            return found is not null;
        }
    }
}
