namespace NavSeal.Server.Gateway;

/// <summary>Lets one line of a kind into the log each period and counts the others: no peer fills the disk with lines.</summary>
internal sealed class LogLimit(TimeProvider clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private long? last;
    private long kept;

    /// <summary>Whether a line may be written now.</summary>
    /// <param name="unlogged">How many were not written since the last that was.</param>
    public bool Allows(out long unlogged)
    {
        lock (gate)
        {
            unlogged = kept;
            if (last is { } at && clock.GetElapsedTime(at) < Period)
            {
                kept++;
                return false;
            }

            (last, kept) = (clock.GetTimestamp(), 0);
            return true;
        }
    }
}
