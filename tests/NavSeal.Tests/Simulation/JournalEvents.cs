using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Server.State;

namespace NavSeal.Tests.Simulation;

/// <summary>What a journal tells, event by event.</summary>
internal static class JournalEvents
{
    /// <summary>All events of a family, in their order, each with the name of its subject behind the kind.</summary>
    public static IEnumerable<(string Name, T Change)> Of<T>(IEnumerable<Commit> commits) =>
        from commit in commits
        from entry in commit.Entries
        where entry.Kind < EntryKinds.ReservedMin
        from item in ContributionReader.Read(entry.Payload, withFrames: false)
        let change = ((ContributionItem.Event)item).Change
        where change is T
        select (StateEncoding.NameOf(entry.Subject), (T)change);
}
