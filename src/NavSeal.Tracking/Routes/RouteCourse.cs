using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tracking.Life;
using NavSeal.Tracking.Registries;

namespace NavSeal.Tracking.Routes;

/// <summary>The set route of a transportation, and how far from it each law lets it be.</summary>
/// <param name="Line">The route.</param>
/// <param name="UnionLimitMetres">More is code 03; null where the Agreement does not judge it: not its regime, or by rail.</param>
/// <param name="EscortLimitMetres">More is KZ-DEVIATION: the half-width of the route; null without electronic customs escort.</param>
internal sealed record RouteCourse(RouteLine Line, int? UnionLimitMetres, int? EscortLimitMetres)
{
    /// <summary>How far off a place is, in whole metres, and the regimes whose limit that is beyond.</summary>
    /// <remarks>Exactly at the limit is not beyond it. Metres are rounded up where they are beyond it, so that what stands in the journal
    /// shows it.</remarks>
    public (int Metres, TrackingRegimes Beyond) Of(GeoPoint place)
    {
        var metres = Line.MetresTo(place);
        var beyond = TrackingRegimes.None;
        if (metres > UnionLimitMetres) beyond |= TrackingRegimes.Union;
        if (metres > EscortLimitMetres) beyond |= TrackingRegimes.KzElectronicCustomsEscort;
        return ((int)(beyond == TrackingRegimes.None ? Math.Floor(metres) : Math.Ceiling(metres)), beyond);
    }

    /// <summary>The course of a transportation on a day of law; null where no route is set, or none of that key is valid.</summary>
    public static RouteCourse? Of(Transportation state, RegistryBook registries, TrackingRules rules, DateOnly day)
    {
        if (state.Papers.Application?.Route is not { } key) return null;
        if (registries.Find(RegistryKind.Route, key, day) is not { } row || registries.Routes.LineOf(row) is not { } line) return null;
        var isJudgedByUnion = state.IsUnion && state.Mode == TransportMode.Road;
        return new RouteCourse(
            line,
            isJudgedByUnion ? state.Papers.DeviationLimitMetres ?? rules.DeviationLimitMetres : null,
            state.IsEscort ? RouteBook.HalfWidthMetres(row, rules) : null);
    }
}

/// <summary>The course of a transportation as it was looked up last: a report asks again only where something it depends on
/// changed.</summary>
internal sealed class CourseCache
{
    private RouteCourse? course;
    private TransportationPapers? papers;
    private TrackingRegimes regimes;
    private TrackingRules? rules;
    private long revision;
    private DateTimeOffset from, until;

    /// <param name="state">The transportation; a route is set.</param>
    /// <param name="registries">The routes.</param>
    /// <param name="now">The rules of the day, and the instant.</param>
    public RouteCourse? At(Transportation state, RegistryBook registries, (TrackingRules Rules, DateTimeOffset Instant) now)
    {
        var isKnown = ReferenceEquals(papers, state.Papers) && regimes == state.Regimes && ReferenceEquals(rules, now.Rules)
            && revision == registries.Routes.Revision && now.Instant >= from && now.Instant < until;
        if (isKnown) return course;
        (papers, regimes, rules, revision) = (state.Papers, state.Regimes, now.Rules, registries.Routes.Revision);
        var day = rules.DayOf(now.Instant);
        from = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), rules.HomeOffset);
        until = from.AddDays(1);
        return course = RouteCourse.Of(state, registries, rules, day);
    }
}
