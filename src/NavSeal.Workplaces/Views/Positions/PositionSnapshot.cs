namespace NavSeal.Workplaces.Views.Positions;

/// <summary>Where one seal is and how it stands, for the map.</summary>
/// <param name="Id">Small number of the seal in this process, below <see cref="PositionFrame.IdMax"/>; never given to another seal.</param>
/// <param name="LatitudeMicrodegrees">Of the last believed fix.</param>
/// <param name="LongitudeMicrodegrees">Of the last believed fix.</param>
public readonly record struct SealPosition(int Id, int LatitudeMicrodegrees, int LongitudeMicrodegrees)
{
    /// <summary>When the latest report was received, in milliseconds since 1970.</summary>
    public required long HeardAtMilliseconds { get; init; }

    /// <summary>When the fix was measured, in milliseconds since 1970.</summary>
    public required long FixMeasuredAtMilliseconds { get; init; }

    /// <summary>0 to 359; null while standing or where nothing was said.</summary>
    public short? CourseDegrees { get; init; }

    /// <summary>The worst open situation: 0 none, 1 medium, 2 high, 3 critical.</summary>
    public byte Severity { get; init; }

    public bool IsTracked { get; init; }
}

/// <summary>All positions at one instant; never changed after it was made, so many viewers read it at once.</summary>
/// <param name="Version">The commit it shows.</param>
/// <param name="Positions">In no order.</param>
/// <param name="NewestHeardAtMilliseconds">The newest report in it, in milliseconds since 1970; 0 where there is none.</param>
public sealed record PositionSnapshot(long Version, ReadOnlyMemory<SealPosition> Positions, long NewestHeardAtMilliseconds)
{
    public static PositionSnapshot Empty { get; } = new(0, ReadOnlyMemory<SealPosition>.Empty, 0);
}

/// <summary>Where the feed takes its snapshots and names from.</summary>
/// <param name="Snapshot">Makes one; called by one thread at a time, at most a few times a second.</param>
/// <param name="NumberOf">The number of a seal by its id; null where there is no such seal.</param>
/// <param name="IdOf">The id of a seal by its number as typed; null where it has no position.</param>
public sealed record PositionSource(Func<PositionSnapshot> Snapshot, Func<int, string?> NumberOf, Func<string, int?> IdOf);
