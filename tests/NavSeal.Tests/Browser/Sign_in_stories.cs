using Microsoft.Playwright;
using NavSeal.Server.Identity;
using NavSeal.Tests.Server.Access;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Browser;

/// <summary>Signing in, as it is seen.</summary>
public sealed class Sign_in_stories(Operator at) : Story(at)
{
    [BrowserFact]
    public async Task A_wrong_password_is_said_at_the_top_and_the_right_one_opens_the_board()
    {
        var page = await OpenAsync("/board");
        await Assertions.Expect(page.Heading("Sign in")).ToBeVisibleAsync();
        await page.SignInAsync(Roles.Dispatcher, "not the password");
        var alert = page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync("Login name or password is wrong");
        await Assertions.Expect(alert).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("Login name")).ToHaveValueAsync(Roles.Dispatcher);
        await page.SignInAsync(Roles.Dispatcher, AccessServer.Password);
        await Assertions.Expect(page.Queue()).ToBeVisibleAsync();
        Assert.EndsWith("/board", page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_second_factor_is_turned_on_and_asked_for()
    {
        await At.AddUserAsync("dana", Roles.Dispatcher);
        var page = await OpenAsync("/account");
        await page.SignInAsync("dana", AccessServer.Password);
        await page.Link("Turn on").ClickAsync();
        var typed = await page.GetByText("Or type this secret into the app:").Locator("xpath=following-sibling::p").InnerTextAsync();
        var secret = typed.Replace(" ", "", StringComparison.Ordinal);
        var step = Totp.StepOf(TimeProvider.System.GetUtcNow());
        await page.GetByLabel("Code").FillAsync(Totp.Code(secret, step));
        await page.Button("Turn on").ClickAsync();
        await Assertions.Expect(page.GetByText("Your recovery codes.")).ToBeVisibleAsync();

        var other = await OpenAsync("/board");
        await other.SignInAsync("dana", AccessServer.Password);
        await Assertions.Expect(other.Heading("Second factor")).ToBeVisibleAsync();
        await other.GetByLabel("Code").FillAsync("000000");
        await other.Button("Go on").ClickAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("The code is wrong or was used");
        // A phone may be half a minute fast; the code that turned it on counts no more.
        await other.GetByLabel("Code").FillAsync(Totp.Code(secret, step + 1));
        await other.Button("Go on").ClickAsync();
        await Assertions.Expect(other.Queue()).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Whose_session_ends_sees_no_more_and_is_asked_to_sign_in()
    {
        await At.AddUserAsync("serik", Roles.Dispatcher);
        var page = await OpenAsync("/board");
        await page.SignInAsync("serik", AccessServer.Password);
        await Assertions.Expect(page.Foot().GetByText("live")).ToBeVisibleAsync();
        await At.LockAsync("serik");
        await Assertions.Expect(page.Heading("Sign in")).ToBeVisibleAsync();
        await Assertions.Expect(page.Queue()).ToHaveCountAsync(0);
    }
}
