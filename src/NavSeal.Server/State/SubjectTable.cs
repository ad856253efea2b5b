using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking;

namespace NavSeal.Server.State;

/// <summary>The journal's subjects of what the loop touches, made once each.</summary>
internal sealed class SubjectTable
{
    private static readonly Subject Intake = new(SubjectNames.Intake);
    private static readonly Subject[] Desk =
        [.. Enumerable.Range(0, byte.MaxValue + 1).Select(drawer => new Subject(SubjectNames.OfDesk((byte)drawer)))];

    private readonly Dictionary<SealNumber, Subject> seals = [];
    private readonly Dictionary<SealNumber, Subject> relays = [];

    public (Subject Subject, SubjectKind Kind) Of(DraftSubject touched) => touched.Kind switch
    {
        SubjectKind.Seal => (OfSeal(touched.Seal), SubjectKind.Seal),
        SubjectKind.Transportation => (Of(touched.Transportation), SubjectKind.Transportation),
        SubjectKind.Desk => (Desk[touched.Drawer], SubjectKind.Desk),
        SubjectKind.Registry => (new Subject(SubjectNames.Of(touched.Row.Kind, touched.Row.Key)), SubjectKind.Registry),
        SubjectKind.Intake => (Intake, SubjectKind.Intake),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public Subject OfRelay(RegisteredSeal relay)
    {
        if (!relays.TryGetValue(relay.Number, out var subject))
            relays.Add(relay.Number, subject = new Subject(SubjectNames.OfRelay(relay.Number)));
        return subject;
    }

    private Subject OfSeal(SealNumber seal)
    {
        if (!seals.TryGetValue(seal, out var subject)) seals.Add(seal, subject = new Subject(SubjectNames.Of(seal)));
        return subject;
    }

    private static Subject Of(TransportationNumber transportation) => new(SubjectNames.Of(transportation));
}
