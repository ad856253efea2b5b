using Microsoft.Playwright;

namespace NavSeal.Bench.Board;

/// <summary>Pictures of the board as people see it: at a desk and on a phone, in each language and theme.</summary>
internal static class BoardPictures
{
    private const string Town = "[[76.2, 42.9], [77.6, 43.6]]";
    private static readonly string[] Languages = ["en", "ru", "kk"], Themes = ["dark", "light"];
    private static readonly string[] Pages = ["situations", "transportations", "seals", "account"];

    public static async Task TakeAsync(string address, (string Name, string Password) user, string folder)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await BoardBrowser.StartAsync(playwright);
        foreach (var (name, options) in Devices())
        {
            options.BaseURL = address;
            options.Locale = "en-GB";
            await using var window = await browser.NewContextAsync(options);
            var page = await window.NewPageAsync();
            await page.GotoAsync("/board");
            await page.GetByLabel("Login name").FillAsync(user.Name);
            await page.GetByLabel("Password").FillAsync(user.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
            foreach (var (language, theme) in from language in Languages from theme in Themes select (language, theme))
            {
                await window.AddCookiesAsync(
                [
                    new() { Name = ".NavSeal.Language", Value = language, Url = address },
                    new() { Name = ".NavSeal.Theme", Value = theme, Url = address },
                ]);
                await BoardAsync(page, Path.Combine(folder, $"{name}-{language}-{theme}"));
            }
        }
    }

    private static IEnumerable<(string Name, BrowserNewContextOptions Options)> Devices()
    {
        yield return ("desk", new() { ViewportSize = new() { Width = 1600, Height = 900 } });
        var phone = new ViewportSize { Width = 390, Height = 844 };
        yield return ("phone", new() { ViewportSize = phone, DeviceScaleFactor = 2, HasTouch = true, IsMobile = true });
    }

    private static async Task BoardAsync(IPage page, string path)
    {
        await page.GotoAsync("/board");
        await PictureAsync(page, path + "-country.png");
        await page.EvaluateAsync($"() => {{ document.querySelector('seal-map').inner.fitBounds({Town}, {{ duration: 0 }}); }}");
        await PictureAsync(page, path + "-town.png");
        // The open situation that is owed first.
        var first = page.GetByRole(AriaRole.Region).GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Link).First;
        if (await first.CountAsync() > 0)
        {
            await first.ClickAsync();
            await page.WaitForFunctionAsync("() => document.querySelector('#card.card-open') !== null");
            await PictureAsync(page, path + "-card.png");
        }

        foreach (var other in Pages)
        {
            await page.GotoAsync("/" + other);
            await page.ScreenshotAsync(new() { Path = $"{path}-{other}.png" });
        }
    }

    // A map is drawn when it is loaded and rests.
    private static async Task PictureAsync(IPage page, string path)
    {
        await page.WaitForFunctionAsync("""
            () => {
              const map = document.querySelector('seal-map');
              return map?.stats?.seals > 0 && map.inner?.loaded() && !map.inner.isMoving();
            }
            """);
        var frames = await page.EvaluateAsync<int>("() => document.querySelector('seal-map').stats.frames");
        await page.WaitForFunctionAsync("before => document.querySelector('seal-map').stats.frames > before + 1", frames);
        await page.ScreenshotAsync(new() { Path = path });
    }
}
