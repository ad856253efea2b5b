using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace NavSeal.Server.Moving;

/// <summary>Moves the installation of a running server: it copies while the server works, and asks the server to stop for the
/// rest.</summary>
internal sealed class Mover(MoveSource source, ILogger logger) : IDisposable
{
    /// <summary>How a line begins that says why nothing comes of it.</summary>
    public const string Failed = "failed: ";

    private readonly TaskCompletionSource wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int isBusy;
    private Move? move;

    /// <summary>Completes when the server is to stop, and then to <see cref="FinishAsync"/>.</summary>
    public Task Wanted => wanted.Task;

    /// <summary>Copies most of it, and tells how far it is, line by line; the last one says that the server stops, or why it does
    /// not.</summary>
    public async IAsyncEnumerable<string> RunAsync(string connection, [EnumeratorCancellation] CancellationToken stop)
    {
        if (Interlocked.Exchange(ref isBusy, 1) == 1)
        {
            yield return Failed + "The server is being moved already.";
            yield break;
        }

        var lines = Channel.CreateUnbounded<string>();
        var copying = Task.Run(() => CopyAsync(connection, lines.Writer, stop), CancellationToken.None);
        await foreach (var line in lines.Reader.ReadAllAsync(CancellationToken.None)) yield return line;
        await copying;
    }

    /// <summary>Brings the rest; the loop has ended, and nobody can sign in any more.</summary>
    /// <exception cref="IOException">It did not come about: the installation is still the folder.</exception>
    public async Task FinishAsync()
    {
        var moved = await move!.FinishAsync(line => Log.MoveGoesOn(logger, line));
        Log.IsMoved(logger, moved.Database, moved.Commit);
    }

    public void Dispose() => move?.Dispose();

    private async Task CopyAsync(string connection, ChannelWriter<string> lines, CancellationToken stop)
    {
        Move? begun = null;
        try
        {
            begun = await Move.BeginAsync(source, connection, stop);
            await begun.CopyAsync(line => lines.TryWrite(line), stop);
            (move, begun) = (begun, null);
            lines.TryWrite("The server takes nothing more in, and moves the rest.");
            wanted.TrySetResult();
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidDataException or OperationCanceledException
            or Journal.JournalDamagedException)
        {
            Log.MoveFailed(logger, e.Message);
            lines.TryWrite(Failed + e.Message);
            Volatile.Write(ref isBusy, 0);
        }
        finally
        {
            begun?.Dispose();
            lines.Complete();
        }
    }
}
