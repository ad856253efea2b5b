using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Views;

namespace NavSeal.Workplaces.Commanding;

/// <summary>Reads the frames of seals back out of the journal; any thread.</summary>
/// <param name="commitOf">A commit by its number; null where there is none.</param>
/// <param name="textOf">What may be shown of a frame that a seal or relay sent.</param>
public sealed class SealFrames(Func<long, Commit?> commitOf, Func<SealNumber, ContributionItem.Frame, FrameText> textOf)
{
    /// <summary>So many a page shows.</summary>
    public const int PageRows = 20;

    /// <summary>The newest frames of a seal; the views know in which commits they are, and of how many.</summary>
    /// <param name="seen">The views as whoever asks sees them.</param>
    /// <param name="seal">A seal or a relay.</param>
    /// <param name="cursor">What gives the frames behind those of another page; null: the first.</param>
    /// <param name="limit">Most frames.</param>
    /// <exception cref="NoRoomException">The store of the journal does not answer.</exception>
    public ResultPage<SealFrame> List(SeenViews seen, SealNumber seal, string? cursor, int limit)
    {
        var (before, place) = (long.MaxValue, int.MaxValue);
        if (cursor is not null)
        {
            if (Cursor.Numbers(cursor, 2) is not [var commit, var last and <= int.MaxValue]) return Cursor.Wrong<SealFrame>();
            (before, place) = (commit, (int)last);
        }

        var read = new List<SealFrame>();
        foreach (var number in seen.Seals.FrameCommitsOf(seal).Where(number => number <= before))
        {
            if (commitOf(number) is not { } commit) continue;
            var isCut = number == before;
            foreach (var frame in FramesOf(commit, seal).Reverse().Where(frame => !isCut || frame.Place < place))
            {
                if (read.Count == limit) return new ResultPage<SealFrame>(read, Cursor.Of(read[^1].Commit, read[^1].Place));
                read.Add(ToShow(frame));
            }
        }

        return new ResultPage<SealFrame>(read, null);
    }

    /// <summary>One frame; null where the commit holds no such frame of the seal.</summary>
    /// <exception cref="NoRoomException">The store of the journal does not answer.</exception>
    public SealFrame? Find(SealNumber seal, long number, int place) =>
        commitOf(number) is { } commit && FramesOf(commit, seal).FirstOrDefault(frame => frame.Place == place) is { } found
            ? ToShow(found)
            : null;

    private SealFrame ToShow(Kept kept) => new()
    {
        Commit = kept.Commit,
        Place = kept.Place,
        Protocol = kept.Frame.Protocol,
        ReceivedAt = kept.Frame.ReceivedAt,
        Relay = kept.IsCarried ? kept.Sender : null,
        Reports = kept.Reports,
        Text = textOf(kept.Sender, kept.Frame),
    };

    /// <summary>The frames of a seal or relay in a commit, in the order in which they came; each is placed by that order.</summary>
    private static Kept[] FramesOf(Commit commit, SealNumber seal)
    {
        var relayAt = IndexOf(commit, SubjectNames.OfRelay(seal));
        var home = relayAt >= 0 ? relayAt : IndexOf(commit, SubjectNames.Of(seal));
        if (home < 0) return [];
        var told = relayAt >= 0 ? Enumerable.Range(0, commit.Entries.Length) : [home];
        var reports = told.Where(at => commit.Entries[at].Kind == (ushort)SubjectKind.Seal).SelectMany(at => ReportsOf(commit, at))
            .Where(report => relayAt < 0 || report.At.Entry == relayAt)
            .ToLookup(report => report.At, report => report.Report);
        var frames = reports.Select(report => report.Key.Entry).Append(home).Distinct()
            .ToDictionary(at => at, at => ItemsOf(commit, at).OfType<ContributionItem.Frame>().ToList());
        var places = Enumerable.Range(0, frames[home].Count).Select(index => (Entry: home, Index: index))
            .Union(reports.Select(report => report.Key))
            .Where(at => at.Index < frames[at.Entry].Count)
            .OrderBy(at => frames[at.Entry][at.Index].ReceivedAt).ThenBy(at => at.Entry).ThenBy(at => at.Index);
        return [.. places.Select((at, place) => new Kept(commit.Number, place + 1, frames[at.Entry][at.Index], [.. reports[at]])
        {
            Sender = SealOf(commit.Entries[at.Entry].Subject),
            IsCarried = at.Entry != home,
        })];
    }

    /// <summary>The reports in an entry of a seal, and where the frame of each stands.</summary>
    private static IEnumerable<((int Entry, int Index) At, SealFrameReport Report)> ReportsOf(Commit commit, int entry)
    {
        var seal = SealOf(commit.Entries[entry].Subject);
        foreach (var change in ItemsOf(commit, entry).OfType<ContributionItem.Event>().Select(item => item.Change))
        {
            if (change is not SealEvent.Observed observed) continue;
            var at = (observed.RelayEntry == 0 ? entry : observed.RelayEntry - 1, observed.FrameIndex);
            yield return (at, new SealFrameReport(seal, observed.Observation.MeasuredAt, observed.Judgement, observed.Verdict));
        }
    }

    /// <summary>What an entry holds; nothing where it was erased.</summary>
    private static IEnumerable<ContributionItem> ItemsOf(Commit commit, int entry) =>
        commit.Entries[entry].Payload is var payload && ContributionWalk.IsErased(payload.Span)
            ? []
            : ContributionReader.Read(payload, withFrames: true);

    private static int IndexOf(Commit commit, string subject)
    {
        for (var at = 0; at < commit.Entries.Length; at++)
        {
            if (commit.Entries[at].Subject.Name == subject) return at;
        }

        return -1;
    }

    private static SealNumber SealOf(Subject subject) =>
        SealNumber.Parse(subject.Name[(subject.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    private sealed record Kept(long Commit, int Place, ContributionItem.Frame Frame, IReadOnlyList<SealFrameReport> Reports)
    {
        /// <summary>The seal or relay that sent it.</summary>
        public required SealNumber Sender { get; init; }

        public required bool IsCarried { get; init; }
    }
}
