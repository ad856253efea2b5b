using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace NavSeal.Workplaces.Views.Storage;

/// <summary>One prepared statement. The calls of SQLite itself: the views write tens of thousands of rows a second, and a command of
/// ADO.NET costs more than the row.</summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    /// <exception cref="SqliteException">The text does not fit the tables.</exception>
    public Statement(SqliteConnection connection, string text)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, text, out statement));
    }

    public Statement Bind(int place, long? value)
    {
        Check(value is { } known ? raw.sqlite3_bind_int64(statement, place, known) : raw.sqlite3_bind_null(statement, place));
        return this;
    }

    public Statement Bind(int place, string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(statement, place) : raw.sqlite3_bind_text(statement, place, value));
        return this;
    }

    /// <summary>Binds bytes; they are copied.</summary>
    public Statement Bind(int place, ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, place, 0) : raw.sqlite3_bind_blob(statement, place, value));
        return this;
    }

    /// <summary>Binds texts and whole numbers to the places from the first.</summary>
    public Statement Bind(IEnumerable<object?> values)
    {
        var place = 0;
        foreach (var value in values)
        {
            if (value is string text) Bind(++place, text);
            else Bind(++place, value is null ? null : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
        }

        return this;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="SqliteException">The file is damaged or the disk failed.</exception>
    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result == raw.SQLITE_DONE) return false;
        raw.sqlite3_reset(statement);
        SqliteException.ThrowExceptionForRC(result, database);
        return false;
    }

    /// <summary>Runs it for its effect and makes it ready for the next time.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public void Reset() => raw.sqlite3_reset(statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public int TypeOf(int column) => raw.sqlite3_column_type(statement, column);

    public int Columns => raw.sqlite3_column_count(statement);

    public long Long(int column) => raw.sqlite3_column_int64(statement, column);

    public int Int(int column) => checked((int)Long(column));

    public bool Bool(int column) => Long(column) != 0;

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public int? IntOrNull(int column) => IsNull(column) ? null : Int(column);

    public DateTimeOffset Instant(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Long(column));

    public DateTimeOffset? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Bytes that stay where they are until the next step or reset.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(statement, column);

    public void Dispose() => statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, database);
    }
}
