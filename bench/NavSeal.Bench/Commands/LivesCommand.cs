using System.CommandLine;
using NavSeal.Bench.Board;

namespace NavSeal.Bench.Commands;

/// <summary>The verb <c>lives</c>: the commands that bring seals under tracking, for <c>navseal do</c>.</summary>
internal static class LivesCommand
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "Under which the seals are registered.", Required = true };
        var command = new Command("lives", "Reads numbers of seals, one a line; prints the commands that begin their tracking.") { model };
        command.SetAction(async (parsed, stop) =>
        {
            var seals = (await Console.In.ReadToEndAsync(stop))
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            foreach (var line in TrackingLines.Of(seals, parsed.GetRequiredValue(model))) Console.WriteLine(line);
        });
        return command;
    }
}
