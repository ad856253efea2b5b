using System.CommandLine;
using System.Globalization;
using NavSeal.Journal;
using NavSeal.Server.State;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal rebuild</c>: builds the views again from the journal, and says whether they are the same, bit for bit.</summary>
internal static class RebuildCommand
{
    private static readonly TimeSpan ProgressPeriod = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var data = SealCommand.DataOption();
        var command = new Command("rebuild", "Build the views again from the journal of a stopped server, and compare them.") { data };
        command.SetAction(parsed => Run(parsed.GetValue(data)!));
        return command;
    }

    private static int Run(string folder)
    {
        if (!Directory.Exists(Path.Combine(folder, "journal")))
        {
            Console.Error.WriteLine($"navseal: there is no journal in '{folder}'.");
            return 2;
        }

        try
        {
            var rebuilt = ViewRebuild.Run(folder, Progress());
            Console.WriteLine($"rebuilt {rebuilt.Fresh} at commit {rebuilt.Commit}");
            Console.WriteLine(rebuilt.Kept is { } kept ? $"kept    {kept} at commit {rebuilt.Commit}" : "kept    none to compare with");
            if (rebuilt.Aside is { } aside) Console.WriteLine($"The views that were there are now {aside}.");
            if (rebuilt.Kept is not null) Console.WriteLine(rebuilt.IsSame ? "the same" : "different");
            return rebuilt is { Kept: not null, IsSame: false } ? 1 : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JournalDamagedException or FormatException)
        {
            Console.Error.WriteLine($"navseal: {e.Message}");
            return 1;
        }
    }

    private static Action<long, long> Progress()
    {
        var clock = TimeProvider.System;
        var toldAt = clock.GetTimestamp();
        return (at, last) =>
        {
            if (clock.GetElapsedTime(toldAt) < ProgressPeriod) return;
            toldAt = clock.GetTimestamp();
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"commit {at} of {last}"));
        };
    }
}
