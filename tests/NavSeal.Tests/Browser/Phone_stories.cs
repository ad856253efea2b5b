using Microsoft.Playwright;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Browser;

/// <summary>The same pages on a phone, and on a screen that is magnified.</summary>
public sealed class Phone_stories(Operator at) : Story(at)
{
    private const float TargetMin = 44;

    private static readonly string[] Pages =
    [
        "/board", "/situations", "/transportations", "/clocks?list=all", "/applications", "/applications/new",
        "/seals", "/search?text=SIM-00001", "/account", "/step-up", "/users",
        "/audit", "/scan", "/need",
    ];

    [BrowserTheory]
    [InlineData(390, 844, 3)]
    [InlineData(640, 400, 2)]
    [InlineData(320, 640, 1)]
    public async Task Nothing_scrolls_sideways(int width, int height, int scale)
    {
        var situation = await At.HappenAsync(12, (seal, now) => seal.Open(now));
        await At.AddUserAsync($"narrow-{width}", Roles.Dispatcher, Roles.Administrator, Roles.Officer);
        var options = new BrowserNewContextOptions { ViewportSize = new() { Width = width, Height = height }, DeviceScaleFactor = scale };
        var page = await OpenAsync("/sign-in", options: options);
        Assert.Equal("", await page.WiderThanTheWindowAsync());
        page = await OpenAsync("/", $"narrow-{width}", options);
        await page.EnrolAsync();
        foreach (var path in Pages.Append($"/board/{situation.Transportation}?situation={situation.Situation}"))
        {
            foreach (var language in new[] { "en", "ru", "kk" })
            {
                await page.Context.AddCookiesAsync([new() { Name = ".NavSeal.Language", Value = language, Url = At.Address }]);
                await page.GotoAsync(path);
                Assert.Equal($"{path} in {language}: ", $"{path} in {language}: {await page.WiderThanTheWindowAsync()}");
            }
        }
    }

    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(1024)]
    [InlineData(901)]
    public async Task The_bar_of_the_board_stands_within_a_desk_in_every_language(int width)
    {
        var page = await OpenAsync("/board", Roles.Dispatcher, new() { ViewportSize = new() { Width = width, Height = 768 } });
        foreach (var language in new[] { "en", "ru", "kk" })
        {
            await page.Context.AddCookiesAsync([new() { Name = ".NavSeal.Language", Value = language, Url = At.Address }]);
            await page.GotoAsync("/board");
            var seen = await page.EvaluateAsync<string>("""
                () => {
                  const side = (part, edge) => Math.round(part.getBoundingClientRect()[edge]);
                  const nav = document.querySelector('.bar nav');
                  const under = [...document.querySelectorAll('.figures a *')].filter(part =>
                    side(part, 'right') > side(nav, 'left') && side(part, 'left') < side(nav, 'right') &&
                    side(part, 'bottom') > side(nav, 'top') && side(part, 'top') < side(nav, 'bottom'));
                  const bar = [...document.querySelectorAll('.bar *')].filter(part => part.checkVisibility());
                  const right = Math.max(...bar.map(part => side(part, 'right')));
                  return [...under.map(part => part.textContent), ...(right <= innerWidth ? [] : [`bar to ${right}`])].join();
                }
                """);
            Assert.Equal($"{language}: ", $"{language}: {seen}");
        }
    }

    [BrowserFact]
    public async Task A_thumb_finds_what_a_dispatcher_does()
    {
        await At.HappenAsync(13, (seal, now) => seal.Fault(now));
        var page = await OpenAsync("/board", Roles.Dispatcher, new()
        {
            ViewportSize = new() { Width = 390, Height = 844 },
            DeviceScaleFactor = 3,
            HasTouch = true,
            IsMobile = true,
        });
        var row = page.Queue().RowOf(13);
        await LargeAsync(row);
        await row.TapAsync();
        var card = page.Card();
        await LargeAsync(card.GetByRole(AriaRole.Button, new() { Name = "Take in hand" }));
        await LargeAsync(card.GetByRole(AriaRole.Link, new() { Name = "Close the card" }));
        await LargeAsync(card.GetByText("Put aside").First);
        await card.GetByRole(AriaRole.Button, new() { Name = "Take in hand" }).TapAsync();
        await Assertions.Expect(card.GetByText("In hand: Test dispatcher")).ToBeVisibleAsync();
        await card.GetByRole(AriaRole.Link, new() { Name = "Close the card" }).TapAsync();
        await Assertions.Expect(row).ToBeVisibleAsync();
        Assert.Equal("", await page.WiderThanTheWindowAsync());
    }

    private static async Task LargeAsync(ILocator target)
    {
        await Assertions.Expect(target).ToBeVisibleAsync();
        var box = await target.BoundingBoxAsync();
        Assert.NotNull(box);
        Assert.True(box.Height >= TargetMin && box.Width >= TargetMin, $"{target}: {box.Width} x {box.Height}");
    }
}
