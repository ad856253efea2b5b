namespace NavSeal.Journal;

/// <summary>The folder of a journal, as little of a file system as the journal needs. Real: <see cref="FileDisk"/>.</summary>
public abstract class Disk
{
    /// <summary>Names of all files in the folder, in any order.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public abstract IReadOnlyList<string> Names();

    /// <summary>A new empty file; its name is durable only after <see cref="FlushNames"/>.</summary>
    /// <param name="name">Of no existing file.</param>
    /// <exception cref="IOException">It exists, or the disk failed.</exception>
    public abstract DiskFile Create(string name);

    /// <summary>An existing file.</summary>
    /// <param name="name">As in <see cref="Names"/>.</param>
    /// <param name="writable">Whether it will be written to; readers may have it open beside one writer.</param>
    /// <exception cref="IOException">It is not there, or the disk failed.</exception>
    public abstract DiskFile Open(string name, bool writable);

    /// <summary>Removes a file; durable only after <see cref="FlushNames"/>.</summary>
    /// <param name="name">As in <see cref="Names"/>.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    public abstract void Delete(string name);

    /// <summary>Makes created and removed names durable.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public abstract void FlushNames();

    /// <summary>Keeps other processes from writing here until disposed.</summary>
    /// <exception cref="IOException">Another process holds the folder.</exception>
    public abstract IDisposable Lock();

    /// <summary>A number that nobody can guess from outside (see "Salt" in docs/journal-format.md).</summary>
    public abstract uint NextSalt();
}
