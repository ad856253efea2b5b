using System.Text;
using NavSeal.Model.Registries;
using NavSeal.Workplaces.Views.Registries;

namespace NavSeal.Workplaces.Registries;

/// <summary>One thing that is wrong in a file, or worth a second look.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Column">Name of the column; empty where it is the whole line.</param>
/// <param name="Code">Name of the fault.</param>
/// <param name="IsWarning">Whether the row is taken nevertheless.</param>
public readonly record struct FileFinding(int Line, string Column, string Code, bool IsWarning);

/// <summary>A row of a file.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Key">Of the row.</param>
/// <param name="ValidFrom">First day; null: since ever.</param>
/// <param name="ValidTo">Last day; null: until a later version begins.</param>
/// <param name="Values">What it says.</param>
public sealed record FileRow(int Line, string Key, DateOnly? ValidFrom, DateOnly? ValidTo, RegistryValues Values);

/// <summary>Registries as files: the columns of the schema, then the days of validity.</summary>
public static class RegistryCsv
{
    public const string ValidFrom = "valid_from", ValidTo = "valid_to";

    /// <summary>After so many wrong lines the rest of a file is not read: whoever hands it in corrects first what repeats.</summary>
    public const int FaultsMax = 1000;

    private const char Apostrophe = '\'';

    /// <summary>The columns of a file of a registry.</summary>
    public static IReadOnlyList<string> ColumnsOf(RegistryKind kind) =>
        [.. RegistrySchema.Of(kind).Columns.Select(column => column.Name), ValidFrom, ValidTo];

    /// <summary>Writes versions; cells that a spreadsheet would run as a formula get an apostrophe before them.</summary>
    public static string Write(RegistryKind kind, IEnumerable<RegistryRecord> records)
    {
        var (columns, text) = (RegistrySchema.Of(kind).Columns, new StringBuilder());
        text.Append(string.Join(',', ColumnsOf(kind))).Append("\r\n");
        foreach (var record in records)
        {
            var cells = columns.Select(column => record.Row[column.Name])
                .Append(RegistryDays.Text(record.Row.ValidFrom)).Append(RegistryDays.Text(record.LastDay));
            text.AppendJoin(',', cells.Select(CsvCell.Of)).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>Reads a file.</summary>
    /// <param name="kind">The registry.</param>
    /// <param name="bytes">The file as it is.</param>
    /// <param name="states">The member states.</param>
    /// <returns>The rows that are right, and what is wrong or worth a second look.</returns>
    public static (IReadOnlyList<FileRow> Rows, IReadOnlyList<FileFinding> Findings) Read(
        RegistryKind kind, ReadOnlySpan<byte> bytes, MemberStates states)
    {
        var (table, fault, at) = CsvTable.Read(bytes);
        if (table is null) return ([], [Wrong(at, "", fault)]);
        if (WrongHead(kind, table.Head) is { Count: > 0 } wrong) return ([], wrong);
        var (rows, findings) = (new List<FileRow>(), new List<FileFinding>());
        var known = new HashSet<(string, DateOnly?)>();
        var faults = 0;
        foreach (var (line, fields) in table.Lines)
        {
            if (faults >= FaultsMax)
            {
                findings.Add(Wrong(line, "", FileFault.TooManyFaults));
                break;
            }

            if (fields.Count != table.Head.Count)
            {
                findings.Add(Wrong(line, "", FileFault.FieldCount));
                faults++;
                continue;
            }

            var before = findings.Count;
            var row = ReadRow(kind, (line, table.Head, fields), states, findings);
            var isRight = !findings.Skip(before).Any(finding => !finding.IsWarning);
            if (isRight && !known.Add((row.Key, row.ValidFrom)))
            {
                findings.Add(Wrong(line, ValidFrom, FileFault.RowTwice));
                isRight = false;
            }

            if (isRight) rows.Add(row);
            else faults++;
        }

        return (rows, findings);
    }

    private static FileRow ReadRow(
        RegistryKind kind, (int Line, IReadOnlyList<string> Head, List<string> Fields) read, MemberStates states,
        List<FileFinding> findings)
    {
        var cells = read.Head.Zip(read.Fields, (name, cell) => KeyValuePair.Create(name, Plain(cell))).ToList();
        var schema = RegistrySchema.Of(kind);
        var (values, found) = schema.Read(cells.Where(cell => cell.Key is not (ValidFrom or ValidTo)), states);
        findings.AddRange(found.Select(one => new FileFinding(read.Line, one.Column, one.Fault.ToString(), one.IsWarning)));
        var (from, to) = (DayOf(cells, ValidFrom, read.Line, findings), DayOf(cells, ValidTo, read.Line, findings));
        if (to < from) findings.Add(new FileFinding(read.Line, ValidTo, nameof(RegistryFault.EndsBeforeItBegins), false));
        return new FileRow(read.Line, schema.KeyOf(values), from, to, values);
    }

    private static DateOnly? DayOf(List<KeyValuePair<string, string>> cells, string column, int line, List<FileFinding> findings)
    {
        var text = cells.Find(cell => cell.Key == column).Value?.Trim() ?? "";
        if (text.Length == 0) return null;
        if (RegistryDays.Parse(text) is { } day) return day;
        findings.Add(new FileFinding(line, column, nameof(RegistryFault.NotDay), false));
        return null;
    }

    private static List<FileFinding> WrongHead(RegistryKind kind, IReadOnlyList<string> head)
    {
        var (schema, known) = (RegistrySchema.Of(kind), ColumnsOf(kind));
        return
        [
            .. head.Where(name => !known.Contains(name)).Select(name => Wrong(1, Shown(name), FileFault.UnknownColumn)),
            .. head.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => Wrong(1, Shown(same.Key), FileFault.ColumnTwice)),
            .. schema.Columns.Where(column => column.IsRequired && !head.Contains(column.Name))
                .Select(column => Wrong(1, column.Name, FileFault.MissingColumn)),
        ];
    }

    private static FileFinding Wrong(int line, string column, FileFault fault) => new(line, column, fault.ToString(), false);

    private static string Shown(string name)
    {
        const int lengthMax = 40;
        var plain = string.Concat(name.Where(c => !char.IsControl(c)));
        return plain.Length > lengthMax ? plain[..lengthMax] + "…" : plain;
    }

    /// <summary>Takes away the apostrophe that <see cref="CsvCell"/> put there.</summary>
    private static string Plain(string cell) => cell is [Apostrophe, '=' or '@' or '+' or '-' or '\t', ..] ? cell[1..] : cell;
}
