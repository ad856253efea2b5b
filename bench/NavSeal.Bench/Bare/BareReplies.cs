using System.Buffers;
using System.Buffers.Binary;
using NavSeal.Devices.Egts;

namespace NavSeal.Bench.Bare;

/// <summary>The two replies of the comparison server, built once and patched.</summary>
internal static class BareReplies
{
    private const int ConfirmedAt = 11, ServiceAt = 19, RecordAt = 24;

    private static readonly byte[] confirmation = BuildConfirmation();
    private static readonly byte[] verdict = BuildVerdict();

    /// <summary>Confirms a packet and its one record.</summary>
    public static void Confirm(IBufferWriter<byte> output, ushort packetId, in EgtsRecord record)
    {
        var reply = output.GetSpan(confirmation.Length)[..confirmation.Length];
        confirmation.CopyTo(reply);
        BinaryPrimitives.WriteUInt16LittleEndian(reply[ConfirmedAt..], packetId);
        reply[ServiceAt] = reply[ServiceAt + 1] = (byte)record.SourceService;
        BinaryPrimitives.WriteUInt16LittleEndian(reply[RecordAt..], record.Number);
        var data = reply[EgtsHeader.LengthShort..^EgtsHeader.DataChecksumLength];
        BinaryPrimitives.WriteUInt16LittleEndian(reply[^EgtsHeader.DataChecksumLength..], EgtsChecksum.OfData(data));
        output.Advance(reply.Length);
    }

    /// <summary>Lets a seal in that has named itself.</summary>
    public static void LetIn(IBufferWriter<byte> output) => output.Write(verdict);

    private static EgtsRecordHead HeadOf(EgtsService service) =>
        new() { Number = 0, Service = service, UpperFlags = EgtsPacketWriter.RecipientOnDevice };

    private static byte[] BuildConfirmation()
    {
        var writer = new EgtsPacketWriter();
        writer.BeginResponse(0, 0, EgtsResult.Ok);
        writer.BeginRecord(HeadOf(EgtsService.TeleData));
        writer.RecordResponse(0, EgtsResult.Ok);
        return writer.Finish().ToArray();
    }

    private static byte[] BuildVerdict()
    {
        var writer = new EgtsPacketWriter();
        writer.Begin(EgtsPacketType.AppData, 0);
        writer.BeginRecord(HeadOf(EgtsService.Auth));
        writer.WriteResultCode(EgtsResult.Ok);
        return writer.Finish().ToArray();
    }
}
