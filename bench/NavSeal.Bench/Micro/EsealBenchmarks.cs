using System.Buffers;
using BenchmarkDotNet.Attributes;
using NavSeal.Devices;
using NavSeal.Devices.Eseal;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Bench.Micro;

/// <summary>Messages of eSeal to observations: per report of about 125 bytes.</summary>
[MemoryDiagnoser]
public class EsealBenchmarks
{
    private const int Count = 64;
    private const ulong Device = 4_000_017;
    private static readonly DateTimeOffset now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly byte[] messages = Sent();

    private readonly RegisteredSeal seal = new()
    {
        Number = SealNumber.Parse("B1"),
        Protocol = DeviceProtocol.Eseal,
        Identity = new DeviceIdentity(IdentityKind.TerminalId, Device),
        Model = "bench",
        Operator = "KZ",
        Profile = new DeviceProfile
        {
            Name = "eseal-lock",
            Protocol = DeviceProtocol.Eseal,
            SealingElementParameter = new ParameterSwitch("door", ClosedIsOne: false),
            Battery = BatterySource.Internal,
            BatteryEmptyMillivolts = 3300,
            BatteryFullMillivolts = 4150,
            MayReportUnauthorised = true,
        },
    };

    private OneSession session = null!;

    [GlobalSetup]
    public void Open()
    {
        session = new OneSession(new EsealProtocol(), seal, now);
        session.Expect(Count, messages);
        if (CutAlone() != Count) throw new InvalidOperationException("Not every message was cut.");
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int CutAlone()
    {
        var rest = messages.AsSpan();
        var count = 0;
        for (; EsealFraming.TryCut(rest, EsealFraming.MessageLengthMax, out var message, out var consumed) == Cut.Whole; count++)
        {
            rest = rest[consumed..];
            if (message.IsEmpty) break;
        }

        return count;
    }

    /// <summary>Cut, decode, acknowledge.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int Take() => session.TakeAll(messages);

    private static byte[] Sent()
    {
        var output = new ArrayBufferWriter<byte>();
        var device = new EsealEncoder(Device);
        for (var second = 0; second < Count; second++)
        {
            device.Report(output, EsealType.Normal, (uint)second, new EsealTelemetry
            {
                MeasuredAt = now.AddSeconds(second - Count),
                At = new GeoPoint(43_250_017 + second, 76_950_031 + second),
                IsValid = true,
                SpeedKilometresPerHour = 61,
                CourseDegrees = 300,
                BatteryMillivolts = 3_910,
                IntervalMinutes = 15,
                SignalDecibelMilliwatts = -73,
            });
        }

        return output.WrittenSpan.ToArray();
    }
}
