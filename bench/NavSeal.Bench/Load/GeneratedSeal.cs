using System.Buffers.Binary;
using NavSeal.Devices.Egts;

namespace NavSeal.Bench.Load;

/// <summary>What one seal reports: it stands still, its fixes waver by less than a metre, and every report differs from the one before. A
/// frame depends on the seal and its sequence alone, so that sending it again sends the same bytes.</summary>
internal sealed class GeneratedSeal
{
    // Places on the grid of seals, in units of 90 and 180 degrees by 2^32: a hundredth of a degree apart, from 43.2 N 76.9 E.
    private const long LatitudeFirst = 2_061_584_302, LongitudeFirst = 1_834_902_801;
    private const long LatitudeStep = 477_219, LongitudeStep = 238_609;
    private const int SealsPerRow = 100, Rows = 100;

    // 181 units are 3.8 micro-degrees of latitude, 0.4 m.
    private const int WaverMax = 181, LatitudeWaver = 37, LongitudeWaver = 59;

    private static readonly byte[] template = SealPackets.Report();

    private readonly SealClock clock;
    private readonly uint latitude, longitude;

    static GeneratedSeal()
    {
        if (template[SealPackets.TimeAt - EgtsSubrecord.HeaderLength] != EgtsSubrecordType.PosData)
            throw new InvalidOperationException("The encoder lays a report out otherwise than the places that are patched here.");
    }

    public GeneratedSeal(uint terminal, SealClock clock)
    {
        (Terminal, this.clock) = (terminal, clock);
        latitude = (uint)(LatitudeFirst + (LatitudeStep * (terminal / SealsPerRow % Rows)));
        longitude = (uint)(LongitudeFirst + (LongitudeStep * (terminal % SealsPerRow)));
    }

    /// <summary>Bytes of every report.</summary>
    public static int FrameLength => template.Length;

    /// <summary>By what number it names itself (TID).</summary>
    public uint Terminal { get; }

    /// <summary>When the report was measured, in Unix milliseconds.</summary>
    public long UnixMillisecondsOf(long sequence) => clock.UnixMillisecondsOf(sequence);

    /// <summary>Writes a report.</summary>
    /// <param name="sequence">The report within the seal, from 0.</param>
    /// <param name="frame">Takes <see cref="FrameLength"/> bytes.</param>
    public void Write(long sequence, Span<byte> frame)
    {
        template.CopyTo(frame);
        var number = unchecked((ushort)sequence);
        var seconds = clock.SecondsOf(sequence);
        BinaryPrimitives.WriteUInt16LittleEndian(frame[SealPackets.PacketIdAt..], number);
        frame[EgtsHeader.LengthShort - 1] = EgtsChecksum.OfHeader(frame[..(EgtsHeader.LengthShort - 1)]);
        BinaryPrimitives.WriteUInt16LittleEndian(frame[SealPackets.RecordAt..], number);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[SealPackets.TimeAt..], seconds);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[SealPackets.LatitudeAt..], latitude + Waver(seconds, LatitudeWaver));
        BinaryPrimitives.WriteUInt32LittleEndian(frame[SealPackets.LongitudeAt..], longitude + Waver(seconds, LongitudeWaver));
        BinaryPrimitives.WriteUInt16LittleEndian(frame[SealPackets.AnalogAt..], number);
        var data = frame[EgtsHeader.LengthShort..^EgtsHeader.DataChecksumLength];
        BinaryPrimitives.WriteUInt16LittleEndian(frame[^EgtsHeader.DataChecksumLength..], EgtsChecksum.OfData(data));
    }

    private static uint Waver(uint seconds, uint factor) => unchecked(seconds * factor) % WaverMax;
}
