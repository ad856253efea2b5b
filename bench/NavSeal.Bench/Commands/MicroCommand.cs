using System.CommandLine;
using BenchmarkDotNet.Running;

namespace NavSeal.Bench.Commands;

/// <summary>The verb <c>micro</c>: single steps, by BenchmarkDotNet.</summary>
internal static class MicroCommand
{
    private const string ArtifactsFolder = "artifacts/benchmarks";

    public static Command Create()
    {
        var command = new Command("micro", "Single steps. Options are BenchmarkDotNet's, for example --job short --filter '*Cut*'.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(parsed => Run(parsed.UnmatchedTokens));
        return command;
    }

    // In this process: a project generated inside the repository would be built by the repository's own rules.
    private static void Run(IReadOnlyList<string> arguments)
    {
        string[] all = ["--inprocess", "--artifacts", ArtifactsFolder, .. arguments];
        if (!arguments.Any(argument => argument is "--filter" or "-f" or "--list")) all = [.. all, "--filter", "*"];
        BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(all);
    }
}
