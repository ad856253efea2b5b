using NavSeal.Simulator;
using NavSeal.Simulator.People;

namespace NavSeal.Server.Demo;

/// <summary>The people of the demo, who work through the API with a key like anybody else.</summary>
internal sealed class DemoPeople(Fleet fleet, OperatorApi api, TimeProvider clock)
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    // Not the fleet's chance: ids that came back after a restart would get the answers of a former day.
    private readonly SimulatedPeople people = new(fleet, api, new PeopleSettings(), new Random());

    /// <summary>Goes round until stopped.</summary>
    /// <param name="pace">The machine's clock: a fast operator is not asked more often.</param>
    /// <param name="told">Gets a line where the operator does not answer.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(TimeProvider pace, Action<string> told, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Round, pace);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                await people.GoRoundAsync(clock.GetUtcNow(), stop);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                told($"the people of the demo get no answer: {e.Message}");
            }
        }
    }
}
