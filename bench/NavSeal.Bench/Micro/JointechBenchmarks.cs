using System.Buffers;
using BenchmarkDotNet.Attributes;
using NavSeal.Devices;
using NavSeal.Devices.Jointech;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Bench.Micro;

/// <summary>Messages of Jointech to observations: per binary report of 62 bytes, and per lock report of about 100.</summary>
[MemoryDiagnoser]
public class JointechBenchmarks
{
    private const int Count = 64;
    private const ulong Device = 7_500_000_017;
    private static readonly DateTimeOffset now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly byte[] reports = Sent((device, output, second) => device.Report(output, Report(second)));

    private readonly byte[] lockReports = Sent((device, output, second) => device.LockReport(output, Report(second), 5, 0));

    private readonly RegisteredSeal seal = new()
    {
        Number = SealNumber.Parse("B1"),
        Protocol = DeviceProtocol.Jointech,
        Identity = new DeviceIdentity(IdentityKind.TerminalId, Device),
        Model = "bench",
        Operator = "KZ",
        Profile = new DeviceProfile { Name = "jt701-lock", Protocol = DeviceProtocol.Jointech, MayReportUnauthorised = true },
    };

    private OneSession session = null!;

    [GlobalSetup]
    public void Open()
    {
        session = new OneSession(new JointechProtocol(), seal, now);
        session.Expect(Count, reports);
        session.Expect(Count, lockReports);
        if (session.Batch.Acknowledged != Count) throw new InvalidOperationException("Not every report was answered.");
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int CutAlone()
    {
        var sum = 0;
        for (ReadOnlySpan<byte> rest = reports; JointechFraming.TryCut(rest, out _, out var consumed) == Cut.Whole; rest = rest[consumed..])
            sum += consumed;
        return sum;
    }

    /// <summary>Cut, decode, acknowledge.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int Take() => session.TakeAll(reports);

    /// <summary>The same for text.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int TakeLockReports() => session.TakeAll(lockReports);

    private static byte[] Sent(Action<JointechEncoder, IBufferWriter<byte>, int> send)
    {
        var output = new ArrayBufferWriter<byte>();
        for (var second = 0; second < Count; second++) send(new JointechEncoder(Device), output, second);
        return output.WrittenSpan.ToArray();
    }

    private static JointechTelemetry Report(int second) => new()
    {
        MeasuredAt = now.AddSeconds(second - Count),
        At = new GeoPoint(43_250_017 + second, 76_950_031 + second),
        IsValid = true,
        Knots = 33,
        HalfCourse = 150,
        Satellites = 11,
        Status = 0x20C0,
        Battery = 87,
        Wake = 1,
        Data = 1,
        Version = 0x19,
        Serial = (byte)second,
    };
}
