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
    private ILookup<string, string>? children;
    private long readAt;

    /// <summary>In whose name those act who belong there: their office or one below it; a controlling body acts in its own name, not in
    /// that of the offices where it works.</summary>
    public IReadOnlyCollection<string> NamesOf(string office) =>
        views.Registries.All(RegistryKind.ControllingBody).Any(row => row.Stands && row.Row.Key == office) ? [office] : AtOrBelow(office);

    /// <summary>An office and all below it, or a controlling body and the offices of its territory, by their keys.</summary>
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
            var offices = views.Registries.All(RegistryKind.Office).Where(row => row.Stands)
                .Select(row => (Parent: row.Row.Values["parent"], Key: row.Row.Values["id"]));
            var territories = views.Registries.All(RegistryKind.ControllingBody).Where(row => row.Stands)
                .Select(row => (Parent: row.Row.Values["id"], Key: row.Row.Values["territory"]));
            return children = offices.Concat(territories)
                .Where(pair => pair.Parent.Length > 0 && pair.Key.Length > 0).Distinct()
                .ToLookup(pair => pair.Parent, pair => pair.Key, StringComparer.Ordinal);
        }
    }
}
