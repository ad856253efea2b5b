using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;

namespace NavSeal.Tracking;

/// <summary>The rules of all days: rows with validity dates, from which <see cref="ValidAt"/> takes those of a day.</summary>
public sealed class RulesTable
{
    private const string SituationsName = "situations.csv", OperatorRulesName = "operator-rules.csv", ReasonsName = "reasons.csv";

    private readonly List<Dated<string, NonRoutineKind>> situations;
    private readonly List<Dated<string, int>> values;
    private readonly List<Dated<string, string>> reasons;
    private readonly HashSet<NonRoutineKind> highRisk = [];
    private readonly TimeSpan homeOffset;
    private readonly string hash;
    private TrackingRules? latest;
    private DateTimeOffset latestFrom, latestUntil;

    private RulesTable(string situationsCsv, string operatorRulesCsv, string reasonsCsv, TimeSpan homeOffset)
    {
        this.homeOffset = homeOffset;
        values = [.. CsvText.Parse(OperatorRulesName, operatorRulesCsv).Rows.Select(OperatorRule)];
        situations = [];
        foreach (var row in CsvText.Parse(SituationsName, situationsCsv).Rows)
        {
            var situation = Situation(row);
            situations.Add(situation);
            if (row["high_risk"] == "yes") highRisk.Add(situation.Value);
            if (ThresholdKey(situation.Value) is { } key) values.Add(situation.With(key, Threshold(row, key)));
        }

        reasons = [.. CsvText.Parse(ReasonsName, reasonsCsv).Rows.Select(row => Dates(row, $"{row["kind"]}/{row["code"]}", ""))];
        RefuseOverlaps(SituationsName, situations);
        RefuseOverlaps(OperatorRulesName, values);
        RefuseOverlaps(ReasonsName, reasons);
        var tables = Encoding.UTF8.GetBytes(string.Join('\0', situationsCsv, operatorRulesCsv, reasonsCsv));
        hash = Convert.ToHexStringLower(SHA256.HashData(tables).AsSpan(0, 8));
    }

    /// <summary>Reads the tables of <c>reference/</c>.</summary>
    /// <param name="situationsCsv">Text of <c>situations.csv</c>.</param>
    /// <param name="operatorRulesCsv">Text of <c>operator-rules.csv</c>.</param>
    /// <param name="reasonsCsv">Text of <c>reasons.csv</c>.</param>
    /// <param name="homeOffset">Offset of the home state's zone, whose days are the days of law (Kazakhstan: +05:00).</param>
    /// <exception cref="FormatException">A table cannot be read; the message names file, line and column.</exception>
    public static RulesTable Parse(string situationsCsv, string operatorRulesCsv, string reasonsCsv, TimeSpan homeOffset)
    {
        var table = new RulesTable(situationsCsv, operatorRulesCsv, reasonsCsv, homeOffset);
        table.ValidAt(DateTimeOffset.UnixEpoch);
        return table;
    }

    /// <summary>The rules of the day of law on which <paramref name="now"/> lies. A situation is in force from its first day on; one of
    /// our own
    /// values holds before its first day too, for without it nothing could be decided.</summary>
    /// <remarks>Asked for every report, so the last answer is kept until its last day has passed. Not for use by two threads.</remarks>
    public TrackingRules ValidAt(DateTimeOffset now)
    {
        if (latest is { } known && now >= latestFrom && now < latestUntil) return known;
        var day = DateOnly.FromDateTime(now.ToOffset(homeOffset).DateTime);
        var (from, until) = Around(day);
        latest = Build(day, from);
        latestFrom = from == DateOnly.MinValue ? DateTimeOffset.MinValue : Midnight(from);
        latestUntil = until == DateOnly.MaxValue ? DateTimeOffset.MaxValue : Midnight(until);
        return latest;
    }

