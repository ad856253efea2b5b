namespace NavSeal.Model.Transportations;

/// <summary>How long dossiers are kept by the law of the tracking state.</summary>
/// <param name="Years">Of a transportation that was under tracking; never below <see cref="YearsMin"/>.</param>
/// <param name="NeverActivatedYears">Of one that never was.</param>
/// <param name="HomeOffset">Offset of the tracking state's zone, whose days are the days of law.</param>
public readonly record struct RetentionRule(int Years, int NeverActivatedYears, TimeSpan HomeOffset)
{
    /// <summary>What the Agreement asks for at least (5.3).</summary>
    public const int YearsMin = 3;

    /// <summary>The term of a dossier.</summary>
    /// <param name="end">The last deactivation; the cancellation where no seal was ever activated.</param>
    /// <param name="wasActivated">Whether any seal ever was.</param>
    public RetentionTerm TermAfter(DateTimeOffset end, bool wasActivated)
    {
        var first = DayOf(end).AddDays(1);
        return new RetentionTerm(first, first.AddYears(wasActivated ? Years : NeverActivatedYears));
    }

    /// <summary>The day of law on which an instant lies.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(HomeOffset).DateTime);

    /// <summary>What ended before this instant has a term that has passed.</summary>
    /// <param name="now">The present instant.</param>
    /// <param name="wasActivated">Whether any seal ever was activated.</param>
    public DateTimeOffset DueBefore(DateTimeOffset now, bool wasActivated)
    {
        var day = DayOf(now).AddYears(-(wasActivated ? Years : NeverActivatedYears));
        return new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), HomeOffset).ToUniversalTime();
    }
}

/// <summary>The days between which a dossier is kept.</summary>
/// <param name="From">The day after the end (Agreement, 5.3).</param>
/// <param name="Until">The first day on which it may be erased.</param>
public readonly record struct RetentionTerm(DateOnly From, DateOnly Until);
