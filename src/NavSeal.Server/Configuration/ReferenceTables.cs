using NavSeal.Server.Registry;
using NavSeal.Tracking;

namespace NavSeal.Server.Configuration;

/// <summary>The reference tables that the server needs, read once at the start.</summary>
/// <param name="Rules">Regimes, thresholds and reasons with their days of validity.</param>
/// <param name="Profiles">The device profiles.</param>
internal sealed record ReferenceTables(RulesTable Rules, ProfileTable Profiles)
{
    /// <summary>Reads the tables of the reference folder.</summary>
    /// <exception cref="SettingException">A file is missing or wrong; the message names file, line and column.</exception>
    public static ReferenceTables Read(Settings settings)
    {
        try
        {
            var rules = RulesTable.Parse(Text("situations.csv"), Text("operator-rules.csv"), Text("reasons.csv"), settings.HomeOffset);
            return new ReferenceTables(rules, ProfileTable.Parse(Text("device-profiles.csv")));
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            throw new SettingException($"The reference tables in '{settings.ReferenceFolder}' cannot be used: {e.Message}");
        }

        string Text(string name) => File.ReadAllText(Path.Combine(settings.ReferenceFolder, name));
    }
}
