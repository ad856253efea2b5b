using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using NavSeal.Devices;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;

namespace NavSeal.Bench.Micro;

/// <summary>From bytes to observations, and from observations to bytes of the journal: per report of 100 bytes.</summary>
[MemoryDiagnoser]
public class DecodeBenchmarks
{
    private const int Count = 64;

    private readonly byte[] bytes = ReportBytes.Make(Count);
    private readonly IntakeBatch batch = new();
    private readonly ArrayBufferWriter<byte> payload = new(1 << 16);
    private readonly byte[] observedBytes = new byte[ObservedEncoding.Length];
    private DeviceSession session = null!;
    private SealEvent.Observed observed = null!;

    [GlobalSetup]
    public void Open()
    {
        session = DeviceProtocols.All.Single(protocol => protocol.Protocol == DeviceProtocol.Egts).Open(new OneSeal());
        session.Take(ReportBytes.Identity(), ReportBytes.Now, batch, out _);
        TakeAll();
        if (batch.Reports.Count != Count) throw new InvalidOperationException($"{batch.Reports.Count} of {Count} reports were read.");
        observed = new SealEvent.Observed
        {
            Observation = batch.Reports[0].Observation,
            ReceivedAt = ReportBytes.Now,
            Verdict = FixVerdict.Believed,
            Judgement = Judgement.Judged,
            FrameIndex = 0,
        };
        ObservedEncoding.Write(observed, observedBytes);
    }

    /// <summary>Cut, decode, acknowledge.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int Take()
    {
        TakeAll();
        return batch.Reports.Count;
    }

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

    private void TakeAll()
    {
        batch.Clear();
        var rest = bytes.AsSpan();
        while (!rest.IsEmpty && session.Take(rest, ReportBytes.Now, batch, out var consumed) == Cut.Whole) rest = rest[consumed..];
    }

    /// <summary>A registry of the one seal that reports.</summary>
    private sealed class OneSeal : ISealDirectory
    {
        private readonly RegisteredSeal seal = ReportBytes.Seal();

        public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, [NotNullWhen(true)] out RegisteredSeal? found)
        {
            found = identity == seal.Identity ? seal : null;
            return found is not null;
        }
    }
}
