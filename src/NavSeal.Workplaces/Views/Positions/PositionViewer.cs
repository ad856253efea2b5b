using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace NavSeal.Workplaces.Views.Positions;

/// <summary>One map that watches. A frame is made when the one before has left, of what is newest then; nothing queues.</summary>
internal sealed class PositionViewer(PositionFeed feed, WebSocket socket, SeenPositions seen)
{
    /// <summary>How soon a changed box is answered; a frame without one goes every fourth time.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    private const int StepsPerFrame = 4;

    /// <summary>Even where nothing changes, ages do.</summary>
    private const int FramesPerFullFrame = 30;

    /// <summary>A viewer that takes a frame no sooner is let go.</summary>
    private static readonly TimeSpan SendTimeMax = TimeSpan.FromSeconds(10);

    /// <summary>Most messages of a viewer between two steps; a map sends one when it was moved.</summary>
    private const int MessagesPerStepMax = 50;

    private readonly PositionFrame frame = new();
    private readonly ArrayBufferWriter<byte> output = new(4096);
    private readonly Lock asking = new();
    private ViewerRequest request = ViewerRequest.Nothing;
    private List<int> names = [];
    private bool isAsked;
    private int messages;
    private (long Version, int FramesAgo) last = (-1, 0);
    private int? toldSelected;

    /// <summary>Runs until the viewer leaves or is let go.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var sending = SendAsync(ended);
        try
        {
            await ReceiveAsync(ended.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The viewer went away without a word, or was let go.
        }
        finally
        {
            await ended.CancelAsync();
            await sending;
        }
    }

    private async Task ReceiveAsync(CancellationToken stop)
    {
        var buffer = new byte[ViewerRequest.BytesMax];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), stop);
                length += part.Count;
            }
            while (!part.EndOfMessage && length < buffer.Length);

            if (part.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop);
                return;
            }

            if (!part.EndOfMessage || part.MessageType != WebSocketMessageType.Text || !Take(buffer.AsMemory(0, length)))
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "Not a message of a map.", stop);
                return;
            }
        }
    }

    private bool Take(ReadOnlyMemory<byte> message)
    {
        lock (asking)
        {
            if (++messages > MessagesPerStepMax || !ViewerRequest.TryRead(message, request, out var read)) return false;
            isAsked |= read.Box != request.Box || read.Selected != request.Selected;
            request = read;
            names = [.. names.Concat(read.Names).Distinct().Take(ViewerRequest.NamesMax)];
            return true;
        }
    }

    private async Task SendAsync(CancellationTokenSource ended)
    {
        try
        {
            using var timer = new PeriodicTimer(Step, feed.Clock);
            for (var step = 0; await timer.WaitForNextTickAsync(ended.Token); step++)
            {
                var (now, wanted, isWanted) = Asked();
                if (wanted.Count > 0) await SendNamesAsync(wanted, ended.Token);
                if (!isWanted && step % StepsPerFrame != 0) continue;
                var began = feed.Clock.GetTimestamp();
                await SendFrameAsync(now, isWanted, ended.Token);
                var late = feed.Clock.GetElapsedTime(began) / (Step * StepsPerFrame);
                if (late >= 1) feed.CountSkipped((long)late);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Gone, or too slow: the map connects again and begins with the newest picture.
        }
        finally
        {
            // Receiving ends too; a connection that takes nothing is not asked to take a farewell.
            await ended.CancelAsync();
        }
    }

    private (ViewerRequest Request, List<int> Names, bool IsAsked) Asked()
    {
        lock (asking)
        {
            var asked = (request, names, isAsked);
            (names, isAsked, messages) = ([], false, 0);
            return asked;
        }
    }

    private async Task SendFrameAsync(ViewerRequest asked, bool isChanged, CancellationToken stop)
    {
        if (ReferenceEquals(asked, ViewerRequest.Nothing)) return;
        var snapshot = seen.Snapshot();
        var now = feed.Clock.GetUtcNow();
        output.ResetWrittenCount();
        if (!isChanged && snapshot.Version == last.Version && last.FramesAgo < FramesPerFullFrame)
        {
            last.FramesAgo++;
            PositionFrame.WriteUnchanged(snapshot, now, output);
        }
        else
        {
            last = (snapshot.Version, 0);
            var selected = asked.Selected is { } number ? feed.Source.IdOf(number) : null;
            if (selected is { } chosen && !seen.Has(chosen)) selected = null;
            await TellSelectedAsync(selected, stop);
            frame.Write(snapshot, asked, (now, selected), output);
        }

        await SendAsync(WebSocketMessageType.Binary, stop);
    }

    /// <summary>The map knows the number that it chose, and has to find its record.</summary>
    private async Task TellSelectedAsync(int? selected, CancellationToken stop)
    {
        if (selected is { } id && selected != toldSelected) await SendNamesAsync([id], stop);
        toldSelected = selected;
        output.ResetWrittenCount();
    }

    private Task SendNamesAsync(List<int> wanted, CancellationToken stop)
    {
        output.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartObject("names");
            foreach (var id in wanted)
            {
                if (seen.Has(id) && feed.Source.NumberOf(id) is { } number)
                    json.WriteString(id.ToString(System.Globalization.CultureInfo.InvariantCulture), number.Text);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return SendAsync(WebSocketMessageType.Text, stop);
    }

    private async Task SendAsync(WebSocketMessageType type, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(SendTimeMax, feed.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        await socket.SendAsync(output.WrittenMemory, type, WebSocketMessageFlags.EndOfMessage, either.Token);
        feed.Count(output.WrittenCount, type == WebSocketMessageType.Binary);
    }
}
