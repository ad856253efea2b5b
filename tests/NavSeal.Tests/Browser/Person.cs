using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace NavSeal.Tests.Browser;

/// <summary>Somebody at a browser of their own, who reads Russian and finds everything by what is written on it.</summary>
internal sealed partial class Person(IPage page, EmptyInstallation at)
{
    private string secret = "";

    public IPage Page => page;

    private ILocator Main => page.GetByRole(AriaRole.Main);

    public Task OpenAsync(string path) => page.GotoAsync(path);

    public Task SeesAsync(string text) => Assertions.Expect(Main).ToContainTextAsync(text);

    public Task FollowAsync(string link) =>
        Main.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();

    public Task PressAsync(string button) =>
        Main.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).Last.ClickAsync();

    /// <summary>Fills in fields by their labels: types, or chooses from a list.</summary>
    public Task FillAsync(params (string Label, string Text)[] fields) => FillAsync(Main, fields);

    /// <summary>The same within one part of a page.</summary>
    public Task FillInAsync(string part, params (string Label, string Text)[] fields) =>
        FillAsync(Main.GetByRole(AriaRole.Group, new() { Name = part, Exact = true }), fields);

    public Task TickAsync(string label) => Main.GetByLabel(label, new() { Exact = true }).Last.CheckAsync();

    public Task UploadAsync(string name) => Main.GetByLabel("Файл").SetInputFilesAsync(new FilePayload
    {
        Name = name,
        MimeType = "application/pdf",
        Buffer = "%PDF-1.7 a note"u8.ToArray(),
    });

    public async Task SignInAsync(string name, string password)
    {
        await OpenAsync("/");
        await FillAsync(("Имя для входа", name), ("Пароль", password));
        await PressAsync("Войти");
    }

    /// <summary>Enters with the first password, which somebody else has read, and sets another.</summary>
    public async Task EnterAsync(string name, string first)
    {
        const string own = "вьюга чайник ковыль";
        await SignInAsync(name, first);
        await SeesAsync("Ваш пароль известен другому человеку.");
        await FillAsync(("Текущий пароль", first), ("Новый пароль", own), ("Новый пароль ещё раз", own));
        await PressAsync("Сменить пароль");
        await SeesAsync("Пароль изменён.");
    }

    /// <summary>Reads the secret off the page into an app, and types what it shows.</summary>
    public async Task TurnSecondFactorOnAsync()
    {
        secret = (await page.Locator("ol .id").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await FillAsync(("Код", at.NextCode(secret)));
        await PressAsync("Включить");
        await SeesAsync("Второй фактор включён.");
    }

    /// <summary>Does an act from the page of the transportation.</summary>
    public async Task DoAsync(string number, string act, params (string Label, string Text)[] fields)
    {
        await OpenAsync($"/transportations/{number}");
        await FollowAsync(act);
        await FillAsync(fields);
        await PressAsync(act);
        await Assertions.Expect(page).ToHaveURLAsync(CardOf());
    }

    /// <summary>Does an act that is signed under its text.</summary>
    public async Task SignAsync(string number, string act, params (string Label, string Text)[] fields)
    {
        await OpenAsync($"/transportations/{number}");
        await FollowAsync(act);
        await FillAsync(fields);
        await PressAsync("Прочитать и подписать");
        await SeesAsync("Что вы подписываете");
        await FillAsync(("Код второго фактора", at.NextCode(secret)));
        await PressAsync(act);
        await Assertions.Expect(page).ToHaveURLAsync(CardOf());
    }

    private static async Task FillAsync(ILocator part, (string Label, string Text)[] fields)
    {
        foreach (var (label, text) in fields)
        {
            var field = part.GetByLabel(label, new() { Exact = true }).Last;
            if (await field.EvaluateAsync<bool>("field => field.tagName === 'SELECT'"))
                await field.SelectOptionAsync(new SelectOptionValue { Label = text });
            else await field.FillAsync(text);
        }
    }

    [GeneratedRegex("/transportations/[0-9a-f-]{36}$")]
    private static partial Regex CardOf();
}
