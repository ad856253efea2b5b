using System.Globalization;
using NavSeal.Devices;
using NavSeal.Model.Seals;
using NavSeal.Tracking;

namespace NavSeal.Server.Registry;

/// <summary>The device profiles of <c>reference/device-profiles.csv</c>, by name.</summary>
internal sealed class ProfileTable
{
    private readonly Dictionary<string, DeviceProfile> profiles = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names, in the order of the file.</summary>
    public IReadOnlyCollection<string> Names => profiles.Keys;

    /// <summary>The profile of that name; null where there is none.</summary>
    public DeviceProfile? Find(string name) => profiles.GetValueOrDefault(name);

    /// <summary>Reads the table.</summary>
    /// <exception cref="FormatException">A row is wrong; the message names line and column.</exception>
    public static ProfileTable Parse(string csv)
    {
        var table = new ProfileTable();
        var text = CsvText.Parse("device-profiles.csv", csv);
        var (hasOffsets, hasCommands) = (text.Columns.Contains("time_offset"), text.Columns.Contains("commands"));
        var hasPeriods = text.Columns.Contains("moving_periods") && text.Columns.Contains("standing_periods");
        foreach (var row in text.Rows)
        {
            var name = row["profile"];
            var profile = new DeviceProfile
            {
                Name = name,
                Protocol = ProtocolNames.Parse(row["protocol"]) ?? throw row.Wrong("protocol", "is no protocol of this program"),
                SealingElement = Input(row, "sealing_element"),
                SealingElementParameter = Parameter(row, "sealing_element"),
                Case = Input(row, "case"),
                CaseParameter = Parameter(row, "case"),
                SealingElementBits = Bits(row, "sealing_element"),
                CaseBits = Bits(row, "case"),
                TimeOffset = TimeOffsets.Parse(hasOffsets ? row["time_offset"] : "")
                    ?? throw row.Wrong("time_offset", "is no offset such as +08:00"),
                Battery = Battery(row).Source,
                BatteryParameter = Battery(row).Parameter,
                BatteryEmptyMillivolts = Millivolts(row, "battery_empty_mv"),
                BatteryFullMillivolts = Millivolts(row, "battery_full_mv"),
                MayReportUnauthorised = Yes(row, "may_report_unauthorised"),
                IsRelay = Yes(row, "relay"),
                Commands = hasCommands ? Commands(row) : DeviceCommands.None,
                MovingPeriods = hasPeriods ? Periods(row, "moving_periods") : null,
                StandingPeriods = hasPeriods ? Periods(row, "standing_periods") : null,
            };
            if (profile.Battery is not (BatterySource.None or BatterySource.ParameterPercent)
                && profile.BatteryFullMillivolts <= profile.BatteryEmptyMillivolts)
            {
                throw row.Wrong("battery_full_mv", "is not more than battery_empty_mv");
            }

            if (!table.profiles.TryAdd(name, profile)) throw row.Wrong("profile", "stands twice");
        }

        return table;
    }

    private static DeviceCommands Commands(CsvRow row)
    {
        var commands = DeviceCommands.None;
        foreach (var word in row["commands"].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            commands |= word switch
            {
                "open" => DeviceCommands.Open,
                "close" => DeviceCommands.Close,
                "periods" => DeviceCommands.Periods,
                "position" => DeviceCommands.Position,
                "register" => DeviceCommands.Register,
                "password" => DeviceCommands.Password,
                _ => throw row.Wrong("commands", "is not made of open, close, periods, position, register and password"),
            };
        }

        return commands;
    }

    private static string? Periods(CsvRow row, string column)
    {
        if (row[column].Length == 0) return null;
        var periods = PeriodSet.Read(row[column])
            ?? throw row.Wrong(column, "is not empty and no rising list of seconds between 10 and 86400 such as '300 1800-86400/60'");
        return periods.ToString();
    }

    private static int Millivolts(CsvRow row, string column) =>
        int.TryParse(row[column], NumberStyles.None, CultureInfo.InvariantCulture, out var millivolts)
            ? millivolts
            : throw row.Wrong(column, "is no whole number of millivolts");

    private static bool Yes(CsvRow row, string column) => row[column] switch
    {
        "yes" => true,
        "no" => false,
        _ => throw row.Wrong(column, "is not yes or no"),
    };

