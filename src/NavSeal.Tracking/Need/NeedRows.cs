using System.Collections.Frozen;
using System.Globalization;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Need;

/// <summary>Days of law, both ends included.</summary>
internal readonly record struct LegalDays(DateOnly First, DateOnly Last)
{
    public bool Contains(DateOnly day) => day >= First && day <= Last;

    public static LegalDays Of(CsvRow row)
    {
        var days = new LegalDays(Day(row, "valid_from") ?? DateOnly.MinValue, Day(row, "valid_to") ?? DateOnly.MaxValue);
        return days.Last < days.First ? throw row.Wrong("valid_to", "lies before valid_from.") : days;
    }

    /// <summary>A day of a row; null where nothing stands.</summary>
    public static DateOnly? Day(CsvRow row, string column) => row[column] is not { Length: > 0 } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw row.Wrong(column, "is no day in the form 2026-01-31.");
}

/// <summary>A heading of a group of goods.</summary>
internal sealed record Heading(string Shown, string Prefix, string Group, LegalDays Days);

/// <summary>A rule of a stage: this group, with this procedure and mode, needs a seal.</summary>
internal sealed record StageRule
{
    /// <summary>The group that takes in whatever no other rule obliges.</summary>
    public const string AllOther = "all_other";

    /// <summary>The group of goods under special measures: a register instead of headings.</summary>
    public const string Sanctioned = "sanctioned";

    public required string Rule { get; init; }

    public required int Stage { get; init; }

    public required TrackingGround Ground { get; init; }

    public required CarriageMode Mode { get; init; }

    public required string Group { get; init; }

    public required string Clause { get; init; }

    public required LegalDays Days { get; init; }
}

/// <summary>Goods under special measures, by a state.</summary>
internal sealed record MeasureRow(string State, string Prefix, LegalDays Days);

/// <summary>An exemption from tracking in transit.</summary>
internal sealed record ExemptionRow(string Id, string Prefix, CarriageMode? Mode, LegalDays Days)
{
    /// <summary>Whether it frees only in a case or under a condition, which the table cannot see.</summary>
    public required bool IsConditional { get; init; }
}

/// <summary>Some units of a currency cost an amount of another.</summary>
internal sealed record RateRow(string Currency, string PricedIn, LegalDays Days)
{
    public required decimal Units { get; init; }

    public required decimal Amount { get; init; }

    public required string Source { get; init; }
}

/// <summary>An exception from the bar of physical customs escort: a group of goods, or a sum.</summary>
internal sealed record EscortException(string? Group, decimal Above, string Currency, LegalDays Days);

/// <summary>A regime other than the Agreement's stages, under which seals may be applied.</summary>
internal sealed record SealRegime(string Key, string? State, FrozenSet<CarriageMode> Modes, LegalDays Days)
{
    /// <summary>Whether it ends where the goods' own obligation begins.</summary>
    public required bool EndsWithObligation { get; init; }
}

/// <summary>Modes that a declaration knows; the rules say which of them are opened.</summary>
internal enum CarriageMode : byte
{
    Road = 1,
    Rail,
    Air,
    Sea,
}
