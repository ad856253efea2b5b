using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using NavSeal.Devices.Egts;
using NavSeal.Server.Gateway;
using NavSeal.Server.Keys;
using NavSeal.Server.Observability;
using NavSeal.Tests.Devices;
using NavSeal.Tests.Simulator;

namespace NavSeal.Tests.Gateway;

/// <summary>One connection without a socket: its clock is in our hands, and what is sent has been taken when the sending returns.</summary>
public sealed class Seal_link_tests : IAsyncDisposable
{
    private static readonly byte[] packet = EgtsWorld.Sent((device, output) => device.Report(output, EgtsWorld.Report()));

    private readonly HandClock clock = new(EgtsWorld.Now);
    private readonly Pipe fromDevice = Inline(), toDevice = Inline();
    private readonly DefaultConnectionContext connection = new();
    private readonly Metrics metrics = new();
    private readonly FrameVault vault = new(new byte[32]);
    private readonly Inbox inbox;
    private readonly SealLink link;
    private readonly Task life;

    public Seal_link_tests()
    {
        inbox = new Inbox(clock, DateTimeOffset.MinValue);
        connection.Transport = new Duplex(fromDevice.Reader, toDevice.Writer);
        var protocol = new EgtsProtocol();
        var parts = new GatewayParts(inbox, clock, metrics, NullLogger.Instance) { SealSecrets = vault.Seal };
        link = new SealLink(connection, protocol, protocol.Open(new EgtsWorld()), parts);
        life = link.RunAsync();
    }

    [Fact]
    public async Task A_long_packet_on_a_slow_line_is_no_beginning_without_end()
    {
        await SendAsync(packet);
        Assert.Equal(1, Released());
        foreach (var value in packet)
        {
            Pass(TimeSpan.FromSeconds(9));
            await SendAsync([value]);
        }

        Assert.Equal(1, Released());
        Assert.Equal(0, metrics.PartialsDropped.Value);
    }

    [Fact]
    public async Task A_beginning_without_end_is_dropped_and_the_next_packet_taken()
    {
        await SendAsync(packet);
        Assert.Equal(1, Released());
        await SendAsync(packet[..20]);
        Pass(TimeSpan.FromSeconds(11));
        Assert.Equal(1, metrics.PartialsDropped.Value);
        await SendAsync(packet);
        Assert.Equal(1, Released());
        Assert.Equal(0, metrics.BytesSkipped.Value);
    }

    [Fact]
    public async Task A_watch_that_comes_too_late_drops_nothing()
    {
        await SendAsync(packet[..20]);
        fromDevice.Reader.CancelPendingRead();
        await SendAsync(packet[20..]);
        Assert.Equal(1, Released());
    }

    [Fact]
    public async Task A_connection_that_the_network_forgot_is_closed()
    {
        await SendAsync(packet);
        Assert.Equal(1, Released());
        Pass(TimeSpan.FromHours(2));
        Assert.Equal(0, metrics.IdleConnections.Value);
        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(1, metrics.IdleConnections.Value);
    }

    [Fact]
    public async Task A_device_that_does_not_read_its_replies_is_closed_before_they_pile_up()
    {
        for (var sent = 0; sent < 20_000 && metrics.SlowReaders.Value == 0; sent++)
        {
            await SendAsync(packet);
            Released();
        }

        Assert.Equal(1, metrics.SlowReaders.Value);
        Assert.True(toDevice.Reader.TryRead(out var unread));
        Assert.InRange(unread.Buffer.Length, 64 * 1024, 256 * 1024);
    }

    public async ValueTask DisposeAsync()
    {
        link.Abort("the test ends");
        await fromDevice.Writer.CompleteAsync();
        await life;
    }

    private static Pipe Inline() => new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));

    private async Task SendAsync(byte[] bytes) => await fromDevice.Writer.WriteAsync(bytes, TestContext.Current.CancellationToken);

    private void Pass(TimeSpan time)
    {
        clock.Advance(time);
        link.Watch(clock.GetUtcNow());
    }

    /// <summary>Does the loop's part for everything that waits.</summary>
    /// <returns>How many reports there were.</returns>
    private int Released()
    {
        List<Inbound> batch = [];
        inbox.Take(batch, new CommitBounds(1000, 1_000_000), TimeSpan.Zero);
        var reports = 0;
        foreach (var item in batch.Cast<InboundFrames>())
        {
            reports += item.Batch.Reports.Count;
            item.Released!(item);
        }

        return reports;
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}
