using NavSeal.Journal;
using NavSeal.Tracking;

namespace NavSeal.Server.State;

/// <summary>Keeps the state table behind the acknowledgement: the loop marks what changed, and now and then makes a picture of it, which
/// another thread writes.</summary>
internal sealed class StateSaver(StateTable table, TrackingState state, (TimeSpan Period, TimeProvider Clock) schedule, ILogger logger)
{
    private readonly HashSet<Subject> changed = [];
    private long commit;
    private long savedAt = schedule.Clock.GetTimestamp();
    private Task running = Task.CompletedTask;

    // A picture that was not written is missing from the table for ever: later ones would only look whole. The old table stays true.
    private volatile bool failed;

    /// <summary>Marks a subject that a commit changed.</summary>
    public void Mark(Subject subject, long number)
    {
        changed.Add(subject);
        commit = number;
    }

    /// <summary>Hands over a picture where it is time and the last one is written. On the loop's thread, between two commits.</summary>
    public void SaveWhenDue(IJournal journal)
    {
        if (failed || changed.Count == 0 || !running.IsCompleted || schedule.Clock.GetElapsedTime(savedAt) < schedule.Period) return;
        var (number, picture) = Picture(journal);
        running = Task.Run(() => Write(journal, number, picture));
    }

    /// <summary>Writes everything that is marked; at the end, when the loop has ended.</summary>
    public void SaveNow(IJournal journal)
    {
        running.Wait();
        if (failed || changed.Count == 0) return;
        var (number, picture) = Picture(journal);
        Write(journal, number, picture);
    }

    private (long Commit, List<StateRow> Picture) Picture(IJournal journal)
    {
        var picture = new List<StateRow>(changed.Count);
        foreach (var subject in changed)
        {
            if (journal.TryGetHead(subject, out var head)) picture.Add(new StateRow(subject, head, StateEncoding.Write(state, subject)));
        }

        changed.Clear();
        savedAt = schedule.Clock.GetTimestamp();
        return (commit, picture);
    }

    private void Write(IJournal journal, long number, List<StateRow> picture)
    {
        try
        {
            table.Write(number, picture, journal.HashAt(number) ?? Digest.None);
        }
        catch (Exception e)
        {
            failed = true;
            Log.StateNotSaved(logger, e);
        }
    }
}
