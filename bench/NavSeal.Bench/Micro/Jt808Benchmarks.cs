using System.Buffers;
using BenchmarkDotNet.Attributes;
using NavSeal.Devices.Jt808;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Bench.Micro;

/// <summary>Frames of JT/T 808 to observations: per report of a lock with mileage, signal, satellites and charge, about 60
/// bytes.</summary>
[MemoryDiagnoser]
public class Jt808Benchmarks
{
    private const int Count = 64, BatchCount = 16;
    private const string Device = "13800000017";
    private static readonly DateTimeOffset now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DeviceIdentity identity = DeviceIdentity.Parse(IdentityKind.TerminalId, Device)!.Value;

    private readonly byte[] frames = Sent((device, output) =>
    {
        for (var second = 0; second < Count; second++) device.Report(output, Report(second));
    });

    private readonly byte[] batches = Sent((device, output) =>
        device.ReportBatch(output, isBacklog: true, [.. Enumerable.Range(0, BatchCount).Select(Report)]));

    private readonly RegisteredSeal seal = new()
    {
        Number = SealNumber.Parse("B1"),
        Protocol = DeviceProtocol.Jt808,
        Identity = identity,
        Model = "bench",
        Operator = "KZ",
        Profile = new DeviceProfile
        {
            Name = "jt709-lock",
            Protocol = DeviceProtocol.Jt808,
            SealingElementBits = new BitSwitch(StatusWord.Status, 3 << 20, ClosedIsOne: false),
            CaseBits = new BitSwitch(StatusWord.Alarm, 1 << 16, ClosedIsOne: false),
            Battery = BatterySource.ParameterPercent,
            BatteryParameter = "D4",
            MayReportUnauthorised = true,
        },
    };

    private OneSession session = null!;

    [GlobalSetup]
    public void Open()
    {
        session = new OneSession(new Jt808Protocol(), seal, now);
        session.Expect(Count, frames);
        if (session.Batch.Acknowledged != Count) throw new InvalidOperationException("Not every report was answered.");
        session.Expect(BatchCount, batches);
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int CutAlone()
    {
        var sum = 0;
        for (ReadOnlySpan<byte> rest = frames; !rest.IsEmpty;)
        {
            var cut = Jt808Framing.Next(rest);
            sum += cut.Consumed;
            rest = rest[cut.Consumed..];
        }

        return sum;
    }

    /// <summary>Cut, check, decode, acknowledge.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int Take() => session.TakeAll(frames);

    /// <summary>The same reports in one message, as they come from memory.</summary>
    [Benchmark(OperationsPerInvoke = BatchCount)]
    public int TakeBatch() => session.TakeAll(batches);

    private static byte[] Sent(Action<Jt808Encoder, IBufferWriter<byte>> send)
    {
        var output = new ArrayBufferWriter<byte>();
        send(new Jt808Encoder(Jt808Address.Of(identity, version: null)), output);
        return output.WrittenSpan.ToArray();
    }

    private static Jt808Telemetry Report(int second) => new()
    {
        Clock = now.AddSeconds(second - Count),
        At = new GeoPoint(43_250_017 + second, 76_950_031 + second),
        Status = 2,
        SpeedTenthsKilometrePerHour = 615,
        CourseDegrees = 300,
        AltitudeMetres = 780,
        Items = new byte[] { 1, 4, 0, 0, 4, 0xD2, 0x30, 1, 25, 0x31, 1, 11, 0xD4, 1, 78 },
    };
}
