using Microsoft.Playwright;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Browser;

/// <summary>Asking whether a seal is needed, as a stranger does it.</summary>
public sealed class Need_stories(Operator at) : Story(at)
{
    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stranger_on_a_phone_adds_a_line_and_learns_why_a_seal_is_required(bool hasScript)
    {
        var page = await OpenAsync("/sign-in", options: new()
        {
            ViewportSize = new() { Width = 390, Height = 844 },
            JavaScriptEnabled = hasScript,
        });
        await page.Link("Does it need a seal?").ClickAsync();
        await page.GetByLabel("Day on which tracking begins").FillAsync("2026-03-01");
        await page.GetByLabel("Kazakhstan", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Russia", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Goods code").FillAsync("7208510000");
        await page.Button("Add a line").ClickAsync();
        await page.GetByLabel("Goods code").Nth(1).FillAsync("2203");
        await page.GetByLabel("Goods code").Nth(1).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("2203 is too short");
        await page.GetByLabel("Goods code").Nth(1).FillAsync("2203 00");
        await page.Button("Find out").ClickAsync();
        var answer = page.GetByRole(AriaRole.Status);
        await Assertions.Expect(answer).ToContainTextAsync("A seal is required");
        await Assertions.Expect(answer).ToContainTextAsync("STG-004");
        await Assertions.Expect(answer).ToContainTextAsync("7208510000 needs no seal yet; stage 2 begins on 2026-07-31");
        await Assertions.Expect(page.GetByLabel("Goods code").First).ToHaveValueAsync("7208510000");
        if (!hasScript) return;
        Assert.Equal("", await page.WiderThanTheWindowAsync());
        Assert.Empty(await Accessibility_stories.FaultsAsync(page));
    }

    [BrowserFact]
    public async Task Whoever_is_signed_in_finds_it_in_the_menu()
    {
        var page = await OpenAsync("/board", Roles.Dispatcher);
        await page.OpenMenuAsync();
        await page.Link("Does it need a seal?").ClickAsync();
        await Assertions.Expect(page.Heading("Does it need a seal?")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Goods code")).ToBeVisibleAsync();
    }
}
