using System.Net;
using System.Text.RegularExpressions;
using NavSeal.Server.Identity;
using NavSeal.Tests.Server.Access;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Life;

/// <summary>An act is signed by a certificate of the account that does it, and by no other.</summary>
public sealed partial class Signer_stories(LifeServer life) : IClassFixture<LifeServer>
{
    private const string Ours = "operator's rule", Certificates = "/account/certificates", PersonNumber = "870101300017";

    private static readonly (string, string)[] Values = [("permission", "activation"), ("authority", LifeServer.Departure)];

    [Fact]
    public async Task Who_signs_what_the_account_shows_signs_permissions_with_that_certificate()
    {
        var (key, number) = (await OfficerAsync("aigul"), await OrderedAsync());
        life.Authority.CertificateOf("Aigul Omarova", PersonNumber);
        var signed = Permit(life.SignedBy("Aigul Omarova", number, "permit", Values));
        await life.RefusedAsync(key, number, ("permit", signed), ("certificate-not-yours", Ours));
        using var browser = await EnrolledAsync("aigul", "Aigul Omarova");
        var page = await browser.OpenAsync(Paths.Account);
        Assert.Contains("Aigul Omarova", page, StringComparison.Ordinal);
        Assert.Contains(PersonNumber, page, StringComparison.Ordinal);
        Assert.Contains(FingerprintOf("Aigul Omarova")[..16], page, StringComparison.Ordinal);
        Assert.Contains(AuditEvent.CertificateEnrolled, await life.Api.Access.AuditOfAsync("aigul"));
        await life.DoAsync(key, number, "permit", signed);
        await life.RefusedAsync(key, number, ("permit", signed), ("permission-given-already", "Agreement, 8.4"));
    }

    [Fact]
    public async Task A_certificate_of_somebody_else_signs_nothing_whichever_way()
    {
        var (key, number) = (await OfficerAsync("botagoz"), await OrderedAsync());
        using var browser = await EnrolledAsync("botagoz", "Botagoz Serik");
        var foreign = life.Signed(number, "permit", Values);
        await life.RefusedAsync(key, number, ("permit", Permit(foreign)), ("certificate-not-yours", Ours));

        // By the page in a session: the refusal names its clause, and the own certificate does it.
        var act = $"/transportations/{number}/acts/permit";
        await browser.OpenAsync(act);
        await browser.SendAsync(act, [("act", browser.Hidden("act")), .. Values]);
        var shown = WebUtility.HtmlDecode(Shown().Match(browser.Page).Groups["text"].Value);
        await browser.SendAsync(act, [.. Fields(browser), .. Values, ("cms", foreign)]);
        Assert.Contains("does not stand on your account", WebUtility.HtmlDecode(browser.Page), StringComparison.Ordinal);
        Assert.Contains(Ours, WebUtility.HtmlDecode(browser.Page), StringComparison.Ordinal);

        // Nor by the API in the same session.
        Assert.Contains("certificate-not-yours", await PostAsync(browser, number, Permit(foreign)), StringComparison.Ordinal);
        Assert.Equal(
            [AuditEvent.Refused, AuditEvent.Refused, AuditEvent.Refused],
            (await life.Api.Access.AuditOfAsync("botagoz")).Where(what => what == AuditEvent.Refused));
        await browser.SendAsync(act, [.. Fields(browser), .. Values, ("cms", life.Authority.Sign("Botagoz Serik", shown))]);
        Assert.Equal((HttpStatusCode.Redirect, $"/transportations/{number}"), (browser.Status, browser.Location));
        Assert.Contains("PermissionGiven", await life.EventsAsync(number));

        static (string, string)[] Fields(Access.Browser page) => [("act", page.Hidden("act")), ("shown", page.Hidden("shown"))];
    }

