using System.Buffers;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Egts;

/// <summary>What the platform sends in one session: counts its own packets and records, and gathers the confirmations of one
/// packet.</summary>
internal sealed class EgtsReplies
{
    private readonly EgtsPacketWriter writer = new(64);
    private ushort nextPacketId;
    private ushort nextRecord;
    private (EgtsService Source, EgtsService Recipient)? group;

    /// <summary>Begins the confirmation of a packet that was taken.</summary>
    public void Begin(ushort confirmed)
    {
        writer.BeginResponse(TakePacketId(), confirmed, EgtsResult.Ok);
        group = null;
    }

    /// <summary>Confirms a record; records of the same services one after another share a record of the answer.</summary>
    public void Confirm(in EgtsRecord record, EgtsResult status)
    {
        var services = (record.SourceService, record.RecipientService);
        if (group != services) BeginRecord(record.RecipientService, record.SourceService);
        group = services;
        writer.RecordResponse(record.Number, status);
    }

    /// <summary>Sends the confirmation that was begun.</summary>
    public void Send(IBufferWriter<byte> output) => writer.WriteTo(output);

    /// <summary>Refuses a packet.</summary>
    public void Refuse(IBufferWriter<byte> output, ushort refused, EgtsResult result)
    {
        writer.BeginResponse(TakePacketId(), refused, result);
        writer.WriteTo(output);
    }

    /// <summary>Tells the device what came of its authorisation.</summary>
    public void TellOutcome(IBufferWriter<byte> output, EgtsResult outcome)
    {
        writer.Begin(EgtsPacketType.AppData, TakePacketId());
        BeginRecord(EgtsService.Auth, EgtsService.Auth);
        writer.WriteResultCode(outcome);
        writer.WriteTo(output);
    }

    /// <summary>Sends a command, for an object where one is named.</summary>
    public void Command(IBufferWriter<byte> output, DeviceCommand command, uint? objectId)
    {
        writer.Begin(EgtsPacketType.AppData, TakePacketId());
        writer.BeginRecord(new EgtsRecordHead
        {
            Number = nextRecord,
            Service = EgtsService.Commands,
            ObjectId = objectId,
            UpperFlags = EgtsPacketWriter.RecipientOnDevice,
        });
        nextRecord = unchecked((ushort)(nextRecord + 1));
        EgtsCommand.Write(writer, command);
        writer.WriteTo(output);
    }

    private void BeginRecord(EgtsService source, EgtsService recipient)
    {
        writer.BeginRecord(new EgtsRecordHead
        {
            Number = nextRecord,
            Service = source,
            Recipient = recipient,
            UpperFlags = EgtsPacketWriter.RecipientOnDevice,
        });
        nextRecord = unchecked((ushort)(nextRecord + 1));
    }

    private ushort TakePacketId()
    {
        var taken = nextPacketId;
        nextPacketId = unchecked((ushort)(nextPacketId + 1));
        return taken;
    }
}
