using NavSeal.Model.Units;

namespace NavSeal.Tracking;

/// <summary>An instant in whole milliseconds since 1970-01-01T00:00:00Z: half the size of a <see cref="DateTimeOffset"/>, with both ends of
/// time as values. States keep instants so; at their borders stands <see cref="DateTimeOffset"/>.</summary>
internal readonly record struct Moment(long Milliseconds) : IComparable<Moment>
{
    /// <summary>Before everything: what has not happened yet.</summary>
    public static readonly Moment Never = new(long.MinValue);

    /// <summary>After everything: what has no end yet.</summary>
    public static readonly Moment Endless = new(long.MaxValue);

    public bool IsNever => Milliseconds == long.MinValue;

    public bool IsEndless => Milliseconds == long.MaxValue;

    public static Moment Of(DateTimeOffset instant) => new(instant.UnixMilliseconds());

    public static Moment Later(Moment left, Moment right) => left > right ? left : right;

    public static Moment Earlier(Moment left, Moment right) => left < right ? left : right;

    public DateTimeOffset ToInstant() => Instants.FromUnixMilliseconds(Milliseconds);

    public int CompareTo(Moment other) => Milliseconds.CompareTo(other.Milliseconds);

    public static bool operator <(Moment left, Moment right) => left.Milliseconds < right.Milliseconds;

    public static bool operator >(Moment left, Moment right) => left.Milliseconds > right.Milliseconds;

    public static bool operator <=(Moment left, Moment right) => left.Milliseconds <= right.Milliseconds;

    public static bool operator >=(Moment left, Moment right) => left.Milliseconds >= right.Milliseconds;

    public static Moment operator +(Moment moment, TimeSpan span) => new(moment.Milliseconds + (span.Ticks / TimeSpan.TicksPerMillisecond));

    public static Moment operator -(Moment moment, TimeSpan span) => new(moment.Milliseconds - (span.Ticks / TimeSpan.TicksPerMillisecond));

    public static TimeSpan operator -(Moment later, Moment earlier) =>
        new((later.Milliseconds - earlier.Milliseconds) * TimeSpan.TicksPerMillisecond);
}
