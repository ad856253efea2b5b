using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace NavSeal.Workplaces.Views.Storage;

/// <summary>The one connection that writes a file of views, and its prepared statements. One thread at a time.</summary>
internal sealed class ViewFile : IDisposable
{
    /// <summary>Version of the tables and of what the folds make of the journal. A change of either is a new number: the new file is built
    /// from the journal while the old one is not touched.</summary>
    public const int Version = 15;

    private const int BusyMilliseconds = 5000;

    /// <summary>Half a second of busy writing, so that the file is not brought up to date, and flushed, more often than that.</summary>
    private const string Begin = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA cache_size = -16384;
        """;

    private readonly SqliteConnection connection;
    private readonly List<Statement> statements = [];

    private ViewFile(string path)
    {
        Path = path;
        connection = Connect(path, SqliteOpenMode.ReadWriteCreate, isPooled: false);
    }

    public string Path { get; }

    /// <summary>Opens the file, or makes an empty one.</summary>
    /// <exception cref="SqliteException">It is damaged, no database, or cannot be written to.</exception>
    public static ViewFile Open(string path)
    {
        var file = new ViewFile(path);
        var isOpen = false;
        try
        {
            file.Execute(Begin);
            file.Execute(ViewSchema.Create);
            file.Execute(ViewSchema.CreateRegistries);
            file.Execute(ViewSchema.CreateCommands);
            file.Execute(ViewSchema.CreateLaid);
            isOpen = true;
            return file;
        }
        finally
        {
            if (!isOpen) file.Dispose();
        }
    }

    /// <summary>Opens a connection; one that only reads sees what was committed when its statement or transaction began.</summary>
    public static SqliteConnection Connect(string path, SqliteOpenMode mode, bool isPooled)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = isPooled };
        var connection = new SqliteConnection(text.ToString());
        connection.Open();
        raw.sqlite3_busy_timeout(connection.Handle!, BusyMilliseconds);
        return connection;
    }

    /// <summary>Prepares a statement that lives as long as the file.</summary>
    public Statement Prepare(string text)
    {
        var statement = new Statement(connection, text);
        statements.Add(statement);
        return statement;
    }

    /// <summary>A statement that the caller disposes of.</summary>
    public Statement Once(string text) => new(connection, text);

    public void Execute(string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var statement in statements) statement.Dispose();
        connection.Dispose();
    }
}
