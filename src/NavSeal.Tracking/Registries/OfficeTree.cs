using NavSeal.Model.Registries;

namespace NavSeal.Tracking.Registries;

/// <summary>Questions about the tree of customs offices: committee with its dispatch directorate, departments, posts.</summary>
public static class OfficeTree
{
    /// <summary>The office and those above it, up to the root, as they are on a day of law; empty where the office is not valid
    /// then.</summary>
    public static IReadOnlyList<RegistryRow> PathToRoot(RegistryBook registries, string office, DateOnly day)
    {
        var path = new List<RegistryRow>();
        for (var key = office; key.Length > 0 && path.Count < RegistryLimits.TreeDepthMax; key = path[^1]["parent"])
        {
            if (registries.Find(RegistryKind.Office, key, day) is not { } row) break;
            path.Add(row);
        }

        return path;
    }

    /// <summary>Whether an office stands below another, or is the same one.</summary>
    public static bool IsAtOrBelow(RegistryBook registries, string office, string above, DateOnly day)
    {
        var key = office;
        for (var depth = 0; depth < RegistryLimits.TreeDepthMax && key.Length > 0; depth++)
        {
            if (registries.Find(RegistryKind.Office, key, day) is not { } row) return false;
            if (key == above) return true;
            key = row["parent"];
        }

        return false;
    }

    /// <summary>The offices right below one, on a day of law, by key.</summary>
    public static IReadOnlyList<RegistryRow> Below(RegistryBook registries, string office, DateOnly day) =>
    [
        .. registries.PointingTo(RegistryKind.Office, office, day, RegistryKind.Office)
            .Where(row => row["parent"] == office).OrderBy(row => row.Key, StringComparer.Ordinal),
    ];

    /// <summary>Whether the offices above one, on any day on which a version of theirs begins, come back to it or are too many.</summary>
    internal static bool HasCycle(RegistryBook registries, string office)
    {
        var days = new HashSet<DateOnly> { DateOnly.MinValue };
        var wanted = new Stack<string>([office]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (wanted.TryPop(out var key))
        {
            if (!seen.Add(key)) continue;
            foreach (var row in registries.VersionsOf(RegistryKind.Office, key))
            {
                days.Add(row.ValidFrom ?? DateOnly.MinValue);
                if (row["parent"] is { Length: > 0 } parent) wanted.Push(parent);
            }
        }

        return days.Any(day => PathToRoot(registries, office, day).Count == RegistryLimits.TreeDepthMax);
    }
}
