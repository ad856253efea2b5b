namespace NavSeal.Journal;

/// <summary>Whether the database answers, and who waits until it does again.</summary>
internal sealed class Reach
{
    private readonly Lock gate = new();
    private TaskCompletionSource again = Completed();

    internal bool IsThere
    {
        get
        {
            lock (gate) return again.Task.IsCompletedSuccessfully;
        }
    }

    internal Task WhenThere
    {
        get
        {
            lock (gate) return again.Task;
        }
    }

    internal void Set(bool isThere)
    {
        lock (gate)
        {
            if (isThere) again.TrySetResult();
            else if (again.Task.IsCompletedSuccessfully) again = New();
        }
    }

    /// <summary>It never will: whoever waits, or comes to wait, gets the reason.</summary>
    internal void Fail(Exception reason)
    {
        lock (gate)
        {
            if (again.Task.IsCompletedSuccessfully) again = New();
            again.TrySetException(reason);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Completed()
    {
        var source = New();
        source.SetResult();
        return source;
    }
}
