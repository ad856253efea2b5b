using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using NavSeal.Devices;
using NavSeal.Devices.Wialon;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Bench.Micro;

/// <summary>Lines of Wialon IPS to observations: per report of a seal with lock, case and battery, about 120 bytes with its
/// checksum.</summary>
[MemoryDiagnoser]
public class WialonBenchmarks
{
    private const int Count = 64;
    private const string Device = "860000000000017";
    private static readonly DateTimeOffset now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly byte[] lines = Sent((device, output) =>
    {
        for (var second = 0; second < Count; second++) device.Report(output, Report(second));
    });

    private readonly byte[] blackBox = Sent((device, output) =>
        device.ReportBlackBox(output, [.. Enumerable.Range(0, Count).Select(second => Report(second))]));

    private readonly IntakeBatch batch = new();
    private DeviceSession session = null!;

    [GlobalSetup]
    public void Open()
    {
        session = new WialonProtocol().Open(new OneSeal());
        TakeAll(Sent((device, output) => device.Login(output, Device)));
        if (TakeAll(lines) != Count || TakeAll(blackBox) != Count) throw new InvalidOperationException("Not every report was read.");
        if (batch.Acknowledged != 1) throw new InvalidOperationException("The black box was not taken.");
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int Checksum()
    {
        var sum = 0;
        var length = lines.Length / Count;
        for (var line = 0; line < Count; line++) sum += WialonChecksum.Of(lines.AsSpan(line * length, length));
        return sum;
    }

    /// <summary>Cut, decode, acknowledge.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int Take() => TakeAll(lines);

    /// <summary>The same reports in one black box.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int TakeBlackBox() => TakeAll(blackBox);

    private int TakeAll(ReadOnlySpan<byte> rest)
    {
        batch.Clear();
        while (!rest.IsEmpty && session.Take(rest, now, batch, out var consumed) == Cut.Whole) rest = rest[consumed..];
        return batch.Reports.Count;
    }

    private static byte[] Sent(Action<WialonEncoder, IBufferWriter<byte>> send)
    {
        var output = new ArrayBufferWriter<byte>();
        send(new WialonEncoder(withChecksum: true), output);
        return output.WrittenSpan.ToArray();
    }

    private static WialonTelemetry Report(int second) => new()
    {
        MeasuredAt = now.AddSeconds(second - Count),
        At = new GeoPoint(43_250_017 + second, 76_950_031 + second),
        SpeedTenthsKilometrePerHour = 615,
        CourseDegrees = 300,
        AltitudeMetres = 780,
        Satellites = 11,
        HdopHundredths = 90,
        Parameters = "lock:1:1,tamper:1:0,pwr_int:2:3.912",
    };

    /// <summary>A registry of the one seal that reports.</summary>
    private sealed class OneSeal : ISealDirectory
    {
        private readonly RegisteredSeal seal = new()
        {
            Number = SealNumber.Parse("B1"),
            Protocol = DeviceProtocol.WialonIps,
            Identity = DeviceIdentity.Parse(IdentityKind.Imei, Device)!.Value,
            Model = "bench",
            Operator = "KZ",
            Profile = new DeviceProfile
            {
                Name = "wialon-seal",
                Protocol = DeviceProtocol.WialonIps,
                SealingElementParameter = new ParameterSwitch("lock", ClosedIsOne: true),
                CaseParameter = new ParameterSwitch("tamper", ClosedIsOne: false),
                Battery = BatterySource.ParameterVolts,
                BatteryParameter = "pwr_int",
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
