using System.Diagnostics.CodeAnalysis;

namespace NavSeal.Journal;

/// <summary>The last commits in memory, our own and those of others: readers that keep up never ask the database.</summary>
/// <param name="bytesMax">Most bytes of commits that are kept; the last one is kept in any case.</param>
internal sealed class CommitTail(long bytesMax)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, (Commit Commit, int Length)> kept = [];
    private readonly CommitSignal signal = new();
    private long last, first = 1, bytes;
    private Commit? lastCommit;
    private Digest lastHash;

    /// <summary>Number of the last commit known to be durable.</summary>
    internal long Last => Volatile.Read(ref last);

    /// <summary>Completes at the next commit, or at <see cref="Wake"/>.</summary>
    internal Task Next => signal.Next;

    internal void Wake() => signal.Pulse();

    /// <summary>Begins at a commit that is not in memory.</summary>
    internal void BeginAt((long Number, Digest Hash) end) => (last, first, lastHash) = (end.Number, end.Number + 1, end.Hash);

    /// <summary>The last commit known to be durable, and its hash.</summary>
    internal (long Number, Digest Hash) End
    {
        get
        {
            lock (gate)
            {
                if (lastCommit is not null) (lastHash, lastCommit) = (lastCommit.Hash, null);
                return (last, lastHash);
            }
        }
    }

    /// <summary>Puts the next commit behind the others; one that is here already is passed by.</summary>
    internal void Add(Commit commit, int length)
    {
        lock (gate)
        {
            if (commit.Number <= last) return;
            if (commit.Number != last + 1) throw new InvalidOperationException($"Commit {last + 1} is next, not {commit.Number}.");
            kept.Add(commit.Number, (commit, length));
            bytes += length;
            while (bytes > bytesMax && first < commit.Number)
            {
                kept.Remove(first++, out var oldest);
                bytes -= oldest.Length;
            }

            lastCommit = commit;
            Volatile.Write(ref last, commit.Number);
        }

        signal.Pulse();
    }

    internal bool TryGet(long number, [NotNullWhen(true)] out Commit? commit)
    {
        lock (gate) commit = kept.TryGetValue(number, out var found) ? found.Commit : null;
        return commit is not null;
    }
}
