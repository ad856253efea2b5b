using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace NavSeal.Tests.Browser;

/// <summary>The browser of this machine. Nothing is downloaded: where there is none, the stories are skipped by name.</summary>
public static class Chromium
{
    public const string HowToInstall = "Chromium is missing: apt-get install chromium (Debian), or set CHROMIUM to the program.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>WebGL by software, so that every machine draws the same; nothing that calls home.</summary>
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    /// <summary>The program; null where there is none.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : Found();

    public static bool IsPresent => Path is not null;

    public static Task<IBrowser> StartAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = Flags });

    private static string? Found() =>
        (from name in Names
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
         let path = System.IO.Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault();
}

/// <summary>A test that needs the browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) =>
        (Skip, SkipUnless, SkipType) = (Chromium.HowToInstall, nameof(Chromium.IsPresent), typeof(Chromium));
}

/// <summary>The same with several sets of values.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) =>
        (Skip, SkipUnless, SkipType) = (Chromium.HowToInstall, nameof(Chromium.IsPresent), typeof(Chromium));
}
