namespace NavSeal.Journal;

/// <summary>Keeps one segment file of zeros ahead of the one in use: overwriting costs half the flush of growing.</summary>
internal sealed class SegmentRoom(Disk disk, SegmentJournalOptions options, long length) : IDisposable
{
    private const int ChunkLength = 1 << 20;

    private readonly object access = new();
    private readonly CancellationTokenSource stopping = new();
    private TaskCompletionSource ahead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long ordered;
    private DiskFile? spare;
    private Exception? failure;
    private bool isStopped;
    private Task making = Task.CompletedTask;

    /// <summary>False from a failed attempt to the next that succeeds; the time it takes to make a segment does not count.</summary>
    internal bool IsAhead
    {
        get
        {
            lock (access) return spare is not null || failure is null;
        }
    }

    internal Task WhenAhead(CancellationToken cancellation)
    {
        lock (access) return ahead.Task.WaitAsync(cancellation);
    }

    /// <summary>Begins to make the segment of this number; the one before must have been taken.</summary>
    internal void Order(long number)
    {
        lock (access)
        {
            ordered = number;
            failure = null;
            if (ahead.Task.IsCompleted) ahead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (options.RoomInBackground)
            {
                making = Task.Run(() => MakeUntilDone(number));
                return;
            }
        }

        TryMake(number);
    }

    /// <summary>The ordered segment, as soon as it is made.</summary>
    /// <exception cref="NoRoomException">The last attempt to make it failed.</exception>
    internal DiskFile Take()
    {
        if (!options.RoomInBackground && spare is null) TryMake(ordered);
        lock (access)
        {
            while (spare is null && failure is null && !isStopped && options.RoomInBackground) Monitor.Wait(access);
            if (spare is null) throw new NoRoomException($"Segment {ordered} can not be preallocated.", failure);
            var taken = spare;
            spare = null;
            return taken;
        }
    }

    /// <summary>Stops the making and closes what was made; the file is made anew at the next open.</summary>
    public void Dispose()
    {
        lock (access)
        {
            if (isStopped) return;
            isStopped = true;
            stopping.Cancel();
            Monitor.PulseAll(access);
        }

        making.Wait();
        ahead.TrySetCanceled();
        spare?.Dispose();
        stopping.Dispose();
    }

    private async Task MakeUntilDone(long number)
    {
        var isMade = false;
        try
        {
            while (!TryMake(number)) await Task.Delay(options.RoomRetry, options.Clock, stopping.Token).ConfigureAwait(false);
            isMade = true;
        }
        catch (OperationCanceledException)
        {
            // Closed while waiting or writing.
        }
        finally
        {
            lock (access)
            {
                if (!isMade) failure ??= new IOException("Preallocation has ended.");
                Monitor.PulseAll(access);
            }
        }
    }

    private bool TryMake(long number)
    {
        try
        {
            var file = Make(SegmentLayout.NameOf(number));
            lock (access)
            {
                (spare, failure) = (file, null);
                ahead.TrySetResult();
                Monitor.PulseAll(access);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            lock (access)
            {
                failure = e;
                Monitor.PulseAll(access);
            }

            return false;
        }
    }

    private DiskFile Make(string name)
    {
        if (disk.Names().Contains(name)) disk.Delete(name);
        var file = disk.Create(name);
        var isMade = false;
        try
        {
            var zeros = new byte[Math.Min(ChunkLength, length)];
            for (var offset = 0L; offset < length; offset += zeros.Length)
            {
                stopping.Token.ThrowIfCancellationRequested();
                file.Write(zeros.AsSpan(0, (int)Math.Min(zeros.Length, length - offset)), offset);

                // In small steps, so that a commit's flush never waits behind a whole segment of zeros.
                file.Flush();
            }

            disk.FlushNames();
            isMade = true;
            return file;
        }
        finally
        {
            if (!isMade)
            {
                file.Dispose();
                GiveBack(name);
            }
        }
    }

    private void GiveBack(string name)
    {
        try
        {
            disk.Delete(name);
        }
        catch (IOException)
        {
            // The next attempt or the next open removes it.
        }
    }
}
