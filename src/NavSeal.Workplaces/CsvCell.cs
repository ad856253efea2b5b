namespace NavSeal.Workplaces;

/// <summary>A cell of a CSV file that a spreadsheet opens.</summary>
public static class CsvCell
{
    private static readonly char[] Quoting = [',', '"', '\r', '\n'];

    /// <summary>Quoted where needed; text that a spreadsheet would run as a formula gets an apostrophe before it.</summary>
    public static string Of(string text)
    {
        var isFormula = text is ['=' or '@' or '+' or '\t', ..] || (text is ['-', ..] && !double.TryParse(
            text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _));
        var safe = isFormula ? "'" + text : text;
        return safe.IndexOfAny(Quoting) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
