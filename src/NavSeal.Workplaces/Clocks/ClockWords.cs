using Microsoft.Extensions.Localization;
using NavSeal.Workplaces.Texts;
using NavSeal.Workplaces.Views.Obligations;

namespace NavSeal.Workplaces.Clocks;

/// <summary>Says what stands on the board of clocks.</summary>
/// <param name="texts">In the reader's language.</param>
/// <param name="now">The instant at which the words are true.</param>
public sealed class ClockWords(IStringLocalizer<ClockTexts> texts, DateTimeOffset now)
{
    public string State(ClockState state) => texts[$"State_{state}"];

    /// <summary>How long is left, or by how much it has run out, in the two largest units.</summary>
    public string Left(DateTimeOffset due) => due >= now ? texts["Left", Length(due - now)] : texts["Over", Length(now - due)];

    private string Length(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => texts["Length_Days", (int)time.TotalDays, time.Hours],
        { TotalHours: >= 1 } => texts["Length_Hours", time.Hours, time.Minutes],
        _ => texts["Length_Minutes", (int)Math.Ceiling(time.TotalMinutes)],
    };
}
