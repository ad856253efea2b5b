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
        if (!Forms.IsText(command.Reason, Command.ShelvingReasonLengthMax)) return Refusal.TextOutOfForm;
        if (!ArePeriodsInForm(command)) return Refusal.PeriodOutOfRange;
        if (queue.Waiting.Any(one => IsInTheWay(one, command.Kind))) return Refusal.CommandOutstanding;
        var serves = slot.State.Tracks ?? command.Transportation;
        if (RegisterOf(asked, command, out var register) is { } none) return none;
        var permittedBy = command.Kind == DeviceCommandKind.Open ? PermittedBy(asked, command.Seal, slot.State.Tracks) : null;
        asked.Changes.Apply(slot, new SealEvent.CommandQueued
        {
            Number = queue.LastNumber + 1,
            Kind = command.Kind,
            MovingSeconds = command.MovingSeconds,
            StandingSeconds = command.StandingSeconds,
            Register = register,
            Transportation = serves,
            PermittedBy = permittedBy,
            NeedsSecond = command.Kind == DeviceCommandKind.Open && permittedBy is null,
            Until = asked.Now + asked.Rules.OpeningCommandTime,
            By = asked.By,
            Reason = command.Reason,
            At = asked.Now,
        });
        return null;
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
        if (!Forms.IsText(command.Reason, Command.ShelvingReasonLengthMax)) return Refusal.TextOutOfForm;
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
        pending.Kind == kind || (pending.Kind.MovesElement() && kind.MovesElement());

    private static Refusal? Pending(
        in CommandDecisions asked, SealNumber seal, int number, out SealSlot slot, out PendingCommand pending)
    {
        slot = asked.State.Find(seal)!;
        pending = slot?.State?.Facts.Commands.Find(number)!;
        if (asked.Registered(seal) is { } unknown) return unknown;
        return pending is null ? Refusal.UnknownSealCommand : null;
    }

    private static bool ArePeriodsInForm(Command.CommandSeal command)
    {
        var isPeriods = command.Kind == DeviceCommandKind.SetPeriods;
        return IsInForm(command.MovingSeconds) && IsInForm(command.StandingSeconds);

        bool IsInForm(int? seconds) => isPeriods
            ? seconds is >= DeviceCommand.PeriodMinSeconds and <= DeviceCommand.PeriodMaxSeconds
            : seconds is null;
    }

    private static Refusal? RegisterOf(in CommandDecisions asked, Command.CommandSeal command, out string? register)
    {
        register = null;
        if (command.Kind == DeviceCommandKind.EraseRegister) return null;
        if (command.Kind.Needed() != DeviceCommands.Register) return null;
        if (command.Transportation is not { } number || asked.State.Find(number)?.State is not { } state
            || state.Find(command.Seal) is null)
        {
            return Refusal.SealNotOfTransportation;
        }

        var text = SealRegister.TextOf(SealRegister.Of(number, state));
        register = command.Kind == DeviceCommandKind.WriteRegister ? text : SealRegister.HashOf(text);
        return null;
    }

    /// <summary>The authority whose permission lets the seal of a transportation be opened: to deactivate it, or to put another in its
    /// place.</summary>
    private static string? PermittedBy(in CommandDecisions asked, SealNumber seal, TransportationNumber? number)
    {
        if (number is not { } known || asked.State.Find(known)?.State is not { } state || state.Find(seal) is null) return null;
        return state.Papers.PermittedBy(PermissionKind.Deactivation) ?? state.Papers.PermittedBy(PermissionKind.Replacement);
    }
}
