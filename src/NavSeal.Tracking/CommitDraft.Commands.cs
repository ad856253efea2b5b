using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Tracking.Devices;

namespace NavSeal.Tracking;

/// <summary>The part that decides what becomes of commands to seals.</summary>
public sealed partial class CommitDraft
{
    /// <summary>Records that a command goes out to a seal, the first time or again.</summary>
    /// <param name="seal">The seal.</param>
    /// <param name="number">Number of the command.</param>
    /// <param name="now">The instant of the decision.</param>
    /// <returns>False where it must not go out: it is over, or not due (<see cref="PendingCommand.IsDue"/>).</returns>
    public bool Send(SealNumber seal, int number, DateTimeOffset now)
    {
        TakeBackUnfinished();
        var slot = state.SlotOf(seal);
        var sent = DeliveryTo(slot).Send(number, now);
        WatchCommands(slot);
        return sent;
    }

    /// <summary>Takes in what a seal answered to a command; what answers none changes nothing.</summary>
    /// <param name="seal">The seal.</param>
    /// <param name="answer">What it says.</param>
    /// <param name="now">When it came.</param>
    public void Answer(SealNumber seal, DeviceAnswer answer, DateTimeOffset now)
    {
        TakeBackUnfinished();
        var slot = state.SlotOf(seal);
        DeliveryTo(slot).Answer(answer, now);
        WatchCommands(slot);
    }

    /// <summary>Records that the operator opens or closes a seal itself at this instant: what scripts say, in which there are neither
    /// persons nor connections. No command that is handed in comes here.</summary>
    /// <param name="seal">The seal.</param>
    /// <param name="opens">Whether it opens; else it closes.</param>
    /// <param name="now">The instant.</param>
    /// <returns>Null where it is recorded; else why not, and nothing is changed.</returns>
    public Refusal? Move(SealNumber seal, bool opens, DateTimeOffset now)
    {
        TakeBackUnfinished();
        var decisions = new CommandDecisions(state, changes, RulesAt(now), now) { By = SystemItself };
        if (decisions.Registered(seal) is { } refusal) return refusal;
        var holder = TrackingState.HolderOf(state.SlotOf(seal));
        if (holder is { State: not null }) Decide(holder, decisions.Rules, Moment.Of(now));
        if (opens) decisions.CommandOpening(seal);
        else decisions.CommandClosing(seal);
        if (holder is not null) LookAgain(holder, decisions.Rules);
        return null;
    }

    private CommandDelivery DeliveryTo(SealSlot slot) => new(changes, slot);

    private void WatchCommands(SealSlot slot) => state.Deadlines.Add(slot, slot.State?.Facts.Commands.Earliest ?? Moment.Endless);
}
