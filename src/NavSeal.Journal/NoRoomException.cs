namespace NavSeal.Journal;

/// <summary>There is no preallocated room for a commit. Nothing was written; append again when there is room.</summary>
public sealed class NoRoomException : IOException
{
    /// <summary>No room, because the disk said so.</summary>
    /// <param name="message">What was tried.</param>
    /// <param name="cause">The disk's answer, or null.</param>
    public NoRoomException(string message, Exception? cause) : base(message, cause) { }
}
