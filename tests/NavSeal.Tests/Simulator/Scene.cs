using NavSeal.Model.Seals;
using NavSeal.Simulator;

namespace NavSeal.Tests.Simulator;

/// <summary>What the tests of the simulator begin with.</summary>
internal static class Scene
{
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    public static Corridors Corridors { get; } = Corridors.Parse(File.ReadAllText(Path.Combine(Root(), "reference", "corridors.geojson")));

    /// <summary>Nothing happens by chance; each report is exact to the metre.</summary>
    public static SealSettings Calm { get; } = new() { InvalidFixShare = 0, Rare = RareEvents.None };

    public static SimulatedSeal Seal(int seed, SealSettings? settings = null) => new(Plan(seed, settings ?? Calm), Corridors);

    public static SealPlan Plan(int seed, SealSettings settings) => new()
    {
        Number = SealNumber.Parse("SIM-000001"),
        Corridor = Corridors.All[seed % Corridors.All.Length],
        Settings = settings,
        Seed = seed,
        StartsAt = Start,
    };

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "NavSeal.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException();
        return folder.FullName;
    }
}
