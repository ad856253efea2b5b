using NavSeal.Model.Need;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Need;

/// <summary>Decides for a whole carriage (Agreement 2, 3 and 18.6).</summary>
internal static class NeedJudge
{
    private const int StatesMin = 2;

    public static NeedDecision Decide(NeedTables tables, NeedCase asked)
    {
        var isWithinUnion = asked.States.Count >= StatesMin;
        var isOpened = tables.Rules.Any(rule => rule.Mode == asked.Mode);
        if (!isWithinUnion || !isOpened)
        {
            var outside = isWithinUnion ? NeedReason.ModeNotOpened : NeedReason.OneMemberState;
            return Answer(tables, asked, (outside, null, []));
        }

        var judge = new LineJudge(tables, asked);
        List<LineVerdict> lines = [.. asked.Lines.Select((line, index) => judge.Judge(index + 1, line))];
        var deciding = lines.Where(line => line.Obliges).OrderBy(line => line.Stage).ThenBy(line => line.Rule, StringComparer.Ordinal)
            .ThenBy(line => line.Reason).ThenBy(line => line.Group, StringComparer.Ordinal).ThenBy(line => line.Place).FirstOrDefault()
            ?? lines.Where(line => line.Reason == NeedReason.NotYet).MinBy(line => line.Since)
            ?? lines[0];
        return Answer(tables, asked, (deciding.Reason, deciding, lines));
    }

    private static NeedDecision Answer(
        NeedTables tables, NeedCase asked, (NeedReason Reason, LineVerdict? Deciding, IReadOnlyList<LineVerdict> Lines) found)
    {
        var isRequired = found.Deciding?.Obliges == true;
        return new NeedDecision
        {
            IsRequired = isRequired,
            Reason = found.Reason,
            Deciding = found.Deciding,
            Lines = found.Lines,
            MayStillApply = isRequired ? [] : Others(tables, asked, found.Lines),
            Seals = asked.Seals,
            AreExemptionsLoaded = asked.Ground == TrackingGround.Transit
                ? tables.Exemptions.Any(row => row.Days.Contains(asked.Day))
                : null,
            PhysicalEscort = isRequired ? EscortJudge.Judge(tables, asked) : null,
            TablesVersion = tables.Version,
        };
    }

    /// <summary>Domestic regimes of the states on the way, and the unilateral one so long as these goods have not begun under the
    /// Agreement (18.7). Goods that an exemption frees have begun.</summary>
    private static List<string> Others(NeedTables tables, NeedCase asked, IReadOnlyList<LineVerdict> lines)
    {
        var hasBegun = lines.Any(line => line.Reason == NeedReason.Exempt);
        return [.. tables.Regimes
            .Where(regime => regime.Days.Contains(asked.Day)
                && (regime.State is null || asked.States.Contains(regime.State))
                && (regime.Modes.Count == 0 || regime.Modes.Contains(asked.Mode))
                && !(regime.EndsWithObligation && hasBegun))
            .Select(regime => regime.Key)];
    }
}

/// <summary>Decides for one line of goods.</summary>
internal sealed class LineJudge(NeedTables tables, NeedCase asked)
{
    private readonly List<StageRule> rules =
        [.. tables.Rules.Where(rule => rule.Ground == asked.Ground && rule.Mode == asked.Mode && rule.Days.Last >= asked.Day)
            .OrderBy(rule => rule.Stage).ThenBy(rule => rule.Rule, StringComparer.Ordinal)];

    private readonly List<Heading> headings = [.. tables.Headings.Where(heading => heading.Days.Contains(asked.Day))];
    private readonly List<ExemptionRow> exemptions = asked.Ground != TrackingGround.Transit ? [] :
        [.. tables.Exemptions.Where(row => row.Days.Contains(asked.Day) && (row.Mode is null || row.Mode == asked.Mode))];

    public LineVerdict Judge(int place, CaseLine line)
    {
        var found = headings.Where(heading => line.Code.StartsWith(heading.Prefix, StringComparison.Ordinal)).ToList();
        var own = rules.Where(rule => Holds(rule, line, found)).ToList();
        var rule = own.FirstOrDefault(rule => rule.Days.Contains(asked.Day));
        var next = own.Where(rule => rule.Days.First > asked.Day).MinBy(rule => rule.Days.First);
        var verdict = Worded(place, line, (rule ?? next, found)) with { Reason = ReasonOf(line, rule, next) };
        return rule is null ? verdict : AfterExemptions(verdict, line);
    }

    private static bool Holds(StageRule rule, CaseLine line, List<Heading> found) => rule.Group switch
    {
        StageRule.AllOther => true,
        StageRule.Sanctioned => line.MeasuresBind,
        _ => found.Any(heading => heading.Group == rule.Group),
    };

