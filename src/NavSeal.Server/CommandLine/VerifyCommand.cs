using System.CommandLine;
using System.Security.Cryptography;
using NavSeal.Journal;
using NavSeal.Server.Configuration;
using NavSeal.Server.State;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal verify</c>: checks a whole journal, in a folder or in a database, and names every entry that does not
/// hold.</summary>
internal static class VerifyCommand
{
    private const int ShownMax = 50;

    public static Command Create()
    {
        var folder = new Argument<string>("data")
        {
            Description = "Data folder, or the journal folder itself.",
            DefaultValueFactory = _ => "data",
        };
        var key = new Option<string[]>("--key")
        {
            Description = "Public keys (PEM) that heads are checked with; without it those of the keys folder.",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("verify", "Check a journal: checksums, hashes, chains, heads and signatures.") { folder, key };
        var options = new SettingOptions(command, "store", "postgres", "keys");
        command.SetAction(parsed =>
        {
            var data = parsed.GetRequiredValue(folder);
            return Run(() => options.Read(parsed, named: ("data", data)), data, parsed.GetValue(key) ?? []);
        });
        return command;
    }

    private static int Run(Func<Settings> read, string folder, string[] keys)
    {
        try
        {
            var settings = read();
            var trusted = keys.Length > 0 ? [.. keys.Select(HeadKey.Read)] : HeadKey.ReadPublic(settings.KeysFolder);
            return Tell(settings.Postgres is { } connection ? VerifyDatabase(connection, trusted) : VerifyFolder(folder, trusted));
        }
        catch (SettingException e)
        {
            Console.Error.WriteLine($"navseal: {e.Message}");
            return 2;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JournalDamagedException)
        {
            Console.Error.WriteLine($"navseal: {e.Message}");
            return 1;
        }
    }

    private static JournalReport VerifyDatabase(string connection, IReadOnlyCollection<ECDsa> trusted)
    {
        using var database = PostgresDatabase.Open(connection);
        return JournalVerifier.Verify(database, trusted);
    }

    private static JournalReport VerifyFolder(string folder, IReadOnlyCollection<ECDsa> trusted)
    {
        var journal = Directory.Exists(Path.Combine(folder, "journal")) ? Path.Combine(folder, "journal") : folder;
        return Directory.Exists(journal)
            ? JournalVerifier.Verify(journal, trusted)
            : throw new SettingException($"there is no folder '{journal}'.");
    }

    private static int Tell(JournalReport report)
    {
        foreach (var finding in report.Findings.Take(ShownMax)) Console.WriteLine(finding);
        if (report.Findings.Length > ShownMax) Console.WriteLine($"and {report.Findings.Length - ShownMax} more");
        var head = report.LastHead is { } last
            ? $"head {last.Epoch.Number} covers commits up to {last.Epoch.LastCommit}"
            : "no head signed yet";
        Console.WriteLine($"{report.LastCommit} commits, {report.EntryCount} entries, {report.ErasedCount} erased payloads; {head}");
        Console.WriteLine(report.IsWhole ? "whole" : $"damaged: {report.Findings.Length} findings");
        return report.IsWhole ? 0 : 1;
    }
}
