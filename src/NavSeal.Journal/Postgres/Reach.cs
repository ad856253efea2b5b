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
            lock (gate) return again.Task.IsCompleted;
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
            else if (again.Task.IsCompleted) again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        source.SetResult();
        return source;
    }
}
