using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Server.Registry;
using NavSeal.Tracking;

namespace NavSeal.Server.State;

/// <summary>The start: the table of states and the tail of the journal behind it.</summary>
internal static class Recovery
{
    /// <summary>Takes the rows of the table into an empty state.</summary>
    /// <exception cref="FormatException">A row cannot be read: delete the table, and it is built again from the journal.</exception>
    public static void Restore(IEnumerable<StateRow> rows, TrackingState state, SealRegistry registry)
    {
        foreach (var row in rows) StateEncoding.Read(state, row);
        foreach (var seal in state.Seals)
        {
            if (seal.Registration is { } registered) registry.Apply(seal.Number, registered);
        }
    }

    /// <summary>Takes what one commit says into the state.</summary>
    public static void Replay(Commit commit, TrackingState state, SealRegistry registry)
    {
        foreach (var entry in commit.Entries)
        {
            if (entry.Kind >= EntryKinds.ReservedMin) continue;
            foreach (var item in ContributionReader.Read(entry.Payload, withFrames: false))
            {
                var change = ((ContributionItem.Event)item).Change;
                state.Evolve(entry.Subject.Name, change);
                if (change is SealEvent.SealRegistered registered) registry.Apply(SealNumber.Parse(StateEncoding.NameOf(entry.Subject)), registered);
            }
        }
    }
}
