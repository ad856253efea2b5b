namespace NavSeal.Journal;

/// <summary>A commit can not be taken in at the time: no preallocated room, or no answer of the database. Append the same again when there
/// is room.</summary>
public sealed class NoRoomException : IOException
{
    /// <summary>No room, because the store said so.</summary>
    /// <param name="message">What was tried.</param>
    /// <param name="cause">The store's answer, or null.</param>
    public NoRoomException(string message, Exception? cause) : base(message, cause) { }
}
