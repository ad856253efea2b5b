using System.Buffers;

namespace NavSeal.Devices.Egts;

/// <summary>What was sent: the numbers by which answers will name it.</summary>
/// <param name="PacketId">Number of the packet.</param>
/// <param name="FirstRecord">Number of its first record; the others follow, wrapping at 65,535.</param>
/// <param name="Records">How many records it holds.</param>
public readonly record struct EgtsSent(ushort PacketId, ushort FirstRecord, int Records);

/// <summary>The device's side of a session: names itself, sends reports, confirms what the platform sends. Counts packets and records
/// itself.
/// Pure: no socket, no clock.</summary>
public sealed class EgtsEncoder
{
    private readonly EgtsPacketWriter writer = new();

    /// <summary>Begins a session.</summary>
    /// <param name="firstPacketId">Number of the first packet; a session may begin with any.</param>
    /// <param name="firstRecord">Number of the first record.</param>
    public EgtsEncoder(ushort firstPacketId = 1, ushort firstRecord = 1) => (NextPacketId, NextRecord) = (firstPacketId, firstRecord);

    /// <summary>Number of the next packet.</summary>
    public ushort NextPacketId { get; private set; }

    /// <summary>Number of the next record.</summary>
    public ushort NextRecord { get; private set; }

    /// <summary>Names the terminal (AUTH/TERM_IDENTITY).</summary>
    /// <param name="output">Receives the packet.</param>
    /// <param name="terminalId">Its number (TID).</param>
    /// <param name="imei">15 digits of the modem, or null.</param>
    /// <param name="objectId">OID of the record, or null.</param>
    public EgtsSent Identify(IBufferWriter<byte> output, uint terminalId, string? imei = null, uint? objectId = null)
    {
        var sent = Begin(1);
        BeginRecord(EgtsService.Auth, objectId, madeAt: null);
        writer.WriteTermIdentity(terminalId, imei);
        writer.WriteTo(output);
        return sent;
    }

    /// <summary>Names a relaying platform (AUTH/DISPATCHER_IDENTITY).</summary>
    public EgtsSent IdentifyDispatcher(IBufferWriter<byte> output, uint dispatcherId)
    {
        var sent = Begin(1);
        BeginRecord(EgtsService.Auth, objectId: null, madeAt: null);
        writer.WriteDispatcherIdentity(dispatcherId);
        writer.WriteTo(output);
        return sent;
    }

    /// <summary>Sends user and password (AUTH/AUTH_INFO).</summary>
    public EgtsSent Authorise(IBufferWriter<byte> output, string user, string password)
    {
        var sent = Begin(1);
        BeginRecord(EgtsService.Auth, objectId: null, madeAt: null);
        writer.WriteAuthInfo(user, password);
        writer.WriteTo(output);
        return sent;
    }

    /// <summary>Sends reports in one packet, a record each (TELEDATA).</summary>
    /// <param name="output">Receives the packet.</param>
    /// <param name="reports">At most about 700, so that the packet holds them.</param>
    /// <exception cref="InvalidOperationException">The packet does not hold them.</exception>
    public EgtsSent Report(IBufferWriter<byte> output, ReadOnlySpan<EgtsTelemetry> reports)
    {
        var sent = Begin(reports.Length);
        foreach (ref readonly var report in reports)
        {
            BeginRecord(EgtsService.TeleData, report.ObjectId, report.MadeAt);
            writer.WriteTelemetry(report);
        }

        writer.WriteTo(output);
        return sent;
    }

    /// <summary>Sends one report (TELEDATA).</summary>
    public EgtsSent Report(IBufferWriter<byte> output, in EgtsTelemetry report) =>
        Report(output, new ReadOnlySpan<EgtsTelemetry>(in report));

    /// <summary>Confirms a packet of the platform and every record in it; does nothing for a packet that is itself a
    /// confirmation.</summary>
    /// <returns>Whether a confirmation was due.</returns>
    public bool Confirm(IBufferWriter<byte> output, in EgtsAnswer answer)
    {
        if (answer.PacketType == EgtsPacketType.Response) return false;
        writer.BeginResponse(TakePacketId(), answer.PacketId, EgtsResult.Ok);
        var rest = answer.Records;
        while (EgtsRecord.TryTake(ref rest, out var record))
        {
            BeginRecord(record.RecipientService, objectId: null, madeAt: null);
            writer.RecordResponse(record.Number, EgtsResult.Ok);
        }

        writer.WriteTo(output);
        return true;
    }

    /// <summary>Answers a command of the platform (COMMANDS/COMMAND_DATA).</summary>
    /// <param name="output">Receives the packet.</param>
    /// <param name="objectId">OID of the record, or null.</param>
    /// <param name="commandId">Number of the command (CID).</param>
    /// <param name="answer">0: done, 1: error, 2: not possible; and what is said beside that.</param>
    public EgtsSent AnswerCommand(
        IBufferWriter<byte> output, uint? objectId, uint commandId, (byte Result, ReadOnlyMemory<byte> Said) answer)
    {
        var sent = Begin(1);
        BeginRecord(EgtsService.Commands, objectId, madeAt: null);
        EgtsCommand.WriteAnswer(writer, commandId, answer.Result, answer.Said.Span);
        writer.WriteTo(output);
        return sent;
    }

    private EgtsSent Begin(int records)
    {
        var sent = new EgtsSent(TakePacketId(), NextRecord, records);
        writer.Begin(EgtsPacketType.AppData, sent.PacketId);
        return sent;
    }

    private void BeginRecord(EgtsService service, uint? objectId, DateTimeOffset? madeAt)
    {
        writer.BeginRecord(new EgtsRecordHead
        {
            Number = NextRecord,
            Service = service,
            ObjectId = objectId,
            MadeAt = madeAt,
            UpperFlags = EgtsPacketWriter.SourceOnDevice,
        });
        NextRecord = unchecked((ushort)(NextRecord + 1));
    }

    private ushort TakePacketId()
    {
        var taken = NextPacketId;
        NextPacketId = unchecked((ushort)(NextPacketId + 1));
        return taken;
    }
}
