using System.Buffers;
using BenchmarkDotNet.Attributes;
using NavSeal.Devices.Egts;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;

namespace NavSeal.Bench.Micro;

/// <summary>From bytes to observations, and from observations to bytes of the journal: per report of 100 bytes.</summary>
[MemoryDiagnoser]
public class DecodeBenchmarks
{
    private const int Count = 64;

    private readonly byte[] bytes = ReportBytes.Make(Count);
    private readonly ArrayBufferWriter<byte> payload = new(1 << 16);
    private readonly byte[] observedBytes = new byte[ObservedEncoding.Length];
    private OneSession session = null!;
    private SealEvent.Observed observed = null!;

    [GlobalSetup]
    public void Open()
    {
        session = new OneSession(new EgtsProtocol(), ReportBytes.Seal(), ReportBytes.Now);
        session.TakeAll(ReportBytes.Identity());
        session.Expect(Count, bytes);
        observed = new SealEvent.Observed
        {
            Observation = session.Batch.Reports[0].Observation,
            ReceivedAt = ReportBytes.Now,
            Verdict = FixVerdict.Believed,
            Judgement = Judgement.Judged,
            FrameIndex = 0,
        };
        ObservedEncoding.Write(observed, observedBytes);
    }

    /// <summary>Cut, decode, acknowledge.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int Take() => session.TakeAll(bytes);

    [Benchmark]
    public void EncodeObserved() => ObservedEncoding.Write(observed, observedBytes);

    [Benchmark]
    public SealEvent.Observed DecodeObserved() => ObservedEncoding.Read(observedBytes);

    /// <summary>Frame and observation as they stand in the payload of an entry.</summary>
    [Benchmark]
    public int WriteContribution()
    {
        payload.ResetWrittenCount();
        Contribution.WriteFrame(payload, DeviceProtocol.Egts, ReportBytes.Now, bytes.AsSpan(0, bytes.Length / Count));
        Contribution.WriteObserved(payload, observed);
        return payload.WrittenCount;
    }
}
