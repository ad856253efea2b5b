using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Journal;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Situations;

namespace NavSeal.Workplaces.Views;

/// <summary>Takes the commits of the journal into the views.</summary>
public sealed class ViewFold
{
    public SealsView Seals { get; } = new();

    public SituationsView Situations { get; } = new();

    public JournalView Journal { get; } = new();

    /// <summary>Takes in one commit.</summary>
    public void Apply(Commit commit)
    {
        var bytes = 0L;
        foreach (var entry in commit.Entries)
        {
            bytes += entry.Payload.Length;
            if (entry.Kind == EntryKinds.Head) Journal.ApplyHead(entry.DecidedAt);
            if (entry.Kind < EntryKinds.ReservedMin) Apply(entry);
        }

        Journal.Apply(commit.Entries.Length, bytes);
    }

    private void Apply(Entry entry)
    {
        var name = entry.Subject.Name[(entry.Subject.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
        switch ((SubjectKind)entry.Kind)
        {
            case SubjectKind.Seal when SealNumber.TryParse(name, out var seal):
                Seals.Apply(seal, Events(entry).OfType<SealEvent>());
                break;
            case SubjectKind.Transportation when TransportationNumber.TryParse(name, out var transportation):
                foreach (var change in Events(entry).OfType<TransportationEvent>()) Situations.Apply(transportation, change);
                break;
            default:
                break;
        }
    }

    private static IEnumerable<object> Events(Entry entry) =>
        ContributionReader.Read(entry.Payload, withFrames: false).Select(item => ((ContributionItem.Event)item).Change);
}
