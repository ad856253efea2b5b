using System.CommandLine;
using System.Globalization;
using NavSeal.Journal;
using NavSeal.Server.Configuration;
using NavSeal.Server.State;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal rebuild</c>: builds the views again from the journal, and says whether they are the same, bit for bit.</summary>
internal static class RebuildCommand
{
    private static readonly TimeSpan ProgressPeriod = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var command = new Command("rebuild", "Build the views of a stopped server again from the journal, and compare them.");
        var options = new SettingOptions(command, "data", "store", "postgres");
        command.SetAction(parsed => Run(() => options.Read(parsed)));
        return command;
    }

    private static int Run(Func<Settings> read)
    {
        try
        {
            var settings = read();
            if (settings.Postgres is null && !Directory.Exists(Path.Combine(settings.DataFolder, "journal")))
                throw new SettingException($"there is no journal in '{settings.DataFolder}'.");
            using var database = settings.Postgres is { } connection ? PostgresDatabase.Open(connection) : null;
            var rebuilt = ViewRebuild.Run(settings.DataFolder, database, Progress());
            Console.WriteLine($"rebuilt {rebuilt.Fresh} at commit {rebuilt.Commit}");
            Console.WriteLine(rebuilt.Kept is { } kept ? $"kept    {kept} at commit {rebuilt.Commit}" : "kept    none to compare with");
            if (rebuilt.Aside is { } aside) Console.WriteLine($"The views that were there are now {aside}.");
            if (rebuilt.Kept is not null) Console.WriteLine(rebuilt.IsSame ? "the same" : "different");
            return rebuilt is { Kept: not null, IsSame: false } ? 1 : 0;
        }
        catch (SettingException e)
        {
            Console.Error.WriteLine($"navseal: {e.Message}");
            return 2;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JournalDamagedException or FormatException
            or InvalidDataException)
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
