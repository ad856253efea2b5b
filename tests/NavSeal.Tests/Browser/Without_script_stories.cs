using Microsoft.Playwright;
using NavSeal.Tests.Server.Access;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Browser;

/// <summary>Where no script runs, plain links and forms do the same.</summary>
public sealed class Without_script_stories(Operator at) : Story(at)
{
    [BrowserFact]
    public async Task Signing_in_the_board_its_card_and_its_acts_need_no_script()
    {
        await At.HappenAsync(14, (seal, now) => seal.Fault(now));
        var page = await OpenAsync("/board", options: new() { JavaScriptEnabled = false });
        await page.SignInAsync(Roles.Dispatcher, AccessServer.Password);
        await page.Queue().RowOf(14).ClickAsync();
        await Assertions.Expect(page.Card().GetByRole(AriaRole.Heading, new() { Name = "114 KZA 02" })).ToBeVisibleAsync();
        await page.Card().GetByRole(AriaRole.Button, new() { Name = "Take in hand" }).ClickAsync();
        await Assertions.Expect(page.Card().GetByText("In hand: Test dispatcher")).ToBeVisibleAsync();
        await page.Card().GetByText("Put aside").First.ClickAsync();
        await page.Card().GetByLabel("Reason").FillAsync("no script here");
        await page.Card().GetByRole(AriaRole.Button, new() { Name = "Put aside" }).ClickAsync();
        await Assertions.Expect(page.Card().GetByText("no script here").First).ToBeVisibleAsync();
        await page.Card().GetByRole(AriaRole.Link, new() { Name = "Close the card" }).ClickAsync();
        await Assertions.Expect(page.Card()).ToContainTextAsync("Choose a situation");
    }

    [BrowserFact]
    public async Task The_lists_are_filtered_without_a_script()
    {
        await At.HappenAsync(15, (seal, now) => seal.Fault(now));
        await At.HappenAsync(16, (seal, now) => seal.Breach(now));
        var page = await OpenAsync("/situations", Roles.Auditor, new() { JavaScriptEnabled = false });
        await page.GetByLabel("Severity").SelectOptionAsync("Medium");
        await page.Button("Find").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "SIM-000015" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "SIM-000016" })).ToHaveCountAsync(0);
    }
}
