using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Server.Gateway;
using NavSeal.Server.Registry;
using NavSeal.Tracking;

namespace NavSeal.Server.State;

/// <summary>The start: the table of states and the tail of the journal behind it.</summary>
/// <param name="state">Empty at first; brought to where the journal ends.</param>
/// <param name="registry">Gets the registrations.</param>
/// <param name="saver">Is told which rows of the table are not up to date.</param>
internal sealed class Recovery(TrackingState state, SealRegistry registry, StateSaver saver)
{
    /// <summary>Opens the journal, and brings the state to where it ends.</summary>
    /// <param name="open">Opens it, by the heads that somebody else keeps; null: by reading all of it.</param>
    /// <param name="table">The table of states.</param>
    /// <exception cref="IOException">The store failed, or another process has the journal open.</exception>
    /// <exception cref="JournalDamagedException">Evidence is missing or does not check.</exception>
    /// <exception cref="FormatException">A row cannot be read: delete the table, and it is built again from the journal.</exception>
    public Restored Open(Func<KnownHeads?, IJournal> open, StateTable table)
    {
        var (saved, rows) = table.Read();
        var forgotten = 0L;
        var journal = open(HeadsOf(saved, rows));
        if (saved > journal.LastCommit || (table.CommitHash != Digest.None && journal.HashAt(saved) != table.CommitHash))
        {
            // A shared database may have gone back to an earlier state, or this folder may have served another one.
            journal.Dispose();
            table.Empty();
            forgotten = saved;
            (saved, rows) = (0, []);
            journal = open(null);
        }

        Restore(rows);
        foreach (var commit in journal.CatchUp()) Replay(commit);
        var lastSign = journal.LastCommit == 0 ? DateTimeOffset.MinValue : journal.ReadAfter(journal.LastCommit - 1).First().RecordedAt;
        return new Restored(journal, lastSign, saved, rows.Count) { Forgotten = forgotten };
    }

    /// <summary>Takes what one commit says into the state; the rows of its subjects are behind from now on.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="commanded">Gets the seals for which a command may go out since then, each once; null: nobody asks.</param>
    public void Replay(Commit commit, HashSet<SealNumber>? commanded = null)
    {
        foreach (var entry in commit.Entries)
        {
            saver.Mark(entry.Subject, commit.Number);
            if (entry.Kind >= EntryKinds.ReservedMin) continue;
            foreach (var item in ContributionReader.Read(entry.Payload, withFrames: false))
            {
                var change = ((ContributionItem.Event)item).Change;
                state.Evolve(entry.Subject.Name, change);
                if (change is SealEvent.SealRegistered registered)
                    registry.Apply(SealNumber.Parse(StateEncoding.NameOf(entry.Subject)), registered);
                else if (commanded is not null && change is SealEvent.CommandQueued or SealEvent.CommandConfirmed)
                    commanded.Add(SealNumber.Parse(StateEncoding.NameOf(entry.Subject)));
            }
        }
    }

    private static KnownHeads? HeadsOf(long saved, List<StateRow> rows) =>
        saved == 0 ? null : new KnownHeads(saved, rows.Select(row => KeyValuePair.Create(row.Subject, row.Head)));

    private void Restore(IEnumerable<StateRow> rows)
    {
        foreach (var row in rows) StateEncoding.Read(state, row);
        foreach (var seal in state.Seals)
        {
            if (seal.Registration is { } registered) registry.Apply(seal.Number, registered);
        }
    }
}

/// <summary>Where a start stands.</summary>
/// <param name="Journal">Opened.</param>
/// <param name="LastSign">When the process before this one last wrote anything; long ago where there was none.</param>
/// <param name="Saved">The commit of the table of states; 0 where there was none.</param>
/// <param name="Rows">How many rows the table had.</param>
internal sealed record Restored(IJournal Journal, DateTimeOffset LastSign, long Saved, int Rows)
{
    /// <summary>The commit of a table that belonged to another history and was thrown away; 0: there was none.</summary>
    public long Forgotten { get; init; }

    /// <summary>What the loop is told first: after a crash nobody wrote when we ceased to listen, so the last commit is the last sign
    /// of life.</summary>
    /// <param name="intake">As the journal has it.</param>
    public InboundIntake Resumption(IntakeState intake) =>
        new() { StoppedAt = Journal.LastCommit > 0 && intake.IsRunning ? LastSign : null, Resumes = true };
}
