using System.Text;

namespace NavSeal.Workplaces.Registries;

/// <summary>What keeps a file from being read at all, or a line from being taken.</summary>
public enum FileFault
{
    /// <summary>More bytes or lines than a file may have.</summary>
    TooLarge = 101,

    /// <summary>The text is not in UTF-8.</summary>
    NotUtf8 = 102,

    /// <summary>Null characters: no text, or text in UTF-16.</summary>
    NotText = 103,

    /// <summary>Nothing stands in the file.</summary>
    NoHead = 104,

    /// <summary>The head names a column twice.</summary>
    ColumnTwice = 105,

    /// <summary>The head names a column that the registry does not have.</summary>
    UnknownColumn = 106,

    /// <summary>A column that every row needs is missing.</summary>
    MissingColumn = 107,

    /// <summary>A quote is not closed.</summary>
    OpenQuote = 108,

    /// <summary>Text stands behind a closing quote.</summary>
    BehindQuote = 109,

    /// <summary>A line has more or fewer fields than the head.</summary>
    FieldCount = 110,

    /// <summary>The same row begins on the same day in an earlier line.</summary>
    RowTwice = 111,

    /// <summary>So many lines are wrong that the rest was not read.</summary>
    TooManyFaults = 112,
}

/// <summary>A text in lines and fields: RFC 4180, with commas or semicolons, whichever the head has. Whatever the bytes, it is read or the
/// fault is named.</summary>
public sealed class CsvTable
{
    /// <summary>Most bytes of a file.</summary>
    public const int BytesMax = 16 << 20;

    /// <summary>Most lines of a file.</summary>
    public const int LinesMax = 100_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private CsvTable(IReadOnlyList<string> head, IReadOnlyList<(int Line, List<string> Fields)> lines) => (Head, Lines) = (head, lines);

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Head { get; }

    /// <summary>The lines below the head that are not empty, with their place in the file from 1.</summary>
    public IReadOnlyList<(int Line, List<string> Fields)> Lines { get; }

    /// <summary>Reads a file.</summary>
    /// <returns>The table, or where it cannot be read and why.</returns>
    public static (CsvTable? Table, FileFault Fault, int Line) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BytesMax) return (null, FileFault.TooLarge, 1);
        if (bytes.Contains((byte)0)) return (null, FileFault.NotText, 1);
        try
        {
            return Read(Strict.GetString(bytes).TrimStart('\uFEFF'));
        }
        catch (DecoderFallbackException)
        {
            return (null, FileFault.NotUtf8, 1);
        }
    }

    private static (CsvTable? Table, FileFault Fault, int Line) Read(string text)
    {
        var separator = SeparatorOf(text);
        var lines = new List<(int, List<string>)>();
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var (first, fields) = (line, new List<string>());
            while (true)
            {
                if (Field(text, separator, ref at, ref line, out var field) is { } fault) return (null, fault, first);
                fields.Add(field);
                if (at >= text.Length || text[at] != separator) break;
                at++;
            }

            EndLine(text, ref at, ref line);
            if (fields is not [""]) lines.Add((first, fields));
            if (lines.Count > LinesMax) return (null, FileFault.TooLarge, first);
        }

        if (lines.Count == 0) return (null, FileFault.NoHead, 1);
        return (new CsvTable([.. lines[0].Item2.Select(name => name.Trim())], lines[1..]), 0, 0);
    }

    /// <summary>Which of the two stands more often in the head.</summary>
    private static char SeparatorOf(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var head = end < 0 ? text.AsSpan() : text.AsSpan()[..end];
        return head.Count(';') > head.Count(',') ? ';' : ',';
    }

    private static FileFault? Field(string text, char separator, ref int at, ref int line, out string field)
    {
        if (at >= text.Length || text[at] != '"')
        {
            var start = at;
            while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n')) at++;
            field = text[start..at];
            return null;
        }

        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '\n') line++;
            if (text[at] != '"') value.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"') value.Append(text[at++]);
            else break;
        }

        field = value.ToString();
        if (at >= text.Length) return FileFault.OpenQuote;
        at++;
        return at >= text.Length || text[at] == separator || text[at] is '\r' or '\n' ? null : FileFault.BehindQuote;
    }

    private static void EndLine(string text, ref int at, ref int line)
    {
        if (at < text.Length && text[at] == '\r') at++;
        if (at < text.Length && text[at] == '\n') at++;
        line++;
    }
}
