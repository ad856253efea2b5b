using System.CommandLine;
using System.Security.Cryptography;
using NavSeal.Journal;
using NavSeal.Server.Configuration;
using NavSeal.Server.State;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal verify</c>: checks a whole journal offline and names every entry that does not hold.</summary>
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
            Description = "Public keys (PEM) that heads are checked with; without it those of the folder of keys.",
            AllowMultipleArgumentsPerToken = true,
        };
        var keys = new Option<string?>("--keys") { Description = "Folder of keys; without it the one in the settings of the data folder." };
        var command = new Command("verify", "Check a journal offline: checksums, hashes, chains, heads and signatures.")
        {
            folder, key, keys,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), parsed.GetValue(key) ?? [], parsed.GetValue(keys)));
        return command;
    }

    private static int Run(string folder, string[] keys, string? keysFolder)
    {
        var journal = Directory.Exists(Path.Combine(folder, "journal")) ? Path.Combine(folder, "journal") : folder;
        if (!Directory.Exists(journal))
        {
            Console.Error.WriteLine($"navseal: there is no folder '{journal}'.");
            return 2;
        }

        IReadOnlyList<ECDsa> trusted;
        try
        {
            trusted = keys.Length > 0 ? [.. keys.Select(HeadKey.Read)] : HeadKey.ReadPublic(keysFolder ?? KeysOf(folder));
        }
        catch (Exception e) when (e is SettingException or IOException)
        {
            Console.Error.WriteLine($"navseal: {e.Message}");
            return 2;
        }

        var report = JournalVerifier.Verify(journal, trusted);
        foreach (var finding in report.Findings.Take(ShownMax)) Console.WriteLine(finding);
        if (report.Findings.Length > ShownMax) Console.WriteLine($"and {report.Findings.Length - ShownMax} more");
        var head = report.LastHead is { } last
            ? $"head {last.Epoch.Number} covers commits up to {last.Epoch.LastCommit}"
            : "no head signed yet";
        Console.WriteLine($"{report.LastCommit} commits, {report.EntryCount} entries, {report.ErasedCount} erased payloads; {head}");
        Console.WriteLine(report.IsWhole ? "whole" : $"damaged: {report.Findings.Length} findings");
        return report.IsWhole ? 0 : 1;
    }

    private static string KeysOf(string folder) =>
        Settings.Read(new Dictionary<string, string>(), new Dictionary<string, string> { ["data"] = folder }, null).KeysFolder;
}
