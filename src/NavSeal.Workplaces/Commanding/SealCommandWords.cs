using Microsoft.Extensions.Localization;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Views.Seals;

namespace NavSeal.Workplaces.Commanding;

/// <summary>Words of commands to seals that stand on more than one page.</summary>
internal static class SealCommandWords
{
    /// <summary>Why a command was given: as a person wrote it, or what a reading is to prove.</summary>
    public static string ReasonOf(SealCommandRow row, IStringLocalizer words) =>
        row.ReadsBack is { } number ? words["ReadsBack", number] : row.Reason;

    /// <summary>The periods that a model takes, as people read them.</summary>
    public static string Of(PeriodSet periods, IStringLocalizer words) => string.Join(", ", periods.Ranges.Select(range => range switch
    {
        { From: var from, To: var to } when from == to => words["PeriodOne", from].Value,
        { Step: 1 } => words["PeriodRange", range.From, range.To].Value,
        _ => words["PeriodSteps", range.From, range.To, range.Step].Value,
    }));
}
