using System.Globalization;

namespace NavSeal.Tests.Stories;

/// <summary>Instants of stories: hours and minutes, maybe seconds, of 1 March 2026, or of another day where it stands before them:
/// 3/08:00:30.</summary>
internal static class Clock
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Read(string text)
    {
        var (day, time) = text.Split('/') is [var first, var second] ? (int.Parse(first, CultureInfo.InvariantCulture), second) : (1, text);
        return Start.AddDays(day - 1) + TimeSpan.Parse(time, CultureInfo.InvariantCulture);
    }

    /// <summary>@INSTANT, shortly; nothing where it is the instant of the step.</summary>
    public static string Print(DateTimeOffset instant, DateTimeOffset step)
    {
        if (instant == step) return "";
        var day = (int)(instant - Start).TotalDays + 1;
        var form = instant.Millisecond != 0 ? "HH:mm:ss.fff" : instant.Second != 0 ? "HH:mm:ss" : "HH:mm";
        var time = instant.ToString(form, CultureInfo.InvariantCulture);
        return instant.Date == step.Date ? $"@{time}" : $"@{day}/{time}";
    }
}