    /// <summary>The source of charge: a voltage of the protocol, or a parameter by its name.</summary>
    private static (BatterySource Source, string? Parameter) Battery(CsvRow row) => Words(row["battery"]) switch
    {
        ("none", "") => (BatterySource.None, null),
        ("main", "") => (BatterySource.Main, null),
        ("backup", "") => (BatterySource.Backup, null),
        ("internal", "") => (BatterySource.Internal, null),
        ("parameter-volts", { Length: > 0 } name) => (BatterySource.ParameterVolts, name),
        ("parameter-percent", { Length: > 0 } name) => (BatterySource.ParameterPercent, name),
        _ => throw row.Wrong("battery", "is not none, main, backup, internal, 'parameter-volts NAME' or 'parameter-percent NAME'"),
    };

    private static InputAddress? Input(CsvRow row, string column)
    {
        var (word, rest) = Words(row[column]);
        InputKind? kind = word switch
        {
            "loop" => InputKind.Loop,
            "digital-closed-1" => InputKind.DigitalClosedIsOne,
            "digital-closed-0" => InputKind.DigitalClosedIsZero,
            _ => null,
        };
        if (kind is { } known && byte.TryParse(rest, CultureInfo.InvariantCulture, out var number) && number > 0)
            return new InputAddress(known, number);
        if (row[column].Length == 0 || Parameter(row, column) is not null || Bits(row, column) is not null) return null;
        throw row.Wrong(
            column,
            "is not empty, 'loop N', 'digital-closed-1 N', 'digital-closed-0 N', 'parameter-closed-1 NAME', 'parameter-closed-0 NAME' "
            + "or bits such as 'status-closed-0 20+21'");
    }

    private static ParameterSwitch? Parameter(CsvRow row, string column) => Words(row[column]) switch
    {
        ("parameter-closed-1", { Length: > 0 } name) => new ParameterSwitch(name, ClosedIsOne: true),
        ("parameter-closed-0", { Length: > 0 } name) => new ParameterSwitch(name, ClosedIsOne: false),
        _ => null,
    };

    /// <summary>Word, side and bits: <c>status-closed-0 20+21</c> is closed when the bits 20 and 21 of the status are 0.</summary>
    private static BitSwitch? Bits(CsvRow row, string column)
    {
        var (word, bits) = Words(row[column]);
        var closed = word.IndexOf("-closed-", StringComparison.Ordinal);
        StatusWord? named = closed < 0 ? null : word[..closed] switch
        {
            "status" => StatusWord.Status,
            "alarm" => StatusWord.Alarm,
            "lock" => StatusWord.Lock,
            "state" => StatusWord.State,
            _ => null,
        };
        if (named is not { } known || word[^2..] is not ("-0" or "-1")) return null;
        var mask = 0u;
        foreach (var bit in bits.Split('+'))
        {
            if (!int.TryParse(bit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 31) return null;
            mask |= 1u << number;
        }

        return new BitSwitch(known, mask, ClosedIsOne: word.EndsWith('1'));
    }

    /// <summary>The first word, and what follows it; names of parameters may hold spaces.</summary>
    private static (string Word, string Name) Words(string cell) =>
        cell.IndexOf(' ') is var space and > 0 ? (cell[..space], cell[(space + 1)..].Trim()) : (cell, "");
}

/// <summary>How far a clock is ahead of UTC, as people write it.</summary>
internal static class TimeOffsets
{
    private static readonly TimeSpan max = TimeSpan.FromHours(14);

    /// <summary>Reads <c>+08:00</c> or <c>-03:30</c>; nothing at all is zero.</summary>
    /// <returns>Null where it is none.</returns>
    public static TimeSpan? Parse(string text)
    {
        if (text.Length == 0) return TimeSpan.Zero;
        if (text[0] is not ('+' or '-')) return null;
        if (!TimeSpan.TryParseExact(text[1..], "hh\\:mm", CultureInfo.InvariantCulture, out var offset) || offset > max) return null;
        return text[0] == '-' ? -offset : offset;
    }
}

/// <summary>The names of protocols on the command line and in tables.</summary>
internal static class ProtocolNames
{
    public static DeviceProtocol? Parse(string name) =>
        DeviceProtocols.All.FirstOrDefault(protocol => string.Equals(protocol.Name, name, StringComparison.OrdinalIgnoreCase))?.Protocol;

    public static string Of(DeviceProtocol protocol) =>
        DeviceProtocols.All.FirstOrDefault(p => p.Protocol == protocol)?.Name ?? protocol.ToString();
}
