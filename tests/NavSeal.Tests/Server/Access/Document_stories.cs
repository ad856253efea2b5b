using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;
using NavSeal.Server.Demo;
using NavSeal.Server.Identity;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Documents;

namespace NavSeal.Tests.Server.Access;

/// <summary>Documents and drivers' contacts as programs and people handle them, on either store.</summary>
public abstract class Document_stories(AccessServer running)
{
    private const string Own = "KZ-990140000017", Other = "KZ-990140000025";
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 an invoice");
    private static int names;

    [Fact]
    public async Task A_document_is_kept_once_and_found_by_who_sees_a_transportation_that_cites_it()
    {
        var carrier = await PersonAsync(Own, Roles.Carrier);
        var key = await running.KeyOfAsync(carrier, Scopes.DocumentsWrite, Scopes.TransportationsRead);
        var (first, again) = (await KeepAsync(key, Pdf), await KeepAsync(key, Pdf));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Pdf));
        Assert.Equal((HttpStatusCode.Created, hash), (first.Status, first.Body.GetProperty("sha256").GetString()));
        Assert.Equal((Pdf.Length, "application/pdf"),
            (first.Body.GetProperty("sizeBytes").GetInt32(), first.Body.GetProperty("mediaType").GetString()));
        Assert.Equal(first.Body.ToString(), again.Body.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(key, hash)).StatusCode);

        var number = await DraftAsync(Own, hash);
        using var found = await GetAsync(key, hash);
        Assert.Equal(Pdf, await found.Content.ReadAsByteArrayAsync(Deadline.Token));
        Assert.Equal("application/pdf", found.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", found.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(["nosniff"], found.Headers.GetValues("X-Content-Type-Options"));
        var stranger = await running.KeyOfAsync(await PersonAsync(Other, Roles.Carrier), Scopes.TransportationsRead);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(stranger, hash)).StatusCode);

        using var browser = await running.SignedInAsync(carrier);
        var page = WebUtility.HtmlDecode(await browser.OpenAsync($"/documents/of/{number}"));
        Assert.Contains($"/documents/{hash}", page, StringComparison.Ordinal);
        Assert.Contains("Invoice under the contract", page, StringComparison.Ordinal);
        Assert.Contains("an invoice", await browser.OpenAsync($"/documents/{hash}"), StringComparison.Ordinal);
        await Deadline.UntilAsync("the look is in the audit", async () => (await running.Services.GetRequiredService<AuditLog>()
            .ReadAsync(AuditFilter.All with { Name = carrier, Subject = "document/" + hash }, null, 10)).Count > 0);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest, "field-wrong")]
    [InlineData("MZ a program that calls itself invoice.pdf", HttpStatusCode.UnsupportedMediaType, "document-type-not-taken")]
    [InlineData("{\"cut\": ", HttpStatusCode.UnsupportedMediaType, "document-type-not-taken")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", HttpStatusCode.UnsupportedMediaType, "document-type-not-taken")]
    [InlineData("<html><script>alert(1)</script>", HttpStatusCode.UnsupportedMediaType, "document-type-not-taken")]
    public async Task What_is_no_document_is_refused_with_a_word(string text, HttpStatusCode status, string code)
    {
        var key = await running.KeyOfAsync(await PersonAsync(Own, Roles.Carrier), Scopes.DocumentsWrite);
        var (told, body) = await KeepAsync(key, Encoding.UTF8.GetBytes(text), "application/pdf");
        Assert.Equal((status, code), (told, body.GetProperty("code").GetString()));
        Assert.NotEmpty(body.GetProperty("detail").GetString()!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_document_is_bounded(bool isChunked)
    {
        var key = await running.KeyOfAsync(await PersonAsync(Own, Roles.Carrier), Scopes.DocumentsWrite);
        var long_ = new byte[DocumentParts.BytesMax + 1];
        Pdf.CopyTo(long_, 0);
        var (status, body) = await KeepAsync(key, long_, isChunked: isChunked);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "document-too-large"), (status, body.GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.Created, (await KeepAsync(key, long_[..^1], isChunked: isChunked)).Status);
    }

    [Fact]
    public async Task Somebody_adds_a_document_on_the_page_whatever_its_file_is_called()
    {
        var carrier = await PersonAsync(Own, Roles.Carrier);
        var number = await DraftAsync(Own, null);
        using var browser = await running.SignedInAsync(carrier);
        await browser.OpenAsync($"/documents/of/{number}");
        await SendAsync(browser, number, ("INVOICE", "INV-7"), "../../etc/<b>passwd.exe", "MZ"u8.ToArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("href=\"#file\"", browser.Page, StringComparison.Ordinal);
        Assert.Contains("value=\"INV-7\"", browser.Page, StringComparison.Ordinal);
        await SendAsync(browser, number, ("", ""), "a.pdf", Pdf);
        Assert.Contains("href=\"#kind\"", browser.Page, StringComparison.Ordinal);
        await SendAsync(browser, number, ("INVOICE", "INV-7"), "../../etc/<b>passwd.exe", [.. Pdf, 1]);
        Assert.Equal((HttpStatusCode.Redirect, $"/documents/of/{number}"), (browser.Status, browser.Location));
        var page = await browser.OpenAsync($"/documents/of/{number}");
        Assert.Contains("INV-7", page, StringComparison.Ordinal);
        Assert.DoesNotContain("passwd", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">from the authority<", page, StringComparison.Ordinal);
        using var stranger = await running.SignedInAsync(await PersonAsync(Other, Roles.Carrier));
        await stranger.OpenAsync($"/documents/of/{number}");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }

    [Fact]
    [Requirement("RET-008")]
    [Requirement("MON-021")]
    public async Task How_a_driver_is_reached_shows_to_who_needs_it_and_to_nobody_once_the_key_is_destroyed()
    {
        var (carrier, declarant) = (await PersonAsync(Own, Roles.Carrier), await PersonAsync(Own, Roles.Declarant));
        var number = await DraftAsync(Own, null);
        var writes = await running.KeyOfAsync(declarant, Scopes.ApplicationsWrite, Scopes.TransportationsRead);
        var (status, kept) = await SendAsync(
            writes, $"/api/v1/transportations/{number}/driver",
            """{"name": "Есимов Арман", "phone": "+7 701 000 00 00", "licence": "AB 123456"}""");
        Assert.Equal(HttpStatusCode.Created, status);
        var cited = kept.GetProperty("sha256").GetString()!;
        await DraftAsync(Own, null, number, cited);

        var reads = await running.KeyOfAsync(carrier, Scopes.DriversRead, Scopes.TransportationsRead);
        using var seen = await AskAsync(reads, $"/api/v1/transportations/{number}/driver");
        var told = JsonDocument.Parse(await seen.Content.ReadAsStringAsync(Deadline.Token)).RootElement;
        Assert.Equal(("Есимов Арман", "+7 701 000 00 00"), (told.GetProperty("name").GetString(), told.GetProperty("phone").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(reads, cited)).StatusCode);
        using var hidden = await AskAsync(writes, $"/api/v1/transportations/{number}/driver");
        Assert.Equal(HttpStatusCode.Forbidden, hidden.StatusCode);
        using var browser = await running.SignedInAsync(declarant);
        Assert.DoesNotContain("701", await browser.OpenAsync($"/documents/of/{number}"), StringComparison.Ordinal);
        using var driven = await running.SignedInAsync(carrier);
        Assert.Contains("701 000 00 00", await driven.OpenAsync($"/documents/of/{number}"), StringComparison.Ordinal);

        using var administrator = await running.SteppedUpAsync(Roles.Administrator);
        using var erased = await administrator.Client.DeleteAsync($"/api/v1/transportations/{number}/driver", Deadline.Token);
        Assert.Equal(HttpStatusCode.OK, erased.StatusCode);
        using var gone = await AskAsync(reads, $"/api/v1/transportations/{number}/driver");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.DoesNotContain("701", await driven.OpenAsync($"/documents/of/{number}"), StringComparison.Ordinal);
        using var twice = await administrator.Client.DeleteAsync($"/api/v1/transportations/{number}/driver", Deadline.Token);
        Assert.Equal(HttpStatusCode.NotFound, twice.StatusCode);
    }

    [Fact]
    [Requirement("RET-005")]
    public async Task The_key_of_what_an_authority_holds_is_destroyed_by_nobody()
    {
        var number = await DraftAsync(Own, null);
        var key = await running.KeyOfAsync(await PersonAsync(Own, Roles.Carrier), Scopes.ApplicationsWrite, Scopes.DriversRead);
        var (_, contact) = await SendAsync(
            key, $"/api/v1/transportations/{number}/driver", """{"name": "A", "phone": "+7 701 000 00 00", "licence": ""}""");
        await DraftAsync(Own, null, number, contact.GetProperty("sha256").GetString());
        await DoAsync(new Command.Hold(number, "nur-zholy", "case 26-551"));
        using var administrator = await running.SteppedUpAsync(Roles.Administrator);
        using var held = await administrator.Client.DeleteAsync($"/api/v1/transportations/{number}/driver", Deadline.Token);
        var problem = JsonDocument.Parse(await held.Content.ReadAsStringAsync(Deadline.Token)).RootElement;
        Assert.Equal((HttpStatusCode.Conflict, "dossier-held"), (held.StatusCode, problem.GetProperty("code").GetString()));
        Assert.NotEmpty(problem.GetProperty("clause").GetString()!);
        using var kept = await AskAsync(key, $"/api/v1/transportations/{number}/driver");
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        await DoAsync(new Command.ReleaseHold(number, 1, "nur-zholy", "closed"));
        using var erased = await administrator.Client.DeleteAsync($"/api/v1/transportations/{number}/driver", Deadline.Token);
        Assert.Equal(HttpStatusCode.OK, erased.StatusCode);
        using var gone = await AskAsync(key, $"/api/v1/transportations/{number}/driver");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task The_contact_of_one_transportation_is_none_of_another_that_cites_it()
    {
        var carrier = await PersonAsync(Own, Roles.Carrier);
        var key = await running.KeyOfAsync(carrier, Scopes.ApplicationsWrite, Scopes.DriversRead);
        var number = await DraftAsync(Own, null);
        var (_, kept) = await SendAsync(
            key, $"/api/v1/transportations/{number}/driver", """{"name": "A", "phone": "+7 701 000 00 00", "licence": ""}""");
        var thief = await DraftAsync(Own, null, driver: kept.GetProperty("sha256").GetString());
        await SendAsync(key, $"/api/v1/transportations/{thief}/driver", """{"name": "B", "phone": "+7 701 000 00 01", "licence": ""}""");
        using var answer = await AskAsync(key, $"/api/v1/transportations/{thief}/driver");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var (status, body) = await SendAsync(
            key, $"/api/v1/transportations/{thief}/driver", """{"name": "B", "phone": "call me", "licence": ""}""");
        Assert.Equal((HttpStatusCode.BadRequest, "phone"), (status, body.GetProperty("field").GetString()));
    }

    private static Guid NewId() => new(Interlocked.Increment(ref names), 0x79, 0, new byte[8]);

    private async Task<string> PersonAsync(string organisation, string role)
    {
        var name = $"{role}-{Interlocked.Increment(ref names)}";
        await running.AddAsync(name, new Belonging(null, organisation, null), role);
        return name;
    }

    private async Task<TransportationNumber> DraftAsync(
        string organisation, string? document, TransportationNumber? known = null, string? driver = null)
    {
        var number = known ?? new TransportationNumber(NewId());
        var application = new Application
        {
            ServiceCustomer = organisation,
            Carrier = organisation,
            Ground = TrackingGround.Transit,
            Mode = TransportMode.Road,
            DriverDocument = driver,
            DriverConsentAt = driver is null ? null : running.Clock.GetUtcNow(),
            Documents = document is null ? []
                : [new AccompanyingDocument { Id = NewId(), Kind = "INVOICE", Number = "1", Sha256 = document, SizeBytes = 1 }],
        };
        await DoAsync(new Command.Draft(number, application));
        return number;
    }

    private async Task DoAsync(Command command)
    {
        var answer = await running.Server.Desk.Do(command, new CommandOrigin(NewId(), "test"), Deadline.Token);
        Assert.True(await running.Server.Views.WhenReached(
            Assert.IsType<Answer.Done>(answer).CommitNumber, TimeSpan.FromSeconds(20), Deadline.Token));
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> KeepAsync(
        string key, byte[] bytes, string type = "application/octet-stream", bool isChunked = false)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await SendAsync(key, "/api/v1/documents", content, isChunked);
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string key, string path, string json) =>
        SendAsync(key, path, new StringContent(json, Encoding.UTF8, "application/json"), isChunked: false);

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        string key, string path, HttpContent content, bool isChunked)
    {
        using var client = Client(key);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TransferEncodingChunked = isChunked;
        using var answer = await client.SendAsync(request, Deadline.Token);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Deadline.Token)).RootElement);
    }

    private Task<HttpResponseMessage> GetAsync(string key, string hash) => AskAsync(key, "/api/v1/documents/" + hash);

    private async Task<HttpResponseMessage> AskAsync(string key, string path)
    {
        using var client = Client(key);
        return await client.GetAsync(path, Deadline.Token);
    }

    private HttpClient Client(string key)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{running.Folder.HttpPort}") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static Task<string> SendAsync(
        Browser browser, TransportationNumber number, (string Kind, string Number) said, string file, byte[] bytes) =>
        browser.SendFileAsync(
            $"/documents/of/{number}", ("file", file, bytes), ("kind", said.Kind), ("number", said.Number), ("day", ""), ("issuer", ""),
            ("act-id", browser.Hidden("act-id")));
}

public sealed class Documents_of_an_embedded_server(EmbeddedAccessServer running)
    : Document_stories(running), IClassFixture<EmbeddedAccessServer>;

public sealed class Documents_of_a_shared_server : Document_stories, IClassFixture<SharedAccessServer>
{
    public Documents_of_a_shared_server(SharedAccessServer running)
        : base(running) => Assert.SkipWhen(LocalPostgres.Programs is null, LocalPostgres.Missing);
}
