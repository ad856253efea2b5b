namespace NavSeal.Devices.Egts;

/// <summary>Seconds of EGTS count from 2010-01-01T00:00:00Z.</summary>
public static class EgtsClock
{
    /// <summary>Unix time of the second 0.</summary>
    public const long UnixSecondsOfZero = 1_262_304_000;

    private static readonly DateTimeOffset zero = DateTimeOffset.FromUnixTimeSeconds(UnixSecondsOfZero);

    /// <summary>The instant of a count of seconds, whatever it may be.</summary>
    public static DateTimeOffset At(uint seconds) => zero.AddTicks(seconds * TimeSpan.TicksPerSecond);

    /// <summary>The count of seconds at an instant, cut to whole seconds; the nearest end where it lies outside 2010 to 2146.</summary>
    public static uint SecondsAt(DateTimeOffset instant) =>
        (uint)Math.Clamp(instant.ToUnixTimeSeconds() - UnixSecondsOfZero, 0, uint.MaxValue);
}
