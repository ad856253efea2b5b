using System.Text.Json;
using System.Text.Json.Nodes;
using NavSeal.Journal;

namespace NavSeal.Server.Moving;

/// <summary>Where an installation went.</summary>
/// <param name="Database">Its name and hosts.</param>
/// <param name="Commit">The last commit of the folder, which the database continues.</param>
/// <param name="Hash">Of that commit.</param>
/// <param name="At">When.</param>
internal sealed record Moved(string Database, long Commit, string Hash, DateTimeOffset At);

/// <summary>What a move leaves in the data folder: settings that lead to the database, and a mark that keeps anybody from going on with
/// the files.</summary>
internal static class MovedMark
{
    private const string Name = "moved.json", SettingsName = "navseal.json", HalfSuffix = ".half";
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true };

    /// <summary>The mark of a data folder; null: nothing was moved away from it.</summary>
    public static Moved? TryRead(string dataFolder)
    {
        var path = Path.Combine(dataFolder, Name);
        return File.Exists(path) ? JsonSerializer.Deserialize<Moved>(File.ReadAllText(path)) : null;
    }

    /// <summary>Keeps a server from going on with files that were moved.</summary>
    /// <exception cref="IOException">They were.</exception>
    public static void ThrowIfMoved(string dataFolder)
    {
        if (TryRead(dataFolder) is not { } moved) return;
        throw new IOException(
            $"What was in '{dataFolder}' was moved to PostgreSQL ({moved.Database}) at commit {moved.Commit} on {moved.At:u}. Start with "
            + $"store postgres, as '{Path.Combine(dataFolder, SettingsName)}' says; another file of settings, the environment or an option "
            + "says embedded.");
    }

    /// <summary>Points the settings of the folder to the database, and then marks the folder.</summary>
    /// <exception cref="IOException">The disk failed; what was there before is whole.</exception>
    public static void Write(string dataFolder, string connection, Moved moved)
    {
        var path = Path.Combine(dataFolder, SettingsName);
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        var settings = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path), documentOptions: options)!.AsObject() : [];
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("store", "postgres"), ("postgres", connection)])
        {
            var former = settings.Select(pair => pair.Key).Where(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
            foreach (var key in former) settings.Remove(key);
            settings[name] = value;
        }

        WriteWhole(path, settings.ToJsonString(Form));
        WriteWhole(Path.Combine(dataFolder, Name), JsonSerializer.Serialize(moved, Form));
    }

    /// <summary>The file is there with all of the text, or as it was; readable for its owner only, since it may hold a password.</summary>
    private static void WriteWhole(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path + HalfSuffix, options))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(path + HalfSuffix, path, overwrite: true);
        new FileDisk(Path.GetDirectoryName(path)!).FlushNames();
    }
}
