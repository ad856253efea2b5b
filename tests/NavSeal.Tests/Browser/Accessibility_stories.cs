using System.Text.Json;
using Microsoft.Playwright;
using NavSeal.Tests.Architecture;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Browser;

/// <summary>What axe-core finds; and what it cannot see.</summary>
public sealed class Accessibility_stories(Operator at) : Story(at)
{
    private const string Find = """
        async () => {
          const found = await axe.run(document, { resultTypes: ['violations'] });
          return JSON.stringify(found.violations.map(fault =>
            `${fault.id} (${fault.impact}): ${fault.help}: `
              + fault.nodes.map(node => `${node.target.join(' ')} ${node.html}`).join(' | ')));
        }
        """;

    private static readonly string[] Pages =
    [
        "/board", "/situations", "/transportations", "/clocks", "/clocks?list=all", "/applications", "/applications/new",
        "/seals", "/seals/SIM-000001", "/search?text=SIM-00001", "/search?text=nothing", "/account",
        "/account/second-factor", "/step-up", "/users", "/audit", "/scan", "/need", "/no-such-page",
    ];

    [BrowserTheory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Axe_finds_nothing_on_any_page(string theme)
    {
        var situation = await At.HappenAsync(8, (seal, now) => seal.Open(now));
        await At.HappenAsync(9, (seal, now) => seal.Fault(now));
        await At.AddUserAsync($"everything-{theme}", Roles.Dispatcher, Roles.Administrator, Roles.Officer);
        var page = await ThemedAsync(theme, role: null, "/sign-in");
        await CleanAsync(page);
        await page.SignInAsync($"everything-{theme}", "wrong");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await CleanAsync(page);

        page = await ThemedAsync(theme, $"everything-{theme}", "/");
        foreach (var path in Pages.Append($"/board/{situation.Transportation}?situation={situation.Situation}"))
        {
            if (path == "/users") await page.EnrolAsync();
            await page.GotoAsync(path);
            await CleanAsync(page);
        }

        await page.Card().GetByText("Put aside").First.ClickAsync();
        await page.OpenMenuAsync($"Test everything-{theme}");
        await CleanAsync(page);
    }

    [BrowserFact]
    public async Task Axe_is_awake()
    {
        var page = await ThemedAsync("light", role: null, "/sign-in");
        await page.EvaluateAsync("() => document.querySelector('label').remove()");
        Assert.Contains(await FaultsAsync(page), fault => fault.StartsWith("label ", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Severities_differ_where_nobody_sees_colours()
    {
        await At.HappenAsync(10, (seal, now) => seal.Open(now));
        await At.HappenAsync(11, (seal, now) => seal.Fault(now));
        var page = await OpenAsync("/board", Roles.Dispatcher, new() { ForcedColors = ForcedColors.Active });
        var critical = await page.Queue().RowOf(10, "Sealing element broken").GetByText("▲").ScreenshotAsync();
        var medium = await page.Queue().RowOf(11).GetByText("■").ScreenshotAsync();
        Assert.NotEqual(critical, medium);
        await Assertions.Expect(page.GroupOf("Critical").RowOf(10, "Sealing element broken")).ToBeVisibleAsync();
        await Assertions.Expect(page.GroupOf("Medium").RowOf(11)).ToBeVisibleAsync();
    }

    private async Task<IPage> ThemedAsync(string theme, string? role, string path)
    {
        var page = await OpenAsync(path, role);
        await page.Context.AddCookiesAsync([new() { Name = ".NavSeal.Theme", Value = theme, Url = At.Address }]);
        await page.GotoAsync(path);
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", theme);
        return page;
    }

    private static async Task CleanAsync(IPage page)
    {
        var faults = await FaultsAsync(page);
        Assert.True(faults.Length == 0, $"{page.Url}\n{string.Join('\n', faults)}");
    }

    internal static async Task<string[]> FaultsAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in globalThis"))
            await page.EvaluateAsync(Repository.TextOf("src/NavSeal.Workplaces/Client/node_modules/axe-core/axe.min.js"));
        return JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Find))!;
    }
}