    [Fact]
    public async Task A_withdrawn_certificate_signs_nothing_and_does_not_come_back()
    {
        var (key, number) = (await OfficerAsync("chingiz"), await OrderedAsync());
        using var browser = await EnrolledAsync("chingiz", "Chingiz Aman");
        var userId = "";
        await life.Api.Access.WithUserAsync("chingiz", (_, user, _) =>
        {
            userId = user.Id;
            return Task.CompletedTask;
        });
        var withdraw = $"/users/{userId}/certificates/{FingerprintOf("Chingiz Aman")}/withdraw";
        using var administrator = await life.Api.Access.SteppedUpAsync(Roles.Administrator);
        Assert.Contains(withdraw, await administrator.OpenAsync(Paths.Users), StringComparison.Ordinal);
        await administrator.SendAsync(withdraw);
        Assert.Equal(HttpStatusCode.OK, administrator.Status);
        Assert.Contains("The certificate of chingiz is withdrawn", administrator.Page, StringComparison.Ordinal);
        await administrator.SendAsync(withdraw);
        Assert.Equal(HttpStatusCode.NotFound, administrator.Status);

        var signed = Permit(life.SignedBy("Chingiz Aman", number, "permit", Values));
        await life.RefusedAsync(key, number, ("permit", signed), ("certificate-withdrawn", Ours));
        Assert.Contains("Withdrawn", await browser.OpenAsync(Paths.Account), StringComparison.Ordinal);
        Assert.Contains("cannot come back", await EnrolAsync(browser, "chingiz", "Chingiz Aman"), StringComparison.Ordinal);
        var audit = await life.Api.Access.AuditOfAsync("chingiz");
        Assert.Contains(AuditEvent.CertificateWithdrawn, audit);
        Assert.Equal(AuditEvent.Refused, audit[^1]);
    }

