using System.Buffers;
using NavSeal.Devices.Egts;
using NavSeal.Devices.Jt808;
using NavSeal.Model.Seals;
using NavSeal.Server.Gateway;
using NavSeal.Tests.Devices;
using NavSeal.Tests.Server;

namespace NavSeal.Tests.Gateway;

/// <summary>By which connection a seal is reached, and by which it is not.</summary>
public sealed class Seal_reach_tests : IAsyncDisposable
{
    private const string Strict = "555002";

    private static readonly SealNumber seal = SealNumber.Parse("STRICT");

    private readonly HandGateway gateway = new();
    private readonly Jt808World world = new();
    private readonly List<HandLink> opened = [];

    [Fact]
    public async Task Who_only_named_itself_neither_displaces_the_seal_nor_draws_its_commands()
    {
        var own = Open();
        await own.SendAsync(Says((device, output) => device.Authenticate(output, "1"u8)));
        Assert.Same(own.Link, gateway.Parts.Links.Find(seal));
        for (var stranger = 0; stranger < 3; stranger++)
            await Open().SendAsync(Says((device, output) => device.Send(output, Jt808MessageId.Heartbeat, [])));
        gateway.Released();
        Assert.Same(own.Link, gateway.Parts.Links.Find(seal));
        Assert.Equal(0, gateway.Metrics.ConnectionsSuperseded.Value);
        Assert.DoesNotContain(opened, link => link.IsOver);
    }

    [Fact]
    public async Task A_stranger_who_may_not_report_is_reached_neither_before_nor_after_it_is_sent_away()
    {
        var stranger = Open();
        await stranger.SendAsync(Says((device, output) => device.Send(output, Jt808MessageId.Heartbeat, [])));
        Assert.Null(gateway.Parts.Links.Find(seal));
        await stranger.SendAsync(Says((device, output) => device.Report(output, Jt808World.At())));
        Assert.Null(gateway.Parts.Links.Find(seal));
    }

    [Fact]
    public async Task A_seal_whose_connection_ends_is_looked_up_by_the_one_before_it()
    {
        var world = new EgtsWorld();
        var profile = EgtsWorld.Loops with { Commands = DeviceCommands.Open };
        var memory = world.Add("MEMORY", new DeviceIdentity(IdentityKind.ObjectId, 77), profile);
        var packet = EgtsWorld.Sent((device, output) => device.Report(output, EgtsWorld.Report(77)));
        var (former, latest) = (Open(world), Open(world));
        await former.SendAsync(packet);
        await latest.SendAsync(packet);
        gateway.Released();
        Assert.Equal([memory.Number, memory.Number], gateway.Present);
        Assert.Same(latest.Link, gateway.Parts.Links.Find(memory.Number));

        await latest.SendAsync(EgtsWorld.Sent((device, output) => device.Report(output, EgtsWorld.Report(2))));
        Assert.Same(former.Link, gateway.Parts.Links.Find(memory.Number));
        gateway.Released();
        Assert.Equal(3, gateway.Present.Count);
        await Deadline.UntilAsync("the connection is over", () => Task.FromResult(latest.IsOver));
    }

    [Fact]
    public void Each_command_is_looked_at_again_in_its_own_time()
    {
        var commands = new LinkCommands();
        var now = EgtsWorld.Now;
        commands.Sent(seal, now);
        commands.Sent(seal, now.AddSeconds(30));
        Assert.Null(commands.SealToLookAt(now.AddSeconds(60)));
        Assert.Equal(seal, commands.SealToLookAt(now.AddSeconds(61)));
        Assert.Null(commands.SealToLookAt(now.AddSeconds(62)));
        Assert.Equal(seal, commands.SealToLookAt(now.AddSeconds(91)));
        Assert.Null(commands.SealToLookAt(now.AddSeconds(1000)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in opened) await link.DisposeAsync();
    }

    private HandLink Open()
    {
        opened.Add(new HandLink(gateway, new Jt808Protocol(), world));
        return opened[^1];
    }

    private HandLink Open(EgtsWorld egts)
    {
        opened.Add(new HandLink(gateway, new EgtsProtocol(), egts));
        return opened[^1];
    }

    private static byte[] Says(Action<Jt808Encoder, IBufferWriter<byte>> send) => Jt808World.Sent(send, Strict);
}
