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
        var sent = DeliveryTo(slot, RulesAt(now)).Send(number, now);
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
        DeliveryTo(slot, RulesAt(now)).Answer(answer, now);
        WatchCommands(slot);
    }

    private CommandDelivery DeliveryTo(SealSlot slot, TrackingRules now) => new(changes, now, slot);

    private void WatchCommands(SealSlot slot) => state.Deadlines.Add(slot, slot.State?.Facts.Commands.Earliest ?? Moment.Endless);

    /// <summary>The seal that a command of a person wants something of; null for other commands.</summary>
    private SealSlot? CommandedBy(Command command) => command switch
    {
        Command.CommandSeal c => state.Find(c.Seal),
        Command.ConfirmSealCommand c => state.Find(c.Seal),
        Command.CancelSealCommand c => state.Find(c.Seal),
        _ => null,
    };
}
