using System.Globalization;

namespace NavSeal.Model.Seals;

/// <summary>Which reporting periods a model takes, in whole seconds. In writing single periods and ranges stand side by side, rising, some
/// of the ranges in steps: <c>300 1800-86400/60</c>. None is outside the bounds of the operator.</summary>
public sealed class PeriodSet
{
    /// <summary>Every period within the operator's bounds.</summary>
    public static readonly PeriodSet All = new([new PeriodRange(DeviceCommand.PeriodMinSeconds, DeviceCommand.PeriodMaxSeconds, 1)]);

    private readonly PeriodRange[] ranges;

    private PeriodSet(PeriodRange[] ranges) => this.ranges = ranges;

    /// <summary>The ranges, rising; a single period is one from itself to itself.</summary>
    public IReadOnlyList<PeriodRange> Ranges => ranges;

    /// <summary>The set in that writing; all periods where there is none, or none that can be read: a seal then says itself what it does
    /// not do.</summary>
    public static PeriodSet Of(string? text) => string.IsNullOrEmpty(text) ? All : Read(text) ?? All;

    /// <summary>Reads a set as it is written; null where it is not in that writing.</summary>
    public static PeriodSet? Read(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ranges = new PeriodRange[parts.Length];
        var least = DeviceCommand.PeriodMinSeconds;
        for (var i = 0; i < parts.Length; i++)
        {
            if (ReadOne(parts[i]) is not { } range || range.From < least || range.To > DeviceCommand.PeriodMaxSeconds) return null;
            (ranges[i], least) = (range, range.To + 1);
        }

        return ranges.Length == 0 ? null : new PeriodSet(ranges);
    }

    /// <summary>Whether a period is one of them.</summary>
    public bool Contains(int seconds) => Array.Exists(
        ranges, range => seconds >= range.From && seconds <= range.To && (seconds - range.From) % range.Step == 0);

    /// <summary>The set as it is written.</summary>
    public override string ToString() => string.Join(' ', ranges);

    private static PeriodRange? ReadOne(string text)
    {
        var (dash, slash) = (text.IndexOf('-'), text.IndexOf('/'));
        if (dash < 0) return slash < 0 && Whole(text) is { } one ? new PeriodRange(one, one, 1) : null;
        if (Whole(text[..dash]) is not { } from) return null;
        if (Whole(slash < 0 ? text[(dash + 1)..] : slash > dash ? text[(dash + 1)..slash] : "") is not { } to) return null;
        if ((slash < 0 ? 1 : Whole(text[(slash + 1)..])) is not (> 0 and var step)) return null;
        return to > from && (to - from) % step == 0 ? new PeriodRange(from, to, step) : null;
    }

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Periods side by side.</summary>
/// <param name="From">The shortest, in seconds.</param>
/// <param name="To">The longest, in seconds; one of them.</param>
/// <param name="Step">How far apart they are, in seconds.</param>
public readonly record struct PeriodRange(int From, int To, int Step)
{
    /// <summary>The range as it is written.</summary>
    public override string ToString() => From == To
        ? string.Create(CultureInfo.InvariantCulture, $"{From}")
        : string.Create(CultureInfo.InvariantCulture, $"{From}-{To}{(Step == 1 ? "" : $"/{Step}")}");
}
