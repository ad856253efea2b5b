using System.Globalization;
using NavSeal.Model.Seals;

namespace NavSeal.Simulator;

/// <summary>What can befall a simulated seal by script.</summary>
public enum IncidentKind
{
    /// <summary>The sealing element is opened without a command.</summary>
    Open,

    /// <summary>It is closed again.</summary>
    Close,

    /// <summary>The case of the electronic unit is opened.</summary>
    Breach,

    /// <summary>The seal reports a fault of its own.</summary>
    Fault,

    /// <summary>Case and fault are mended.</summary>
    Repair,

    /// <summary>No network for so many minutes.</summary>
    Silence,

    /// <summary>The battery loses so many percent at once.</summary>
    Drain,
}

/// <summary>One line of a script.</summary>
/// <param name="At">After the beginning of the script.</param>
/// <param name="Seal">A seal's number; or a name with @ in front, which stands for one seal drawn by chance, the same in the whole
/// script.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Amount">Minutes of a silence, percent of a drain; else 0.</param>
public sealed record Incident(TimeSpan At, string Seal, IncidentKind Kind, int Amount)
{
    /// <summary>Lets it happen to a seal.</summary>
    public void Befall(SimulatedSeal seal, DateTimeOffset now)
    {
        switch (Kind)
        {
            case IncidentKind.Open:
                seal.Open(now);
                break;
            case IncidentKind.Close:
                seal.Close(now);
                break;
            case IncidentKind.Breach:
                seal.Breach(now);
                break;
            case IncidentKind.Fault:
                seal.Fault(now);
                break;
            case IncidentKind.Repair:
                seal.Repair(now);
                break;
            case IncidentKind.Silence:
                seal.Silence(now, TimeSpan.FromMinutes(Amount));
                break;
            case IncidentKind.Drain:
                seal.Drain(now, Amount);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}

/// <summary>Incidents in the order in which they happen, read from text: a line is a time after the beginning (minutes:seconds, or
/// hours:minutes:seconds), a seal or @name, a word, and for silence and drain an amount. What follows # is a remark.</summary>
public sealed record IncidentScript(IReadOnlyList<Incident> Incidents)
{
    private const int SilenceMinutesMax = 7 * 24 * 60, PercentMax = 100, IncidentsMax = 100_000;

    /// <summary>Enough in the first minute that a board is worth watching, and its end in the next quarter of an hour.</summary>
    public static IncidentScript Demo { get; } = Parse("""
        00:15  @cut      open
        00:22  @tired    drain 85
        00:30  @case     breach
        00:38  @valley   silence 6
        00:46  @broken   fault
        05:00  @case     repair
        08:00  @broken   repair
        12:00  @cut      close
        """);

    /// <summary>Reads a script.</summary>
    /// <exception cref="FormatException">A line cannot be read; the message names it and says what would do.</exception>
    public static IncidentScript Parse(string text)
    {
        var incidents = new List<Incident>();
        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            var words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            if (incidents.Count == IncidentsMax) throw Wrong(index, $"A script has at most {IncidentsMax} incidents.");
            incidents.Add(Read(index, words));
        }

        return new IncidentScript([.. incidents.OrderBy(incident => incident.At)]);
    }

    private static Incident Read(int index, string[] words)
    {
        if (words.Length is < 3 or > 4 || !TryTime(words[0], out var at))
            throw Wrong(index, "Write a time, a seal or @name, and what happens, for example: 00:30 @one open");
        if (!words[1].StartsWith('@') && !SealNumber.TryParse(words[1], out _))
            throw Wrong(index, $"'{words[1]}' is no seal number and no @name.");
        if (!TryKind(words[2], out var kind))
            throw Wrong(index, $"'{words[2]}' is none of {string.Join(", ", Enum.GetNames<IncidentKind>()).ToLowerInvariant()}.");
        var max = kind switch { IncidentKind.Silence => SilenceMinutesMax, IncidentKind.Drain => PercentMax, _ => 0 };
        if (max == 0) return words.Length == 3 ? new Incident(at, words[1], kind, 0) : throw Wrong(index, $"'{words[2]}' takes no amount.");
        return words.Length == 4 && int.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            && amount >= 1 && amount <= max
            ? new Incident(at, words[1], kind, amount)
            : throw Wrong(index, $"'{words[2]}' takes a whole number from 1 to {max}.");
    }

    private static bool TryKind(string word, out IncidentKind kind) =>
        Enum.TryParse(word, ignoreCase: true, out kind) && Enum.IsDefined(kind) && !char.IsAsciiDigit(word[0]);

    private static bool TryTime(string text, out TimeSpan at)
    {
        at = default;
        var parts = text.Split(':');
        if (parts.Length is < 2 or > 3) return false;
        var seconds = 0L;
        foreach (var (place, part) in parts.Index())
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
            if (number > (place == 0 ? 10_000 : 59)) return false;
            seconds = (seconds * 60) + number;
        }

        at = TimeSpan.FromSeconds(seconds);
        return true;
    }

    private static FormatException Wrong(int index, string what) => new($"Line {index + 1}: {what}");
}
