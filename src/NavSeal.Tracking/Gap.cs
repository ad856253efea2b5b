namespace NavSeal.Tracking;

/// <summary>A silence before the window: a report measured strictly within it is certainly new, however late it comes. With the
/// conditions as
/// they are known on both sides of it.</summary>
internal readonly record struct Gap(Moment After, Moment Before, Known Left, Known Right)
{
    /// <summary>Shorter times between two reports are not kept: two reporting periods of a moving seal. A bound of memory, no rule of
    /// law.</summary>
    private static readonly TimeSpan LengthMin = TimeSpan.FromMinutes(10);

    public static bool IsSilence(Moment after, Moment before) => before - after > LengthMin;

    public bool Contains(Moment moment) => moment > After && moment < Before;

    /// <summary>Place of the silence that holds an instant; -1 where none does.</summary>
    public static int PlaceOf(Gap[] gaps, Moment moment)
    {
        for (var i = gaps.Length - 1; i >= 0; i--)
            if (gaps[i].Contains(moment)) return i;
        return -1;
    }

    /// <summary>The silences after a report was measured within one of them: what remains of that one on both sides.</summary>
    public static Gap[] Filled(Gap[] gaps, in Report report)
    {
        var place = PlaceOf(gaps, report.MeasuredAt);
        if (place < 0) return gaps;
        var gap = gaps[place];
        var left = gap with { Before = report.MeasuredAt, Right = gap.Right.Then(report) };
        var right = gap with { After = report.MeasuredAt, Left = gap.Left.Then(report) };
        var rest = new List<Gap>(gaps.Length + 1);
        rest.AddRange(gaps.AsSpan(0, place));
        if (IsSilence(left.After, left.Before)) rest.Add(left);
        if (IsSilence(right.After, right.Before)) rest.Add(right);
        rest.AddRange(gaps.AsSpan(place + 1));
        return [.. rest];
    }
}
