using System.CommandLine;
using NavSeal.Server.Configuration;

namespace NavSeal.Server.CommandLine;

/// <summary>Settings as options of a verb.</summary>
internal sealed class SettingOptions
{
    private readonly List<(string Name, Option<string?> Option)> options = [];
    private readonly Option<string?> config = new("--config")
    {
        Description = "File of settings; without it navseal.json in the data folder, where it exists.",
    };

    /// <summary>Every setting, or those of these names.</summary>
    public SettingOptions(Command command, params string[] names)
    {
        command.Options.Add(config);
        foreach (var setting in Settings.All.Where(setting => names.Length == 0 || names.Contains(setting.Name)))
        {
            var usual = setting.Default.Length == 0 ? "" : $" [{setting.Default}]";
            var option = new Option<string?>("--" + setting.Name) { Description = setting.Meaning + usual };
            options.Add((setting.Name, option));
            command.Options.Add(option);
        }
    }

    /// <summary>The settings from all sources; the defaults of the verb count less than any of them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="usual">The defaults of the verb.</param>
    /// <param name="named">Settings that the command line names in another way than by their options.</param>
    public Settings Read(
        ParseResult parsed, IReadOnlyDictionary<string, string>? usual = null, params (string Name, string Value)[] named)
    {
        var given = Given(parsed);
        foreach (var (name, value) in named) given.Add(name, value);
        return Settings.Read(usual ?? new Dictionary<string, string>(), given, parsed.GetValue(config));
    }

    /// <summary>What the command line sets: name and value. A file that it names stands under <c>config</c>.</summary>
    public Dictionary<string, string> GivenWithFile(ParseResult parsed)
    {
        var given = Given(parsed);
        if (parsed.GetValue(config) is { } file) given["config"] = Path.GetFullPath(file);
        return given;
    }

    private Dictionary<string, string> Given(ParseResult parsed) =>
        options.Select(pair => (pair.Name, Value: parsed.GetValue(pair.Option))).Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Name, pair => pair.Value!);
}
