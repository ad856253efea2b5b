using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Tracking;

namespace NavSeal.Server.State;

/// <summary>Keeps the state table behind the acknowledgement: the loop marks what changed, and now and then hands over a picture of it,
/// which
/// another thread encodes and writes.</summary>
internal sealed class StateSaver(StateTable table, TimeSpan period, TimeProvider clock, ILogger logger)
{
    private readonly SubjectTable subjects = new();
    private Dictionary<Subject, object?> changed = [];
    private long commit;
    private long savedAt = clock.GetTimestamp();
    private Task running = Task.CompletedTask;

    /// <summary>Marks what a commit changed; states are immutable, so the references are the picture.</summary>
    public void Mark(IReadOnlyList<DraftSubject> touched, IEnumerable<SealNumber> relays, long number)
    {
        foreach (var subject in touched) changed[subjects.Of(subject).Subject] = subject.State;
        foreach (var relay in relays) changed[new Subject(SubjectNames.OfRelay(relay))] = null;
        commit = number;
    }

    /// <summary>Marks a subject that has no state but its head.</summary>
    public void Mark(Subject subject, long number)
    {
        changed[subject] = null;
        commit = number;
    }

    /// <summary>Hands over a picture where it is time and the last one is written. On the loop's thread.</summary>
    public void SaveWhenDue(IJournal journal)
    {
        if (changed.Count == 0 || !running.IsCompleted || clock.GetElapsedTime(savedAt) < period) return;
        var (number, picture) = Picture(journal);
        running = Task.Run(() => Write(number, picture));
    }

    /// <summary>Writes everything that is marked; at the end, on the loop's thread.</summary>
    public void SaveNow(IJournal journal)
    {
        running.Wait();
        if (changed.Count == 0) return;
        var (number, picture) = Picture(journal);
        Write(number, picture);
    }

    private (long Commit, List<(Subject Subject, SubjectHead Head, object? State)> Picture) Picture(IJournal journal)
    {
        var picture = new List<(Subject, SubjectHead, object?)>(changed.Count);
        foreach (var (subject, state) in changed)
        {
            if (journal.TryGetHead(subject, out var head)) picture.Add((subject, head, state));
        }

        changed = new Dictionary<Subject, object?>(changed.Count);
        savedAt = clock.GetTimestamp();
        return (commit, picture);
    }

    private void Write(long number, List<(Subject Subject, SubjectHead Head, object? State)> picture)
    {
        try
        {
            table.Write(number, picture.Select(row => new StateRow(row.Subject, row.Head, StateEncoding.Write(row.State))));
        }
        catch (Exception e)
        {
            Log.StateNotSaved(logger, e);
        }
    }
}
