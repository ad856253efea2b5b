using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Browser;

/// <summary>The map: a picture for the eye and the mouse, which says nothing that the queue, the card and the tables do not say.</summary>
public sealed class Map_stories(Operator at) : Story(at)
{
    /// <summary>Where a seal is drawn; null until it is.</summary>
    private const string Drawn = """
        seal => {
          const at = document.querySelector('seal-map').positionOf?.(seal);
          return at && [at.longitude, at.latitude];
        }
        """;

    private const string DrawnElsewhere = $$"""
        ([seal, was]) => {
          const at = ({{Drawn}})(seal);
          return at && (at[0] !== was[0] || at[1] !== was[1]);
        }
        """;

    private const string ManyDrawn = """
        () => {
          const { seals, renders } = document.querySelector('seal-map').stats;
          return seals > 20 && renders > 1;
        }
        """;

    private const string DrawnAs =
        "([seal, severity]) => (document.querySelector('seal-map').positionOf(seal).state >>> 20 & 3) === severity";

    private const string ComeNear = $$"""
        seal => { document.querySelector('seal-map').inner.jumpTo({ center: ({{Drawn}})(seal), zoom: 14 }); }
        """;

    [BrowserFact]
    public async Task The_board_shows_all_seals_and_they_move()
    {
        var seal = At.Driving();
        var page = await OpenAsync($"/board/seals/{Operator.Number(seal)}", Roles.Dispatcher);
        await Assertions.Expect(page.Map()).ToBeVisibleAsync();
        var first = await DrawnAsync(page, seal);
        await page.WaitForFunctionAsync(DrawnElsewhere, new object[] { Operator.Number(seal).Text, first });
        await page.Button("Whole country").ClickAsync();
        await page.WaitForFunctionAsync(ManyDrawn);
    }

    [BrowserFact]
    public async Task A_seal_is_drawn_where_and_as_the_table_says()
    {
        var (broken, well) = (20, 21);
        await At.HappenAsync(broken, (seal, now) => seal.Open(now));
        var page = await OpenAsync("/board", Roles.Dispatcher);
        (int, int, string, string)[] told = [(broken, 3, "▲", "critical situation open"), (well, 0, "●", "under tracking")];
        foreach (var (seal, severity, shape, words) in told)
        {
            await page.GotoAsync($"/board/seals/{Operator.Number(seal)}");
            var drawn = await DrawnAsync(page, seal);
            await page.WaitForFunctionAsync(DrawnAs, new object[] { Operator.Number(seal).Text, severity });
            var said = await page.Card().GetByText(new Regex(@"^-?\d+\.\d+, ?-?\d+\.\d+$")).InnerTextAsync();
            var (latitude, longitude) = said.Split(',') is [var north, var east] ? (Number(north), Number(east)) : default;
            Assert.Equal(latitude, drawn[1], 0.01);
            Assert.Equal(longitude, drawn[0], 0.01);
            await page.Link("The same as a table").ClickAsync();
            var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = Operator.Number(seal).Text });
            await Assertions.Expect(row).ToContainTextAsync(shape);
            await Assertions.Expect(row).ToContainTextAsync(words);
        }
    }

    [BrowserFact]
    public async Task A_seal_is_chosen_on_the_map_by_mouse_and_by_keyboard()
    {
        var seal = At.Standing();
        var number = Operator.Number(seal).Text;
        var plate = new LocatorGetByRoleOptions { Name = $"{100 + seal} KZA 02" };
        var page = await OpenAsync($"/board/seals/{number}", Roles.Dispatcher);
        await DrawnAsync(page, seal);
        await page.EvaluateAsync(ComeNear, number);
        await page.Card().GetByRole(AriaRole.Link, new() { Name = "Close the card" }).ClickAsync();
        await Assertions.Expect(page.Card()).ToContainTextAsync("Choose a situation");
        var canvas = await page.Map().BoundingBoxAsync();
        await page.Mouse.ClickAsync(canvas!.X + (canvas.Width / 2), canvas.Y + (canvas.Height / 2));
        await Assertions.Expect(page.Card().GetByRole(AriaRole.Heading, plate)).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Card()).ToContainTextAsync("Choose a situation");
        await page.Keyboard.PressAsync("m");
        await Assertions.Expect(page.Map()).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Card().GetByRole(AriaRole.Heading, plate)).ToBeVisibleAsync();
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<double[]> DrawnAsync(IPage page, int seal)
    {
        var handle = await page.WaitForFunctionAsync(Drawn, Operator.Number(seal).Text);
        return await handle.JsonValueAsync<double[]>();
    }
}