    private DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), homeOffset);

    /// <summary>The days between which nothing changes: the latest change up to the day, and the next one after it.</summary>
    private (DateOnly From, DateOnly Until) Around(DateOnly day)
    {
        var changes = situations.Select(row => row.Days).Concat(values.Select(row => row.Days)).Concat(reasons.Select(row => row.Days))
            .SelectMany(days => new[] { days.First, days.Last == DateOnly.MaxValue ? DateOnly.MaxValue : days.Last.AddDays(1) });
        var (from, until) = (DateOnly.MinValue, DateOnly.MaxValue);
        foreach (var change in changes)
        {
            if (change <= day && change > from) from = change;
            if (change > day && change < until) until = change;
        }

        return (from, until);
    }

    private TrackingRules Build(DateOnly day, DateOnly since) => new()
    {
        HomeOffset = homeOffset,
        Version = $"{hash}@{since:yyyy-MM-dd}",
        MovingPeriod = Seconds("moving_period", day),
        StandingPeriod = Seconds("standing_period", day),
        MovingSpeedMinKilometresPerHour = ValueOf("moving_speed_min", day),
        ActivationChargeMin = new Percent(ValueOf("activation_charge_min", day)),
        OpeningCommandTime = Seconds("opening_command_time", day),
        ShelvingTimeMax = Seconds("shelving_time_max", day),
        UnsealedDistanceMaxMetres = ValueOf("unsealed_distance_max", day),
        PartingDistanceMaxMetres = ValueOf("parting_distance_max", day),
        PartingTimeMax = Seconds("parting_time_max", day),
        Retention = new RetentionRule(RetentionYears(day), ValueOf("retention_never_activated", day), homeOffset),
        LateHorizon = Seconds("late_horizon", day),
        ClockAheadMax = Seconds("clock_ahead_max", day),
        BelievedSpeedMaxKilometresPerHour = ValueOf("believed_speed_max", day),
        BelievedErrorMaxMetres = ValueOf("believed_error_max", day),
        BelievedSatellitesMin = ValueOf("believed_satellites_min", day),
        LowBatteryBelow = new Percent(ValueOf(LowBatteryKey, day)),
        SilentPeriods = ValueOf(SilentPeriodsKey, day),
        DeviationLimitMetres = ValueOf(DeviationKey, day) * MetresPerKilometre,
        HalfWidthExactMetres = ValueOf("route_half_width_exact", day),
        HalfWidthSimplifiedMetres = ValueOf("route_half_width_simplified", day),
        KzSilenceTime = TimeSpan.FromHours(ValueOf(KzSilenceKey, day)),
        KindsInForce = situations.Where(row => row.Days.Contains(day)).Select(row => row.Value).ToFrozenSet(),
        HighRiskKinds = highRisk.ToFrozenSet(),
        RemovalReasons = Reasons("removal/", day),
        ReplacementReasons = Reasons("replacement/", day),
        Results = Reasons("case_result/", day),
        Clocks = new Dictionary<ObligationKind, ClockRule>
        {
            [ObligationKind.OrganiseEscort] = Clock("escort_time", "escort_warning", day),
            [ObligationKind.NotifyOffices] = Clock("notice_time", "notice_warning", day),
            [ObligationKind.DeactivateSeal] = Clock("deactivation_time", "deactivation_warning", day),
            [ObligationKind.Deliver] = new ClockRule(TimeSpan.Zero, Seconds("delivery_warning", day)),
            [ObligationKind.ReapplySeal] = Clock("removal_time_max", "removal_warning", day),
            [ObligationKind.AnswerOnSituation] = Clock("answer_time", "answer_warning", day),
            [ObligationKind.RegisterArrival] = Clock("registration_time", "registration_warning", day),
            [ObligationKind.CompleteTransit] = Clock("completion_time", "completion_warning", day),
            [ObligationKind.ReleaseGoods] = Clock("release_time", "release_warning", day),
            [ObligationKind.YellowCorridor] = Clock("yellow_corridor_time", "yellow_corridor_warning", day),
        }.ToFrozenDictionary(),
    };

    /// <summary>No state goes below what the Agreement asks for (5.3).</summary>
    private int RetentionYears(DateOnly day) => ValueOf(RetentionKey, day) is >= RetentionRule.YearsMin and var years
        ? years
        : throw new FormatException($"{OperatorRulesName}: '{RetentionKey}' is below {RetentionRule.YearsMin} years (Agreement, 5.3).");

    private ClockRule Clock(string time, string warning, DateOnly day) => new(Seconds(time, day), Seconds(warning, day));

    private FrozenSet<string> Reasons(string kind, DateOnly day) => reasons
        .Where(row => row.Key.StartsWith(kind, StringComparison.Ordinal) && row.Days.Contains(day))
        .Select(row => row.Key[kind.Length..]).ToFrozenSet(StringComparer.Ordinal);

    private TimeSpan Seconds(string key, DateOnly day) => TimeSpan.FromSeconds(ValueOf(key, day));

    private int ValueOf(string key, DateOnly day)
    {
        Dated<string, int>? first = null;
        foreach (var row in values.Where(row => row.Key == key))
        {
            if (row.Days.Contains(day)) return row.Value;
            if (first is null || row.Days.First < first.Value.Days.First) first = row;
        }

        return first?.Value ?? throw new FormatException($"{OperatorRulesName}: the key '{key}' is missing.");
    }

    private const string LowBatteryKey = "05", SilentPeriodsKey = "06", KzSilenceKey = "KZ-SILENCE", DeviationKey = "03";

    private const string RetentionKey = "retention";

    private const int MetresPerKilometre = 1000;

    private static string? ThresholdKey(NonRoutineKind kind) => kind switch
    {
        NonRoutineKind.LowBattery => LowBatteryKey,
        NonRoutineKind.NoData => SilentPeriodsKey,
        NonRoutineKind.KzSilence => KzSilenceKey,
        NonRoutineKind.RouteDeviation => DeviationKey,
        _ => null,
    };

    private static int Threshold(CsvRow row, string key)
    {
        var unit = key switch { LowBatteryKey => "percent", SilentPeriodsKey => "reporting_period", DeviationKey => "km", _ => "hour" };
        return row["unit"] == unit ? Number(row, "default_threshold") : throw row.Wrong("unit", $"is not {unit}.");
    }

    private static Dated<string, NonRoutineKind> Situation(CsvRow row)
    {
        var name = row["key"].Replace("_", "", StringComparison.Ordinal);
        return Enum.TryParse<NonRoutineKind>(name, ignoreCase: true, out var kind) && Enum.IsDefined(kind)
            ? Dates(row, row["code"], kind)
            : throw row.Wrong("key", "is no kind of situation.");
    }

    private static Dated<string, int> OperatorRule(CsvRow row)
    {
        var value = Number(row, "value");
        if (row["unit"] == "percent" && value > 100) throw row.Wrong("value", "is more than 100 percent.");
        return Dates(row, row["key"], value);
    }

    private static int Number(CsvRow row, string column) =>
        int.TryParse(row[column], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw row.Wrong(column, "is no whole number.");

    private static Dated<string, T> Dates<T>(CsvRow row, string key, T value)
    {
        var (first, last) = (Day(row, "valid_from", DateOnly.MinValue), Day(row, "valid_to", DateOnly.MaxValue));
        return last < first ? throw row.Wrong("valid_to", "lies before valid_from.") : new(key, value, new Days(first, last), row.Line);
    }

    private static DateOnly Day(CsvRow row, string column, DateOnly missing) => row[column] is not { Length: > 0 } text ? missing
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw row.Wrong(column, "is no day in the form 2026-01-31.");

    private static void RefuseOverlaps<T>(string name, List<Dated<string, T>> rows)
    {
        foreach (var same in rows.GroupBy(row => row.Key))
        {
            var inOrder = same.OrderBy(row => row.Days.First).ToList();
            for (var i = 1; i < inOrder.Count; i++)
            {
                var (former, next) = (inOrder[i - 1], inOrder[i]);
                if (next.Days.First > former.Days.Last) continue;
                throw new FormatException(
                    $"{name}, line {next.Line}, column 'valid_from': '{same.Key}' is valid already by line {former.Line}.");
            }
        }
    }

    /// <summary>Days of law, both ends included.</summary>
    private readonly record struct Days(DateOnly First, DateOnly Last)
    {
        public bool Contains(DateOnly day) => day >= First && day <= Last;
    }

    private readonly record struct Dated<TKey, TValue>(TKey Key, TValue Value, Days Days, int Line)
    {
        public Dated<TKey, TOther> With<TOther>(TKey key, TOther value) => new(key, value, Days, Line);
    }
}
