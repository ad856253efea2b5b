using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Simulator;

namespace NavSeal.Tests.Simulator;

/// <summary>A fleet and a platform on one agenda: bytes arrive at once, time is arithmetic.</summary>
internal sealed class World
{
    private readonly FleetSettings settings;
    private readonly ISealDirectory directory;
    private readonly Dictionary<FleetMember, Platform> connections = [];

    public World(FleetSettings settings, bool isRegistered = true)
    {
        this.settings = settings;
        Fleet = Fleet.Create(settings, Scene.Corridors, Scene.Start);
        directory = new FleetDirectory(isRegistered ? Fleet.Registrations : []);
    }

    public Fleet Fleet { get; }

    public DateTimeOffset Now { get; private set; } = Scene.Start;

    public int Corrupt { get; private set; }

    /// <summary>What the platform took, in the order it came; doubles included.</summary>
    public List<(RegisteredSeal Seal, Observation Observation)> Taken { get; } = [];

    public void RunFor(TimeSpan time)
    {
        var end = Now + time;
        while (Fleet.Members.MinBy(member => member.NextWakeAt)!.NextWakeAt is var next && next <= end)
        {
            if (next > Now) Now = next;
            foreach (var member in Fleet.Members.Where(member => member.NextWakeAt <= Now)) Tick(member);
        }

        Now = end;
    }

    /// <summary>Lets the clients bring out what they hold, without new reports.</summary>
    public void Settle()
    {
        while (Fleet.Members.Any(member => member.Client.Held > 0 || member.Seals.Any(carried => carried.Seal.Remembered > 0)))
        {
            Now += TimeSpan.FromSeconds(1);
            foreach (var member in Fleet.Members) Tick(member);
        }
    }

    /// <summary>What the same fleet reports when nobody listens, up to now.</summary>
    public IEnumerable<SimulatedReport> TwinReports(SealNumber? only = null) =>
        Fleet.Create(settings, Scene.Corridors, Scene.Start).Seals
            .Where(seal => only is null || seal.Number == only)
            .SelectMany(seal => seal.Advance(Now));

    private void Tick(FleetMember member)
    {
        member.Advance(Now);
        if (connections.TryGetValue(member, out var platform)) Exchange(member, platform);
        if (!member.WantsConnection(Now)) return;
        connections[member] = platform = new Platform(directory, member.Protocol);
        member.Client.Connected(Now);
        Exchange(member, platform);
    }

    private void Exchange(FleetMember member, Platform platform)
    {
        while (member.Client.TakeOutgoing(Now) is { IsEmpty: false } bytes)
        {
            var replies = platform.Take(bytes.Span, Now);
            Taken.AddRange(platform.Reports.Select(report => (report.Seal, report.Observation)));
            platform.Reports.Clear();
            if (member.ShouldDisconnect) break;
            member.Client.Received(replies, Now);
        }

        if (!member.ShouldDisconnect && platform.End is null) return;
        Corrupt += platform.Corrupt;
        connections.Remove(member);
        member.Client.Disconnected(Now);
    }
}
