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
        foreach (var row in CsvText.Parse("device-profiles.csv", csv).Rows)
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
                Battery = Battery(row).Source,
                BatteryParameter = Battery(row).Parameter,
                BatteryEmptyMillivolts = Millivolts(row, "battery_empty_mv"),
                BatteryFullMillivolts = Millivolts(row, "battery_full_mv"),
                MayReportUnauthorised = Yes(row, "may_report_unauthorised"),
                IsRelay = Yes(row, "relay"),
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
        if (row[column].Length == 0 || Parameter(row, column) is not null) return null;
        throw row.Wrong(
            column,
            "is not empty, 'loop N', 'digital-closed-1 N', 'digital-closed-0 N', 'parameter-closed-1 NAME' or 'parameter-closed-0 NAME'");
    }

    private static ParameterSwitch? Parameter(CsvRow row, string column) => Words(row[column]) switch
    {
        ("parameter-closed-1", { Length: > 0 } name) => new ParameterSwitch(name, ClosedIsOne: true),
        ("parameter-closed-0", { Length: > 0 } name) => new ParameterSwitch(name, ClosedIsOne: false),
        _ => null,
    };

    /// <summary>The first word, and what follows it; names of parameters may hold spaces.</summary>
    private static (string Word, string Name) Words(string cell) =>
        cell.IndexOf(' ') is var space and > 0 ? (cell[..space], cell[(space + 1)..].Trim()) : (cell, "");
}

/// <summary>The names of protocols on the command line and in tables.</summary>
internal static class ProtocolNames
{
    public static DeviceProtocol? Parse(string name) =>
        DeviceProtocols.All.FirstOrDefault(protocol => string.Equals(protocol.Name, name, StringComparison.OrdinalIgnoreCase))?.Protocol;

    public static string Of(DeviceProtocol protocol) =>
        DeviceProtocols.All.FirstOrDefault(p => p.Protocol == protocol)?.Name ?? protocol.ToString();
}
