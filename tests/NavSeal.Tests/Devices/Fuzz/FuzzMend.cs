using System.Buffers.Binary;
using NavSeal.Devices.Egts;
using NavSeal.Devices.Wialon;

namespace NavSeal.Tests.Devices.Fuzz;

/// <summary>Makes the checksums of a spoiled frame right again, so that what stands behind them is reached.</summary>
internal static class FuzzMend
{
    private const int TeltonikaBorder = 8, TeltonikaChecksum = 4;
    private const byte Flag = 0x7E, Escape = 0x7D;

    /// <summary>Mends what the protocol of that name checks; a frame that is too spoiled for that stays as it is.</summary>
    public static void Apply(string protocol, Span<byte> frame)
    {
        switch (protocol)
        {
            case "egts":
                Egts(frame);
                break;
            case "teltonika":
                Teltonika(frame);
                break;
            case "jt808":
                Jt808(frame);
                break;
            default:
                break;
        }
    }

    private static void Egts(Span<byte> frame)
    {
        if (frame.Length < 11 || frame[3] is not (11 or 16) || frame.Length < frame[3]) return;
        var header = frame[3];
        // What a packet lost or gained moves its end: its length is mended first, so that the checksums stand where they are looked for.
        var body = frame.Length - header - 2;
        if (body > 0) BinaryPrimitives.WriteUInt16LittleEndian(frame[5..], (ushort)(body & 0xFFFF));
        frame[header - 1] = EgtsChecksum.OfHeader(frame[..(header - 1)]);
        if (body is > 0 and <= ushort.MaxValue)
            BinaryPrimitives.WriteUInt16LittleEndian(frame[^2..], EgtsChecksum.OfData(frame.Slice(header, body)));
    }

    private static void Teltonika(Span<byte> frame)
    {
        if (frame.Length <= TeltonikaBorder + TeltonikaChecksum || BinaryPrimitives.ReadUInt32BigEndian(frame) != 0) return;
        var body = frame[TeltonikaBorder..^TeltonikaChecksum];
        BinaryPrimitives.WriteUInt32BigEndian(frame[4..], (uint)body.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame[^TeltonikaChecksum..], WialonChecksum.Of(body));
    }

    /// <summary>Only where the checksum needs no escape: then it is one byte, and so is what it becomes.</summary>
    private static void Jt808(Span<byte> frame)
    {
        if (frame.Length < 4 || frame[0] != Flag || frame[^1] != Flag || frame[^3] == Escape) return;
        var sum = 0;
        for (var at = 1; at < frame.Length - 2; at++)
        {
            if (frame[at] != Escape) sum ^= frame[at];
            else sum ^= frame[++at] == 1 ? Escape : Flag;
        }

        if (sum is not (Flag or Escape)) frame[^2] = (byte)sum;
    }
}
