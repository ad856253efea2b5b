namespace NavSeal.Server.Demo;

/// <summary>A clock that runs faster than the machine's: the operator and the fleet live by it, the sessions of people do not.</summary>
/// <param name="inner">The machine's clock.</param>
/// <param name="factor">How many seconds pass in one; 1 to <see cref="FactorMax"/>.</param>
internal sealed class FastClock(TimeProvider inner, int factor) : TimeProvider
{
    /// <summary>Beyond this the answers to the seals' reports would come too late for their patience.</summary>
    public const int FactorMax = 60;

    private readonly DateTimeOffset beganAt = inner.GetUtcNow();
    private readonly long beganStamp = inner.GetTimestamp();

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => beganAt + (inner.GetElapsedTime(beganStamp) * factor);

    public override long GetTimestamp() => beganStamp + ((inner.GetTimestamp() - beganStamp) * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(inner.CreateTimer(callback, state, Shortened(dueTime), Shortened(period)), Shortened);

    private TimeSpan Shortened(TimeSpan time) => time <= TimeSpan.Zero ? time : TimeSpan.FromTicks(Math.Max(time.Ticks / factor, 1));

    private sealed class FastTimer(ITimer timer, Func<TimeSpan, TimeSpan> shortened) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(shortened(dueTime), shortened(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
