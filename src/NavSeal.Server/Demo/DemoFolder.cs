using NavSeal.Server.Configuration;
using NavSeal.Server.State;

namespace NavSeal.Server.Demo;

/// <summary>The folder of a demo whose clock runs fast: what it wrote lies in the future, so it begins anew each time.</summary>
internal static class DemoFolder
{
    /// <summary>By this file a folder is known as one that a demo made.</summary>
    public const string Mark = "demo.txt";

    /// <summary>Empties it.</summary>
    /// <exception cref="SettingException">Something else lies there.</exception>
    /// <exception cref="IOException">A server runs on it.</exception>
    public static void Empty(string folder)
    {
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any()) return;
        if (!File.Exists(Path.Combine(folder, Mark)))
            throw new SettingException($"'{folder}' is not empty and no demo made it: a fast demo begins anew, so take another folder.");
        FolderLock.Take(folder).Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
