using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Situations;

/// <summary>Makes and writes the rows of situations.</summary>
internal sealed class SituationFold(ViewFile file)
{
    private const string Write = """
        INSERT INTO situation (transportation, situation, kind, severity, seal, occurred_at, knowable_at, notify_by, notify_key,
            could_not_be_met, latitude, longitude, ended_at, rules, acknowledged_at, acknowledged_by, shelved_at, shelved_until,
            shelved_reason, shelved_by, notified_at, measures, closed_at, closed_by, result, closing_text, withdrawn_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
            ?21, ?22, ?23, ?24, ?25, ?26, ?27)
        ON CONFLICT (transportation, situation) DO UPDATE SET ended_at = ?13, acknowledged_at = ?15, acknowledged_by = ?16,
            shelved_at = ?17, shelved_until = ?18, shelved_reason = ?19, shelved_by = ?20, notified_at = ?21, measures = ?22,
            closed_at = ?23, closed_by = ?24, result = ?25, closing_text = ?26, withdrawn_at = ?27
        """;

    private readonly Statement write = file.Prepare(Write);

    public static SituationRow Opened(TransportationNumber transportation, TransportationEvent.NonRoutineSituationOpened opened) => new()
    {
        Transportation = transportation,
        Situation = opened.Situation,
        Kind = opened.Kind,
        Seal = opened.Seal,
        OccurredAt = opened.OccurredAt,
        KnowableAt = opened.KnowableAt,
        NotifyBy = opened.NotifyBy,
        CouldNotBeMet = opened.CouldNotBeMet,
        Place = opened.Place,
        Rules = opened.Rules,
    };

    /// <summary>The row after an event about a situation that is known.</summary>
    public static SituationRow Evolve(SituationRow row, TransportationEvent change) => change switch
    {
        TransportationEvent.NonRoutineSituationEnded e => row with { EndedAt = e.At },
        TransportationEvent.SituationAcknowledged e => row with { AcknowledgedAt = e.At, AcknowledgedBy = e.By },
        TransportationEvent.SituationShelved e => row with
        {
            ShelvedAt = e.At,
            ShelvedUntil = e.Until,
            ShelvedReason = e.Reason,
            ShelvedBy = e.By,
        },
        TransportationEvent.OfficesNotified e => row with { NotifiedAt = e.At },
        TransportationEvent.MeasuresRecorded e => row with { Measures = e.Measures },
        TransportationEvent.SituationClosed e => row with
        {
            ClosedAt = e.At,
            ClosedBy = e.By,
            Result = e.Result,
            ClosingText = e.Text,
        },
        TransportationEvent.SituationWithdrawn e => row with { WithdrawnAt = e.At, ClosedAt = row.ClosedAt ?? e.At },
        _ => row,
    };

    /// <summary>The situation that an event is about; null where it is about none that is known already.</summary>
    public static int? NumberIn(TransportationEvent change) => change switch
    {
        TransportationEvent.NonRoutineSituationEnded e => e.Situation,
        TransportationEvent.SituationAcknowledged e => e.Situation,
        TransportationEvent.SituationShelved e => e.Situation,
        TransportationEvent.OfficesNotified e => e.Situation,
        TransportationEvent.MeasuresRecorded e => e.Situation,
        TransportationEvent.SituationClosed e => e.Situation,
        TransportationEvent.SituationWithdrawn e => e.Situation,
        _ => null,
    };

    /// <summary>Writes a row; within the transaction.</summary>
    public void Save(int transportation, SituationRow row) => write
        .Bind(1, transportation).Bind(2, row.Situation).Bind(3, (long)row.Kind).Bind(4, (long)row.Severity).Bind(5, row.Seal.Text)
        .Bind(6, row.OccurredAt.ToUnixTimeMilliseconds()).Bind(7, row.KnowableAt.ToUnixTimeMilliseconds())
        .Bind(8, row.NotifyBy?.ToUnixTimeMilliseconds()).Bind(9, row.NotifyKey).Bind(10, row.CouldNotBeMet ? 1 : 0)
        .Bind(11, row.Place?.LatitudeMicrodegrees).Bind(12, row.Place?.LongitudeMicrodegrees)
        .Bind(13, row.EndedAt?.ToUnixTimeMilliseconds()).Bind(14, row.Rules).Bind(15, row.AcknowledgedAt?.ToUnixTimeMilliseconds())
        .Bind(16, row.AcknowledgedBy).Bind(17, row.ShelvedAt?.ToUnixTimeMilliseconds()).Bind(18, row.ShelvedUntil?.ToUnixTimeMilliseconds())
        .Bind(19, row.ShelvedReason).Bind(20, row.ShelvedBy).Bind(21, row.NotifiedAt?.ToUnixTimeMilliseconds()).Bind(22, row.Measures)
        .Bind(23, row.ClosedAt?.ToUnixTimeMilliseconds()).Bind(24, row.ClosedBy).Bind(25, row.Result).Bind(26, row.ClosingText)
        .Bind(27, row.WithdrawnAt?.ToUnixTimeMilliseconds()).Run();
}
