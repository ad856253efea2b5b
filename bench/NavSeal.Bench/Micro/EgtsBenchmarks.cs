using BenchmarkDotNet.Attributes;
using NavSeal.Bench.Load;
using NavSeal.Devices;
using NavSeal.Devices.Egts;

namespace NavSeal.Bench.Micro;

/// <summary>Bytes to packets: per report of 100 bytes.</summary>
[MemoryDiagnoser]
public class EgtsBenchmarks
{
    private const int Count = 64;

    private readonly byte[] bytes = ReportBytes.Make(Count);

    [Benchmark]
    public byte HeaderChecksum() => EgtsChecksum.OfHeader(bytes.AsSpan(0, EgtsHeader.LengthShort - 1));

    [Benchmark]
    public ushort DataChecksum() =>
        EgtsChecksum.OfData(bytes.AsSpan(EgtsHeader.LengthShort..(GeneratedSeal.FrameLength - EgtsHeader.DataChecksumLength)));

    /// <summary>Cut, both checksums, records and their subrecords.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int CutPackets()
    {
        var rest = bytes.AsSpan();
        var sum = 0;
        while (!rest.IsEmpty && EgtsFraming.TryCut(rest, out var cut) == Cut.Whole)
        {
            var data = cut.Data;
            while (EgtsRecord.TryTake(ref data, out var record))
                foreach (var subrecord in record.Subrecords) sum += subrecord.Type;
            rest = rest[cut.Consumed..];
        }

        return sum;
    }
}
