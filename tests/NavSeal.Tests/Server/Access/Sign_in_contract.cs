using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NavSeal.Server.Demo;
using NavSeal.Server.Identity;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>Stories of getting in and staying out, through the pages, on either store.</summary>
public abstract class Sign_in_contract(AccessServer running)
{
    private const string Wrong = "no words are right";

    [Fact]
    public async Task Who_signs_in_gets_to_where_one_wanted_and_out_again()
    {
        await running.AddAsync("asel", Roles.Dispatcher);
        using var browser = running.Browser();
        await browser.OpenAsync("/account?from=test");
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in?next=%2Faccount%3Ffrom%3Dtest"), (browser.Status, browser.Location));
        await browser.SignInAsync("asel", AccessServer.Password, "/account?from=test");
        Assert.Equal((HttpStatusCode.Redirect, "/account?from=test"), (browser.Status, browser.Location));
        Assert.Contains("Test asel", await browser.OpenAsync("/account"), StringComparison.Ordinal);
        await browser.SendAsync("/sign-out");
        await browser.OpenAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, browser.Status);
        Assert.Equal([AuditEvent.UserAdded, AuditEvent.SignedIn, AuditEvent.SignedOut], await running.AuditOfAsync("asel"));
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("\\\\elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/elsewhere.example/")]
    [InlineData("/search?text=Астана")]
    public async Task Nobody_is_led_to_another_site_or_to_an_address_that_no_header_holds(string next)
    {
        Assert.False(Paths.IsLocal(next));
        using var browser = running.Browser();
        await browser.SignInAsync(Roles.Officer, AccessServer.Password, next);
        Assert.Equal((HttpStatusCode.Redirect, "/"), (browser.Status, browser.Location));
    }

    [Fact]
    public async Task Unknown_user_and_wrong_password_are_answered_alike_and_kept_apart_in_the_audit()
    {
        using var browser = running.Browser();
        await browser.SignInAsync(Roles.Auditor, Wrong);
        var known = browser.Page.Replace(Roles.Auditor, "", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SignInAsync("nobody-such", Wrong);
        var unknown = browser.Page.Replace("nobody-such", "", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Equal(Without(known), Without(unknown));
        Assert.Contains("is wrong", unknown, StringComparison.Ordinal);
        Assert.DoesNotContain(Wrong, unknown, StringComparison.Ordinal);
        Assert.Equal(AuditEvent.WrongPassword, (await running.AuditOfAsync(Roles.Auditor))[^1]);
        Assert.Equal([AuditEvent.UnknownUser], await running.AuditOfAsync("nobody-such"));

        static string Without(string page) => System.Text.RegularExpressions.Regex.Replace(page, "value=\"[^\"]*\"", "");
    }

    [Fact]
    public async Task Five_wrong_passwords_pause_the_account_for_fifteen_minutes()
    {
        await running.AddAsync("timur", Roles.Officer);
        using var browser = running.Browser();
        for (var i = 0; i < SignInDesk.FailuresMax; i++) await browser.SignInAsync("timur", Wrong);
        await browser.SignInAsync("timur", AccessServer.Password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        running.Clock.Advance(SignInDesk.Pause - TimeSpan.FromMinutes(1));
        await browser.SignInAsync("timur", AccessServer.Password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        running.Clock.Advance(TimeSpan.FromMinutes(1.5));
        await browser.SignInAsync("timur", AccessServer.Password);
        Assert.Equal(HttpStatusCode.Redirect, browser.Status);
        var audit = await running.AuditOfAsync("timur");
        Assert.Equal(5, audit.Count(what => what == AuditEvent.WrongPassword));
        Assert.Equal([AuditEvent.Paused, AuditEvent.Paused, AuditEvent.SignedIn], audit.TakeLast(3));
    }

    [Fact]
    public async Task The_second_factor_is_enrolled_asked_for_and_each_code_counts_once()
    {
        await running.AddAsync("dana", Roles.Dispatcher);
        using var browser = await running.SignedInAsync("dana");
        await browser.OpenAsync("/account/second-factor");
        Assert.Contains("<svg", browser.Page, StringComparison.Ordinal);
        var secret = SecretOn(browser.Page);
        await browser.SendAsync("/account/second-factor", ("secret", browser.Hidden("secret")), ("code", "12345"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        var enrolling = Code(secret);
        await browser.SendAsync("/account/second-factor", ("secret", browser.Hidden("secret")), ("code", enrolling));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        var recovery = System.Text.RegularExpressions.Regex.Matches(browser.Page, "<li>([0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4})</li>");
        Assert.Equal(UserDesk.RecoveryCodes, recovery.Count);

        using var again = running.Browser();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AnswerAsync(again, enrolling));
        running.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Redirect, await AnswerAsync(again, Code(secret)));
        Assert.Equal("/account", again.Location);
        Assert.Equal(HttpStatusCode.Redirect, await AnswerAsync(running.Browser(), recovery[3].Groups[1].Value));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AnswerAsync(running.Browser(), recovery[3].Groups[1].Value));
        Assert.Contains(AuditEvent.RecoveryCodeUsed, await running.AuditOfAsync("dana"));

        string Code(string from) => Totp.Code(from, Totp.StepOf(running.Clock.GetUtcNow()));
        static async Task<HttpStatusCode> AnswerAsync(Browser browser, string code)
        {
            await browser.SignInAsync("dana", AccessServer.Password, "/account");
            Assert.StartsWith(Paths.SecondFactor, browser.Location, StringComparison.Ordinal);
            await browser.OpenAsync("/account");
            Assert.Equal(HttpStatusCode.Redirect, browser.Status);
            await browser.OpenAsync(Paths.SecondFactor + "?next=%2Faccount");
            await browser.SendAsync(Paths.SecondFactor, ("code", code), ("next", browser.Hidden("next")));
            return browser.Status;
        }
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_keeps_this_one()
    {
        await running.AddAsync("marat", Roles.Auditor);
        using var here = await running.SignedInAsync("marat");
        using var there = await running.SignedInAsync("marat");
        await here.OpenAsync("/account");
        await here.SendAsync(
            "/account/password", ("current", AccessServer.Password), ("password", "quite another four"), ("again", "quite another four"));
        Assert.Equal(HttpStatusCode.OK, here.Status);
        await there.OpenAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, there.Status);
        await here.OpenAsync("/account");
        Assert.Equal(HttpStatusCode.OK, here.Status);
        await there.SignInAsync("marat", AccessServer.Password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, there.Status);
    }

    [Fact]
    public async Task A_lock_ends_the_session_and_a_request_that_is_under_way()
    {
        await running.AddAsync("serik", Roles.Dispatcher);
        using var browser = await running.SignedInAsync("serik");
        using var stream = await browser.Client.GetAsync(
            "/live/board", HttpCompletionOption.ResponseHeadersRead, Deadline.Token);
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        await running.WithUserAsync("serik", (desk, user, origin) => desk.LockAsync(user, origin));
        await running.Services.GetRequiredService<Sessions>().EndAsync();
        await Assert.ThrowsAnyAsync<IOException>(async () =>
            await (await stream.Content.ReadAsStreamAsync(Deadline.Token)).CopyToAsync(Stream.Null, Deadline.Token));
        await browser.OpenAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, browser.Status);
        await browser.SignInAsync("serik", AccessServer.Password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Equal(AuditEvent.Locked, (await running.AuditOfAsync("serik"))[^1]);
    }

    [Fact]
    public async Task A_session_that_is_not_used_ends_after_a_shift()
    {
        await running.AddAsync("olga", Roles.Officer);
        using var browser = await running.SignedInAsync("olga");
        running.Clock.Advance(TimeSpan.FromHours(11));
        await browser.OpenAsync("/account");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        running.Clock.Advance(TimeSpan.FromHours(11));
        await browser.OpenAsync("/account");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        running.Clock.Advance(TimeSpan.FromHours(12.1));
        await browser.OpenAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, browser.Status);
    }

    [Fact]
    public async Task Whoever_got_the_password_from_somebody_has_to_change_it_first()
    {
        await running.AddAsync("ivan", Roles.Dispatcher);
        await running.WithUserAsync(
            "ivan", (desk, user, origin) => desk.SetPasswordAsync(user, "told over telephone", isOwn: false, origin));
        using var browser = running.Browser();
        await browser.SignInAsync("ivan", "told over telephone");
        Assert.Equal(Paths.Account, browser.Location);
        await browser.OpenAsync("/board");
        Assert.Equal((HttpStatusCode.Redirect, Paths.Account), (browser.Status, browser.Location));
        await browser.OpenAsync(Paths.Account);
        await browser.SendAsync(
            "/account/password",
            ("current", "told over telephone"), ("password", "known to nobody else"), ("again", "known to nobody else"));
        await browser.OpenAsync("/board");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_with_a_cure()
    {
        using var browser = running.Browser();
        await browser.SendAsync("/sign-in", ("name", Roles.Officer), ("password", AccessServer.Password));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains("open too long", browser.Page, StringComparison.Ordinal);
    }

    internal static string SecretOn(string page) => System.Text.RegularExpressions.Regex
        .Match(page, "<p class=\"id\">([A-Z2-7 ]+)</p>").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
}

public sealed class Signing_in_with_the_embedded_store(EmbeddedAccessServer running)
    : Sign_in_contract(running), IClassFixture<EmbeddedAccessServer>;

public sealed class Signing_in_with_the_shared_store : Sign_in_contract, IClassFixture<SharedAccessServer>
{
    public Signing_in_with_the_shared_store(SharedAccessServer running)
        : base(running) => Assert.SkipWhen(LocalPostgres.Programs is null, LocalPostgres.Missing);
}
