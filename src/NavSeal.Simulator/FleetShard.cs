using System.Net.Sockets;
using System.Threading.Channels;

namespace NavSeal.Simulator;

/// <summary>Drives some members of a fleet over TCP: one loop, one agenda, one timer, however many members there are. Sockets report to the
/// loop through one channel; at most one operation of each is under way, which bounds the channel.</summary>
internal sealed class FleetShard
{
    private static readonly TimeSpan sleepMax = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan jumpMin = TimeSpan.FromMilliseconds(500);

    private readonly FleetRunnerSettings settings;
    private readonly TimeProvider time;
    private readonly List<FleetLink> links = [];
    private readonly PriorityQueue<FleetLink, DateTimeOffset> agenda = new();
    private readonly Queue<FleetLink> waiting = new();
    private readonly Channel<Arrival> inbox = Channel.CreateUnbounded<Arrival>(new UnboundedChannelOptions { SingleReader = true });
    private int connecting;
    private int operations;

    public FleetShard(IEnumerable<FleetMember> members, FleetRunnerSettings settings, TimeProvider time)
    {
        (this.settings, this.time) = (settings, time);
        links.AddRange(members.Select(member => new FleetLink(member)));
    }

    /// <summary>Lets the loop do something between two other things.</summary>
    public void Post(FleetMember member, Action<DateTimeOffset> action) =>
        inbox.Writer.TryWrite(new Arrival { Link = links.Find(link => link.Member == member), Action = action });

    /// <summary>Runs until it is to stop; then every socket is closed and every operation has ended.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = time.CreateTimer(_ => inbox.Writer.TryWrite(default), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var waking = stop.Register(() => inbox.Writer.TryWrite(default));
        foreach (var link in links) Schedule(link);
        while (!stop.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            timer.Change(RunDue(now), Timeout.InfiniteTimeSpan);
            // A clock that jumped meanwhile has carried the timer along with it.
            if (time.GetUtcNow() - now > jumpMin) continue;
            await inbox.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false);
            while (inbox.Reader.TryRead(out var arrival)) Take(arrival, time.GetUtcNow());
        }

        foreach (var link in links.Where(link => link.Socket is not null)) link.Close(time.GetUtcNow());
        while (operations > 0)
        {
            var arrival = await inbox.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
            if (arrival.Socket is not null) operations--;
        }
    }

    /// <summary>Does what is due.</summary>
    /// <returns>How long nothing is due afterwards.</returns>
    private TimeSpan RunDue(DateTimeOffset now)
    {
        while (agenda.TryPeek(out var link, out var at))
        {
            if (at != link.ScheduledAt)
            {
                agenda.Dequeue();
                continue;
            }

            if (at > now) return at - now < sleepMax ? at - now : sleepMax;
            agenda.Dequeue();
            link.ScheduledAt = DateTimeOffset.MaxValue;
            Tick(link, now);
        }

        return sleepMax;
    }

    private void Tick(FleetLink link, DateTimeOffset now)
    {
        link.Member.Advance(now);
        if (link.IsConnected && (!link.TrySend(link.Member.Client.TakeOutgoing(now).Span) || link.Member.ShouldDisconnect)) link.Close(now);
        if (link.Socket is null && !link.IsWaiting && link.Member.WantsConnection(now))
        {
            link.IsWaiting = true;
            waiting.Enqueue(link);
            ConnectWaiting();
        }

        Schedule(link);
    }

    /// <summary>An earlier place in the agenda replaces a later one; a later one is found when the earlier has come.</summary>
    private void Schedule(FleetLink link)
    {
        var at = link.NextWakeAt;
        if (at >= link.ScheduledAt) return;
        link.ScheduledAt = at;
        agenda.Enqueue(link, at);
    }

    private void Take(in Arrival arrival, DateTimeOffset now)
    {
        if (arrival.Socket is not null) operations--;
        if (arrival.Link is not { } link) return;
        arrival.Action?.Invoke(now);
        if (arrival.IsConnect) EndConnect(link, arrival, now);
        else if (arrival.Socket is not null && arrival.Socket == link.Socket) EndReceive(link, arrival.Count, now);
        Tick(link, now);
    }

    private void ConnectWaiting()
    {
        while (connecting < settings.ConnectsAtOnceMax && waiting.TryDequeue(out var link))
        {
            connecting++;
            operations++;
            _ = ConnectAsync(link, link.Begin());
        }
    }

    private void EndConnect(FleetLink link, in Arrival arrival, DateTimeOffset now)
    {
        connecting--;
        if (arrival.Count > 0)
        {
            link.Connected(now);
            BeginReceive(link);
        }
        else
        {
            link.Close(now);
        }

        ConnectWaiting();
    }

    private void EndReceive(FleetLink link, int count, DateTimeOffset now)
    {
        if (count == 0)
        {
            link.Close(now);
            return;
        }

        link.Member.Client.Received(link.Buffer.AsSpan(0, count), now);
        BeginReceive(link);
    }

    private void BeginReceive(FleetLink link)
    {
        operations++;
        _ = ReceiveAsync(link, link.Socket!);
    }

    private async Task ConnectAsync(FleetLink link, Socket socket)
    {
        var isConnected = await SucceedsAsync(socket.ConnectAsync(settings.Host, settings.Port(link.Member))).ConfigureAwait(false);
        inbox.Writer.TryWrite(new Arrival { Link = link, Socket = socket, IsConnect = true, Count = isConnected ? 1 : 0 });
    }

    private async Task ReceiveAsync(FleetLink link, Socket socket)
    {
        var receiving = socket.ReceiveAsync(link.Buffer, SocketFlags.None);
        var count = await SucceedsAsync(receiving).ConfigureAwait(false) ? receiving.Result : 0;
        inbox.Writer.TryWrite(new Arrival { Link = link, Socket = socket, Count = count });
    }

    private static async Task<bool> SucceedsAsync(Task operation)
    {
        try
        {
            await operation.ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Something that happened outside the loop; the default value only wakes it.</summary>
    private readonly record struct Arrival
    {
        public FleetLink? Link { get; init; }

        /// <summary>The socket whose operation has ended; it may have been replaced meanwhile.</summary>
        public Socket? Socket { get; init; }

        public bool IsConnect { get; init; }

        /// <summary>Bytes received, or 1 for a connection made; 0 where there is none any more.</summary>
        public int Count { get; init; }

        public Action<DateTimeOffset>? Action { get; init; }
    }
}
