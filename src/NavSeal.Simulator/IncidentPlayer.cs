using NavSeal.Model.Seals;

namespace NavSeal.Simulator;

/// <summary>Lets incidents befall the seals of a running fleet: by a script, or one at a time.</summary>
public sealed class IncidentPlayer(Fleet fleet, FleetRunner runner, Random random)
{
    private readonly SealNumber[] numbers = [.. fleet.Seals.Select(seal => seal.Number)];
    private readonly Dictionary<string, SealNumber> named = new(StringComparer.Ordinal);

    /// <summary>Plays a script from now on.</summary>
    /// <param name="script">What happens when.</param>
    /// <param name="time">The time of the fleet.</param>
    /// <param name="told">Gets a line for each incident, also where there is no such seal.</param>
    /// <param name="stop">Ends it.</param>
    public async Task PlayAsync(IncidentScript script, TimeProvider time, Action<string> told, CancellationToken stop)
    {
        var began = time.GetUtcNow();
        foreach (var incident in script.Incidents)
        {
            var wait = began + incident.At - time.GetUtcNow();
            if (wait > TimeSpan.Zero) await WaitAsync(wait, time, stop).ConfigureAwait(false);
            if (stop.IsCancellationRequested) return;
            told(Play(incident));
        }
    }

    /// <summary>Lets one incident happen now.</summary>
    /// <returns>What happened to whom, for people.</returns>
    public string Play(Incident incident)
    {
        if (SealOf(incident.Seal) is not { } number || !runner.Script(number, incident.Befall))
            return $"{incident.Seal}: there is no such seal in the fleet";
        var amount = incident.Kind switch
        {
            IncidentKind.Silence => $" for {incident.Amount} min",
            IncidentKind.Drain => $" by {incident.Amount} %",
            _ => "",
        };
        return $"{number}: {incident.Kind.ToString().ToLowerInvariant()}{amount}";
    }

    private SealNumber? SealOf(string name)
    {
        if (!name.StartsWith('@')) return SealNumber.TryParse(name, out var number) ? number : null;
        if (numbers.Length == 0) return null;
        // A lone @ is somebody else each time.
        if (name.Length == 1) return numbers[random.Next(numbers.Length)];
        if (!named.TryGetValue(name, out var known)) named.Add(name, known = numbers[random.Next(numbers.Length)]);
        return known;
    }

    private static async Task WaitAsync(TimeSpan wait, TimeProvider time, CancellationToken stop)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var timer = time.CreateTimer(_ => over.TrySetResult(), null, wait, Timeout.InfiniteTimeSpan);
        using var stopping = stop.Register(() => over.TrySetResult());
        await over.Task.ConfigureAwait(false);
    }
}
