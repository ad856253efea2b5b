using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>How long a dossier is kept, who holds it beyond that, and its erasure (Agreement, 5.3).</summary>
internal static class RetentionDecisions
{
    private const int HoldsMax = 32;

    public static Refusal? Decide(in CommandDecisions asked, Command.Hold command)
    {
        if (Kept(asked, command.Transportation, out var slot) is { } refusal) return refusal;
        if (!AuthorityDecisions.IsAuthority(asked, command.Authority)) return Refusal.UnknownOffice;
        if (!Forms.IsText(command.Ground)) return Refusal.TextOutOfForm;
        if (slot.State!.Papers.Holds.Length >= HoldsMax) return Refusal.TooManyHolds;
        asked.Apply(slot, new TransportationEvent.DossierHeld
        {
            Hold = slot.State.Papers.LastHold + 1,
            Authority = command.Authority,
            Ground = command.Ground,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.ReleaseHold command)
    {
        if (Kept(asked, command.Transportation, out var slot) is { } refusal) return refusal;
        if (slot.State!.Papers.Holds.FirstOrDefault(one => one.Number == command.Number) is not { } hold) return Refusal.UnknownHold;
        if (!AuthorityDecisions.IsFor(asked, command.Authority, hold.Authority)) return Refusal.NotTheHolder;
        if (!Forms.IsText(command.Reason)) return Refusal.TextOutOfForm;
        asked.Apply(slot, new TransportationEvent.HoldReleased
        {
            Hold = command.Number,
            Authority = command.Authority,
            Reason = command.Reason,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.EraseDossier command)
    {
        if (Kept(asked, command.Transportation, out var slot) is { } refusal) return refusal;
        var state = slot.State!;
        if (EndOf(state) is not { } end) return Refusal.NotOverYet;
        var term = asked.Rules.Retention.TermAfter(end, state.WasActivated);
        if (asked.Day < term.Until) return Refusal.DossierKept;
        if (state.Papers.Holds.Length > 0) return Refusal.DossierHeld;
        foreach (var situation in state.Situations)
            if (situation.IsOpen || !(situation.IsClosed || situation.IsWithdrawn)) return Refusal.CaseOpen;
        asked.Apply(slot, new TransportationEvent.DossierErased
        {
            KeptUntil = RegistryDays.Text(term.Until),
            Documents = state.Papers.Application?.DriverDocument is null ? 0 : 1,
            Seals = state.Seals.Length,
            Situations = state.LastSituation,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    /// <summary>What the term counts from: the last deactivation of any seal, else the cancellation; null while it is not over.</summary>
    private static DateTimeOffset? EndOf(Transportation state) =>
        state.IsOver ? state.Seals.Max(seal => seal.DeactivatedAt) ?? state.Papers.CancelledAt : null;

    private static Refusal? Kept(in CommandDecisions asked, TransportationNumber number, out TransportationSlot slot)
    {
        slot = asked.State.Find(number)!;
        if (slot?.State is not { } known) return Refusal.UnknownTransportation;
        return known.Papers.IsErased ? Refusal.DossierErased : null;
    }
}
