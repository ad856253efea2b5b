using System.Security.Claims;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Situations;

namespace NavSeal.Workplaces.Board;

/// <summary>What the board shows of the whole country at one instant: the figures of the bar and the open situations. Made once for all
/// viewers.</summary>
public sealed record BoardPicture
{
    /// <summary>Most rows of the queue; the list of situations has the others.</summary>
    public const int RowsMax = 100;

    private static readonly TimeSpan DueSoon = TimeSpan.FromMinutes(15);
    private static readonly NonRoutineKind[] Silences = [NonRoutineKind.NoData, NonRoutineKind.KzSilence];

    /// <summary>The commit that the views had reached.</summary>
    public required long Commit { get; init; }

    /// <summary>Open situations, worst first, then by what is owed first.</summary>
    public required IReadOnlyList<SituationRow> Rows { get; init; }

    public required long Open { get; init; }

    public required long Tracked { get; init; }

    public required long Critical { get; init; }

    /// <summary>Clocks that run out soon.</summary>
    public required long Due { get; init; }

    /// <summary>Share of the tracked seals about which no silence is open, in tenths of a percent; null where none is tracked.</summary>
    public required int? HeardTenthsPercent { get; init; }

    /// <summary>When the last situation ended; null where none ever did.</summary>
    public required DateTimeOffset? LastEndedAt { get; init; }

    public required long Seals { get; init; }

    /// <summary>Reads it off the views.</summary>
    public static BoardPicture Read(SeenViews views, long commit, DateTimeOffset now)
    {
        var rows = views.Situations.List(new SituationFilter { Open = true }, null, RowsMax).Items;
        var tracked = views.Seals.Count(new SealFilter { Tracked = true });
        var silent = views.Situations.Count(new SituationFilter { Open = true, Kinds = Silences });
        var last = views.Situations.List(new SituationFilter { Open = false }, null, 1).Items;
        return new BoardPicture
        {
            Commit = commit,
            Rows = rows,
            Open = views.Situations.Count(new SituationFilter { Open = true }),
            Tracked = tracked,
            Critical = views.Situations.Count(new SituationFilter { Open = true, Severity = Severity.Critical }),
            Due = views.Situations.Count(new SituationFilter { Open = true, DueFrom = now, DueBy = now + DueSoon }),
            HeardTenthsPercent = tracked == 0 ? null : (int)Math.Max(0, 1000 - ((1000 * silent) / tracked)),
            LastEndedAt = last is [var ended] ? ended.EndedAt : null,
            Seals = views.Seals.Count(new SealFilter { Relay = false }),
        };
    }

    /// <summary>The groups in which a dispatcher reads the queue.</summary>
    public IEnumerable<QueueGroup> Groups(Severity? only, DateTimeOffset now)
    {
        var wanted = only is { } severity ? Rows.Where(row => row.Severity == severity).ToList() : Rows;
        var shelved = wanted.Where(row => row.ShelvedUntil > now).ToList();
        var inHand = wanted.Where(row => row.AcknowledgedAt is not null && !(row.ShelvedUntil > now)).ToList();
        foreach (var each in Enum.GetValues<Severity>())
        {
            List<SituationRow> fresh =
                [.. wanted.Where(row => row.Severity == each && row.AcknowledgedAt is null && !(row.ShelvedUntil > now))];
            if (fresh.Count > 0) yield return new QueueGroup(QueuePart.Fresh, each, fresh);
        }

        if (inHand.Count > 0) yield return new QueueGroup(QueuePart.InHand, null, inHand);
        if (shelved.Count > 0) yield return new QueueGroup(QueuePart.Shelved, null, shelved);
    }
}

/// <summary>Where in the queue something stands.</summary>
public enum QueuePart
{
    /// <summary>Nobody has it in hand.</summary>
    Fresh,

    /// <summary>Somebody has.</summary>
    InHand,

    /// <summary>Put aside; comes back by itself.</summary>
    Shelved,
}

/// <summary>Rows of the queue under one heading.</summary>
public sealed record QueueGroup(QueuePart Part, Severity? Severity, IReadOnlyList<SituationRow> Rows);

/// <summary>The picture of the board, read once for all who see the same.</summary>
internal sealed class SharedQueue(BoardParts parts)
{
    /// <summary>Most pictures that are kept; officers of one office share one.</summary>
    private const int PicturesMax = 500;

    private static readonly TimeSpan KeptMax = TimeSpan.FromSeconds(5), StreamedMax = TimeSpan.FromMilliseconds(900);
    private readonly Lock gate = new();
    private readonly Dictionary<string, (BoardPicture Picture, long ReadAt)> latest = [];

    /// <summary>As the views are now, for who has just changed something; what time alone changes is at most five seconds old.</summary>
    public BoardPicture Now(ClaimsPrincipal visitor) =>
        Get(visitor, known => known.Picture.Commit == parts.Views.At && IsYounger(known.ReadAt, KeptMax));

    /// <summary>As the views were less than a beat ago: however many streams ask, it is read about once a second.</summary>
    public BoardPicture Lately(ClaimsPrincipal visitor) => Get(visitor, known => IsYounger(known.ReadAt, StreamedMax));

    private BoardPicture Get(ClaimsPrincipal visitor, Func<(BoardPicture Picture, long ReadAt), bool> isGood)
    {
        var sight = parts.Sights.Of(visitor, Rights.Watch);
        lock (gate)
        {
            if (latest.TryGetValue(sight.Key, out var known) && isGood(known)) return known.Picture;
            if (latest.Count >= PicturesMax) latest.Clear();
            var (at, commit) = (parts.Pace.GetTimestamp(), parts.Views.At);
            var picture = BoardPicture.Read(parts.Views.For(sight), commit, parts.Clock.GetUtcNow());
            latest[sight.Key] = (picture, at);
            return picture;
        }
    }

    private bool IsYounger(long readAt, TimeSpan age) => parts.Pace.GetElapsedTime(readAt) < age;
}
