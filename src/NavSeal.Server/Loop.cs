using NavSeal.Journal;
using NavSeal.Server.Gateway;
using NavSeal.Server.Sharing;
using NavSeal.Server.State;

namespace NavSeal.Server;

/// <summary>The whole way of what comes in, on one thread. Nobody hears an answer before the journal holds what the answer
/// promises.</summary>
internal sealed class Loop(LoopParts parts)
{
    private readonly List<Inbound> batch = [];
    private readonly CommitWork work = new(parts);
    private DateTimeOffset? deafSince;

    /// <summary>Runs until the inbox is closed and empty.</summary>
    public void Run()
    {
        while (parts.Turns.MayDecide || parts.Inbox.IsClosed ? Step(parts.Turns.Patience) : Pace.WaitForTurns())
        {
            parts.Saver.SaveWhenDue(parts.Journal);
            parts.Pace.Wait(parts.Inbox);
        }
    }

    /// <summary>Takes what waits, and makes it durable in one commit.</summary>
    /// <param name="patience">How long to wait where nothing waits.</param>
    /// <returns>False once the inbox is closed and empty.</returns>
    public bool Step(TimeSpan patience)
    {
        if (parts.Turns.TakeNews() is { } news) Hear(news);
        work.CatchUp();                                             // what other processes committed, if there are others
        if (parts.Inbox.Take(batch, parts.Bounds, patience) is not { } now) return false;
        foreach (var item in batch) work.Decide(item);              // repeats, refusals and defects are decisions too
        work.PassTime(now);                                         // everything received before now is in the batch

        if (Append(now) is { } commit)
        {
            work.Adopt(commit, now);                                // never refuses: these are facts now
            foreach (var item in batch) work.Release(item, commit);
            batch.Clear();
            HearAgain();
        }
        else
        {
            work.Drop();                                            // another process was first: decide the same batch again
        }

        return true;
    }

    /// <summary>Makes what was decided durable in one commit.</summary>
    /// <returns>The number of the commit; null where a subject had moved on.</returns>
    private long? Append(DateTimeOffset now)
    {
        while (true)
        {
            try
            {
                var entries = work.Entries(now);

                // Repeats and refusals stand on what others have written.
                if (entries.IsEmpty && batch.Count > 0) parts.Journal.Prove();
                var watch = parts.Clock.GetTimestamp();
                var appended = parts.Journal.Append(entries, now);
                if (!entries.IsEmpty) parts.Metrics.CountCommit(parts.Clock.GetElapsedTime(watch));
                return appended is Appended.Durable(var number) ? number : null;
            }
            catch (NoRoomException e)
            {
                deafSince ??= now;
                parts.WaitForRoom(e);                               // no acknowledgement leaves; sockets are not read; pages go on
            }
            catch (IOException e)
            {
                Log.JournalFailed(parts.Logger, e);
                parts.EndProcess();
                throw;
            }
        }
    }

    /// <summary>What came while nobody listened is decided between the stop and the resumption.</summary>
    private void Hear(News news)
    {
        if (news.DeafSince is { } since) batch.Insert(0, new InboundIntake { StoppedAt = since });
        parts.Inbox.Post(new InboundIntake { ClockTurn = news.ClockTurn, Resumes = true });
    }

    /// <summary>While the disk was full no seal was silent: what came meanwhile is decided between the stop and the resumption. Where
    /// several processes listen, one that is deaf is not the operator's deafness: see <see cref="PostgresTurns"/>.</summary>
    private void HearAgain()
    {
        if (deafSince is not { } since) return;
        deafSince = null;
        if (!parts.Turns.AreAllMine) return;
        batch.Add(new InboundIntake { StoppedAt = since });
        parts.Inbox.Post(new InboundIntake { Resumes = true });
    }
}
