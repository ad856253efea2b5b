namespace NavSeal.Devices;

/// <summary>What is believed of the clocks of devices, in every family.</summary>
internal static class DeviceClock
{
    private static readonly DateTimeOffset plausibleFrom = new(2010, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan aheadMax = TimeSpan.FromHours(24);

    /// <summary>The instant where a clock that runs can have shown it: from 2010-01-02 (a clock that was reset shows the first day of that
    /// year or an earlier one) to 24 hours after <paramref name="now"/>; else null.</summary>
    public static DateTimeOffset? Plausible(DateTimeOffset at, DateTimeOffset now) =>
        at >= plausibleFrom && at <= now + aheadMax ? at : null;
}
