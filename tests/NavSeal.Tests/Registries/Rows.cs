using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Tests.Tracking;

namespace NavSeal.Tests.Registries;

/// <summary>Rows to enter, and a core that knows the member states.</summary>
internal static class Rows
{
    public const string CarrierKey = "KZ-980540000397";

    public static readonly MemberStates States = new(
        "KZ", [new("KZ", "398", 5), new("RU", "643", 8), new("BY", "112", 5), new("KG", "417", 5), new("AM", "051", 2)]);

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static RowEntry Carrier => Entry(RegistryKind.Organisation, null,
        ("country", "KZ"), ("number", "980540000397"), ("name", "ТОО «Жібек Жолы Транс»"), ("kinds", "carrier customer"));

    public static Core Core(params RegistryRow[] laid)
    {
        var core = new Core();
        core.State.Registries.Lay(States, laid);
        return core;
    }

    public static RowEntry Rate(string rate, string from) => Entry(RegistryKind.ExchangeRate, from,
        ("currency", "USD"), ("units", "1"), ("rate", rate), ("quoted_in", "KZT"), ("published_in", "National Bank"));

    public static RowEntry Vehicle(string plate) => Entry(RegistryKind.Vehicle, null,
        ("country", "KZ"), ("plate", plate), ("kind", "tractor"), ("organisation", CarrierKey));

    public static RowEntry Entry(RegistryKind kind, string? from, params (string Column, string Text)[] values) => new()
    {
        Kind = kind,
        ValidFrom = RegistryDays.Parse(from),
        Values = Values(values),
    };

    public static RegistryValues Values(params (string Column, string Text)[] values) =>
        new(values.Select(value => KeyValuePair.Create(value.Column, value.Text)));

    public static RowEnd End(RegistryKind kind, string key, string lastDay) =>
        new() { Kind = kind, Key = key, LastDay = RegistryDays.Parse(lastDay)!.Value, Reason = "no longer so" };

    public static void Done(Core core, RowEntry row) => Assert.Null(Do(core, row));

    public static Refusal? Do(Core core, RowEntry row) => Do(core, new Command.EnterRow(row));

    public static Refusal? Do(Core core, RowEnd row) => Do(core, new Command.EndRow(row));

    public static Refusal? Do(Core core, Command command)
    {
        var refusal = core.Draft.Do(command, Now);
        core.Commit();
        return refusal;
    }
}
