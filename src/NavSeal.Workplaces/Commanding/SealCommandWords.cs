using Microsoft.Extensions.Localization;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Views.Seals;

namespace NavSeal.Workplaces.Commanding;

/// <summary>Words of commands to seals that stand on more than one page.</summary>
internal static class SealCommandWords
{
    /// <summary>Why a command was given: as a person wrote it, what a reading is to prove, or what act it follows from.</summary>
    public static string ReasonOf(SealCommandRow row, IStringLocalizer words) => row switch
    {
        { ReadsBack: { } number } => words["ReadsBack", number],
        { Reason: "", Kind: DeviceCommandKind.WriteRegister } => words["WrittenWithAffixing"],
        { Reason: "", Kind: DeviceCommandKind.EraseRegister } => words["ErasedWithEnd"],
        _ => row.Reason,
    };

    /// <summary>The periods that a model takes, as people read them.</summary>
    public static string Of(PeriodSet periods, IStringLocalizer words) => string.Join(", ", periods.Ranges.Select(range => range switch
    {
        { From: var from, To: var to } when from == to => words["PeriodOne", from].Value,
        { Step: 1 } => words["PeriodRange", range.From, range.To].Value,
        _ => words["PeriodSteps", range.From, range.To, range.Step].Value,
    }));
}
