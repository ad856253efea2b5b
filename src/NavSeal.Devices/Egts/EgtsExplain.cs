using System.Globalization;
using System.Text;

namespace NavSeal.Devices.Egts;

/// <summary>Says in words what bytes of EGTS hold, field by field with units: for golden frames, support and people who check evidence.
/// Passwords
/// are masked; text of the device is shown in ASCII with everything else escaped.</summary>
public static class EgtsExplain
{
    /// <summary>Explains bytes: packets, damaged packets and what is no packet, in their order.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        while (!bytes.IsEmpty)
        {
            var result = EgtsFraming.TryCut(bytes, out var cut);
            if (result == Cut.NeedMore)
            {
                text.Line(0, $"{bytes.Length} bytes that wait for their rest");
                return text.ToString();
            }

            if (result == Cut.Whole) Packet(text, cut);
            else if (cut.IsNoise) text.Line(0, $"{cut.Consumed} bytes of noise: {EgtsWords.Of(cut.Fault)}");
            else text.Line(0, $"packet {cut.PacketId}, {cut.Consumed} bytes, damaged: {EgtsWords.Of(cut.Fault)}");
            bytes = bytes[cut.Consumed..];
        }

        return text.ToString();
    }

    /// <summary>An instant as people and standards write it.</summary>
    internal static string Instant(uint seconds) =>
        EgtsClock.At(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Packet(StringBuilder text, in EgtsCut cut)
    {
        var header = cut.Header;
        text.Line(0, $"packet {header.PacketId}: {TypeOf(header.PacketType)}, {header.DataLength} bytes of data");
        if (header.Priority != 0) text.Line(1, $"priority {header.Priority}");
        if (header.SenderAddress is { } from)
            text.Line(1, $"route from {from} to {header.ReceiverAddress}, time to live {header.TimeToLive}");
        if (header.KeyId != 0 || header.Encryption != 0) text.Line(1, $"encryption {header.Encryption} with key {header.KeyId}");
        var fault = EgtsContent.TryFindRecords(cut, out var records);
        if (fault != EgtsResult.Ok)
        {
            text.Line(1, $"refused: {EgtsWords.Of(fault)}");
            return;
        }

        if (header.PacketType == EgtsPacketType.Response)
            text.Line(1, $"confirms packet {cut.Data[0] | (cut.Data[1] << 8)}: {EgtsWords.Of((EgtsResult)cut.Data[2])}");
        if (header.PacketType == EgtsPacketType.SignedAppData)
            text.Line(1, $"signature of {cut.Data[0] | (cut.Data[1] << 8)} bytes, not checked");
        while (EgtsRecord.TryTake(ref records, out var record)) Record(text, record);
    }

    private static string TypeOf(EgtsPacketType type) => type switch
    {
        EgtsPacketType.Response => "RESPONSE",
        EgtsPacketType.AppData => "APPDATA",
        EgtsPacketType.SignedAppData => "SIGNED_APPDATA",
        _ => string.Create(CultureInfo.InvariantCulture, $"type {(byte)type}"),
    };

    private static void Record(StringBuilder text, in EgtsRecord record)
    {
        var (source, recipient) = (ServiceOf(record.SourceService), ServiceOf(record.RecipientService));
        text.Line(1, $"record {record.Number}: {source} to {recipient}, {record.Body.Length} bytes");
        text.Line(2, $"source on {Place(record.Flags & 0x80)}, recipient on {Place(record.Flags & 0x40)}");
        if ((record.Flags & 0x20) != 0) text.Line(2, $"group");
        if ((record.Flags & 0x18) != 0) text.Line(2, $"priority {(record.Flags >> 3) & 3}");
        if (record.ObjectId is { } objectId) text.Line(2, $"object {objectId}");
        if (record.EventId is { } eventId) text.Line(2, $"event {eventId}");
        if (record.MadeAtSeconds is { } madeAt) text.Line(2, $"made at {Instant(madeAt)}");
        foreach (var subrecord in record.Subrecords) EgtsSubrecordExplain.Add(text, record.RecipientService, subrecord);
    }

    private static string Place(int onDevice) => onDevice != 0 ? "device" : "platform";

    private static string ServiceOf(EgtsService service) => service switch
    {
        EgtsService.Auth => "AUTH",
        EgtsService.TeleData => "TELEDATA",
        EgtsService.Commands => "COMMANDS",
        EgtsService.Firmware => "FIRMWARE",
        EgtsService.ECall => "ECALL",
        _ => string.Create(CultureInfo.InvariantCulture, $"service {(byte)service}"),
    };
}
