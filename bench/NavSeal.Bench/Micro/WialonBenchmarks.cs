using System.Buffers;
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

    private OneSession session = null!;

    [GlobalSetup]
    public void Open()
    {
        session = new OneSession(new WialonProtocol(), seal, now);
        session.TakeAll(Sent((device, output) => device.Login(output, Device)));
        session.Expect(Count, lines);
        session.Expect(Count, blackBox);
        if (session.Batch.Acknowledged != 1) throw new InvalidOperationException("The black box was not taken.");
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int Checksum()
    {
        var sum = 0;
        var length = lines.Length / Count;
        for (var line = 0; line < Count; line++) sum += WialonChecksum.Of(lines.AsSpan(line * length, length));
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int CutAlone()
    {
        var sum = 0;
        ReadOnlySpan<byte> rest = lines;
        while (WialonFraming.TryCut(rest, WialonFraming.LineLengthMax, out _, out var consumed) == Cut.Whole)
        {
            sum += consumed;
            rest = rest[consumed..];
        }

        return sum;
    }

    /// <summary>Cut, decode, acknowledge.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int Take() => session.TakeAll(lines);

    /// <summary>The same reports in one black box.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int TakeBlackBox() => session.TakeAll(blackBox);

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
}
