using Microsoft.Data.Sqlite;

namespace NavSeal.Workplaces.Views.Storage;

/// <summary>Connections that only read, for as many threads as ask.</summary>
internal sealed class ViewReads(string path) : IDisposable
{
    /// <summary>Most rows of one page of results.</summary>
    public const int LimitMax = 1000;

    /// <summary>A connection out of the pool; the caller disposes of it.</summary>
    public SqliteConnection Open() => ViewFile.Connect(path, SqliteOpenMode.ReadOnly, isPooled: true);

    /// <summary>All rows of a statement.</summary>
    public List<T> Select<T>(string text, IEnumerable<object?> values, Func<Statement, T> read)
    {
        using var connection = Open();
        using var statement = new Statement(connection, text);
        statement.Bind(values);
        var rows = new List<T>();
        while (statement.Step()) rows.Add(read(statement));
        return rows;
    }

    /// <summary>One whole number.</summary>
    public long Number(string text, IEnumerable<object?> values) => Select(text, values, row => row.Long(0))[0];

    /// <summary>The rows of one page: one more is asked for than is shown, so that the last page knows that it is the last.</summary>
    /// <param name="query">Text without a limit.</param>
    /// <param name="limit">Most rows, brought within 1 to <see cref="LimitMax"/>.</param>
    /// <param name="read">Makes a row.</param>
    /// <param name="cursorOf">The cursor behind a row.</param>
    public ResultPage<T> Page<T>(ViewQuery query, int limit, Func<Statement, T> read, Func<T, string> cursorOf)
    {
        limit = Math.Clamp(limit, 1, LimitMax);
        var rows = Select($"{query.Text} LIMIT {limit + 1}", query.Values, read);
        if (rows.Count <= limit) return new ResultPage<T>(rows, null);
        rows.RemoveAt(limit);
        return new ResultPage<T>(rows, cursorOf(rows[^1]));
    }

    public void Dispose()
    {
        using var connection = Open();
        SqliteConnection.ClearPool(connection);
    }
}

/// <summary>A statement that is put together of constant pieces; what comes from outside is bound, never written into the text.</summary>
internal sealed class ViewQuery(string select)
{
    private readonly List<string> conditions = [];
    private readonly List<object?> values = [];
    private string order = "";

    public string Text => select + (conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions)) + order;

    public IReadOnlyList<object?> Values => values;

    /// <summary>Adds a condition and the values of its question marks.</summary>
    public ViewQuery And(string condition, params ReadOnlySpan<object?> bound)
    {
        conditions.Add(condition);
        foreach (var value in bound) values.Add(value);
        return this;
    }

    public ViewQuery OrderBy(string columns)
    {
        order = " ORDER BY " + columns;
        return this;
    }
}
