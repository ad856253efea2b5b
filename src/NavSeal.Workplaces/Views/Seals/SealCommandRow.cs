using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Seals;

/// <summary>Where a command to a seal stands.</summary>
public enum SealCommandState
{
    /// <summary>Another person has to agree before it may be sent.</summary>
    AwaitsSecond = 1,

    /// <summary>It goes out as soon as the seal can be reached.</summary>
    Waits = 2,

    /// <summary>It went out; the seal has not answered.</summary>
    Sent = 3,

    /// <summary>The seal says that it does it; nothing shows it yet.</summary>
    Answered = 4,

    /// <summary>A later report or reading shows that it was done.</summary>
    Done = 5,

    /// <summary>The seal answered that it does not do it.</summary>
    RefusedBySeal = 6,

    /// <summary>Nothing showed until the deadline that it was done.</summary>
    Expired = 7,

    /// <summary>A person took it back.</summary>
    Cancelled = 8,

    /// <summary>The register that the seal keeps is another than was written.</summary>
    Differs = 9,
}

/// <summary>A command to a seal, and what became of it.</summary>
public sealed record SealCommandRow
{
    public required SealNumber Seal { get; init; }

    /// <summary>Within the seal, from 1.</summary>
    public required int Number { get; init; }

    public required DeviceCommandKind Kind { get; init; }

    /// <summary>Seconds between reports while moving; null where no periods are set.</summary>
    public int? MovingSeconds { get; init; }

    /// <summary>Seconds between reports while standing; null where no periods are set.</summary>
    public int? StandingSeconds { get; init; }

    /// <summary>The one that the seal served; null where it served none.</summary>
    public TransportationNumber? Transportation { get; init; }

    /// <summary>Who gave it.</summary>
    public required string By { get; init; }

    /// <summary>In words; empty where <see cref="ReadsBack"/> says it.</summary>
    public required string Reason { get; init; }

    /// <summary>The command whose work this reading is to prove; null where a person gave the command.</summary>
    public int? ReadsBack { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    public required DateTimeOffset Until { get; init; }

    /// <summary>Whether it waits for a second person.</summary>
    public bool NeedsSecond { get; init; }

    /// <summary>The second person; null where none was needed or nobody has agreed.</summary>
    public string? SecondBy { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Key of the authority whose permission stands for a second person.</summary>
    public string? PermittedBy { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset? FirstSentAt { get; init; }

    public DateTimeOffset? LastSentAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Whether the seal says that it does it; null: it has not answered.</summary>
    public bool? IsAccepted { get; init; }

    /// <summary>What the seal says beside that.</summary>
    public string? Answer { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DeviceCommandEnd? End { get; init; }

    /// <summary>When the seal measured what shows that it was done.</summary>
    public DateTimeOffset? ShownAt { get; init; }

    /// <summary>Who took it back.</summary>
    public string? EndedBy { get; init; }

    public string? EndReason { get; init; }

    public bool IsOver => End is not null;

    public SealCommandState State => this switch
    {
        { End: DeviceCommandEnd.Done } => SealCommandState.Done,
        { End: DeviceCommandEnd.RefusedBySeal } => SealCommandState.RefusedBySeal,
        { End: DeviceCommandEnd.Expired } => SealCommandState.Expired,
        { End: DeviceCommandEnd.Cancelled } => SealCommandState.Cancelled,
        { End: DeviceCommandEnd.Differs } => SealCommandState.Differs,
        { NeedsSecond: true } => SealCommandState.AwaitsSecond,
        { IsAccepted: true } => SealCommandState.Answered,
        { FirstSentAt: not null } => SealCommandState.Sent,
        _ => SealCommandState.Waits,
    };

    /// <summary>What <see cref="Read"/> reads, of <c>seal_command c</c>.</summary>
    internal const string Columns = """
        c.seal, c.number, c.kind, c.moving, c.standing, c.transportation, c.given_by, c.reason, c.queued_at, c.until, c.needs_second,
        c.second_by, c.confirmed_at, c.permitted_by, c.attempts, c.first_sent_at, c.last_sent_at, c.answered_at, c.accepted, c.answer,
        c.ended_at, c.end_kind, c.shown_at, c.ended_by, c.end_reason, c.reads_back
        """;

    internal static SealCommandRow Read(Statement row) => new()
    {
        Seal = SealNumber.Parse(row.Text(0)),
        Number = row.Int(1),
        Kind = (DeviceCommandKind)row.Int(2),
        MovingSeconds = row.IntOrNull(3),
        StandingSeconds = row.IntOrNull(4),
        Transportation = TransportationNumber.TryParse(row.TextOrNull(5), out var number) ? number : null,
        By = row.Text(6),
        Reason = row.Text(7),
        QueuedAt = row.Instant(8),
        Until = row.Instant(9),
        NeedsSecond = row.Bool(10),
        SecondBy = row.TextOrNull(11),
        ConfirmedAt = row.InstantOrNull(12),
        PermittedBy = row.TextOrNull(13),
        Attempts = row.Int(14),
        FirstSentAt = row.InstantOrNull(15),
        LastSentAt = row.InstantOrNull(16),
        AnsweredAt = row.InstantOrNull(17),
        IsAccepted = row.IsNull(18) ? null : row.Bool(18),
        Answer = row.TextOrNull(19),
        EndedAt = row.InstantOrNull(20),
        End = (DeviceCommandEnd?)row.IntOrNull(21),
        ShownAt = row.InstantOrNull(22),
        EndedBy = row.TextOrNull(23),
        EndReason = row.TextOrNull(24),
        ReadsBack = row.IntOrNull(25),
    };
}

/// <summary>Reads the commands to seals; any thread. Whoever sees not everything sees those of the transportations that are seen, and,
/// acting for a state, those to its own operator's seals.</summary>
public sealed class SealCommandQueries
{
    private const string Select = $"""
        SELECT {SealCommandRow.Columns} FROM seal_command c LEFT JOIN transportation t ON t.number = c.transportation
        """;

    private const string Operator = "(SELECT o.operator FROM seal o WHERE o.number = c.seal)";

    private readonly ViewReads reads;
    private readonly Access.Sight sight;

    internal SealCommandQueries(ViewReads reads, Access.Sight sight) => (this.reads, this.sight) = (reads, sight);

    /// <summary>The newest first.</summary>
    public ResultPage<SealCommandRow> List(SealNumber seal, string? cursor, int limit)
    {
        var query = Of(seal);
        if (cursor is not null)
        {
            if (Cursor.Numbers(cursor, 1) is not [var last]) return Cursor.Wrong<SealCommandRow>();
            query.And("c.number < ?", last);
        }

        return reads.Page(query.OrderBy("c.number DESC"), limit, SealCommandRow.Read, row => Cursor.Of(row.Number));
    }

    /// <summary>One command; null where there is none of that number, or none that is seen.</summary>
    public SealCommandRow? Find(SealNumber seal, int number)
    {
        var query = Of(seal).And("c.number = ?", number);
        return reads.Select(query.Text, query.Values, SealCommandRow.Read).FirstOrDefault();
    }

    private ViewQuery Of(SealNumber seal)
    {
        var query = new ViewQuery(Select).And("c.seal = ?", seal.Text);
        sight.Limit(query, Operator);
        return query;
    }
}
