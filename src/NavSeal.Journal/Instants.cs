namespace NavSeal.Journal;

/// <summary>Milliseconds since 1970 UTC and back, for any 64 bits a file may hold.</summary>
internal static class Instants
{
    private static readonly long Min = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Max = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Beyond what the framework can express, its first or last instant.</summary>
    internal static DateTimeOffset FromMilliseconds(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, Min, Max));
}
