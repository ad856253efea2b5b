using NavSeal.Model.Transportations;

namespace NavSeal.Workplaces.Clocks;

/// <summary>The clause that each clock stands on: the source of its time in <c>reference/operator-rules.csv</c>.</summary>
/// <param name="sourceOf">The source of a rule by its key; null where the table has none.</param>
public sealed class ClockClauses(Func<string, string?> sourceOf)
{
    /// <summary>What stands where the table says nothing: the period of transit is set by the authority's demand itself.</summary>
    private const string OfTheDemand = "O407 8";

    private readonly Dictionary<ObligationKind, string> clauses =
        Enum.GetValues<ObligationKind>().ToDictionary(kind => kind, kind => sourceOf(RuleOf(kind)) ?? OfTheDemand);

    /// <summary>As the table writes it.</summary>
    public string Of(ObligationKind kind) => clauses[kind];

    /// <summary>The key of the rule that gives a clock its time.</summary>
    private static string RuleOf(ObligationKind kind) => kind switch
    {
        ObligationKind.OrganiseEscort => "escort_time",
        ObligationKind.NotifyOffices => "notice_time",
        ObligationKind.DeactivateSeal => "deactivation_time",
        ObligationKind.Deliver => "delivery_time",
        ObligationKind.ReapplySeal => "removal_time_max",
        ObligationKind.AnswerOnSituation => "answer_time",
        ObligationKind.RegisterArrival => "registration_time",
        ObligationKind.CompleteTransit => "completion_time",
        ObligationKind.ReleaseGoods => "release_time",
        ObligationKind.YellowCorridor => "yellow_corridor_time",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
