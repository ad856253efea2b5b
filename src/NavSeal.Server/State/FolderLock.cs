namespace NavSeal.Server.State;

/// <summary>The data folder belongs to one process: taken before anything in it is read, since the state table is no less its own than the
/// journal.</summary>
internal sealed class FolderLock : IDisposable
{
    private const string Name = "server.lock";
    private readonly FileStream held;

    private FolderLock(FileStream held) => this.held = held;

    /// <summary>Makes the folder where it is missing, and takes it.</summary>
    /// <exception cref="IOException">Another process has it, or it cannot be written to; the message says what to do.</exception>
    public static FolderLock Take(string folder)
    {
        try
        {
            CreatePrivate(folder);
            return new FolderLock(new FileStream(Path.Combine(folder, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The data folder '{folder}' cannot be used: {e.Message} One server at a time runs on a folder, and it has to be writable: "
                + "stop the other one, or take another folder with --data.",
                e);
        }
    }

    // What seals reported is nobody's who merely has an account on the machine; a folder that was there keeps its rights.
    private static void CreatePrivate(string folder)
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows() || Directory.Exists(folder)) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, ownerOnly);
    }

    public void Dispose() => held.Dispose();
}
