using Microsoft.Playwright;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Browser;

/// <summary>What a dispatcher does with a situation, without a mouse.</summary>
public sealed class Queue_stories(Operator at) : Story(at)
{
    private const int StepsMax = 60;

    [BrowserFact]
    public async Task A_situation_is_opened_from_the_queue_by_keyboard_and_taken_in_hand()
    {
        var situation = await At.HappenAsync(1, (seal, now) => seal.Fault(now));
        var page = await OpenAsync("/board", Roles.Dispatcher);
        var row = await GoToAsync(page, 1);
        await Assertions.Expect(row).ToContainTextAsync("04");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Card()).ToBeFocusedAsync();
        await Assertions.Expect(page.Card().GetByRole(AriaRole.Heading, new() { Name = "101 KZA 02" })).ToBeVisibleAsync();
        Assert.EndsWith($"/board/{situation.Transportation}?situation={situation.Situation}", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(row).ToHaveAttributeAsync("aria-current", "true");

        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(page.Card().GetByText("In hand: Test dispatcher")).ToBeVisibleAsync();
        await Assertions.Expect(page.Card().GetByRole(AriaRole.Button, new() { Name = "Take in hand" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.GroupOf("In hand").RowOf(1)).ToBeVisibleAsync();
        Assert.NotNull(At.OpenOf(1)!.AcknowledgedAt);

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Card()).ToContainTextAsync("Choose a situation in the queue or a seal on the map.");
        await Assertions.Expect(row).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task A_situation_is_put_aside_with_a_reason_by_keyboard()
    {
        await At.HappenAsync(2, (seal, now) => seal.Fault(now));
        var page = await OpenAsync("/board", Roles.Dispatcher);
        await GoToAsync(page, 2);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Card()).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("s");
        await Assertions.Expect(page.Card().GetByLabel("Reason")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("driver was called");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Card().GetByText("by Test dispatcher: driver was called")).ToBeVisibleAsync();
        Assert.Equal("driver was called", At.OpenOf(2)!.ShelvedReason);
        // What is put aside lies folded at the end of the queue.
        await Assertions.Expect(page.Queue().RowOf(2)).ToBeHiddenAsync();
        await page.Queue().GetByText("Put aside").ClickAsync();
        await Assertions.Expect(page.Queue().RowOf(2)).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task What_comes_in_leaves_the_focus_and_what_is_typed_where_they_are()
    {
        await At.HappenAsync(3, (seal, now) => seal.Fault(now));
        var page = await OpenAsync("/board", Roles.Dispatcher);
        var row = await GoToAsync(page, 3);
        await At.HappenAsync(4, (seal, now) => seal.Fault(now));
        await Assertions.Expect(page.Queue().RowOf(4)).ToBeVisibleAsync();
        await Assertions.Expect(row).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Card()).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("s");
        await page.Keyboard.TypeAsync("half a rea");
        await At.HappenAsync(5, (seal, now) => seal.Fault(now));
        await At.HappenAsync(3, (seal, now) => seal.Breach(now));
        await Assertions.Expect(page.Queue().RowOf(5)).ToBeVisibleAsync();
        await Assertions.Expect(page.Card().GetByRole(AriaRole.Heading, new() { Name = "Case of the seal broken" })).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("son");
        var reason = page.Card().GetByLabel("Reason").And(page.Locator(":focus"));
        await Assertions.Expect(reason).ToHaveValueAsync("half a reason");
    }

    [BrowserFact]
    public async Task Each_key_is_listed_and_the_list_closes_by_a_key()
    {
        var page = await OpenAsync("/board", Roles.Dispatcher);
        await Assertions.Expect(page.Queue()).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("?");
        var keys = page.GetByRole(AriaRole.Dialog, new() { Name = "Keys of the board" });
        await Assertions.Expect(keys).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(keys).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("SIM-000009");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Card().GetByRole(AriaRole.Heading, new() { Name = "109 KZA 02" })).ToBeVisibleAsync();
    }

    /// <summary>Presses J until the row of a seal has the focus.</summary>
    private static async Task<ILocator> GoToAsync(IPage page, int seal)
    {
        var row = page.Queue().RowOf(seal);
        await Assertions.Expect(row).ToBeVisibleAsync();
        for (var step = 0; step < StepsMax; step++)
        {
            await page.Keyboard.PressAsync("j");
            if (await row.EvaluateAsync<bool>("row => row === document.activeElement")) return row;
        }

        Assert.Fail($"{StepsMax} times J did not reach the row of {Operator.Number(seal)}.");
        return row;
    }
}
