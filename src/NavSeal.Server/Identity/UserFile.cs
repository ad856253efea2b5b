using System.Globalization;
using Microsoft.Data.Sqlite;

namespace NavSeal.Server.Identity;

/// <summary>The embedded store of users: the file <c>users.db</c> of the data folder, and how its tables come to be.</summary>
internal static class UserFile
{
    private const string Name = "users.db";
    private const int BusySeconds = 10;

    /// <summary>Makes the file where it is missing, readable for its owner only, and brings its tables up to the present version.</summary>
    /// <exception cref="IOException">The file cannot be used; the message says why and what to do.</exception>
    public static void Open(string dataFolder)
    {
        var path = Path.Combine(dataFolder, Name);
        try
        {
            Directory.CreateDirectory(dataFolder);
            if (!File.Exists(path)) CreatePrivate(path);
            using var connection = new SqliteConnection(ConnectionTo(dataFolder));
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = WAL");
            while (Migrate(connection, path) < UserMigrations.All.Count)
            {
            }
        }
        catch (Exception e) when (e is SqliteException or UnauthorizedAccessException)
        {
            throw new IOException($"The store of users '{path}' cannot be used: {e.Message}", e);
        }
    }

    public static string ConnectionTo(string dataFolder) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(dataFolder, Name),
        DefaultTimeout = BusySeconds,
        ForeignKeys = true,
    }.ToString();

    private static void CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
    }

    // One step in one transaction, so that a process that dies in between leaves a whole version behind.
    private static int Migrate(SqliteConnection connection, string path)
    {
        using var transaction = connection.BeginTransaction();
        using var read = new SqliteCommand("PRAGMA user_version", connection, transaction);
        var version = Convert.ToInt32(read.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (version > UserMigrations.All.Count)
        {
            throw new IOException(
                $"'{path}' has tables of version {version}, this program knows {UserMigrations.All.Count}: run the newer program.");
        }

        if (version == UserMigrations.All.Count) return version;
        Execute(connection, UserMigrations.All[version], transaction);
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"), transaction);
        transaction.Commit();
        return version + 1;
    }

    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        // The texts are constants of this program.
#pragma warning disable CA2100
        using var command = new SqliteCommand(sql, connection, transaction);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
