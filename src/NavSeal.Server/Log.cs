using NavSeal.Devices;

namespace NavSeal.Server;

/// <summary>Every message the server logs, numbered; the numbers do not change their meaning.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "NavSeal takes in at {Addresses}; pages at {Pages}; data in {Folder}.")]
    public static partial void Started(ILogger logger, string addresses, string pages, string folder);

    [LoggerMessage(
        2,
        LogLevel.Information,
        "State of {Subjects} subjects restored from commit {Saved}, {Replayed} commits replayed, in {Milliseconds} ms.")]
    public static partial void Restored(ILogger logger, int subjects, long saved, long replayed, long milliseconds);

    [LoggerMessage(3, LogLevel.Information, "Intake stops; what was not acknowledged stays with the seals.")]
    public static partial void Stopping(ILogger logger);

    [LoggerMessage(4, LogLevel.Critical, "The journal could not be flushed: the process ends, so that nothing unproven is acknowledged.")]
    public static partial void JournalFailed(ILogger logger, Exception cause);

    [LoggerMessage(5, LogLevel.Error, "There is no room on the disk for the journal: intake waits, pages go on. Free some space.")]
    public static partial void NoRoom(ILogger logger);

    [LoggerMessage(6, LogLevel.Information, "There is room on the disk again after {Seconds} s: intake goes on.")]
    public static partial void RoomAgain(ILogger logger, double seconds);

    [LoggerMessage(7, LogLevel.Error, "A report of seal {Seal} could not be judged; it is stored and acknowledged, and needs an engineer.")]
    public static partial void NotJudged(ILogger logger, string seal, Exception cause);

    [LoggerMessage(8, LogLevel.Error, "Saving the state failed; the next start replays a longer tail.")]
    public static partial void StateNotSaved(ILogger logger, Exception cause);

    [LoggerMessage(9, LogLevel.Error, "The reader {Reader} stopped at commit {Commit}.")]
    public static partial void ReaderFailed(ILogger logger, string reader, long commit, Exception cause);

    [LoggerMessage(10, LogLevel.Information, "It is this process's turn: {Turn}.")]
    public static partial void TurnBegins(ILogger logger, Sharing.Turn turn);

    [LoggerMessage(15, LogLevel.Warning, "The turns of this process are over, because the database does not answer: {Cause}")]
    public static partial void TurnsLost(ILogger logger, string cause);

    [LoggerMessage(
        18,
        LogLevel.Error,
        "This machine's clock differs by {Seconds} s from the database's: nothing is decided here until it is set.")]
    public static partial void ClockWrong(ILogger logger, double seconds);

    [LoggerMessage(16, LogLevel.Error, "The journal takes nothing in, so intake waits and pages go on: {Cause}")]
    public static partial void StoreAway(ILogger logger, string cause);

    [LoggerMessage(17, LogLevel.Information, "The journal takes in again after {Seconds} s: intake goes on.")]
    public static partial void StoreBack(ILogger logger, double seconds);

    [LoggerMessage(11, LogLevel.Error, "The disk is full: what still waits is not acknowledged and stays with the seals.")]
    public static partial void NotAllDurable(ILogger logger);

    [LoggerMessage(12, LogLevel.Warning, "The state table was damaged and is now {Path}; the state is built again from the journal.")]
    public static partial void StateSetAside(ILogger logger, string path);

    [LoggerMessage(
        13,
        LogLevel.Warning,
        "The views were damaged, or of another journal than this, and are now {Path}; they are built again from the journal.")]
    public static partial void ViewsSetAside(ILogger logger, string path);

    [LoggerMessage(
        19,
        LogLevel.Warning,
        "The state table stood at commit {Commit} of another history than the database has; the state is built again from the journal.")]
    public static partial void StateForgotten(ILogger logger, long commit);

    [LoggerMessage(14, LogLevel.Information, "The views have caught up; the file of an older version was deleted: {Path}.")]
    public static partial void OldViewsDeleted(ILogger logger, string path);

    [LoggerMessage(20, LogLevel.Information, "Connection {Link} of {Seal} closed by us: {Reason}. Not logged before: {Unlogged}.")]
    public static partial void SessionEnded(ILogger logger, string link, string seal, SessionEnd reason, long unlogged);

    [LoggerMessage(
        21,
        LogLevel.Warning,
        "Connection {Link} does not read its replies ({Bytes} bytes wait): closed. Not logged before: {Unlogged}.")]
    public static partial void SlowReader(ILogger logger, string link, int bytes, long unlogged);

    [LoggerMessage(
        22,
        LogLevel.Warning,
        "More than {Max} devices want to connect: refused. Not logged before: {Unlogged}. Raise connections-max.")]
    public static partial void TooManyConnections(ILogger logger, int max, long unlogged);

    [LoggerMessage(
        66,
        LogLevel.Warning,
        "Too many devices connect from {Address}: refused. Not logged before: {Unlogged}. Raise connections-per-address.")]
    public static partial void TooManyOfOneAddress(ILogger logger, System.Net.IPAddress? address, long unlogged);

    [LoggerMessage(
        23,
        LogLevel.Warning,
        "{Count} messages of devices nobody registered since the last line like this. To let one in: navseal seal add.")]
    public static partial void UnknownDevices(ILogger logger, long count);

    [LoggerMessage(
        24,
        LogLevel.Information,
        "Connection {From} of the shared port speaks no protocol that is known here: closed. Not logged before: {Unlogged}.")]
    public static partial void UnknownProtocol(ILogger logger, System.Net.EndPoint? from, long unlogged);

    [LoggerMessage(
        25,
        LogLevel.Warning,
        "Connection {Link} of {Seal} sends more than {Max} frames a second: read more slowly. Not logged before: {Unlogged}.")]
    public static partial void Flooding(ILogger logger, string link, string seal, int max, long unlogged);

    [LoggerMessage(30, LogLevel.Information, "Head {Epoch} signed: commits {First} to {Last}.")]
    public static partial void HeadSigned(ILogger logger, long epoch, long first, long last);

    [LoggerMessage(40, LogLevel.Warning, "Nobody can sign in yet. Enter the first administrator: {Command}")]
    public static partial void NoUsers(ILogger logger, string command);

    [LoggerMessage(41, LogLevel.Error, "The request {Path} failed.")]
    public static partial void RequestFailed(ILogger logger, string path, Exception? cause);

    [LoggerMessage(42, LogLevel.Information, "{Count} lines of the audit were older than they are kept, and are gone.")]
    public static partial void AuditForgotten(ILogger logger, int count);

    [LoggerMessage(43, LogLevel.Warning, "The store of users does not answer: {Reason} Tried again soon.")]
    public static partial void UserStoreAway(ILogger logger, string reason);

    [LoggerMessage(44, LogLevel.Error, "{Count} lines of the audit were lost: more came than could be written.")]
    public static partial void AuditLost(ILogger logger, long count);

    [LoggerMessage(50, LogLevel.Error, "The views wait for the database and show no more for the moment: {Cause}")]
    public static partial void ViewsWait(ILogger logger, string cause);

    [LoggerMessage(51, LogLevel.Information, "The database answers again after {Seconds} s: the views go on.")]
    public static partial void ViewsGoOn(ILogger logger, double seconds);

    [LoggerMessage(52, LogLevel.Information, "{Count} blocks of telemetry of an older version were deleted from the database.")]
    public static partial void OldBlocksDeleted(ILogger logger, int count);

    [LoggerMessage(60, LogLevel.Information, "Moving: {Line}")]
    public static partial void MoveGoesOn(ILogger logger, string line);

    [LoggerMessage(61, LogLevel.Error, "The installation was not moved, and works as before: {Cause}")]
    public static partial void MoveFailed(ILogger logger, string cause);

    [LoggerMessage(62, LogLevel.Information, "Moved to PostgreSQL ({Database}) at commit {Commit}: the process ends, to be started on it.")]
    public static partial void IsMoved(ILogger logger, string database, long commit);

    [LoggerMessage(53, LogLevel.Warning, "The request {Path} found the shared database away: {Cause}")]
    public static partial void DatabaseAway(ILogger logger, string path, string cause);

    [LoggerMessage(65, LogLevel.Error, "The key of erased dossier {Number} was not destroyed; it is tried again with the next commit.")]
    public static partial void DossierKeyStays(ILogger logger, string number, Exception exception);

    [LoggerMessage(64, LogLevel.Information, "The dossier of {Number} was erased: the key of its personal documents is destroyed.")]
    public static partial void DossierErased(ILogger logger, string number);

    [LoggerMessage(
        66, LogLevel.Error,
        "The password of seal {Seal} does not open: the folder of keys is another one than when it was entered. Enter it again.")]
    public static partial void SecretNotOpened(ILogger logger, string seal);

    [LoggerMessage(63, LogLevel.Error, "The command {Command} could not be decided, for a defect of ours; nothing of it was done.")]
    public static partial void CommandFailed(ILogger logger, string command, Exception exception);
}
