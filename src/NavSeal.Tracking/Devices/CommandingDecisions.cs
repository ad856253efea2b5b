using System.Buffers.Text;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Life;

namespace NavSeal.Tracking.Devices;

/// <summary>Decides what people want of a seal itself.</summary>
internal static class CommandingDecisions
{
    /// <summary>Gives a seal a command. An opening needs a second person or the permission of an authority (RET-012).</summary>
    public static Refusal? Decide(in CommandDecisions asked, Command.CommandSeal command)
    {
        if (asked.Registered(command.Seal) is { } refusal) return refusal;
        var slot = asked.State.SlotOf(command.Seal);
        var queue = slot.State!.Facts.Commands;
        if (!Enum.IsDefined(command.Kind) || (slot.State.Registration!.Commands & command.Kind.Needed()) == 0)
            return Refusal.CommandNotOfModel;
        if (command.Kind == DeviceCommandKind.Open && slot.State is { NeedsSecret: true, SealedSecret: null }) return Refusal.SecretMissing;
        if (!CommandForms.IsReason(command.Reason)) return Refusal.TextOutOfForm;
        if (!ArePeriodsInForm(command, slot.State.Registration)) return Refusal.PeriodOutOfRange;
        if (command.Transportation is not null && !command.Kind.NamesTransportation()) return Refusal.CommandOfNoRegister;
        if (RegisterOf(asked, command, out var register) is { } none) return none;
        if (queue.Waiting.Any(one => IsInTheWay(one, command.Kind))) return Refusal.CommandOutstanding;
        if (command.Kind == DeviceCommandKind.EraseRegister && CheckErasure(asked, slot) is { } needed) return needed;
        var permittedBy = command.Kind == DeviceCommandKind.Open ? PermittedBy(asked, slot.State) : null;
        asked.Changes.Apply(slot, new SealEvent.CommandQueued
        {
            Number = queue.LastNumber + 1,
            Kind = command.Kind,
            MovingSeconds = command.MovingSeconds,
            StandingSeconds = command.StandingSeconds,
            Register = register,
            Transportation = slot.State.Tracks ?? command.Transportation,
            PermittedBy = permittedBy,
            NeedsSecond = command.Kind == DeviceCommandKind.Open && permittedBy is null,
            Until = asked.Now + asked.Rules.OpeningCommandTime,
            By = asked.By,
            Reason = command.Reason,
            At = asked.Now,
        });
        return null;
    }

    /// <summary>Whoever puts on a seal that keeps its register itself has it written (Agreement, 7.2).</summary>
    public static void WriteRegister(in CommandDecisions asked, TransportationSlot transportation, SealNumber seal)
    {
        var text = SealRegister.TextOf(SealRegister.Of(transportation.Number, transportation.State!));
        Give(asked, asked.State.SlotOf(seal), (DeviceCommandKind.WriteRegister, text), transportation.Number);
    }

    /// <summary>Whoever ends the use of a seal that keeps its register itself has it erased (Agreement, 8.1), unless the dossier is
    /// held.</summary>
    public static void EraseRegister(in CommandDecisions asked, TransportationSlot transportation, SealNumber seal)
    {
        if (transportation.State!.Papers.Holds.IsEmpty)
            Give(asked, asked.State.SlotOf(seal), (DeviceCommandKind.EraseRegister, null), transportation.Number);
    }

    /// <summary>A command that follows from an act, and needs no reason of its own.</summary>
    private static void Give(
        in CommandDecisions asked, SealSlot slot, (DeviceCommandKind Kind, string? Register) what, TransportationNumber transportation)
    {
        if ((slot.State!.Registration!.Commands & what.Kind.Needed()) == 0) return;
        if (what.Register is { } text && !SealRegister.FitsIntoSeal(text)) return;

        // What waits would come behind this, or bring what holds no more.
        foreach (var one in slot.State.Facts.Commands.Waiting.Where(one => one.ChangesRegister))
        {
            asked.Changes.Apply(slot, new SealEvent.CommandEnded
            {
                Number = one.Number,
                End = DeviceCommandEnd.Cancelled,
                By = asked.By,
                At = asked.Now,
            });
        }

        var queue = slot.State.Facts.Commands;
        asked.State.Deadlines.Add(slot, Moment.Of(asked.Now + asked.Rules.OpeningCommandTime));
        asked.Changes.Apply(slot, new SealEvent.CommandQueued
        {
            Number = queue.LastNumber + 1,
            Kind = what.Kind,
            Register = what.Register,
            Transportation = transportation,
            Until = asked.Now + asked.Rules.OpeningCommandTime,
            By = asked.By,
            Reason = "",
            At = asked.Now,
        });
    }

    /// <summary>The register stays in the seal while it tracks (Agreement, 7.2), and while a dossier is held that it was in.</summary>
    private static Refusal? CheckErasure(in CommandDecisions asked, SealSlot slot)
    {
        if (slot.State!.Tracks is not null) return Refusal.SealStillActive;
        if (slot.State.Facts.Bindings is not [.., var last]) return null;
        return asked.State.Find(last.Transportation)?.State is { } served && !served.Papers.Holds.IsEmpty ? Refusal.DossierHeld : null;
    }

