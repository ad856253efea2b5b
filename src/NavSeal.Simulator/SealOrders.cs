using System.Globalization;

namespace NavSeal.Simulator;

/// <summary>What became of a command; the numbers are those of EGTS COMMAND_DATA.</summary>
internal enum SealOrderOutcome : byte
{
    Done = 0,

    /// <summary>The words are wrong.</summary>
    Error = 1,

    /// <summary>No such command, or no seal that could do it.</summary>
    NotPossible = 2,
}

/// <summary>Does what the line of a command asks of a seal, in the words that <c>docs/protocols/egts.md</c> lists.</summary>
internal static class SealOrders
{
    /// <summary>What a seal keeps has at most so many letters.</summary>
    private const int RegisterLengthMax = 65_536;

    /// <summary>Does it at once.</summary>
    /// <returns>What became of it, and what the seal says beside that.</returns>
    public static (SealOrderOutcome Outcome, string Said) Obey(SimulatedSeal seal, string line, DateTimeOffset now)
    {
        var (word, rest) = line.IndexOf(' ') is > 0 and var at ? (line[..at], line[(at + 1)..]) : (line, "");
        switch (word)
        {
            case "OPEN":
                seal.Open(now);
                return (SealOrderOutcome.Done, "");
            case "CLOSE":
                seal.Close(now);
                return (SealOrderOutcome.Done, "");
            case "POSITION":
                seal.ReportNow(now);
                return (SealOrderOutcome.Done, "");
            case "PERIODS":
                return (SetPeriods(seal, rest, now), "");
            case "WRITE":
                if (rest.Length is 0 or > RegisterLengthMax) return (SealOrderOutcome.Error, "");
                seal.Register = rest;
                return (SealOrderOutcome.Done, "");
            case "READ":
                return (SealOrderOutcome.Done, seal.Register ?? "");
            case "ERASE":
                seal.Register = null;
                return (SealOrderOutcome.Done, "");
            default:
                return (SealOrderOutcome.NotPossible, "");
        }
    }

    private static SealOrderOutcome SetPeriods(SimulatedSeal seal, string words, DateTimeOffset now)
    {
        if (words.Split(' ') is not [var moving, var standing] || Seconds(moving) is not { } driving || Seconds(standing) is not { } parked)
            return SealOrderOutcome.Error;
        seal.SetPeriods(now, driving, parked);
        return SealOrderOutcome.Done;
    }

    private static TimeSpan? Seconds(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
