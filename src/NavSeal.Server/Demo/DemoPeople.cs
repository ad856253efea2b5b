using System.Text.Json;
using NavSeal.Model.Encoding;
using NavSeal.Simulator;
using NavSeal.Simulator.People;

namespace NavSeal.Server.Demo;

/// <summary>The people of the demo, who work through the API with a key like anybody else. What they began they finish after a
/// restart.</summary>
internal sealed class DemoPeople
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
    private static readonly JsonSerializerOptions Json = new() { Converters = { new SealNumberConverter() } };

    private readonly SimulatedPeople people;
    private readonly TimeProvider clock;
    private readonly string memory;

    /// <param name="fleet">Whose seals they handle.</param>
    /// <param name="api">How they act.</param>
    /// <param name="settings">How they work.</param>
    /// <param name="parts">The operator's clock, and the file in which they keep what they began.</param>
    public DemoPeople(Fleet fleet, OperatorApi api, PeopleSettings settings, (TimeProvider Clock, string Memory) parts)
    {
        (clock, memory) = parts;

        // Not the fleet's chance: ids that came back after a restart would get the answers of a former day.
        people = new SimulatedPeople(fleet, api, settings, new Random());
        if (File.Exists(memory)) people.Remember(JsonSerializer.Deserialize<List<PlanMemory>>(File.ReadAllText(memory), Json) ?? []);
    }

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
                var (done, _) = await people.GoRoundAsync(clock.GetUtcNow(), stop);
                if (done > 0) Keep();
            }
            catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
            {
                told($"the people of the demo get no answer: {e.Message}");
            }
        }
    }

    private void Keep()
    {
        File.WriteAllText(memory + ".new", JsonSerializer.Serialize(people.Memory, Json));
        File.Move(memory + ".new", memory, overwrite: true);
    }
}
