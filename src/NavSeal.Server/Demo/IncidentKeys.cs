using NavSeal.Simulator;

namespace NavSeal.Server.Demo;

/// <summary>Incidents by a key, while the demo runs in a terminal.</summary>
internal static class IncidentKeys
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    /// <summary>What each key does to a seal drawn by chance.</summary>
    public static IReadOnlyDictionary<char, Incident> All { get; } = new Dictionary<char, Incident>
    {
        ['o'] = Now(IncidentKind.Open, 0),
        ['c'] = Now(IncidentKind.Breach, 0),
        ['f'] = Now(IncidentKind.Fault, 0),
        ['b'] = Now(IncidentKind.Drain, 85),
        ['s'] = Now(IncidentKind.Silence, 10),
    };

    /// <summary>One line for people.</summary>
    public static string Help => string.Join(
        ", ", All.Select(key => $"{key.Key} {key.Value.Kind.ToString().ToLowerInvariant()}"));

    /// <summary>Listens until stopped; does nothing where nobody sits before a terminal.</summary>
    public static async Task ListenAsync(IncidentPlayer player, Action<string> told, CancellationToken stop)
    {
        if (Console.IsInputRedirected) return;
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stop))
        {
            while (Console.KeyAvailable)
            {
                if (All.TryGetValue(char.ToLowerInvariant(Console.ReadKey(intercept: true).KeyChar), out var incident))
                    told(player.Play(incident));
            }
        }
    }

    private static Incident Now(IncidentKind kind, int amount) => new(TimeSpan.Zero, "@", kind, amount);
}
