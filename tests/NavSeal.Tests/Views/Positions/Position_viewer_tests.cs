using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using NavSeal.Tests.Server;
using NavSeal.Workplaces.Views.Positions;

namespace NavSeal.Tests.Views.Positions;

public sealed class Position_viewer_tests
{
    [Fact]
    public async Task A_map_that_takes_nothing_for_a_while_goes_on_with_the_newest_picture()
    {
        var seals = new LiveSeals();
        seals.Add(75, 45);
        var feed = new PositionFeed(seals.Source, TimeProvider.System, 1);
        await using var map = new WatchingMap(feed);
        await map.SayAsync("""{"box":[70,40,80,50],"zoom":9}""");
        await Deadline.UntilAsync("the first frame is on its way", () => Task.FromResult(map.BytesWaiting > 0));

        for (var more = 0; more < 10; more++) seals.Add(75 + (more * 0.1), 45);
        var first = await map.ReadAsync();
        var second = await map.ReadAsync();
        Assert.Single(first.Seals);
        Assert.Equal(11, second.Seals.Count);
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_map_said_what_it_shows()
    {
        var feed = new PositionFeed(new LiveSeals().Source, TimeProvider.System, 1);
        await using var map = new WatchingMap(feed);
        await map.SayAsync("""{"names":[1]}""");
        Assert.Equal("""{"names":{}}""", await map.ReadTextAsync());
        Assert.Equal(0, feed.FramesSent);
    }

    [Fact]
    public async Task Names_are_told_for_ids_and_of_the_chosen_seal_unasked()
    {
        var seals = new LiveSeals();
        var id = seals.Add(75, 45);
        await using var map = new WatchingMap(new PositionFeed(seals.Source, TimeProvider.System, 1));
        await map.SayAsync($$"""{"box":[0,0,1,1],"zoom":9,"selected":"{{LiveSeals.NumberOf(id)}}"}""");
        Assert.Equal($$$"""{"names":{"{{{id}}}":"{{{LiveSeals.NumberOf(id)}}}"}}""", await map.ReadTextAsync());
        Assert.Equal(id, Assert.Single((await map.ReadAsync()).Seals).Id);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("""{"box":"everything"}""")]
    public async Task A_map_that_says_something_else_is_shown_the_door(string message)
    {
        await using var map = new WatchingMap(new PositionFeed(new LiveSeals().Source, TimeProvider.System, 1));
        await map.SayAsync(message);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await map.ReadCloseAsync());
        await map.Ended;
    }

    [Fact]
    public async Task A_message_without_end_is_not_collected()
    {
        await using var map = new WatchingMap(new PositionFeed(new LiveSeals().Source, TimeProvider.System, 1));
        await map.SayAsync(new string(' ', ViewerRequest.BytesMax + 1));
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await map.ReadCloseAsync());
    }

    [Fact]
    public void There_is_room_for_so_many_maps_and_no_more()
    {
        var feed = new PositionFeed(new LiveSeals().Source, TimeProvider.System, 2);
        Assert.True(feed.TryEnter());
        Assert.True(feed.TryEnter());
        Assert.False(feed.TryEnter());
        feed.Leave();
        Assert.True(feed.TryEnter());
        Assert.Equal(2, feed.Viewers);
    }

    /// <summary>A map at the other end of a connection that holds nothing: what it does not read, the server cannot send.</summary>
    private sealed class WatchingMap : IAsyncDisposable
    {
        private static readonly PipeOptions Narrow =
            new(pauseWriterThreshold: 1, resumeWriterThreshold: 1, useSynchronizationContext: false);
        private readonly Pipe toMap = new(Narrow), toServer = new();
        private readonly CancellationTokenSource stop = new();
        private readonly WebSocket map;
        private readonly byte[] buffer = new byte[1 << 20];

        public WatchingMap(PositionFeed feed)
        {
            var server = WebSocket.CreateFromStream(
                new Duplex(toServer.Reader.AsStream(), toMap.Writer.AsStream()), new WebSocketCreationOptions { IsServer = true });
            map = WebSocket.CreateFromStream(
                new Duplex(toMap.Reader.AsStream(), toServer.Writer.AsStream()), new WebSocketCreationOptions());
            Assert.True(feed.TryEnter());
            Ended = Task.Run(() => feed.ServeAsync(server, () => null, stop.Token));
        }

        public Task Ended { get; }

        public long BytesWaiting => toMap.Reader.TryRead(out var read) ? Peek(read) : 0;

        public async Task SayAsync(string message) =>
            await map.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, Deadline.Token);

        public async Task<ReadFrame> ReadAsync()
        {
            while (true)
            {
                var (type, bytes) = await TakeAsync();
                if (type == WebSocketMessageType.Binary && ReadFrame.Of(bytes.Span) is { IsUnchanged: false } frame) return frame;
            }
        }

        public async Task<string> ReadTextAsync()
        {
            while (true)
            {
                var (type, bytes) = await TakeAsync();
                if (type == WebSocketMessageType.Text) return Encoding.UTF8.GetString(bytes.Span);
            }
        }

        public async Task<WebSocketCloseStatus?> ReadCloseAsync()
        {
            while ((await TakeAsync()).Type != WebSocketMessageType.Close)
            {
                // Frames that were sent before.
            }

            return map.CloseStatus;
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await Ended;
            map.Dispose();
            stop.Dispose();
        }

        private async Task<(WebSocketMessageType Type, ReadOnlyMemory<byte> Bytes)> TakeAsync()
        {
            var length = 0;
            while (true)
            {
                var part = await map.ReceiveAsync(buffer.AsMemory(length), Deadline.Token);
                length += part.Count;
                if (part.EndOfMessage) return (part.MessageType, buffer.AsMemory(0, length));
            }
        }

        private long Peek(ReadResult read)
        {
            toMap.Reader.AdvanceTo(read.Buffer.Start);
            return read.Buffer.Length;
        }
    }

    private sealed class Duplex(Stream reading, Stream writing) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => writing.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => writing.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => reading.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            reading.ReadAsync(buffer, cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => writing.Write(buffer, offset, count);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            writing.WriteAsync(buffer, cancellationToken);
    }
}
