using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>A removal that a person established (Agreement, 11.2): on the way or at control the seal is found off, or off and on again,
/// whatever it reported itself.</summary>
internal static class RemovalDecisions
{
    public static Refusal? Decide(in CommandDecisions asked, Command.EstablishRemoval command)
    {
        if (asked.Tracked(command.Transportation, out var slot) is { } refusal) return refusal;
        if (EnRouteDecisions.Named(slot.State!, command.Seal, out var tracked) is { } wrong) return wrong;
        if (!Forms.IsText(command.Finding)) return Refusal.TextOutOfForm;
        var removedAt = command.RemovedAt ?? asked.Now;
        if (removedAt > asked.Now || removedAt < tracked.ActivatedAt) return Refusal.RemovalTimeWrong;
        var seal = asked.State.SlotOf(tracked.Number);

        // What is taken off by the procedure of 10.2 is removed already; whether that procedure was kept is judged by way and time.
        if (Removal.AnyContains(seal.State!.Facts.Removals, Moment.Of(removedAt))) return Refusal.AlreadyRemoved;
        var judging = new Judging(asked.Changes, asked.Rules, seal, slot);
        var kinds = KindsOf(judging, Moment.Of(removedAt));
        if (kinds.Count == 0) return Refusal.RemovalEstablishedAlready;
        asked.Apply(slot, new TransportationEvent.RemovalEstablished
        {
            Seal = tracked.Number,
            RemovedAt = removedAt,
            Finding = command.Finding,
            At = asked.Now,
            By = asked.By,
        });
        foreach (var kind in kinds) judging.Open(kind, Moment.Of(removedAt), Moment.Of(asked.Now));
        return null;
    }

    /// <summary>By each regime its own; a cause that lasts opens no second situation (EMG-011).</summary>
    private static List<NonRoutineKind> KindsOf(in Judging judging, Moment at)
    {
        var kinds = new List<NonRoutineKind>();
        if (judging.State.IsUnion && IsNew(judging, NonRoutineKind.UnauthorisedAction, at)) kinds.Add(NonRoutineKind.UnauthorisedAction);
        if (judging.State.IsEscort && IsNew(judging, NonRoutineKind.KzRemoval, at)) kinds.Add(NonRoutineKind.KzRemoval);
        return kinds;
    }

    private static bool IsNew(in Judging judging, NonRoutineKind kind, Moment at) =>
        !judging.WasOpenAt(kind, at) && !judging.State.HasOpen(kind, judging.Seal.Number);
}
