using System.Security.Cryptography;

namespace NavSeal.Bench.Faults.Lab;

/// <summary>Where everything of the lab lies, and its passwords.</summary>
/// <param name="folder">A folder of its own, removed afterwards.</param>
/// <param name="program">The server's assembly.</param>
internal sealed class LabPlan(string folder, string program)
{
    public string Folder => folder;

    public string Program => program;

    /// <summary>The password of every user of the database, made for this run.</summary>
    public string Password { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The keys that all processes share.</summary>
    public string KeysFolder => Path.Combine(folder, "keys");

    /// <summary>Where navseal finds the password.</summary>
    public string PasswordFile => Path.Combine(folder, "pgpass");

    /// <summary>How the database of navseal is reached, whichever machine has the primary.</summary>
    public string Database => Connection("navseal", "navseal");

    /// <summary>A connection to all machines.</summary>
    public string Connection(string user, string database)
    {
        var hosts = string.Join(',', LabNetwork.Machines.Select(LabNetwork.AddressOf));
        return $"Host={hosts};Username={user};Password={Password};Database={database}";
    }

    /// <summary>Makes the folders, and the file of the password.</summary>
    public void Prepare()
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("Network namespaces are Linux's.");
        const UnixFileMode through = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        // PostgreSQL runs under its own user, who has to come through.
        File.SetUnixFileMode(folder, own | UnixFileMode.UserExecute | through);
        Directory.CreateDirectory(KeysFolder, own | UnixFileMode.UserExecute);
        File.WriteAllText(PasswordFile, $"*:*:navseal:navseal:{Password}\n");
        File.SetUnixFileMode(PasswordFile, own);
    }
}
