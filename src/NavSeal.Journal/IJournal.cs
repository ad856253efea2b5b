namespace NavSeal.Journal;

/// <summary>The append-only evidence journal: opaque entries in commits, each entry following its subject's previous one.</summary>
/// <remarks>All members may be called from several threads; appends take turns. Several processes may write to one journal, where the store
/// allows it; of each process one writer appends and catches up.</remarks>
public interface IJournal : IDisposable
{
    /// <summary>Number of the last commit known to be durable; 0 when there is none.</summary>
    long LastCommit { get; }

    /// <summary>Most bytes of one commit here, by the sum described at <see cref="NewEntry.StoredLength"/>.</summary>
    int CommitLengthMax { get; }

    /// <summary>False while commits can not be taken in: no room on the disk, no answer of the database. The shell reads no more from
    /// sockets then; what it already holds may still fit.</summary>
    bool IsRoomAhead { get; }

    /// <summary>Completes when commits can be taken in again; at once if they can.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    Task WhenRoomAhead(CancellationToken cancellation);

    /// <summary>The commits that the writer has not seen yet, in order: after opening those behind the heads that it knew, later those
    /// of other processes. Appends, and <see cref="TryGetHead"/>, stand on what was enumerated so far.</summary>
    /// <exception cref="NoRoomException">The store does not answer; go on later, nothing is skipped.</exception>
    /// <exception cref="JournalDamagedException">A commit does not read as it was written, or is not what was there before.</exception>
    IEnumerable<Commit> CatchUp();

    /// <summary>Makes all of <paramref name="entries"/> durable in one commit, or none.</summary>
    /// <param name="entries">In order. A subject may come more than once, with consecutive sequences. None at all: nothing is written
    /// and the last commit's number comes back.</param>
    /// <param name="recordedAt">By the operator's clock; kept in whole milliseconds.</param>
    /// <returns>The commit's number; or that the journal had moved on, so that the caller catches up and decides again. After that the
    /// place behind the last commit is kept for the next append, also an empty one, for a few seconds.</returns>
    /// <exception cref="ArgumentException">An entry or the commit breaks a limit; nothing was written.</exception>
    /// <exception cref="NoRoomException">There is no room, or the store does not answer. Append the same entries again, when there is room:
    /// if they were written after all, they are not written twice.</exception>
    /// <exception cref="IOException">Storage failed; nothing can be said of this commit before the journal was opened again, and this
    /// instance refuses everything from now on.</exception>
    Appended Append(ReadOnlySpan<NewEntry> entries, DateTimeOffset recordedAt);

    /// <summary>Makes what the writer has seen as durable as an append of its own would: to be called before anything is acknowledged
    /// that stands on commits of others and adds none. A database that processes share can show a commit that its standby lacks.</summary>
    /// <exception cref="NoRoomException">The store does not answer; nothing may be acknowledged before it was called again.</exception>
    void Prove();

    /// <summary>Where a subject stands.</summary>
    /// <param name="subject">Any subject.</param>
    /// <param name="head">Its head, or default when it has no entry.</param>
    /// <returns>Whether it has an entry.</returns>
    bool TryGetHead(Subject subject, out SubjectHead head);

    /// <summary>One durable commit, read without those around it.</summary>
    /// <param name="number">Any.</param>
    /// <returns>Null where there is no commit of that number, or not yet.</returns>
    /// <exception cref="JournalDamagedException">It does not read as it was written.</exception>
    /// <exception cref="NoRoomException">The store does not answer.</exception>
    Commit? Find(long number);

    /// <summary>The durable commits after a number, in order, without gaps, up to the last one at the time it is reached.</summary>
    /// <param name="number">0 for all.</param>
    /// <exception cref="JournalDamagedException">A commit does not read as it was written.</exception>
    IEnumerable<Commit> ReadAfter(long number);

    /// <summary>The durable commits after a number, in order, without gaps; waits for new ones until stopped.</summary>
    /// <param name="number">0 for all.</param>
    /// <param name="cancellation">Ends the waiting with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="JournalDamagedException">A commit does not read as it was written.</exception>
    /// <exception cref="ObjectDisposedException">The journal was closed while waiting.</exception>
    /// <exception cref="IOException">The journal stopped because its storage failed.</exception>
    IAsyncEnumerable<Commit> ReadAfterAsync(long number, CancellationToken cancellation);
}
