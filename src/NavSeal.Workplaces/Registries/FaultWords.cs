using System.Collections.Frozen;
using NavSeal.Model.Registries;

namespace NavSeal.Workplaces.Registries;

/// <summary>What a fault in a row or a file means and what cures it, in English: for programs and the command line.</summary>
public static class FaultWords
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>
    {
        [nameof(RegistryFault.Missing)] = "Nothing stands here. Write a value.",
        [nameof(RegistryFault.TooLong)] = "Too many characters. Write fewer.",
        [nameof(RegistryFault.NotPlain)] = "Control characters or characters that turn the writing. Take them out.",
        [nameof(RegistryFault.NotWhole)] = "Not a whole number. Write digits alone.",
        [nameof(RegistryFault.NotDecimal)] = "Not a number. Write digits with a point.",
        [nameof(RegistryFault.NotDay)] = "Not a day. Write it as 2026-01-31.",
        [nameof(RegistryFault.NotFlag)] = "Neither yes nor no. Write yes or no.",
        [nameof(RegistryFault.NotInList)] = "Not a code of the list. Take one that docs/registries.md names.",
        [nameof(RegistryFault.NotKey)] = "Not a key of a row. Copy it from that registry.",
        [nameof(RegistryFault.NotInForm)] = "Not in the form of this column. See docs/registries.md.",
        [nameof(RegistryFault.OutOfBounds)] = "Too small or too great. Correct the number.",
        [nameof(RegistryFault.UnknownColumn)] = "The registry has no such column. Take it out or correct its name.",
        [nameof(RegistryFault.KeyTooLong)] = "The key is too long. Shorten it.",
        [nameof(RegistryFault.EndsBeforeItBegins)] = "The last day lies before the first. Correct one of them.",
        [nameof(RegistryFault.DoNotAgree)] = "This does not go with another column. Fill in exactly what belongs together.",
        [nameof(RegistryFault.CheckDigit)] = "The check digit does not check. Compare with the papers.",
        [nameof(RegistryFault.Unrecognised)] = "The number has an unusual form. Compare with the papers.",
        [nameof(RegistryFault.PointsNowhere)] = "Points to a row that is not there. Enter that one first, or correct the key.",
        [nameof(RegistryFault.Cycle)] = "The row would stand below itself. Choose another one above it.",
        [nameof(FileFault.TooLarge)] = "The file is too large. Divide it.",
        [nameof(FileFault.NotUtf8)] = "The text is not in UTF-8. Save the file as CSV UTF-8.",
        [nameof(FileFault.NotText)] = "The file holds null characters: it is no text, or UTF-16. Save it as CSV UTF-8.",
        [nameof(FileFault.NoHead)] = "The file is empty. The first line names the columns.",
        [nameof(FileFault.ColumnTwice)] = "The head names this column twice. Keep one.",
        [nameof(FileFault.MissingColumn)] = "This column is missing in the head. Add it.",
        [nameof(FileFault.OpenQuote)] = "A quote is not closed. Close it, or double quotes within a text.",
        [nameof(FileFault.BehindQuote)] = "Text stands behind a closing quote. Double quotes within a text.",
        [nameof(FileFault.FieldCount)] = "The line has another number of fields than the head. Quote texts with separators in them.",
        [nameof(FileFault.TooManyFaults)] = "So many lines are wrong that the rest was not read. Correct those first.",
        [nameof(FileFault.RowTwice)] = "An earlier line says something else of this row from the same day on. Keep one of the two.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All codes there are.</summary>
    public static IReadOnlyCollection<string> Codes => Words.Keys;

    /// <summary>The words of a code.</summary>
    public static string Of(string code) => Words[code];
}
