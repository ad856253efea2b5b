using NavSeal.Model.Registries;
using NavSeal.Workplaces.Views;

namespace NavSeal.Workplaces.Access;

/// <summary>The tree of offices as the registry has it, and the controlling bodies that work in a part of it: rights reach down
/// it.</summary>
/// <param name="views">With the registry of offices.</param>
/// <param name="clock">The clock that says how old a reading is.</param>
public sealed class OfficeTree(ViewStore views, TimeProvider clock)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private Known? read;
    private long readAt;

    /// <summary>An office and all below it, or a controlling body and the offices of its territory, by their keys; and in whose name those
    /// act who belong there: their office or one below it, but a controlling body acts in its own name, not in that of the offices where it
    /// works.</summary>
    public (IReadOnlyCollection<string> AtOrBelow, IReadOnlyCollection<string> Names) Of(string office)
    {
        var (children, bodies) = Read();
        var below = AtOrBelow(office, children);
        return (below, bodies.Contains(office) ? [office] : below);
    }

    private static HashSet<string> AtOrBelow(string office, ILookup<string, string> children)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { office };
        var open = new Queue<string>(found);
        while (open.TryDequeue(out var next))
        {
            foreach (var below in children[next])
            {
                if (found.Add(below)) open.Enqueue(below);
            }
        }

        return found;
    }

    private Known Read()
    {
        lock (gate)
        {
            if (read is { } known && clock.GetElapsedTime(readAt) < KnownFor) return known;
            readAt = clock.GetTimestamp();

            // Whatever was ever below an office: an office that moved keeps its past where its officers find it.
            var offices = views.Registries.All(RegistryKind.Office).Where(row => row.Stands)
                .Select(row => (Parent: row.Row.Values["parent"], Key: row.Row.Values["id"]));
            var bodies = views.Registries.All(RegistryKind.ControllingBody).Where(row => row.Stands).ToList();
            var territories = bodies.Select(row => (Parent: row.Row.Values["id"], Key: row.Row.Values["territory"]));
            var children = offices.Concat(territories)
                .Where(pair => pair.Parent.Length > 0 && pair.Key.Length > 0).Distinct()
                .ToLookup(pair => pair.Parent, pair => pair.Key, StringComparer.Ordinal);
            return read = new Known(children, bodies.Select(row => row.Row.Key).ToHashSet(StringComparer.Ordinal));
        }
    }

    /// <summary>What one reading of the registries gave.</summary>
    private sealed record Known(ILookup<string, string> Children, HashSet<string> Bodies);
}
