using NavSeal.Devices.Egts;
using NavSeal.Tests.Devices;
using NavSeal.Tests.Server;

namespace NavSeal.Tests.Gateway;

/// <summary>How long one connection may be silent, unfinished, fast, or deaf.</summary>
public sealed class Seal_link_tests : IAsyncDisposable
{
    private static readonly byte[] packet = EgtsWorld.Sent((device, output) => device.Report(output, EgtsWorld.Report()));

    private readonly HandGateway gateway = new();
    private readonly HandLink link;

    public Seal_link_tests() => link = new HandLink(gateway, new EgtsProtocol(), new EgtsWorld());

    [Fact]
    public async Task A_long_packet_on_a_slow_line_is_no_beginning_without_end()
    {
        await link.SendAsync(packet);
        Assert.Equal(1, gateway.Released());
        foreach (var value in packet)
        {
            link.Pass(TimeSpan.FromSeconds(9));
            await link.SendAsync([value]);
        }

        Assert.Equal(1, gateway.Released());
        Assert.Equal(0, gateway.Metrics.PartialsDropped.Value);
    }

    [Fact]
    public async Task A_beginning_without_end_is_dropped_and_the_next_packet_taken()
    {
        await link.SendAsync(packet);
        Assert.Equal(1, gateway.Released());
        await link.SendAsync(packet[..20]);
        link.Pass(TimeSpan.FromSeconds(11));
        Assert.Equal(1, gateway.Metrics.PartialsDropped.Value);
        await link.SendAsync(packet);
        Assert.Equal(1, gateway.Released());
        Assert.Equal(0, gateway.Metrics.BytesSkipped.Value);
    }

    [Fact]
    public async Task A_watch_that_comes_too_late_drops_nothing()
    {
        await link.SendAsync(packet[..20]);
        link.Wake();
        await link.SendAsync(packet[20..]);
        Assert.Equal(1, gateway.Released());
    }

    [Fact]
    public async Task A_connection_that_the_network_forgot_is_closed()
    {
        await link.SendAsync(packet);
        Assert.Equal(1, gateway.Released());
        link.Pass(TimeSpan.FromHours(2));
        Assert.Equal(0, gateway.Metrics.IdleConnections.Value);
        link.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(1, gateway.Metrics.IdleConnections.Value);
    }

    [Fact]
    public async Task A_device_that_does_not_read_its_replies_is_closed_before_they_pile_up()
    {
        for (var sent = 0; sent < 20_000 && gateway.Metrics.SlowReaders.Value == 0; sent++)
        {
            await link.SendAsync(packet);
            gateway.Released();
        }

        Assert.Equal(1, gateway.Metrics.SlowReaders.Value);
        Assert.True(link.Replies.TryRead(out var unread));
        Assert.InRange(unread.Buffer.Length, 64 * 1024, 256 * 1024);
    }

    [Fact]
    public async Task A_flood_is_read_more_slowly_and_nothing_of_it_is_lost()
    {
        const int Frames = 400, PerSecond = 100;
        var slow = new HandGateway(PerSecond);
        await using var flooding = new HandLink(slow, new EgtsProtocol(), new EgtsWorld());
        var sending = flooding.SendAsync([.. Enumerable.Repeat(packet, Frames).SelectMany(bytes => bytes)]);
        var (taken, passed) = (0, TimeSpan.Zero);
        await Deadline.UntilAsync("the flood is noticed", () =>
        {
            taken += slow.Released();
            return Task.FromResult(slow.Metrics.ConnectionsSlowed.Value > 0);
        });
        Assert.InRange(taken, PerSecond, Frames - 1);
        await Deadline.UntilAsync("all of it is taken", () =>
        {
            taken += slow.Released();
            slow.Clock.Advance(TimeSpan.FromMilliseconds(50));
            passed += TimeSpan.FromMilliseconds(50);
            return Task.FromResult(taken == Frames);
        });
        await sending;
        Assert.True(passed >= TimeSpan.FromSeconds(2), $"{passed}");
        Assert.Equal((0, 0), (slow.Metrics.FramesCorrupt.Value, slow.Metrics.BytesSkipped.Value));
    }

    public ValueTask DisposeAsync() => link.DisposeAsync();
}
