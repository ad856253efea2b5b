using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace NavSeal.Tests.Server.Access;

/// <summary>Whoever comes asks whether a seal is needed, by page or by program, without signing in.</summary>
public sealed class Need_tests(EmbeddedAccessServer running) : IClassFixture<EmbeddedAccessServer>
{
    private const string Question = """
        {"date": "2026-03-01", "procedure": "transit", "mode": "rail", "states": ["KZ", "RU"], "goods": [{"code": "2402"}],
         "compartments": 3}
        """;

    [Fact]
    public async Task A_program_asks_without_a_key()
    {
        var (status, answer) = await AskAsync(Question);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(answer.GetProperty("required").GetBoolean());
        Assert.Equal(
            ("STG-004", 1, "tobacco", "2402", 3),
            (answer.GetProperty("rule").GetString(), answer.GetProperty("stage").GetInt32(), answer.GetProperty("group").GetString(),
                answer.GetProperty("code").GetString(), answer.GetProperty("seals").GetInt32()));
        Assert.Equal("goods", answer.GetProperty("physicalEscort").GetProperty("ground").GetString());
        Assert.Equal("not loaded", answer.GetProperty("exemptions").GetString());
    }

    [Theory]
    [InlineData("""{"date": "2026-02-30"}""", "date")]
    [InlineData("""{"dat": "2026-02-01"}""", "dat")]
    [InlineData("""{"date": "2026-02-01", "procedure": "export", "mode": "road", "states": ["KZ"], "goods": [{"code": "2203"}]}""",
        "goods[0].code")]
    [InlineData("""{"goods": 5}""", "goods")]
    public async Task What_cannot_be_asked_is_a_problem_that_names_its_field(string body, string field)
    {
        var (status, answer) = await AskAsync(body);
        Assert.Equal((HttpStatusCode.BadRequest, field), (status, answer.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task A_body_is_bounded_and_is_JSON()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await AskAsync(new string(' ', 200_000))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await AskAsync(new string(' ', 200_000), isChunked: true)).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await AskAsync(Question, "text/plain")).Status);
    }

    [Theory]
    [InlineData("en", "A seal is required", "alcohol")]
    [InlineData("ru", "Пломба обязательна", "алкоголь")]
    [InlineData("kk", "Пломба міндетті", "алкоголь")]
    public async Task A_stranger_asks_on_the_page_in_his_language(string language, string required, string group)
    {
        using var browser = running.Browser();
        browser.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        await browser.OpenAsync("/sign-in");
        Assert.Contains("href=\"/need\"", browser.Page, StringComparison.Ordinal);
        await browser.OpenAsync("/need");
        await browser.SendAsync("/need", [.. Fields("2203 00 010 0"), ("act", "ask")]);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains(required, WebUtility.HtmlDecode(browser.Page), StringComparison.Ordinal);
        Assert.Contains(group, WebUtility.HtmlDecode(browser.Page), StringComparison.Ordinal);
        Assert.Contains("STG-004", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_are_added_and_removed_and_keep_what_was_typed()
    {
        using var browser = running.Browser();
        await browser.OpenAsync("/need");
        await browser.SendAsync("/need", [.. Fields("7208"), ("act", "add")]);
        Assert.Contains("value=\"7208\"", browser.Page, StringComparison.Ordinal);
        Assert.Contains("id=\"code-1\"", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync("/need", [.. Fields("7208", "2204"), ("act", "remove-0")]);
        Assert.DoesNotContain("id=\"code-1\"", browser.Page, StringComparison.Ordinal);
        Assert.Contains("value=\"2204\"", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync("/need", [.. Fields("7208", "", "22O3"), ("act", "ask")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("href=\"#code-1\"", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync("/need", [.. Fields([.. Enumerable.Repeat("7208", 300)]), ("act", "add")]);
        Assert.DoesNotContain("id=\"code-50\"", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var browser = running.Browser();
        await browser.SendAsync("/need", [.. Fields("7208"), ("act", "ask")]);
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
    }

    private static IEnumerable<(string, string)> Fields(params string[] codes) =>
    [
        ("day", "2026-03-01"), ("procedure", "transit"), ("mode", "road"), ("states", "KZ"), ("states", "RU"), ("currency", "USD"),
        .. codes.SelectMany(code => new[] { ("code", code), ("measures", ""), ("exemption", "") }),
    ];

    private async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(
        string body, string type = "application/json", bool isChunked = false)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{running.Folder.HttpPort}") };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/need");
        request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type));
        request.Headers.TransferEncodingChunked = isChunked;
        using var answer = await client.SendAsync(request, Deadline.Token);
        var text = await answer.Content.ReadAsStringAsync(Deadline.Token);
        return (answer.StatusCode, JsonDocument.Parse(text).RootElement);
    }
}

/// <summary>In a server of its own, whose questions it uses up.</summary>
public sealed class Need_pace_tests(EmbeddedAccessServer running) : IClassFixture<EmbeddedAccessServer>
{
    [Fact]
    public async Task Whoever_asks_without_end_is_slowed_down_and_signing_in_is_not()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{running.Folder.HttpPort}") };
        var status = HttpStatusCode.OK;
        for (var i = 0; i < 1000 && status != HttpStatusCode.TooManyRequests; i++)
        {
            using var answer = await client.PostAsync("/api/v1/need", new StringContent("{}"), Deadline.Token);
            status = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        using var browser = running.Browser();
        await browser.SignInAsync("nobody", "nothing");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
    }
}
