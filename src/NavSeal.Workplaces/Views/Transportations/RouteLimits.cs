using NavSeal.Model.Transportations;

namespace NavSeal.Workplaces.Views.Transportations;

/// <summary>How far from its set route a transportation may be.</summary>
/// <param name="DeviationLimitMetres">Code 03, where the authority sets no other distance.</param>
/// <param name="HalfWidthOf">Half-width in metres of the route of a key; null where no route of that key is valid.</param>
public sealed record RouteLimits(int DeviationLimitMetres, Func<string, int?> HalfWidthOf)
{
    /// <summary>The limits that are judged: of the Agreement by road, and of electronic customs escort; both null where no route is
    /// set.</summary>
    public (int? Union, int? Escort) Of(TransportationRow row)
    {
        if (row.Life.Application?.Route is not { } route || HalfWidthOf(route) is not { } halfWidth) return (null, null);
        var isUnion = row.Regimes.HasFlag(TrackingRegimes.Union) && row.Mode == TransportMode.Road;
        var isEscort = row.Regimes.HasFlag(TrackingRegimes.KzElectronicCustomsEscort);
        return (isUnion ? row.Life.DeviationLimitMetres ?? DeviationLimitMetres : null, isEscort ? halfWidth : null);
    }
}
