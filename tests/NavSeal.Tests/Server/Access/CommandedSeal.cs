using System.Buffers;
using System.Net.Sockets;
using NavSeal.Devices;
using NavSeal.Devices.Egts;

namespace NavSeal.Tests.Server.Access;

/// <summary>A seal that speaks EGTS on one connection, reports when it is told to, and shows the commands that come.</summary>
/// <param name="stream">The connection; it is closed with the seal.</param>
/// <param name="objectId">As what its records name it.</param>
internal sealed class CommandedSeal(Stream stream, uint objectId) : IDisposable
{
    private readonly EgtsEncoder encoder = new();
    private readonly Queue<(uint Id, string Text)> commands = [];
    private readonly EgtsPacketWriter writer = new();
    private byte[] received = [];
    private ushort confirmedRecords;
    private ushort answers = 30_000;
    private int sent;

    public CommandedSeal(int port, uint objectId)
        : this(new TcpClient("127.0.0.1", port) { NoDelay = true }.GetStream(), objectId) { }

    public void Dispose() => stream.Dispose();

    /// <summary>Reports now, and waits until that is confirmed.</summary>
    public async Task ReportAsync(EgtsLoopState element)
    {
        var packet = new ArrayBufferWriter<byte>();
        encoder.Report(packet, RunningServer.Report(objectId, TimeProvider.System.GetUtcNow()) with
        {
            Loops = default(EgtsLoops).With(1, element).With(2, EgtsLoopState.Normal),
        });
        await stream.WriteAsync(packet.WrittenMemory, Deadline.Token);
        sent++;
        while (confirmedRecords < sent) await ReadAsync();
    }

    /// <summary>The next command that comes.</summary>
    public async Task<(uint Id, string Text)> CommandAsync()
    {
        while (commands.Count == 0) await ReadAsync();
        return commands.Dequeue();
    }

    /// <summary>Confirms a command by its number.</summary>
    public async Task AnswerAsync(uint id, byte result, ReadOnlyMemory<byte> data = default)
    {
        writer.Begin(EgtsPacketType.AppData, answers);
        writer.BeginRecord(new EgtsRecordHead
        {
            Number = answers++,
            Service = EgtsService.Commands,
            ObjectId = objectId,
            UpperFlags = EgtsPacketWriter.SourceOnDevice,
        });
        EgtsCommand.WriteAnswer(writer, id, result, data.Span);
        var packet = new ArrayBufferWriter<byte>();
        writer.WriteTo(packet);
        await stream.WriteAsync(packet.WrittenMemory, Deadline.Token);
        sent++;
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[8192];
        var read = await stream.ReadAsync(buffer, Deadline.Token);
        Assert.True(read > 0, "The server closed the connection.");
        received = [.. received, .. buffer[..read]];
        received = received[Take(received)..];
    }

    private int Take(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (EgtsFraming.TryCut(bytes[taken..], out var cut) == Cut.Whole)
        {
            taken += cut.Consumed;
            Assert.True(EgtsAnswer.TryRead(cut, out var answer));
            foreach (var confirmation in answer.Confirmations)
            {
                Assert.Equal(EgtsResult.Ok, confirmation.Status);
                confirmedRecords++;
            }

            var records = answer.Records;
            while (EgtsRecord.TryTake(ref records, out var record)) TakeCommands(record);
        }

        return taken;
    }

    private void TakeCommands(in EgtsRecord record)
    {
        if (record.RecipientService != EgtsService.Commands) return;
        foreach (var subrecord in record.Subrecords)
        {
            if (subrecord.Type == EgtsSubrecordType.CommandData && EgtsCommand.TryRead(subrecord.Body) is { } command)
                commands.Enqueue(command);
        }
    }
}
