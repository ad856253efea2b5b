using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Browser;

/// <summary>Each reads in his language and in the light that he has.</summary>
public sealed class Language_and_theme_stories(Operator at) : Story(at)
{
    private static readonly string[] EnglishWords =
        ["Seal", "Open", "Take", "Notify", "Since", "Last", "broken", "seals", "live", "behind", "times in", "Tracked", "element"];

    [BrowserTheory]
    [Requirement("CAB-019")]
    [InlineData("Қазақша", "kk", "Жағдайлар кезегі", "Пломбалау элементі бұзылған", "бақылауда", 6)]
    [InlineData("Русский", "ru", "Очередь ситуаций", "Элемент пломбирования нарушен", "отслеживается", 7)]
    public async Task The_whole_board_speaks_the_language_that_was_chosen(
        string name, string tag, string queue, string situation, string tracked, int seal)
    {
        var page = await OpenAsync("/board", Roles.Dispatcher);
        await page.OpenMenuAsync();
        await page.Button(name).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", tag);
        await Assertions.Expect(page.Queue(queue)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = $"{Operator.Tracked} {tracked}" })).ToBeVisibleAsync();
        // What is pushed afterwards comes in the same language.
        await At.HappenAsync(seal, (simulated, now) => simulated.Open(now));
        await Assertions.Expect(page.Queue(queue).RowOf(seal, situation)).ToBeVisibleAsync();
        await page.Queue(queue).RowOf(seal, situation).ClickAsync();
        await Assertions.Expect(page.Card()).ToContainTextAsync(situation);
        Assert.Empty(await EnglishOnAsync(page));
    }

    [BrowserFact]
    public async Task The_page_of_signing_in_speaks_the_language_of_the_browser()
    {
        var page = await OpenAsync("/sign-in", options: new() { Locale = "kk-KZ" });
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "kk");
        await Assertions.Expect(page.GetByLabel("Құпиясөз")).ToBeVisibleAsync();
        await page.Button("Русский").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Пароль")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_theme_is_chosen_and_kept_and_follows_the_system_where_that_is_wished()
    {
        var page = await OpenAsync("/board", Roles.Dispatcher, new() { ColorScheme = ColorScheme.Light });
        foreach (var (name, isDark) in new[] { ("Dark", true), ("Light", false), ("As the system", false) })
        {
            await page.OpenMenuAsync();
            await page.Button(name).ClickAsync();
            await page.OpenMenuAsync();
            await Assertions.Expect(page.Button(name)).ToHaveAttributeAsync("aria-pressed", "true");
            Assert.Equal(isDark, await IsDarkAsync(page));
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.True(await IsDarkAsync(page));
        await page.GotoAsync("/seals");
        Assert.True(await IsDarkAsync(page));
    }

    /// <summary>By what is painted behind everything: black is 0.</summary>
    private static async Task<bool> IsDarkAsync(IPage page) => await page.EvaluateAsync<double>("""
        () => {
          const canvas = new OffscreenCanvas(1, 1).getContext('2d');
          canvas.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
          canvas.fillRect(0, 0, 1, 1);
          return canvas.getImageData(0, 0, 1, 1).data[1];
        }
        """) < 128;

    /// <summary>Words of ours on the board that were left in English.</summary>
    private static async Task<IEnumerable<string>> EnglishOnAsync(IPage page)
    {
        var text = await page.Locator("body").InnerTextAsync();
        return EnglishWords.Where(word => Regex.IsMatch(text, $@"\b{Regex.Escape(word)}\b"));
    }
}
