using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Seals;

namespace NavSeal.Server.Demo;

/// <summary>The people of the demo: activate a seal that reports closed, and end its transportation some hours later.</summary>
internal sealed class DemoPeople(NavSealServer server, Random random)
{
    private const int PageLength = 1000;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FreshMax = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RetryTime = TimeSpan.FromMinutes(1);
    private readonly Dictionary<TransportationNumber, DateTimeOffset> endAt = [];
    private readonly Dictionary<Model.Seals.SealNumber, DateTimeOffset> notBefore = [];

    /// <summary>Goes round until stopped.</summary>
    public async Task RunAsync(TimeProvider clock, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Round, clock);
        while (await timer.WaitForNextTickAsync(stop))
        {
            var now = clock.GetUtcNow();
            foreach (var seal in Simulated())
            {
                if (CommandFor(seal, now) is not { } command) continue;
                var origin = new CommandOrigin(Guid.NewGuid(), "demo");
                if (await server.Desk.Do(command, origin, stop) is Answer.Refused) notBefore[seal.Seal] = now + RetryTime;
            }
        }
    }

    private IEnumerable<SealRow> Simulated()
    {
        string? next = null;
        do
        {
            var page = server.Views.Seals.List(new SealFilter { Text = "SIM-", Relay = false }, next, PageLength);
            foreach (var seal in page.Items) yield return seal;
            next = page.Next;
        }
        while (next is not null);
    }

    private Command? CommandFor(SealRow seal, DateTimeOffset now)
    {
        if (notBefore.TryGetValue(seal.Seal, out var earliest) && now < earliest) return null;
        if (seal.Transportation is { } transportation)
        {
            if (!endAt.ContainsKey(transportation)) endAt[transportation] = now + TimeSpan.FromMinutes(random.Next(120, 600));
            return now < endAt[transportation] ? null : new Command.Deactivate(transportation);
        }

        return seal.SealingElement == SealingElementState.Closed && now - seal.HeardAt < FreshMax ? Activation(seal) : null;
    }

    private Command.Activate Activation(SealRow seal) => new()
    {
        Transportation = new TransportationNumber(Guid.NewGuid()),
        Seal = seal.Seal,
        Regimes = random.Next(3) switch
        {
            0 => TrackingRegimes.KzElectronicCustomsEscort,
            1 => TrackingRegimes.Union | TrackingRegimes.KzElectronicCustomsEscort,
            _ => TrackingRegimes.Union,
        },
        Mode = TransportMode.Road,
        MovingPeriod = DemoFleet.MovingPeriod,
        StandingPeriod = DemoFleet.StandingPeriod,
    };
}