    [Fact]
    public async Task A_certificate_stands_on_one_account_and_an_account_on_one_person()
    {
        await OfficerAsync("dina");
        await OfficerAsync("erlan");
        using var dina = await EnrolledAsync("dina", "Dina Akhmet", "880202400025");
        life.Authority.CertificateOf("Dina Akhmet, renewed", "880202400025");
        life.Authority.CertificateOf("Erlan Bek", "890303300033");
        using var erlan = await life.Api.Access.SteppedUpAsync("erlan");
        Assert.Contains("stands on another account", await EnrolAsync(erlan, "erlan", "Dina Akhmet"), StringComparison.Ordinal);
        Assert.Contains("by another account", await EnrolAsync(erlan, "erlan", "Dina Akhmet, renewed"), StringComparison.Ordinal);
        Assert.Contains("of another person", await EnrolAsync(dina, "dina", "Erlan Bek"), StringComparison.Ordinal);
        Assert.Contains("on your account already", await EnrolAsync(dina, "dina", "Dina Akhmet"), StringComparison.Ordinal);
        Assert.Contains("is enrolled", await EnrolAsync(dina, "dina", "Dina Akhmet, renewed"), StringComparison.Ordinal);
        Assert.DoesNotContain("Dina Akhmet", await erlan.OpenAsync(Paths.Account), StringComparison.Ordinal);

        // Nobody withdraws what is on another account.
        await erlan.SendAsync($"{Certificates}/{FingerprintOf("Dina Akhmet")}/withdraw");
        Assert.Equal(HttpStatusCode.NotFound, erlan.Status);
        await dina.OpenAsync(Paths.Account);
        await dina.SendAsync($"{Certificates}/{FingerprintOf("Dina Akhmet")}/withdraw");
        Assert.Contains("is withdrawn", dina.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate_and_a_signature_over_another_text_are_refused()
    {
        var (key, number) = (await OfficerAsync("farida"), await OrderedAsync());
        life.Authority.CertificateOf("Farida Nur", life: life.Api.Access.Clock.GetUtcNow().AddHours(1) - TimeProvider.System.GetUtcNow());
        using var browser = await EnrolledAsync("farida", "Farida Nur");
        var other = Permit(life.SignedBy("Farida Nur", number, "take-back", Values));
        await life.RefusedAsync(key, number, ("permit", other), ("signature-of-other-text", Ours));
        life.Api.Access.Clock.Advance(TimeSpan.FromHours(2));
        var signed = Permit(life.SignedBy("Farida Nur", number, "permit", Values));
        await life.RefusedAsync(key, number, ("permit", signed), ("certificate-expired", Ours));
        Assert.Contains("Expired", await browser.OpenAsync(Paths.Account), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrolment_takes_the_second_factor_and_a_signature_over_the_text_of_this_account_now()
    {
        await OfficerAsync("gulnar");
        using (var without = await life.Api.Access.SignedInAsync("gulnar"))
        {
            Assert.Contains("Turn the second factor on", await without.OpenAsync(Paths.Account), StringComparison.Ordinal);
            await without.OpenAsync(Certificates);
            Assert.Equal((HttpStatusCode.Redirect, Paths.Account), (without.Status, without.Location));
        }

        using var browser = await life.Api.Access.SteppedUpAsync("gulnar");
        var code = life.Api.Access.NextCodeOf("gulnar");
        await browser.OpenAsync(Certificates);
        var (challenge, right) = (browser.Hidden("challenge"), life.Authority.Sign("Gulnar Sul", Challenge(browser)));
        using var stranger = new TestAuthority("Nobody knows it");
        await TryAsync("not a CMS", code, "This is no CMS");
        await TryAsync(stranger.Sign("Gulnar Sul", Challenge(browser)), code, "does not take certificates of this authority");
        await TryAsync(life.Authority.Sign("Gulnar Sul", Challenge(browser) + "\n"), code, "over another text");
        await TryAsync(right, "000000", "The code is wrong or was used");

        // What was shown to her counts for nobody else, nor for her later.
        await OfficerAsync("hamit");
        using (var other = await life.Api.Access.SteppedUpAsync("hamit"))
        {
            await other.OpenAsync(Certificates);
            var answer = await other.SendAsync(
                Certificates, ("challenge", challenge), ("cms", right), ("code", life.Api.Access.NextCodeOf("hamit")));
            Assert.Contains("shown too long ago", answer, StringComparison.Ordinal);
        }

        life.Api.Access.Clock.Advance(TimeSpan.FromMinutes(16));
        await TryAsync(right, life.Api.Access.NextCodeOf("gulnar"), "shown too long ago");
        Assert.DoesNotContain(AuditEvent.CertificateEnrolled, await life.Api.Access.AuditOfAsync("gulnar"));

        async Task TryAsync(string cms, string typed, string told)
        {
            await browser.SendAsync(Certificates, ("challenge", challenge), ("cms", cms), ("code", typed));
            Assert.Equal((told, HttpStatusCode.UnprocessableEntity), (told, browser.Status));
            Assert.Contains(told, browser.Page, StringComparison.Ordinal);
        }
    }

    private static object Permit(string cms) => new { permission = "activation", authority = LifeServer.Departure, cms };

    /// <summary>Permits by the API in a session.</summary>
    private async Task<string> PostAsync(Access.Browser visitor, string number, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/transportations/{number}/permit");
        request.Content = System.Net.Http.Json.JsonContent.Create(body);
        request.Headers.Add("Idempotency-Key", life.Api.NewId().ToString());
        using var answer = await visitor.Client.SendAsync(request, Deadline.Token);
        return await answer.Content.ReadAsStringAsync(Deadline.Token);
    }

    private Task<string> OfficerAsync(string name) => life.KeyAsync(name, new Belonging(LifeServer.Departure, null, null), Roles.Officer);

    /// <summary>A transportation for which a seal was ordered, so that an officer may permit.</summary>
    private async Task<string> OrderedAsync()
    {
        var said = new JourneySaid
        {
            Departure = LifeServer.Departure,
            Destination = LifeServer.Destination,
            Organisation = LifeServer.Organisation,
        };
        var number = await life.DraftAsync(life.Carrier, said.ToApplication(life.Api.Access.Clock.GetUtcNow()));
        await life.DoAsync(life.Head, number, "order-seal", new
        {
            authority = LifeServer.Departure,
            ground = "electronicCustomsEscort",
            head = "A. Head",
            riskProfile = "55/1",
        });
        await life.DoAsync(life.Dispatcher, number, "confirm", new { contract = said.Contract });
        return number;
    }

    private async Task<Access.Browser> EnrolledAsync(string name, string person, string? number = null)
    {
        life.Authority.CertificateOf(person, number);
        var browser = await life.Api.Access.SteppedUpAsync(name);
        Assert.Contains("is enrolled", await EnrolAsync(browser, name, person), StringComparison.Ordinal);
        return browser;
    }

    /// <summary>Goes through the page of enrolment.</summary>
    private async Task<string> EnrolAsync(Access.Browser browser, string name, string person)
    {
        await browser.OpenAsync(Certificates);
        return await browser.SendAsync(
            Certificates, ("challenge", browser.Hidden("challenge")), ("cms", life.Authority.Sign(person, Challenge(browser))),
            ("code", life.Api.Access.NextCodeOf(name)));
    }

    private string FingerprintOf(string person) => CmsReader.SignatoryOf(life.Authority.CertificateOf(person)).Fingerprint;

    private static string Challenge(Access.Browser browser) => WebUtility.HtmlDecode(Asked().Match(browser.Page).Groups["text"].Value);

    [GeneratedRegex("""<pre class="id" id="challenge-text">(?<text>[^<]*)</pre>""")]
    private static partial Regex Asked();

    [GeneratedRegex("""<pre class="id">(?<text>[^<]*)</pre>""")]
    private static partial Regex Shown();
}
