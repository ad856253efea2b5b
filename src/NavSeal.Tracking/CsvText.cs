using System.Text;

namespace NavSeal.Tracking;

/// <summary>A table of <c>reference/</c> as text: RFC 4180, the first line names the columns.</summary>
public sealed class CsvText
{
    private readonly string name;
    private readonly Dictionary<string, int> columns;

    private CsvText(string name, Dictionary<string, int> columns, IReadOnlyList<CsvRow> rows)
    {
        this.name = name;
        this.columns = columns;
        Rows = rows;
    }

    /// <summary>The rows below the head, in the order of the file; empty lines are skipped.</summary>
    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="text">The whole text.</param>
    /// <exception cref="FormatException">No head, a column twice, an open quote, or a row of another length than the head; names file and
    /// line.</exception>
    public static CsvText Parse(string name, string text)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = new List<CsvRow>();
        CsvText? table = null;
        foreach (var (line, fields) in Records(name, text))
        {
            if (table is null)
            {
                foreach (var field in fields)
                {
                    if (columns.TryAdd(field, columns.Count)) continue;
                    throw new FormatException($"{name}, line {line}: the column '{field}' stands twice.");
                }

                table = new CsvText(name, columns, rows);
                continue;
            }

            if (fields.Count != columns.Count)
                throw new FormatException($"{name}, line {line}: {fields.Count} fields, the head has {columns.Count}.");
            rows.Add(new CsvRow(table, line, fields));
        }

        return table ?? throw new FormatException($"{name}, line 1: no head.");
    }

    /// <summary>The columns in the order of the head.</summary>
    public IReadOnlyCollection<string> Columns => columns.Keys;

    /// <summary>Holds that the head names a column, also where no row asks for it.</summary>
    /// <exception cref="FormatException">It does not.</exception>
    public void Require(string column) => PlaceOf(column);

    internal string NameOf(int line, string column) => $"{name}, line {line}, column '{column}'";

    internal int PlaceOf(string column) =>
        columns.TryGetValue(column, out var place)
            ? place
            : throw new FormatException($"{name}, line 1: the column '{column}' is missing.");

    private static IEnumerable<(int Line, List<string> Fields)> Records(string name, string text)
    {
        var (line, at) = (1, 0);
        if (text.StartsWith('\uFEFF')) at = 1;
        while (at < text.Length)
        {
            var first = line;
            var fields = new List<string>();
            do fields.Add(Field(name, text, ref at, ref line));
            while (at < text.Length && text[at++] == ',');
            line++;
            if (fields is not [""]) yield return (first, fields);
        }
    }

    /// <summary>Reads one field and stands on what ends it; a carriage return before a line feed belongs to the end of the line.</summary>
    private static string Field(string name, string text, ref int at, ref int line)
    {
        if (at < text.Length && text[at] == '"') return Quoted(name, text, ref at, ref line);
        var start = at;
        while (at < text.Length && text[at] is not (',' or '\n')) at++;
        return text[start..at].TrimEnd('\r');
    }

    private static string Quoted(string name, string text, ref int at, ref int line)
    {
        var (first, value) = (line, new StringBuilder());
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '\n') line++;
            if (text[at] != '"') value.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"') value.Append(text[at++]);
            else break;
        }

        if (at >= text.Length) throw new FormatException($"{name}, line {first}: a quote is not closed.");
        at++;
        if (at < text.Length && text[at] == '\r') at++;
        if (at < text.Length && text[at] is not (',' or '\n'))
            throw new FormatException($"{name}, line {line}: text behind a closing quote.");
        return value.ToString();
    }
}

/// <summary>One row of a table.</summary>
public sealed class CsvRow
{
    private readonly CsvText table;
    private readonly List<string> fields;

    internal CsvRow(CsvText table, int line, List<string> fields)
    {
        this.table = table;
        this.fields = fields;
        Line = line;
    }

    /// <summary>Where the row begins in the file, from 1.</summary>
    public int Line { get; }

    /// <summary>The text of a field, without quotes; empty where nothing stands.</summary>
    /// <exception cref="FormatException">The table has no such column.</exception>
    public string this[string column] => fields[table.PlaceOf(column)];

    /// <summary>All fields, by column.</summary>
    public Model.Registries.RegistryValues AsValues() =>
        new(table.Columns.Select(column => KeyValuePair.Create(column, this[column])));

    /// <summary>File, line and column of a field, for messages.</summary>
    internal string NameOf(string column) => table.NameOf(Line, column);

    /// <summary>Makes the complaint about a field: file, line, column, what stands there and what is wrong with it.</summary>
    public FormatException Wrong(string column, string why) => new($"{table.NameOf(Line, column)}: '{this[column]}' {why}");
}
