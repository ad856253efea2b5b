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
                Case = Input(row, "case"),
                Battery = Enum.TryParse<BatterySource>(row["battery"], ignoreCase: true, out var source)
                    ? source
                    : throw row.Wrong("battery", "is not none, main, backup or internal"),
                BatteryEmptyMillivolts = Millivolts(row, "battery_empty_mv"),
                BatteryFullMillivolts = Millivolts(row, "battery_full_mv"),
                MayReportUnauthorised = Yes(row, "may_report_unauthorised"),
                IsRelay = Yes(row, "relay"),
            };
            if (profile.Battery != BatterySource.None && profile.BatteryFullMillivolts <= profile.BatteryEmptyMillivolts)
                throw row.Wrong("battery_full_mv", "is not more than battery_empty_mv");
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

    private static InputAddress? Input(CsvRow row, string column)
    {
        if (row[column].Length == 0) return null;
        var parts = row[column].Split(' ');
        InputKind? kind = parts[0] switch
        {
            "loop" => InputKind.Loop,
            "digital-closed-1" => InputKind.DigitalClosedIsOne,
            "digital-closed-0" => InputKind.DigitalClosedIsZero,
            _ => null,
        };
        return kind is { } known && parts.Length == 2 && byte.TryParse(parts[1], CultureInfo.InvariantCulture, out var number) && number > 0
            ? new InputAddress(known, number)
            : throw row.Wrong(column, "is not empty, 'loop N', 'digital-closed-1 N' or 'digital-closed-0 N'");
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
