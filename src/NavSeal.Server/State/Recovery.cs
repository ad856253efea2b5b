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
        foreach (var row in rows)
        {
            if (row.Bytes.Length == 0) continue;
            switch (KindOf(row.Subject))
            {
                case SubjectKind.Seal:
                    var seal = SealStateEncoding.Read(row.Bytes);
                    state.Set(seal);
                    if (seal.Registration is { } registered) registry.Apply(seal.Number, registered);
                    break;
                case SubjectKind.Transportation:
                    state.Set(TransportationEncoding.Read(row.Bytes));
                    break;
                case SubjectKind.Intake:
                    state.Set(IntakeStateEncoding.Read(row.Bytes));
                    break;
                default:
                    break;
            }
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
                if (change is SealEvent.SealRegistered registered) registry.Apply(NumberOf(entry.Subject), registered);
            }
        }
    }

    private static SubjectKind? KindOf(Subject subject) => subject.Name.Split('/')[0] switch
    {
        "seal" => SubjectKind.Seal,
        "transportation" => SubjectKind.Transportation,
        "intake" => SubjectKind.Intake,
        _ => null,
    };

    private static SealNumber NumberOf(Subject subject) => SealNumber.Parse(subject.Name[(subject.Name.IndexOf('/') + 1)..]);
}
