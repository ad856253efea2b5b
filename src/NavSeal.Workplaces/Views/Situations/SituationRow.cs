using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Situations;

/// <summary>A non-routine situation as it stands.</summary>
public sealed record SituationRow
{
    public required TransportationNumber Transportation { get; init; }

    /// <summary>Number of the situation within its transportation, from 1.</summary>
    public required int Situation { get; init; }

    public required NonRoutineKind Kind { get; init; }

    /// <summary>The seal that showed it.</summary>
    public required SealNumber Seal { get; init; }

    /// <summary>When it happened by the rule.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it became knowable to the operator.</summary>
    public required DateTimeOffset KnowableAt { get; init; }

    /// <summary>Until when the offices have to be told; null where no such clock runs.</summary>
    public DateTimeOffset? NotifyBy { get; init; }

    /// <summary>Whether that clock had run out before the situation became knowable.</summary>
    public bool CouldNotBeMet { get; init; }

    /// <summary>The last believed position at the occurrence.</summary>
    public GeoPoint? Place { get; init; }

    /// <summary>When its condition was over; null while the situation is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Version of the rules that judged.</summary>
    public required string Rules { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? ShelvedAt { get; init; }

    /// <summary>Until when nobody wants to be shown it.</summary>
    public DateTimeOffset? ShelvedUntil { get; init; }

    public string? ShelvedReason { get; init; }

    public string? ShelvedBy { get; init; }

    /// <summary>When the offices were told; null: not yet.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>What the authority did, in its words; null: it has not said.</summary>
    public string? Measures { get; init; }

    /// <summary>When a person closed it with a result; null: not yet.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    public string? ClosedBy { get; init; }

    /// <summary>A code of <c>reference/reasons.csv</c>, kind case_result.</summary>
    public string? Result { get; init; }

    public string? ClosingText { get; init; }

    /// <summary>When it was withdrawn by a signed correction; null: it counts.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Plate of the vehicle, as it was stated; null where it was not.</summary>
    public string? Vehicle { get; init; }

    public Severity Severity => Severities.Of(Kind);

    /// <summary>What <see cref="Read"/> reads, of <c>situation s</c> joined with <c>transportation t</c>.</summary>
    internal const string Columns = """
        t.number, s.situation, s.kind, s.seal, s.occurred_at, s.knowable_at, s.notify_by, s.could_not_be_met, s.latitude, s.longitude,
        s.ended_at, s.rules, s.acknowledged_at, s.acknowledged_by, s.shelved_at, s.shelved_until, s.shelved_reason, s.shelved_by,
        s.transportation, t.vehicle, s.notified_at, s.measures, s.closed_at, s.closed_by, s.result, s.closing_text, s.withdrawn_at
        """;

    /// <summary>The small number of the transportation, for cursors.</summary>
    internal int TransportationId { get; init; }

    internal long NotifyKey => NotifyBy?.ToUnixTimeMilliseconds() ?? long.MaxValue;

    internal static SituationRow Read(Statement row) => new()
    {
        Transportation = TransportationNumber.TryParse(row.Text(0), out var number) ? number : default,
        Situation = row.Int(1),
        Kind = (NonRoutineKind)row.Int(2),
        Seal = SealNumber.Parse(row.Text(3)),
        OccurredAt = row.Instant(4),
        KnowableAt = row.Instant(5),
        NotifyBy = row.InstantOrNull(6),
        CouldNotBeMet = row.Bool(7),
        Place = row.IsNull(8) ? null : new GeoPoint(row.Int(8), row.Int(9)),
        EndedAt = row.InstantOrNull(10),
        Rules = row.Text(11),
        AcknowledgedAt = row.InstantOrNull(12),
        AcknowledgedBy = row.TextOrNull(13),
        ShelvedAt = row.InstantOrNull(14),
        ShelvedUntil = row.InstantOrNull(15),
        ShelvedReason = row.TextOrNull(16),
        ShelvedBy = row.TextOrNull(17),
        TransportationId = row.Int(18),
        Vehicle = row.TextOrNull(19),
        NotifiedAt = row.InstantOrNull(20),
        Measures = row.TextOrNull(21),
        ClosedAt = row.InstantOrNull(22),
        ClosedBy = row.TextOrNull(23),
        Result = row.TextOrNull(24),
        ClosingText = row.TextOrNull(25),
        WithdrawnAt = row.InstantOrNull(26),
    };
}
