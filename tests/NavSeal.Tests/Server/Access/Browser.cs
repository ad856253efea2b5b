using System.Net;
using System.Text.RegularExpressions;

namespace NavSeal.Tests.Server.Access;

/// <summary>What a person has: cookies, the page that was last shown, and its forms. Follows no redirection by itself.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient client;
    private readonly CookieContainer cookies = new();

    public Browser(int port)
    {
        var handler = new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        client = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public HttpStatusCode Status { get; private set; }

    /// <summary>Where the last answer leads; null: nowhere.</summary>
    public string? Location { get; private set; }

    public string Page { get; private set; } = "";

    public HttpClient Client => client;

    /// <summary>The cookies as a request sends them.</summary>
    public string CookieHeader => cookies.GetCookieHeader(client.BaseAddress!);

    public async Task<string> OpenAsync(string path)
    {
        using var answer = await client.GetAsync(path, Deadline.Token);
        return await TakeAsync(answer);
    }

    /// <summary>Sends a form with the token of the page that was last shown.</summary>
    public async Task<string> SendAsync(string path, params (string Name, string Value)[] fields)
    {
        var token = FormToken;
        using var form = new FormUrlEncodedContent(
            fields.Append((Name: "__RequestVerificationToken", Value: token)).Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        using var answer = await client.PostAsync(path, form, Deadline.Token);
        return await TakeAsync(answer);
    }

    /// <summary>Sends a form with a file, and the token of the page that was last shown.</summary>
    public async Task<string> SendFileAsync(
        string path, (string Field, string Name, byte[] Bytes) file, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("__RequestVerificationToken", FormToken)))
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(file.Bytes), file.Field, file.Name);
        using var answer = await client.PostAsync(path, form, Deadline.Token);
        return await TakeAsync(answer);
    }

    /// <summary>Goes through the page of signing in.</summary>
    public async Task SignInAsync(string name, string password, string next = "/")
    {
        await OpenAsync("/sign-in?next=" + Uri.EscapeDataString(next));
        await SendAsync("/sign-in", ("name", name), ("password", password), ("next", Hidden("next")));
    }

    /// <summary>The value of a hidden field of the page.</summary>
    public string Hidden(string name) => WebUtility.HtmlDecode(
        Regex.Match(Page, $"""<input type="hidden" name="{name}" value="(?<value>[^"]*)""").Groups["value"].Value);

    public void Dispose() => client.Dispose();

    private async Task<string> TakeAsync(HttpResponseMessage answer)
    {
        (Status, Location) = (answer.StatusCode, answer.Headers.Location?.OriginalString);
        var body = await answer.Content.ReadAsStringAsync(Deadline.Token);
        if (Location is null) Page = body;
        return Page;
    }

    /// <summary>Against forgery, in the forms of the page.</summary>
    public string FormToken => Token().Match(Page).Groups["value"].Value;

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<value>[^"]+)""")]
    private static partial Regex Token();
}
