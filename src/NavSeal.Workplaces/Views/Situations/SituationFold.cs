using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Situations;

/// <summary>Makes and writes the rows of situations.</summary>
internal sealed class SituationFold(ViewFile file)
{
    private const string Write = """
        INSERT INTO situation (transportation, situation, kind, severity, seal, occurred_at, knowable_at, notify_by, notify_key,
            could_not_be_met, latitude, longitude, ended_at, rules, acknowledged_at, acknowledged_by, shelved_at, shelved_until,
            shelved_reason, shelved_by)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
        ON CONFLICT (transportation, situation) DO UPDATE SET ended_at = ?13, acknowledged_at = ?15, acknowledged_by = ?16,
            shelved_at = ?17, shelved_until = ?18, shelved_reason = ?19, shelved_by = ?20
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

    /// <summary>Writes a row; within the transaction.</summary>
    public void Save(int transportation, SituationRow row) => write
        .Bind(1, transportation).Bind(2, row.Situation).Bind(3, (long)row.Kind).Bind(4, (long)row.Severity).Bind(5, row.Seal.Text)
        .Bind(6, row.OccurredAt.ToUnixTimeMilliseconds()).Bind(7, row.KnowableAt.ToUnixTimeMilliseconds())
        .Bind(8, row.NotifyBy?.ToUnixTimeMilliseconds()).Bind(9, row.NotifyKey).Bind(10, row.CouldNotBeMet ? 1 : 0)
        .Bind(11, row.Place?.LatitudeMicrodegrees).Bind(12, row.Place?.LongitudeMicrodegrees)
        .Bind(13, row.EndedAt?.ToUnixTimeMilliseconds()).Bind(14, row.Rules).Bind(15, row.AcknowledgedAt?.ToUnixTimeMilliseconds())
        .Bind(16, row.AcknowledgedBy).Bind(17, row.ShelvedAt?.ToUnixTimeMilliseconds()).Bind(18, row.ShelvedUntil?.ToUnixTimeMilliseconds())
        .Bind(19, row.ShelvedReason).Bind(20, row.ShelvedBy).Run();
}
