using System.Globalization;
using NavSeal.Model.Observations;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Situations;

namespace NavSeal.Workplaces.Overview;

/// <summary>What the overview shows at one instant, as text.</summary>
public sealed class OverviewModel(ViewStore views, DateTimeOffset now, (int Connected, long LastCommit) live)
{
    /// <summary>Most rows of a table on one page.</summary>
    public const int RowsMax = 1000;

    public DateTimeOffset Now { get; } = now;

    public int Connected { get; } = live.Connected;

    public IReadOnlyList<SealRow> Seals { get; } = views.Seals.List(new SealFilter(), null, RowsMax).Items;

    public long SealCount { get; } = views.Seals.Count(new SealFilter());

    public IReadOnlyList<SituationRow> Situations { get; } =
        views.Situations.List(new SituationFilter { Open = true }, null, RowsMax).Items;

    public long SituationCount { get; } = views.Situations.Count(new SituationFilter { Open = true });

    public long UnderTracking { get; } = views.Seals.Count(new SealFilter { Tracked = true });

    public long SituationsSoFar { get; } = views.Journal.SituationsOpened;

    public string Journal { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"{views.Journal.Commits:N0} commits, {views.Journal.Entries:N0} entries, "
        + $"{views.Journal.PayloadBytes / 1048576.0:N1} MiB of evidence");

    public string Heads { get; } = views.Journal.LastHeadAt is { } at
        ? string.Create(CultureInfo.InvariantCulture, $"{views.Journal.Heads:N0} signed heads, the last at {at:HH:mm:ss}")
        : "no head signed yet";

    public long Lag { get; } = Math.Max(0, live.LastCommit - views.Journal.Commits);

    public string Age(DateTimeOffset? at) => at is not { } known ? "never" : (Now - known) switch
    {
        { TotalSeconds: < 1 } => "now",
        { TotalMinutes: < 2 } age => $"{(int)age.TotalSeconds} s ago",
        { TotalHours: < 2 } age => $"{(int)age.TotalMinutes} min ago",
        { TotalDays: < 2 } age => $"{(int)age.TotalHours} h ago",
        var age => $"{(int)age.TotalDays} days ago",
    };

    public static string Time(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "–";

    public static string Place(GeoPoint? at) => at is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"{known.Latitude:0.00000}, {known.Longitude:0.00000}")
        : "no fix";

    public static string Speed(int? tenths) =>
        tenths is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known / 10.0:0} km/h") : "–";

    public static string Element(SealingElementState? state) => state switch
    {
        null => "–",
        SealingElementState.Closed => "● closed",
        SealingElementState.Open => "▲ open",
        SealingElementState.Broken => "▲ broken",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string Shape(NonRoutineKind kind) => Severities.Of(kind) switch
    {
        Severity.Critical => "▲",
        Severity.High => "◆",
        Severity.Medium => "■",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string Class(NonRoutineKind kind) => Severities.Of(kind) switch
    {
        Severity.Critical => "critical",
        Severity.High => "high",
        Severity.Medium => "medium",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Name and code; a code never stands without its name.</summary>
    public static string Name(NonRoutineKind kind) => kind switch
    {
        NonRoutineKind.SealingElementBroken => "Sealing element broken (01)",
        NonRoutineKind.CaseBroken => "Case broken (02)",
        NonRoutineKind.RouteDeviation => "Off the route (03)",
        NonRoutineKind.SealFault => "Fault of the seal (04)",
        NonRoutineKind.LowBattery => "Low battery (05)",
        NonRoutineKind.NoData => "No data (06)",
        NonRoutineKind.UnauthorisedAction => "Unauthorised action (07)",
        NonRoutineKind.KzSilence => "Silent for more than 3 h (KZ-SILENCE)",
        NonRoutineKind.KzRemoval => "Unauthorised removal (KZ-REMOVAL)",
        NonRoutineKind.KzDeviation => "Off the set route (KZ-DEVIATION)",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
