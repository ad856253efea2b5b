using System.CommandLine;
using NavSeal.Bench.Faults;

namespace NavSeal.Bench.Commands;

/// <summary>The verb <c>faults</c>: three machines, load, and everything that can happen to them.</summary>
internal static class FaultsCommand
{
    public static Command Create()
    {
        var only = new Option<string[]>("--only")
        {
            Description = $"Only these in turn, parted by spaces: {string.Join(", ", FaultKind.All.Select(kind => kind.Key))}.",
            AllowMultipleArgumentsPerToken = true,
        };
        var random = new Option<int>("--random") { Description = "How many are drawn afterwards.", DefaultValueFactory = _ => 10 };
        var seed = new Option<int>("--seed") { Description = "By which they are drawn.", DefaultValueFactory = _ => 4 };
        var seals = new Option<int>("--seals") { Description = "Seals that report once a second.", DefaultValueFactory = _ => 300 };
        var report = new Option<string>("--report")
        {
            Description = "Page for the figures of a complete run that kept every promise.",
            DefaultValueFactory = _ => Path.Combine("docs", "operations", "faults.md"),
        };
        var logs = new Option<string?>("--logs") { Description = "Folder for the logs of all services; without it they are removed." };
        var navseal = new Option<string>("--navseal")
        {
            Description = "The server's assembly.",
            DefaultValueFactory = _ => Path.Combine("artifacts", "bin", "NavSeal.Server", "release", "navseal.dll"),
        };
        var inside = new Option<string?>("--inside") { Hidden = true };
        var command = new Command("faults", "Kills, pauses and cuts off databases and processes under load; nothing is lost. As root.")
        {
            only, random, seed, seals, report, logs, navseal, inside,
        };
        command.SetAction((parsed, stop) => FaultHouse.RunAsync(
            new FaultOptions
            {
                Only = parsed.GetValue(only) is { Length: > 0 } some ? some : null,
                Random = parsed.GetValue(random),
                Seed = parsed.GetValue(seed),
                Seals = parsed.GetValue(seals),
                Report = Path.GetFullPath(parsed.GetRequiredValue(report)),
                Logs = parsed.GetValue(logs) is { } folder ? Path.GetFullPath(folder) : null,
                Program = Path.GetFullPath(parsed.GetRequiredValue(navseal)),
                Inside = parsed.GetValue(inside),
            },
            stop));
        return command;
    }
}
