using System.Net.Sockets;
using NavSeal.Devices;
using NavSeal.Model.Seals;

namespace NavSeal.Server.Replay;

/// <summary>What became of the frames of one connection.</summary>
/// <param name="Acknowledged">Answered as the protocol asks, and positively.</param>
/// <param name="Refused">Answered negatively, or not as the protocol asks; one line each.</param>
internal sealed record ReplayOutcome(int Acknowledged, IReadOnlyList<string> Refused);

/// <summary>Sends the frames of one connection as the device did: one after the other, each answer awaited and compared byte for byte with
/// what
/// the protocol asks for.</summary>
internal sealed class ReplayConnection(string host, int port, ISealDirectory seals)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    public async Task<ReplayOutcome> RunAsync(IReadOnlyList<RecordedFrame> frames, CancellationToken stop)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(host, port, stop);
        var stream = client.GetStream();
        var session = frames[0].Protocol.Open(seals);
        var (acknowledged, refused) = (0, new List<string>());
        foreach (var frame in frames)
        {
            var (expected, positive) = Expected(session, frame);
            await stream.WriteAsync(frame.Bytes, stop);
            var answer = await ReadAsync(stream, expected.Length, stop);
            if (!answer.AsSpan().SequenceEqual(expected))
                refused.Add($"{frame.Id}: answered {Convert.ToHexString(answer)}, expected {Convert.ToHexString(expected)}");
            else if (!positive) refused.Add($"{frame.Id}: refused as the protocol asks ({session.End?.ToString() ?? "negative answer"})");
            else acknowledged++;
            if (session.End is not null) break;
        }

        return new ReplayOutcome(acknowledged, refused);
    }

    private static (byte[] Replies, bool Positive) Expected(DeviceSession session, RecordedFrame frame)
    {
        var batch = new IntakeBatch();
        var rest = frame.Bytes.AsSpan();
        while (!rest.IsEmpty && session.Take(rest, TimeProvider.System.GetUtcNow(), batch, out var consumed) != Cut.NeedMore)
            rest = rest[consumed..];
        return (batch.Replies.ToArray(), batch.Acknowledged > 0 && batch.Unknown == 0 && batch.Corrupt == 0);
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, int length, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(AnswerTime);
        var answer = new byte[length];
        var read = 0;
        try
        {
            while (read < length && await stream.ReadAsync(answer.AsMemory(read), patience.Token) is var more && more > 0) read += more;
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            // Too little came, or too late: the comparison says so.
        }

        return answer[..read];
    }
}
