using NavSeal.Model.Registries;
using NavSeal.Workplaces.Views;

namespace NavSeal.Workplaces.Access;

/// <summary>The tree of offices as the registry has it: rights reach down it.</summary>
/// <param name="views">With the registry of offices.</param>
/// <param name="clock">The clock that says how old a reading is.</param>
public sealed class OfficeTree(ViewStore views, TimeProvider clock)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private ILookup<string, string>? children;
    private long readAt;

    /// <summary>An office and all below it, by their keys.</summary>
    public IReadOnlyCollection<string> AtOrBelow(string office)
    {
        var known = Children();
        var found = new HashSet<string>(StringComparer.Ordinal) { office };
        var open = new Queue<string>(found);
        while (open.TryDequeue(out var next))
        {
            foreach (var below in known[next])
            {
                if (found.Add(below)) open.Enqueue(below);
            }
        }

        return found;
    }

    private ILookup<string, string> Children()
    {
        lock (gate)
        {
            if (children is { } known && clock.GetElapsedTime(readAt) < KnownFor) return known;
            readAt = clock.GetTimestamp();

            // Whatever was ever below an office: an office that moved keeps its past where its officers find it.
            return children = views.Registries.All(RegistryKind.Office).Where(row => row.Stands)
                .Select(row => (Parent: row.Row.Values["parent"], Key: row.Row.Values["id"]))
                .Where(pair => pair.Parent.Length > 0).Distinct().ToLookup(pair => pair.Parent, pair => pair.Key, StringComparer.Ordinal);
        }
    }
}
