using Microsoft.Playwright;
using NavSeal.Tests.Architecture;

namespace NavSeal.Tests.Browser;

/// <summary>What every story has: windows that are closed at its end, and the demand that no page complains, neither of a script nor of
/// what our content policy forbids. A story that fails leaves a picture of each page in <c>artifacts/browser</c>.</summary>
[Collection(OneOperator.Name)]
public abstract class Story(Operator at) : IAsyncLifetime
{
    /// <summary>What the browser writes where the server said no: an answer and no complaint.</summary>
    private static readonly string[] Answers = ["Failed to load resource", "WebSocket connection to"];

    private readonly List<IBrowserContext> windows = [];
    private readonly List<string> complaints = [];

    /// <summary>Where it happens.</summary>
    public Operator At { get; } = at;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        var test = TestContext.Current;
        if (test.TestState?.Result == TestResult.Failed) await PictureAsync(test.TestMethod?.MethodName ?? "story");
        foreach (var window in windows) await window.DisposeAsync();
        GC.SuppressFinalize(this);
        Assert.Empty(complaints);
    }

    /// <summary>Opens a page in a window of its own, signed in where a role is named.</summary>
    internal async Task<IPage> OpenAsync(string path, string? role = null, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.ViewportSize ??= new ViewportSize { Width = 1600, Height = 900 };
        var window = await At.WindowAsync(options, role);
        windows.Add(window);
        var page = await window.NewPageAsync();
        Listen(page);
        await page.GotoAsync(path);
        if (options.JavaScriptEnabled != false) await page.ReadyAsync();
        return page;
    }

    private void Listen(IPage page)
    {
        page.PageError += (_, error) => Complain(error);
        page.Console += (_, line) =>
        {
            if (line.Type == "error" && !Answers.Any(answer => line.Text.StartsWith(answer, StringComparison.Ordinal))) Complain(line.Text);
        };
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 500 || (answer.Status >= 400 && answer.Url.Contains("/gen/", StringComparison.Ordinal)))
                Complain($"{answer.Status} {answer.Url}");
        };
    }

    private void Complain(string text)
    {
        lock (complaints) complaints.Add(text);
    }

    private async Task PictureAsync(string name)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "browser");
        foreach (var (page, index) in windows.SelectMany(window => window.Pages).Select((page, index) => (page, index)))
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{index}.png") });
    }
}

/// <summary>How people find their way on our pages: by role and name.</summary>
internal static class Pages
{
    public static async Task SignInAsync(this IPage page, string name, string password)
    {
        await page.GetByLabel("Login name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Link(this IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public static ILocator Heading(this IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name });

    /// <summary>Waits until the board listens to keys.</summary>
    public static Task ReadyAsync(this IPage page) => page.WaitForFunctionAsync("""
        () => {
          const board = document.querySelector('main.board');
          return board === null || board.dataset.ready !== undefined;
        }
        """);

    /// <summary>Opens the menu of the person where it is not open.</summary>
    /// <summary>Takes a second factor into use by the page of it, which counts as shown.</summary>
    public static async Task EnrolAsync(this IPage page)
    {
        await page.GotoAsync("/account/second-factor");
        var secret = (await page.Locator("ol .id").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        var code = NavSeal.Server.Identity.Totp.Code(secret, NavSeal.Server.Identity.Totp.StepOf(TimeProvider.System.GetUtcNow()));
        await page.GetByLabel("Code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        await page.GetByText("second factor is on", new() { Exact = false }).First.WaitForAsync();
    }

    public static async Task OpenMenuAsync(this IPage page, string person = "Test dispatcher")
    {
        var menu = page.GetByLabel($"Person and settings: {person}");
        if (!await menu.EvaluateAsync<bool>("summary => summary.parentElement.open")) await menu.ClickAsync();
    }

    public static ILocator Foot(this IPage page) => page.GetByRole(AriaRole.Contentinfo);

    public static ILocator Queue(this IPage page, string name = "Situation queue") =>
        page.GetByRole(AriaRole.Region, new() { Name = name });

    /// <summary>A group of the queue by its heading.</summary>
    public static ILocator GroupOf(this IPage page, string heading) =>
        page.Queue().GetByRole(AriaRole.Group).Filter(new() { HasText = heading });

    /// <summary>The row of the queue that tells of a seal: of its fault, where nothing else is said.</summary>
    public static ILocator RowOf(this ILocator queue, int seal, string what = "Fault of the seal") =>
        queue.GetByRole(AriaRole.Link, new() { Name = Operator.Number(seal).Text }).Filter(new() { HasText = what });

    public static ILocator Map(this IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "Map of all seals" });

    /// <summary>The card of what is chosen.</summary>
    public static ILocator Card(this IPage page) => page.GetByRole(AriaRole.Complementary);

    /// <summary>What is wider than the window, so that one has to scroll sideways; empty: nothing.</summary>
    public static Task<string> WiderThanTheWindowAsync(this IPage page) => page.EvaluateAsync<string>("""
        () => {
          const width = document.documentElement.clientWidth;
          if (document.scrollingElement.scrollWidth <= width) return '';
          const scrolls = part => part && (getComputedStyle(part).overflowX !== 'visible' || scrolls(part.parentElement));
          const wide = [...document.querySelectorAll('body *')]
            .filter(part => part.getBoundingClientRect().right > width + 1 && !scrolls(part.parentElement));
          return `${document.scrollingElement.scrollWidth} > ${width}: `
            + wide.slice(0, 8).map(part => `${part.tagName}.${part.className} ${part.getBoundingClientRect().right}`).join(', ');
        }
        """);
}
