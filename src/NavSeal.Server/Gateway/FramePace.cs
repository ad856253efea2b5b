namespace NavSeal.Server.Gateway;

/// <summary>How fast one connection may send: so many frames a second for as long as it likes, and the frames of one second at once. A
/// black box that is emptied and a fleet behind a relay stay below it; a device gone mad, or a stranger, waits and takes nobody else's
/// place.</summary>
/// <param name="framesPerSecond">Of a connection that speaks for one seal.</param>
internal sealed class FramePace(int framesPerSecond)
{
    /// <summary>A relay speaks for many seals, and may send so many times as much.</summary>
    public const int RelayFactor = 10;

    /// <summary>What is shorter is waited for with the next frames: a timer would take longer.</summary>
    private static readonly TimeSpan WaitMin = TimeSpan.FromMilliseconds(2);

    private static readonly TimeSpan BurstTime = TimeSpan.FromSeconds(1);

    /// <summary>When all that was taken would have come at an even pace, from the beginning on; null before the first frame.</summary>
    private TimeSpan? paidUntil;
    private long began;

    /// <summary>Counts frames that were taken.</summary>
    /// <param name="frames">How many.</param>
    /// <param name="clock">The operator's clock, whose setting does not matter here.</param>
    /// <param name="isRelay">Whether the connection speaks for many seals.</param>
    /// <returns>How long nothing more is to be read; null where reading goes on.</returns>
    public TimeSpan? WaitAfter(int frames, TimeProvider clock, bool isRelay)
    {
        if (paidUntil is null) began = clock.GetTimestamp();
        var now = clock.GetElapsedTime(began);
        var from = paidUntil is { } paid && paid > now ? paid : now;
        paidUntil = from + TimeSpan.FromTicks(frames * TimeSpan.TicksPerSecond / ((long)framesPerSecond * (isRelay ? RelayFactor : 1)));
        var wait = paidUntil.Value - now - BurstTime;
        return wait < WaitMin ? null : wait;
    }
}