    private static NeedReason ReasonOf(CaseLine line, StageRule? rule, StageRule? next) => rule?.Group switch
    {
        StageRule.AllOther => NeedReason.OtherGoods,
        StageRule.Sanctioned => NeedReason.SpecialMeasures,
        not null => NeedReason.ListedHeading,
        null when next is not null => NeedReason.NotYet,
        null when line is { HasMeasures: true, MeasuresBind: false } => NeedReason.MeasuresElsewhere,
        null => NeedReason.NoRule,
    };

    private static LineVerdict Worded(int place, CaseLine line, (StageRule? Rule, List<Heading> Headings) found)
    {
        var (rule, headings) = found;
        return new LineVerdict
        {
            Place = place,
            Code = line.Code,
            Reason = NeedReason.NoRule,
            Rule = rule?.Rule,
            Clause = rule?.Clause,
            Stage = rule?.Stage,
            Group = rule?.Group,
            Heading = headings.Where(heading => heading.Group == rule?.Group).MaxBy(heading => heading.Prefix.Length)?.Shown,
            Since = rule?.Days.First,
        };
    }

    /// <summary>An exemption without case or condition frees by itself; another one when the asker says that they are met.</summary>
    private LineVerdict AfterExemptions(LineVerdict verdict, CaseLine line)
    {
        var matching = exemptions.Where(row => line.Code.StartsWith(row.Prefix, StringComparison.Ordinal)).ToList();
        return matching.Find(row => !row.IsConditional || row.Id == line.Exemption) is { } frees
            ? verdict with { Reason = NeedReason.Exempt, Exemption = frees.Id }
            : verdict with
            {
                PossibleExemptions = [.. exemptions.Where(row => matching.Contains(row)
                    || row.Prefix.StartsWith(line.Code, StringComparison.Ordinal)).Select(row => row.Id)],
            };
    }
}

/// <summary>Decides whether physical customs escort is allowed beside the seal (Agreement 2.4).</summary>
internal static class EscortJudge
{
    public static PhysicalEscortVerdict Judge(NeedTables tables, NeedCase asked)
    {
        var exceptions = tables.EscortExceptions.Where(row => row.Days.Contains(asked.Day)).ToList();
        var groups = exceptions.Select(row => row.Group).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var headings = tables.Headings.Where(heading => heading.Days.Contains(asked.Day) && groups.Contains(heading.Group)).ToList();
        foreach (var (index, line) in asked.Lines.Index())
        {
            if (headings.Any(heading => line.Code.StartsWith(heading.Prefix, StringComparison.Ordinal)))
                return new PhysicalEscortVerdict(true, EscortGround.Goods, index + 1);
            if (line.MeasuresBind && groups.Contains(StageRule.Sanctioned))
                return new PhysicalEscortVerdict(true, EscortGround.SpecialMeasures, index + 1);
        }

        if (asked.Security is not { } security) return new PhysicalEscortVerdict(false, EscortGround.SecurityNotStated);
        var limit = exceptions.Find(row => row.Group is null);
        return limit is null
            ? new PhysicalEscortVerdict(false, EscortGround.SecurityNotAbove)
            : Compare(security, limit, [.. tables.Rates.Where(row => row.Days.Contains(asked.Day))]);
    }

    /// <summary>Both sides are brought to the currency in which the rates are given, by products alone: nothing is rounded at the limit.
    /// What is read is bounded, so that no product is too large.</summary>
    private static PhysicalEscortVerdict Compare((decimal Sum, string Currency) security, EscortException limit, List<RateRow> rates)
    {
        if (security.Currency == limit.Currency) return Verdict(security.Sum > limit.Above, null);
        var pair = from sum in Prices(security.Currency, rates)
                   from bound in Prices(limit.Currency, rates)
                   where sum.PricedIn == bound.PricedIn
                   select (sum, bound);
        foreach (var (sum, bound) in pair)
        {
            var isAbove = security.Sum * sum.Amount * bound.Units > limit.Above * bound.Amount * sum.Units;
            return Verdict(isAbove, bound.Source);
        }

        return new PhysicalEscortVerdict(null, EscortGround.RateUnknown);
    }

    private static PhysicalEscortVerdict Verdict(bool isAbove, string? source) =>
        new(isAbove, isAbove ? EscortGround.SecurityAbove : EscortGround.SecurityNotAbove, RateSource: source);

    /// <summary>What a currency costs, each currency being one unit of itself.</summary>
    private static IEnumerable<RateRow> Prices(string currency, List<RateRow> rates) =>
        rates.Where(row => row.Currency == currency)
            .Concat(rates.Where(row => row.PricedIn == currency).Take(1)
                .Select(row => new RateRow(currency, currency, row.Days) { Units = 1, Amount = 1, Source = row.Source }));
}
