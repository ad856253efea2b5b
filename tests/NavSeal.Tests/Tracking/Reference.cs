using NavSeal.Model.Seals;
using NavSeal.Tracking;
using NavSeal.Tracking.Routes;

namespace NavSeal.Tests.Tracking;

/// <summary>The tables of law as they lie beside the program.</summary>
internal static class Reference
{
    public static readonly TimeSpan HomeOffset = TimeSpan.FromHours(5);

    /// <summary>The model of all seals here; conforming.</summary>
    public const string Model = "test";

    /// <summary>A table of its own for each caller, for it keeps its last answer.</summary>
    public static RulesTable Rules => RulesTable.Parse(Text("situations.csv"), Text("operator-rules.csv"), Text("reasons.csv"), HomeOffset);

    public static StateBorders Borders { get; } = StateBorders.Parse(Text("state-borders.geojson"));

    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", name));

    public static RegisteredSeal Registered(SealNumber number, bool isRelay = false) => new()
    {
        Number = number,
        Protocol = DeviceProtocol.Egts,
        Identity = DeviceIdentity.Parse(IdentityKind.Imei, number.Text)!.Value,
        Model = Model,
        Profile = new DeviceProfile { Name = "test", Protocol = DeviceProtocol.Egts, IsRelay = isRelay },
        Operator = "KZ",
    };
}
