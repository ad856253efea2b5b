using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using NavSeal.Devices;
using NavSeal.Model.Seals;
using NavSeal.Server.Gateway;
using NavSeal.Server.Keys;
using NavSeal.Server.Observability;
using NavSeal.Tests.Devices;
using NavSeal.Tests.Simulator;
using NavSeal.Workplaces.Commanding;

namespace NavSeal.Tests.Gateway;

/// <summary>A gateway without sockets: its clock is in our hands, and we do the loop's part.</summary>
internal sealed class HandGateway
{
    public HandGateway(int framesPerConnection = 0)
    {
        Inbox = new Inbox(Clock, DateTimeOffset.MinValue);
        Parts = new GatewayParts(Inbox, Clock, Metrics, NullLogger.Instance)
        {
            FramesPerConnection = framesPerConnection,
            SealSecrets = new FrameVault(new byte[32]).Seal,
        };
    }

    public HandClock Clock { get; } = new(EgtsWorld.Now);

    public Metrics Metrics { get; } = new();

    public Inbox Inbox { get; }

    public GatewayParts Parts { get; }

    /// <summary>The seals that were looked up since they could be reached.</summary>
    public List<SealNumber> Present { get; } = [];

    /// <summary>The reports that came, by what makes them the same.</summary>
    public List<(SealNumber Seal, DateTimeOffset? MeasuredAt, ulong ContentKey)> Taken { get; } = [];

    /// <summary>Does the loop's part for everything that waits.</summary>
    /// <returns>How many reports there were.</returns>
    public int Released()
    {
        List<Inbound> batch = [];
        Inbox.Take(batch, new CommitBounds(1000, 1_000_000), TimeSpan.Zero);
        Present.AddRange(batch.OfType<InboundPresence>().Select(item => item.Seal));
        var reports = 0;
        foreach (var item in batch.OfType<InboundFrames>())
        {
            reports += item.Batch.Reports.Count;
            Taken.AddRange(item.Batch.Reports.Select(one => (one.Seal.Number, one.Observation.MeasuredAt, one.Observation.ContentKey)));
            item.Released!(item);
        }

        return reports;
    }
}

/// <summary>One connection without a socket: what is sent has been taken when the sending returns.</summary>
internal sealed class HandLink : IAsyncDisposable
{
    private readonly Pipe fromDevice = Inline(), toDevice = Inline();
    private readonly DefaultConnectionContext connection = new();
    private readonly HandGateway gateway;
    private readonly Task life;

    public HandLink(HandGateway gateway, IDeviceProtocol protocol, ISealDirectory seals)
    {
        this.gateway = gateway;
        connection.Transport = new Duplex(fromDevice.Reader, toDevice.Writer);
        Link = new SealLink(connection, protocol, protocol.Open(seals), gateway.Parts);
        life = Link.RunAsync();
    }

    public SealLink Link { get; }

    /// <summary>Whether its life is over.</summary>
    public bool IsOver => life.IsCompleted;

    /// <summary>What goes out to the device.</summary>
    public PipeReader Replies => toDevice.Reader;

    /// <summary>Lets the reading go on though nothing came.</summary>
    public void Wake() => fromDevice.Reader.CancelPendingRead();

    public async Task SendAsync(byte[] bytes) => await fromDevice.Writer.WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>The device is gone, and the network says so.</summary>
    public async Task ResetAsync() => await fromDevice.Writer.CompleteAsync(new ConnectionResetException("The test resets it."));

    public void Pass(TimeSpan time)
    {
        gateway.Clock.Advance(time);
        Link.Watch(gateway.Clock.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        Link.Abort("the test ends", SealSessionEnd.ServerStopped);
        await fromDevice.Writer.CompleteAsync();
        gateway.Released();
        await life;
    }

    private static Pipe Inline() => new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}
