namespace NavSeal.Model.Units;

/// <summary>Instants are UTC in whole milliseconds, the precision that storage must keep (requirement MON-002).</summary>
public static class Instants
{
    /// <summary>Cuts what is finer than a millisecond and moves to UTC; done once, where an instant enters the system.</summary>
    public static DateTimeOffset ToMilliseconds(this DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z.</summary>
    public static long UnixMilliseconds(this DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    /// <summary>The instant that lies <paramref name="milliseconds"/> after 1970-01-01T00:00:00Z.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Before the year 1 or after the year 9999.</exception>
    public static DateTimeOffset FromUnixMilliseconds(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
