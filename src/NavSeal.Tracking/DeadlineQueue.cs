namespace NavSeal.Tracking;

/// <summary>What can have a place among the deadlines: a seal for its silences, a transportation for what is owed.</summary>
internal abstract class Queued
{
    /// <summary>Its valid place in the queue of deadlines; other places are passed by. No fact, so not part of the state.</summary>
    public Moment QueuedAt { get; set; } = Moment.Endless;
}

/// <summary>What is to be looked at when. A place is never later than its deadline and may be earlier, so that a report, which only moves a
/// silence away, changes nothing here.</summary>
internal sealed class DeadlineQueue
{
    /// <summary>A place before all deadlines: the holder is looked at when time is passed next.</summary>
    public static readonly Moment AtOnce = new(0);

    private readonly PriorityQueue<Queued, long> queue = new();

    public Moment Earliest
    {
        get
        {
            while (queue.TryPeek(out var holder, out var at))
            {
                if (holder.QueuedAt.Milliseconds == at) return holder.QueuedAt;
                queue.Dequeue();
            }

            return Moment.Endless;
        }
    }

    /// <summary>Gives a place, unless there is an earlier one.</summary>
    public void Add(Queued holder, Moment at)
    {
        if (at >= holder.QueuedAt) return;
        holder.QueuedAt = at;
        queue.Enqueue(holder, at.Milliseconds);
    }

    /// <summary>Takes the next one whose place lies before <paramref name="now"/>.</summary>
    public bool TryTake(Moment now, out Queued holder)
    {
        if (Earliest >= now)
        {
            holder = null!;
            return false;
        }

        holder = queue.Dequeue();
        holder.QueuedAt = Moment.Endless;
        return true;
    }
}
