namespace NavSeal.Tracking;

/// <summary>Which seals are to be looked at when. A seal's place is never later than its deadline and may be earlier, so that a report,
/// which
/// only moves a silence away, changes nothing here.</summary>
internal sealed class DeadlineQueue
{
    /// <summary>A place before all deadlines: the seal is looked at when time is passed next.</summary>
    public static readonly Moment AtOnce = new(0);

    private readonly PriorityQueue<SealSlot, long> queue = new();

    public Moment Earliest
    {
        get
        {
            while (queue.TryPeek(out var slot, out var at))
            {
                if (slot.QueuedAt.Milliseconds == at) return slot.QueuedAt;
                queue.Dequeue();
            }

            return Moment.Endless;
        }
    }

    /// <summary>Gives a seal a place, unless it has an earlier one.</summary>
    public void Add(SealSlot slot, Moment at)
    {
        if (at >= slot.QueuedAt) return;
        slot.QueuedAt = at;
        queue.Enqueue(slot, at.Milliseconds);
    }

    /// <summary>Takes the next seal whose place lies before <paramref name="now"/>.</summary>
    public bool TryTake(Moment now, out SealSlot slot)
    {
        if (Earliest >= now)
        {
            slot = null!;
            return false;
        }

        slot = queue.Dequeue();
        slot.QueuedAt = Moment.Endless;
        return true;
    }
}
