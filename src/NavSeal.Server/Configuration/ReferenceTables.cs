using NavSeal.Server.Registry;
using NavSeal.Tracking;

namespace NavSeal.Server.Configuration;

/// <summary>The reference tables that the server needs, read once at the start.</summary>
internal sealed class ReferenceTables
{
    private readonly RulesTable rules;
    private readonly TimeSpan homeOffset;
    private TrackingRules? current;
    private DateTimeOffset currentUntil;

    private ReferenceTables(RulesTable rules, ProfileTable profiles, TimeSpan homeOffset) =>
        (this.rules, Profiles, this.homeOffset) = (rules, profiles, homeOffset);

    /// <summary>The device profiles.</summary>
    public ProfileTable Profiles { get; }

    /// <summary>Reads the tables of the reference folder.</summary>
    /// <exception cref="SettingException">A file is missing or wrong; the message names file, line and column.</exception>
    public static ReferenceTables Read(Settings settings)
    {
        try
        {
            string Text(string name) => File.ReadAllText(Path.Combine(settings.ReferenceFolder, name));
            var rules = RulesTable.Parse(Text("situations.csv"), Text("operator-rules.csv"), Text("reasons.csv"), settings.HomeOffset);
            return new ReferenceTables(rules, ProfileTable.Parse(Text("device-profiles.csv")), settings.HomeOffset);
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            throw new SettingException($"The reference tables in '{settings.ReferenceFolder}' cannot be used: {e.Message}");
        }
    }

    /// <summary>The rules in force on the day of law of an instant; on the loop's thread.</summary>
    public TrackingRules RulesAt(DateTimeOffset now)
    {
        if (current is not null && now < currentUntil) return current;
        var local = now.ToOffset(homeOffset);
        currentUntil = new DateTimeOffset(local.Date.AddDays(1), homeOffset);
        return current = rules.ValidAt(now);
    }
}
