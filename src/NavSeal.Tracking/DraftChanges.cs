using NavSeal.Model.Desk;
using NavSeal.Model.Intake;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Registries;

namespace NavSeal.Tracking;

/// <summary>Events that were decided and are in the states already, and what the states were before each: taken back in the opposite
/// order.</summary>
internal sealed class DraftChanges(TrackingState state)
{
    private readonly List<DraftSubject> subjects = [];
    private readonly Stack<DraftSubject> spare = [];
    private Change[] changes = new Change[16];
    private DraftSubject? intake;

    public int Count { get; private set; }

    public IReadOnlyList<DraftSubject> Subjects => subjects;

    public void Apply(SealSlot seal, SealEvent change)
    {
        seal.Draft ??= Touched().For(seal);
        ref var before = ref Next();
        before.Subject = seal.Draft;
        before.WasKnown = seal.State is not null;
        if (seal.State is { } known) before.Facts = known.Facts;
        before.Window = null;
        seal.Draft.Add(change);
        before.Window = state.Apply(seal, change);
    }

    public void Apply(TransportationSlot transportation, TransportationEvent change)
    {
        transportation.Draft ??= Touched().For(transportation);
        ref var before = ref Next();
        before.Subject = transportation.Draft;
        before.Transportation = transportation.State;
        transportation.Draft.Add(change);
        state.Replace(transportation, Transportation.Evolve(transportation.State, change));
    }

    public void Apply(DeskSlot desk, DeskEvent change)
    {
        desk.Draft ??= Touched().For(desk);
        ref var before = ref Next();
        before.Subject = desk.Draft;
        before.Desk = desk.State;
        desk.Draft.Add(change);
        desk.State = DeskState.Evolve(desk.State, change);
    }

    public void Apply(RegistrySlot row, RegistryEvent change)
    {
        row.Draft ??= Touched().For(row);
        ref var before = ref Next();
        before.Subject = row.Draft;
        before.Row = row.State;
        row.Draft.Add(change);
        state.Registries.Apply(row, change);
    }

    public void Apply(IntakeEvent change)
    {
        intake ??= Touched().ForIntake();
        ref var before = ref Next();
        before.Subject = intake;
        before.Intake = state.Intake;
        intake.Add(change);
        state.Intake = IntakeState.Evolve(state.Intake, change);
    }

    /// <summary>Takes back all changes but the first <paramref name="count"/>.</summary>
    public void TakeBackTo(int count)
    {
        while (Count > count)
        {
            ref var change = ref changes[--Count];
            change.Subject.TakeBack();
            TakeBack(change);
        }

        while (subjects is [.., { Events.Count: 0 } last])
        {
            if (last == intake) intake = null;
            Release(last);
            subjects.RemoveAt(subjects.Count - 1);
        }
    }

    /// <summary>Keeps all changes and begins anew.</summary>
    public void Forget()
    {
        foreach (var subject in subjects) Release(subject);
        subjects.Clear();
        intake = null;
        Array.Clear(changes, 0, Count);
        Count = 0;
    }

    private void TakeBack(in Change change)
    {
        if (change.Subject.SealSlot is { } seal) TakeBack(seal, change);
        else if (change.Subject.TransportationSlot is { } transportation) state.Replace(transportation, change.Transportation);
        else if (change.Subject.DeskSlot is { } desk) desk.State = change.Desk!;
        else if (change.Subject.RegistrySlot is { } row) state.Registries.Replace(row, change.Row!);
        else state.Intake = change.Intake!;
    }

    private void TakeBack(SealSlot seal, in Change change)
    {
        if (seal.State is not { } after) return;
        var before = change.WasKnown ? change.Facts : SealFacts.Empty();
        if (!ReferenceEquals(before.Registration, after.Registration)) state.Reindex(seal.Number, after.Registration, before.Registration);
        var isHolderSame = ReferenceEquals(before.Bindings, after.Facts.Bindings);
        var areRowsSame = ReferenceEquals(before.Registration, after.Registration) && before.Stock == after.Stock
            && before.IssuedTo == after.IssuedTo;
        if (!areRowsSame) state.ReleaseRows(after);
        after.Facts = before;
        if (!areRowsSame) state.HoldRows(after);
        if (!isHolderSame) state.FindHolder(seal);
        if (change.Window is { } window) after.Window.TakeBack(window);
        if (!change.WasKnown) seal.State = null;
    }

    private DraftSubject Touched()
    {
        if (!spare.TryPop(out var subject)) subject = new DraftSubject();
        subjects.Add(subject);
        return subject;
    }

    private void Release(DraftSubject subject)
    {
        subject.Release();
        spare.Push(subject);
    }

    private ref Change Next()
    {
        if (Count == changes.Length) Array.Resize(ref changes, Count * 2);
        return ref changes[Count++];
    }

    private struct Change
    {
        public DraftSubject Subject;
        public bool WasKnown;
        public SealFacts Facts;
        public ReportWindow.Undo? Window;
        public Transportation? Transportation;
        public IntakeState? Intake;
        public DeskState? Desk;
        public RegistryRowState? Row;
    }
}
