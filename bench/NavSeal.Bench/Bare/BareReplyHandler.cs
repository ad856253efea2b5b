using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using NavSeal.Devices;
using NavSeal.Devices.Egts;

namespace NavSeal.Bench.Bare;

/// <summary>One connection: every whole packet is confirmed, and a seal that names itself is let in.</summary>
internal sealed class BareReplyHandler : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        try
        {
            while (true)
            {
                var read = await input.ReadAsync();
                var taken = Answer(read.Buffer, output);
                input.AdvanceTo(read.Buffer.GetPosition(taken), read.Buffer.End);
                if (read.IsCompleted) break;
                await output.FlushAsync();
            }
        }
        catch (ConnectionResetException)
        {
            // The generator has gone.
        }
    }

    private static int Answer(ReadOnlySequence<byte> buffer, PipeWriter output)
    {
        if (buffer.IsSingleSegment) return Answer(buffer.FirstSpan, output);
        var whole = ArrayPool<byte>.Shared.Rent((int)buffer.Length);
        buffer.CopyTo(whole);
        var taken = Answer(whole.AsSpan(0, (int)buffer.Length), output);
        ArrayPool<byte>.Shared.Return(whole);
        return taken;
    }

    private static int Answer(ReadOnlySpan<byte> bytes, PipeWriter output)
    {
        var taken = 0;
        while (EgtsFraming.TryCut(bytes[taken..], out var cut) is var found && found != Cut.NeedMore)
        {
            taken += cut.Consumed;
            if (found != Cut.Whole || cut.Header.PacketType == EgtsPacketType.Response) continue;
            var data = cut.Data;
            if (!EgtsRecord.TryTake(ref data, out var record)) continue;
            BareReplies.Confirm(output, cut.PacketId, record);
            if (record.SourceService == EgtsService.Auth) BareReplies.LetIn(output);
        }

        return taken;
    }
}
