using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Views.Situations;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Transportations;

/// <summary>Where a transportation stands.</summary>
public enum TransportationStatus
{
    UnderTracking = 1,

    /// <summary>The seal was taken off on the way by the rules, and has to be applied again.</summary>
    Removed = 2,

    Completed = 3,

    /// <summary>Applied for, not taken on yet.</summary>
    Draft = 4,

    /// <summary>Taken on; no seal is active yet.</summary>
    Confirmed = 5,

    /// <summary>Every seal is deactivated; the rest is still to be done.</summary>
    TrackingEnded = 6,

    /// <summary>Given up before the first activation.</summary>
    Cancelled = 7,

    /// <summary>Ended on the way by an authority.</summary>
    Terminated = 8,
}

/// <summary>A transportation as it stands.</summary>
public sealed record TransportationRow
{
    public required TransportationNumber Number { get; init; }

    public SealNumber Seal { get; init; }

    public TrackingRegimes Regimes { get; init; }

    public TransportMode Mode { get; init; }

    /// <summary>When tracking began; of one that was never under tracking, when it was applied for.</summary>
    public DateTimeOffset ActivatedAt { get; init; }

    /// <summary>Whether a seal was ever activated.</summary>
    public bool WasActivated { get; init; }

    public DateTimeOffset? DeactivatedAt { get; init; }

    public TransportationStatus Status { get; init; } = TransportationStatus.UnderTracking;

    /// <summary>While the seal is removed: until when it has to be applied again.</summary>
    public DateTimeOffset? ReapplyBy { get; init; }

    public int MovingPeriodSeconds { get; init; }

    public int StandingPeriodSeconds { get; init; }

    public int OpenSituations { get; init; }

    /// <summary>Severity of the worst open situation; null where none is open.</summary>
    public Severity? WorstOpen { get; init; }

    /// <summary>Null where nothing was stated.</summary>
    public Particulars? Particulars { get; init; }

    /// <summary>Customer, carrier, declarant and whoever else is named, by their identification numbers.</summary>
    public IReadOnlyList<string> Organisations { get; init; } = [];

    /// <summary>Crossed on the way, ISO alpha-2.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Offices and controlling bodies that decided something about it, by their keys: what they decided on they reach.</summary>
    public IReadOnlyList<string> Authorities { get; init; } = [];

    /// <summary>Application, seals and papers.</summary>
    public TransportationLife Life { get; init; } = new();

    /// <summary>What is waited for next.</summary>
    public Awaited Awaits { get; init; }

    /// <summary>Whether its life has ended, whichever way.</summary>
    public bool IsOver => IsEnd(Status);

    /// <summary>When its last event was decided.</summary>
    public DateTimeOffset LastChangeAt { get; init; }

    /// <summary>What <see cref="Read"/> reads, of <c>transportation t</c>.</summary>
    internal const string Columns = """
        t.id, t.number, t.seal, t.regimes, t.mode, t.activated_at, t.deactivated_at, t.status, t.reapply_by, t.moving, t.standing,
        t.situations, t.worst, t.vehicle, t.departure, t.destination, t.changed_at, t.events, t.organisations, t.states,
        t.activated, t.life, t.awaits, t.authorities
        """;

    /// <summary>The small number of the transportation, for cursors and joins.</summary>
    internal int Id { get; init; }

    /// <summary>How many events the time line has.</summary>
    internal int Events { get; init; }

    internal static bool IsEnd(TransportationStatus status) =>
        status is TransportationStatus.Completed or TransportationStatus.Cancelled or TransportationStatus.Terminated;

    internal static TransportationRow Read(Statement row) => new()
    {
        Id = row.Int(0),
        Number = TransportationNumber.TryParse(row.Text(1), out var number) ? number : default,
        Seal = SealNumber.TryParse(row.Text(2), out var seal) ? seal : default,
        Regimes = (TrackingRegimes)row.Int(3),
        Mode = (TransportMode)row.Int(4),
        ActivatedAt = row.Instant(5),
        DeactivatedAt = row.InstantOrNull(6),
        Status = (TransportationStatus)row.Int(7),
        ReapplyBy = row.InstantOrNull(8),
        MovingPeriodSeconds = row.Int(9),
        StandingPeriodSeconds = row.Int(10),
        OpenSituations = row.Int(11),
        WorstOpen = (Severity?)row.IntOrNull(12),
        Particulars = row.IsNull(13) && row.IsNull(14) && row.IsNull(15)
            ? null
            : new Particulars
            {
                Vehicle = row.TextOrNull(13),
                DepartureOffice = row.TextOrNull(14),
                DestinationOffice = row.TextOrNull(15),
            },
        LastChangeAt = row.Instant(16),
        Events = row.Int(17),
        Organisations = Sight.EntriesOf(row.Text(18)),
        States = Sight.EntriesOf(row.Text(19)),
        WasActivated = row.Int(20) != 0,
        Life = TransportationLife.Read(row.Text(21)),
        Awaits = (Awaited)row.Int(22),
        Authorities = Sight.EntriesOf(row.Text(23)),
    };
}
