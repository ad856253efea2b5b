using System.Collections.Frozen;
using System.Globalization;
using NavSeal.Model.Need;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Need;

/// <summary>A question that can be decided.</summary>
internal sealed record NeedCase
{
    public required DateOnly Day { get; init; }

    public required TrackingGround Ground { get; init; }

    public required CarriageMode Mode { get; init; }

    /// <summary>Each once.</summary>
    public required FrozenSet<string> States { get; init; }

    public required IReadOnlyList<CaseLine> Lines { get; init; }

    public required int Seals { get; init; }

    public (decimal Sum, string Currency)? Security { get; init; }
}

/// <summary>A line of goods that was read.</summary>
/// <param name="Code">Digits alone.</param>
/// <param name="HasMeasures">Whether special measures of any state were named or are registered.</param>
/// <param name="MeasuresBind">Whether one of those states is on the way.</param>
/// <param name="Exemption">Id of the exemption that is claimed; null: none.</param>
internal sealed record CaseLine(string Code, bool HasMeasures, bool MeasuresBind, string? Exemption);

/// <summary>Reads a question, and stops at the first field that cannot be used.</summary>
internal sealed class NeedReading(NeedTables tables, NeedQuestion question)
{
    /// <summary>Most lines of one declaration.</summary>
    private const int LinesMax = 999;

    private const int StatesMax = 20, MeasureStatesMax = 5, CountMax = 9999, CodeDigitsMin = 4, CodeDigitsMax = 10, ShownMax = 40;
    private const decimal SecurityMax = 1e12m;
    private static readonly DateOnly DayMin = new(2000, 1, 1), DayMax = new(2099, 12, 31);

    private NeedAnswer.Malformed? malformed;

    /// <summary>The question as a case, or what is wrong with it.</summary>
    public (NeedCase? Case, NeedAnswer.Malformed? Malformed) Read()
    {
        var day = ReadDay();
        var ground = NeedWords.GroundOf(question.Procedure);
        if (ground is null) Say(NeedFault.ProcedureUnknown, "procedure", question.Procedure, NeedWords.Grounds);
        var mode = NeedWords.ModeOf(question.Mode);
        if (mode is null) Say(NeedFault.ModeUnknown, "mode", question.Mode, NeedWords.Modes);
        var states = ReadStates();
        var lines = ReadLines(day, states, [.. PrefixesOf(day, ground, mode)]);
        var seals = ReadSeals();
        var security = ReadSecurity();
        if (malformed is not null) return (null, malformed);
        return (new NeedCase
        {
            Day = day,
            Ground = ground!.Value,
            Mode = mode!.Value,
            States = states,
            Lines = lines,
            Seals = seals,
            Security = security,
        }, null);
    }

    private void Say(NeedFault fault, string field, string? shown, string detail)
    {
        var text = shown ?? "";
        malformed ??= new NeedAnswer.Malformed(fault, field, text.Length <= ShownMax ? text : text[..ShownMax] + "…", detail);
    }

