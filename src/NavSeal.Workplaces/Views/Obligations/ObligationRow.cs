using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Obligations;

/// <summary>How a clock of the law stands at an instant.</summary>
public enum ClockState
{
    /// <summary>It runs, and there is time.</summary>
    Running = 1,

    /// <summary>It runs, and its end is near.</summary>
    Warning = 2,

    /// <summary>It ran out, and what is owed is owed still.</summary>
    Breached = 3,

    /// <summary>It had run out before anybody could know: apart from breaches.</summary>
    CouldNotBeMet = 4,

    /// <summary>Done in time.</summary>
    Fulfilled = 5,

    /// <summary>Done after its end.</summary>
    FulfilledLate = 6,

    /// <summary>No longer owed.</summary>
    Dropped = 7,
}

/// <summary>A clock of the law as it stands.</summary>
public sealed record ObligationRow
{
    public required TransportationNumber Transportation { get; init; }

    /// <summary>Its number within the transportation, from 1.</summary>
    public required int Obligation { get; init; }

    public required ObligationKind Kind { get; init; }

    public required Debtor Owes { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    public required DateTimeOffset WarnAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public bool CouldNotBeMet { get; init; }

    /// <summary>The situation it is about; null: none.</summary>
    public int? Situation { get; init; }

    /// <summary>The seal it is about; null: none.</summary>
    public SealNumber? Seal { get; init; }

    public DateTimeOffset? FulfilledAt { get; init; }

    public DateTimeOffset? BreachedAt { get; init; }

    public DateTimeOffset? DroppedAt { get; init; }

    /// <summary>Plate of the vehicle; null where it was not stated.</summary>
    public string? Vehicle { get; init; }

    /// <summary>Key of the office of departure; null: none.</summary>
    public string? DepartureOffice { get; init; }

    /// <summary>Key of the office of destination; null: none.</summary>
    public string? DestinationOffice { get; init; }

    /// <summary>How it stands at an instant.</summary>
    public ClockState StateAt(DateTimeOffset now)
    {
        if (DroppedAt is not null) return ClockState.Dropped;
        if (FulfilledAt is { } done) return done > DueAt && !CouldNotBeMet ? ClockState.FulfilledLate : ClockState.Fulfilled;
        if (CouldNotBeMet) return ClockState.CouldNotBeMet;
        if (BreachedAt is not null || now > DueAt) return ClockState.Breached;
        return now >= WarnAt ? ClockState.Warning : ClockState.Running;
    }

    /// <summary>What <see cref="Read"/> reads, of <c>obligation o</c> joined with <c>transportation t</c>.</summary>
    internal const string Columns = """
        t.number, o.obligation, o.kind, o.owes, o.began_at, o.warn_at, o.due_at, o.could_not_be_met, o.situation, o.seal, o.fulfilled_at,
        o.breached_at, o.dropped_at, t.vehicle, t.departure, t.destination, o.transportation
        """;

    /// <summary>The small number of the transportation, for cursors.</summary>
    internal int TransportationId { get; init; }

    internal static ObligationRow Read(Statement row) => new()
    {
        Transportation = TransportationNumber.TryParse(row.Text(0), out var number) ? number : default,
        Obligation = row.Int(1),
        Kind = (ObligationKind)row.Int(2),
        Owes = (Debtor)row.Int(3),
        BeganAt = row.Instant(4),
        WarnAt = row.Instant(5),
        DueAt = row.Instant(6),
        CouldNotBeMet = row.Bool(7),
        Situation = row.IntOrNull(8),
        Seal = row.TextOrNull(9) is { } text ? SealNumber.Parse(text) : null,
        FulfilledAt = row.InstantOrNull(10),
        BreachedAt = row.InstantOrNull(11),
        DroppedAt = row.InstantOrNull(12),
        Vehicle = row.TextOrNull(13),
        DepartureOffice = row.TextOrNull(14),
        DestinationOffice = row.TextOrNull(15),
        TransportationId = row.Int(16),
    };
}
