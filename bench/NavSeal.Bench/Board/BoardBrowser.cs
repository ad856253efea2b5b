using Microsoft.Playwright;

namespace NavSeal.Bench.Board;

/// <summary>Chromium of this machine with WebGL by software; CHROMIUM names another program.</summary>
internal static class BoardBrowser
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run"];

    public static Task<IBrowser> StartAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium",
        Args = Flags,
    });
}
