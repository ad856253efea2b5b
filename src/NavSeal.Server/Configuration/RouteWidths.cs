using System.Collections.Frozen;
using NavSeal.Model.Registries;
using NavSeal.Tracking;
using NavSeal.Tracking.Registries;

namespace NavSeal.Server.Configuration;

/// <summary>The half-widths of the routes that are valid today: pages and API ask on any thread.</summary>
/// <param name="registries">The registries of the state.</param>
/// <param name="rules">The rules of all days; asked on the thread that changes the state.</param>
/// <param name="clock">The operator's clock.</param>
internal sealed class RouteWidths(RegistryBook registries, RulesTable rules, TimeProvider clock)
{
    private volatile FrozenDictionary<string, int> present = FrozenDictionary<string, int>.Empty;
    private (long Revision, DateOnly Day) of = (-1, default);

    /// <summary>In metres; null where no route of that key is valid.</summary>
    public int? Of(string route) => present.TryGetValue(route, out var metres) ? metres : null;

    /// <summary>Takes over what was entered; on the thread that changes the state, and when nothing is decided.</summary>
    public void Follow()
    {
        var now = clock.GetUtcNow();
        var valid = rules.ValidAt(now);
        var wanted = (registries.RouteRevision, valid.DayOf(now));
        if (wanted == of) return;
        of = wanted;
        present = registries.ValidOn(RegistryKind.Route, wanted.Item2)
            .ToFrozenDictionary(row => row.Key, row => RegistryBook.HalfWidthMetres(row, valid), StringComparer.Ordinal);
    }
}