    private DateOnly ReadDay()
    {
        var isDay = DateOnly.TryParseExact(question.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        if (!isDay || day < DayMin || day > DayMax) Say(NeedFault.DayWrong, "date", question.Day, "2026-03-01");
        return day;
    }

    private FrozenSet<string> ReadStates()
    {
        var states = question.States ?? [];
        if (states.Count == 0) Say(NeedFault.StatesMissing, "states", null, Members);
        if (states.Count > StatesMax) Say(NeedFault.TooManyStates, "states", Text(states.Count), Text(StatesMax));
        foreach (var (place, state) in states.Take(StatesMax).Index())
        {
            if (!IsMember(state)) Say(NeedFault.StateUnknown, $"states[{place}]", state, Members);
        }

        return states.Take(StatesMax).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
    }

    private string Members => string.Join(", ", tables.States.Order(StringComparer.Ordinal));

    private bool IsMember(string? state) => state is not null && tables.States.Contains(state);

    /// <summary>What decides in this procedure and mode, on the day or later, or decides on escort: a longer heading of other rules leaves
    /// nothing open.</summary>
    private IEnumerable<string> PrefixesOf(DateOnly day, TrackingGround? ground, CarriageMode? mode)
    {
        var groups = tables.Rules.Where(rule => rule.Ground == ground && rule.Mode == mode && rule.Days.Last >= day)
            .Select(rule => rule.Group)
            .Concat(tables.EscortExceptions.Where(row => row.Days.Contains(day)).Select(row => row.Group).OfType<string>())
            .ToHashSet(StringComparer.Ordinal);
        return tables.Headings.Where(row => row.Days.Contains(day) && groups.Contains(row.Group)).Select(row => row.Prefix);
    }

    private List<CaseLine> ReadLines(DateOnly day, FrozenSet<string> way, List<string> prefixes)
    {
        var goods = question.Goods ?? [];
        if (goods.Count == 0) Say(NeedFault.GoodsMissing, "goods", null, "");
        if (goods.Count > LinesMax) Say(NeedFault.TooManyGoods, "goods", Text(goods.Count), Text(LinesMax));
        var registered = tables.Measures.Where(row => row.Days.Contains(day) && way.Contains(row.State)).ToList();
        var elsewhere = tables.Measures.Where(row => row.Days.Contains(day) && !way.Contains(row.State)).ToList();
        var lines = new List<CaseLine>();
        foreach (var (place, line) in goods.Take(LinesMax).Index())
        {
            if (malformed is not null) return lines;
            var field = $"goods[{place}]";
            var code = ReadCode(field + ".code", line?.Code, prefixes);
            var named = ReadMeasures(field, line?.SpecialMeasures ?? []);
            var binds = named.Any(way.Contains) || registered.Any(row => code.StartsWith(row.Prefix, StringComparison.Ordinal));
            if (!binds) SayIfShort(field + ".code", code, registered.Select(row => row.Prefix));
            var has = binds || named.Count > 0 || elsewhere.Any(row => code.StartsWith(row.Prefix, StringComparison.Ordinal));
            if (line?.Exemption is { } claimed && tables.Exemptions.All(row => row.Id != claimed))
                Say(NeedFault.ExemptionUnknown, field + ".exemption", claimed, "");
            lines.Add(new CaseLine(code, has, binds, line?.Exemption));
        }

        return lines;
    }

    private string ReadCode(string field, string? text, List<string> prefixes)
    {
        var code = NeedWords.WithoutSpaces(text ?? "") ?? "";
        if (code.Length is < CodeDigitsMin or > CodeDigitsMax || !NeedWords.AreDigits(code))
            Say(NeedFault.CodeMalformed, field, text, "");
        else
            SayIfShort(field, code, prefixes);
        return code;
    }

    /// <summary>A code that only begins a longer heading leaves open whether the goods fall under it.</summary>
    private void SayIfShort(string field, string code, IEnumerable<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (prefix.Length <= code.Length || !prefix.StartsWith(code, StringComparison.Ordinal)) continue;
            Say(NeedFault.CodeTooShort, field, code, prefix);
            return;
        }
    }

    private List<string> ReadMeasures(string field, IReadOnlyList<string?> states)
    {
        if (states.Count > MeasureStatesMax)
            Say(NeedFault.TooManyStates, field + ".specialMeasures", Text(states.Count), Text(MeasureStatesMax));
        foreach (var state in states.Take(MeasureStatesMax))
        {
            if (!IsMember(state)) Say(NeedFault.StateUnknown, field + ".specialMeasures", state, Members);
        }

        return [.. states.Take(MeasureStatesMax).OfType<string>()];
    }

    /// <summary>One seal for each compartment that is locked, one for each object sealed on itself, one at least (Agreement 6.3).</summary>
    private int ReadSeals()
    {
        var compartments = ReadCount("compartments", question.Compartments);
        var objects = ReadCount("trackingObjects", question.TrackingObjects);
        if (compartments is null && objects is null) return 1;
        var seals = (compartments ?? 0) + (objects ?? 0);
        if (seals == 0) Say(NeedFault.CountWrong, compartments is null ? "trackingObjects" : "compartments", "0", Text(CountMax));
        return seals;
    }

    private int? ReadCount(string field, string? text)
    {
        if (text is null) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= CountMax) return count;
        Say(NeedFault.CountWrong, field, text, Text(CountMax));
        return 1;
    }

    private (decimal, string)? ReadSecurity()
    {
        if (question.Security is null)
        {
            if (question.SecurityCurrency is not null) Say(NeedFault.SecurityWrong, "security", "", "");
            return null;
        }

        var isSum = decimal.TryParse(question.Security, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var sum);
        if (!isSum || sum > SecurityMax) Say(NeedFault.SecurityWrong, "security", question.Security, "");
        var isCurrency = question.SecurityCurrency is { Length: 3 } letters && letters.All(char.IsAsciiLetterUpper);
        if (!isCurrency) Say(NeedFault.CurrencyWrong, "securityCurrency", question.SecurityCurrency, "USD, KZT");
        return (sum, question.SecurityCurrency ?? "");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