    /// <summary>Another person agrees to a command.</summary>
    public static Refusal? Decide(in CommandDecisions asked, Command.ConfirmSealCommand command)
    {
        if (Pending(asked, command.Seal, command.Number, out var slot, out var pending) is { } refusal) return refusal;
        if (!pending.NeedsSecond) return Refusal.UnknownSealCommand;
        if (pending.By == asked.By) return Refusal.SecondPersonIsFirst;
        asked.Changes.Apply(slot, new SealEvent.CommandConfirmed { Number = command.Number, By = asked.By, At = asked.Now });
        return null;
    }

    /// <summary>Takes a command back. An opening that was sent stays covered until its deadline: the seal may do it nevertheless.</summary>
    public static Refusal? Decide(in CommandDecisions asked, Command.CancelSealCommand command)
    {
        if (Pending(asked, command.Seal, command.Number, out var slot, out _) is { } refusal) return refusal;
        if (!CommandForms.IsReason(command.Reason)) return Refusal.TextOutOfForm;
        asked.Changes.Apply(slot, new SealEvent.CommandEnded
        {
            Number = command.Number,
            End = DeviceCommandEnd.Cancelled,
            By = asked.By,
            Reason = command.Reason,
            At = asked.Now,
        });
        return null;
    }

    /// <summary>Keeps the password of a seal whose model opens itself with one.</summary>
    public static Refusal? Decide(in CommandDecisions asked, Command.KeepSealSecret command)
    {
        if (asked.Registered(command.Seal) is { } refusal) return refusal;
        var slot = asked.State.SlotOf(command.Seal);
        if (!slot.State!.NeedsSecret) return Refusal.CommandNotOfModel;
        if (command.Sealed.Length is 0 or > SealSecret.SealedLengthMax || !Base64.IsValid(command.Sealed)) return Refusal.TextOutOfForm;
        asked.Changes.Apply(slot, new SealEvent.SecretKept { Sealed = command.Sealed, By = asked.By, At = asked.Now });
        return null;
    }

    private static bool IsInTheWay(PendingCommand pending, DeviceCommandKind kind) =>
        pending.Kind == kind || (pending.Kind.MovesElement() && kind.MovesElement())
        || (pending.ChangesRegister && kind is DeviceCommandKind.WriteRegister or DeviceCommandKind.EraseRegister);

    private static Refusal? Pending(
        in CommandDecisions asked, SealNumber seal, int number, out SealSlot slot, out PendingCommand pending)
    {
        slot = asked.State.Find(seal)!;
        pending = slot?.State?.Facts.Commands.Find(number)!;
        if (asked.Registered(seal) is { } unknown) return unknown;
        return pending is null ? Refusal.UnknownSealCommand : null;
    }

    private static bool ArePeriodsInForm(Command.CommandSeal command, SealEvent.SealRegistered entry) =>
        CommandForms.IsPeriod(command.Kind, command.MovingSeconds, PeriodSet.Of(entry.MovingPeriods))
        && CommandForms.IsPeriod(command.Kind, command.StandingSeconds, PeriodSet.Of(entry.StandingPeriods));

    /// <summary>The register that is meant. What the seal tracks now is what its events are about: the register of another
    /// transportation waits until that is over.</summary>
    private static Refusal? RegisterOf(in CommandDecisions asked, Command.CommandSeal command, out string? register)
    {
        register = null;
        if (!command.Kind.NamesTransportation()) return null;
        if (command.Transportation is not { } number || asked.State.Find(number)?.State is not { } state
            || state.Find(command.Seal) is null
            || (asked.State.SlotOf(command.Seal).State!.Tracks is { } tracked && tracked != number))
        {
            return Refusal.SealNotOfTransportation;
        }

        var text = SealRegister.TextOf(SealRegister.Of(number, state));
        register = command.Kind == DeviceCommandKind.WriteRegister ? text : SealRegister.HashOf(text);
        return SealRegister.FitsIntoSeal(text) ? null : Refusal.TextOutOfForm;
    }

    /// <summary>The authority whose permission lets the seal be opened: to deactivate it, or to put another in its place. It was given
    /// while this seal tracked, and is used up by the act that it is for: a seal that came later waits for a permission of its
    /// own.</summary>
    private static string? PermittedBy(in CommandDecisions asked, SealState seal)
    {
        if (seal.Tracks is not { } number || asked.State.Find(number)?.State is not { } state) return null;
        if (state.Find(seal.Number) is not { IsTracking: true } part) return null;
        return Of(PermissionKind.Deactivation) ?? Of(PermissionKind.Replacement);

        string? Of(PermissionKind kind) =>
            state.Papers.Permitted(kind) is { } permit && permit.At >= part.ActivatedAt ? permit.Authority : null;
    }
}
