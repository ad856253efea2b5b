using System.Net;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Server.Identity;
using NavSeal.Tests.Postgres;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>People whose requests go now to one process and now to another, as behind a proxy that knows no sessions.</summary>
public sealed class Two_processes_stories : IAsyncLifetime
{
    private readonly TestDatabase database = TestDatabase.Create();
    private readonly ServerFolder keys = new();
    private DatabaseProcess? here, there;
    private int ids;

    private DatabaseProcess Here => here!;

    private DatabaseProcess There => there!;

    public async ValueTask InitializeAsync()
    {
        here = new DatabaseProcess(database, keys);
        await here.InitializeAsync();
        there = new DatabaseProcess(database, keys);
        await there.InitializeAsync();
        await here.AddAsync("asel", Roles.Dispatcher);
    }

    public async ValueTask DisposeAsync()
    {
        if (there is not null) await there.DisposeAsync();
        if (here is not null) await here.DisposeAsync();
        database.Dispose();
        keys.Dispose();
    }

    [Fact]
    public async Task Who_signs_in_at_one_process_works_at_another()
    {
        using var browser = await Here.SignedInAsync("asel");
        Assert.Contains("Test asel", await browser.OpenAsync(At(There, "/account")), StringComparison.Ordinal);
        await browser.SendAsync("/account/preferences", ("language", "en"), ("zone", "Asia/Almaty"), ("theme", "dark"));
        Assert.Equal((HttpStatusCode.Redirect, "/account"), (browser.Status, browser.Location));
        await browser.OpenAsync("/account");
        Assert.Contains("Asia/Almaty", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync(At(There, "/sign-out"));
        await browser.OpenAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, browser.Status);
        Assert.Empty(Directory.EnumerateFiles(keys.Path, "*.xml"));
        Assert.Equal([AuditEvent.UserAdded, AuditEvent.SignedIn, AuditEvent.SignedOut], await There.AuditOfAsync("asel"));
    }

    [Fact]
    public async Task A_second_factor_enrolled_at_one_process_is_asked_for_at_another_and_its_code_counts_once()
    {
        using (var browser = await Here.SignedInAsync("asel"))
        {
            await browser.OpenAsync("/account/second-factor");
            var secret = Sign_in_contract.SecretOn(browser.Page);
            await browser.SendAsync(At(There, "/account/second-factor"), ("secret", browser.Hidden("secret")), ("code", Code(secret)));
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            There.Clock.Advance(TimeSpan.FromMinutes(1));
            Here.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(HttpStatusCode.Redirect, await AnswerAsync(There, Code(secret)));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await AnswerAsync(Here, Code(secret)));
        }

        string Code(string secret) => Totp.Code(secret, Totp.StepOf(Here.Clock.GetUtcNow()));

        static async Task<HttpStatusCode> AnswerAsync(AccessServer at, string code)
        {
            using var browser = at.Browser();
            await browser.SignInAsync("asel", AccessServer.Password, "/account");
            Assert.StartsWith(Paths.SecondFactor, browser.Location, StringComparison.Ordinal);
            await browser.OpenAsync(browser.Location!);
            await browser.SendAsync(Paths.SecondFactor, ("code", code), ("next", browser.Hidden("next")));
            return browser.Status;
        }
    }

    [Fact]
    public async Task A_lock_at_one_process_ends_the_session_at_another_within_fifteen_seconds()
    {
        using var browser = await There.SignedInAsync("asel");
        await browser.OpenAsync("/account");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await Here.WithUserAsync("asel", (desk, user, origin) => desk.LockAsync(user, origin));
        There.Clock.Advance(TimeSpan.FromSeconds(15));
        await browser.OpenAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, browser.Status);
    }

    private static string At(AccessServer process, string path) => $"http://127.0.0.1:{process.Folder.HttpPort}{path}";

    /// <summary>One of them.</summary>
    [Fact]
    public async Task While_the_database_is_away_whoever_was_known_goes_on_and_others_can_read_why_not()
    {
        using var browser = await There.SignedInAsync("asel");
        await browser.OpenAsync("/board");
        var look = System.Text.RegularExpressions.Regex.Match(browser.Page, "href=\"(/gen/[^\"]+\\.css)\"").Groups[1].Value;
        There.Clock.Advance(TimeSpan.FromSeconds(20));
        database.GoAway();

        await browser.OpenAsync("/seals");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        There.Clock.Advance(TimeSpan.FromMinutes(6));
        await browser.OpenAsync("/seals");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, browser.Status);
        await browser.OpenAsync(look);
        Assert.Equal(HttpStatusCode.OK, browser.Status);

        await database.ReturnAsync();
        await browser.OpenAsync("/seals");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    [Fact]
    public async Task A_row_that_one_process_entered_is_pointed_to_and_held_at_the_other()
    {
        var office = Entry(RegistryKind.Office, ("id", "post-7"), ("name_ru", "Пост"), ("country", "KZ"));
        var place = Entry(RegistryKind.Workplace, ("id", "w-7"), ("office", "post-7"), ("installed", "2026-02-01"));
        Assert.IsType<Answer.Done>(await DoAsync(Here, new Command.EnterRow(office)));
        Assert.IsType<Answer.Done>(await DoAsync(There, new Command.EnterRow(place)));
        Assert.Equal(new Answer.Refused(Refusal.RowChanged), await DoAsync(There, new Command.EnterRow(office)));
        Assert.Equal(new Answer.Refused(Refusal.RowIsPointedTo), await DoAsync(Here, End(RegistryKind.Office, "post-7")));
        Assert.IsType<Answer.Done>(await DoAsync(Here, End(RegistryKind.Workplace, "w-7")));
        Assert.IsType<Answer.Done>(await DoAsync(There, End(RegistryKind.Office, "post-7")));
    }

    /// <summary>Does it at one process, and waits until both have seen it.</summary>
    private async Task<Answer> DoAsync(DatabaseProcess at, Command command)
    {
        var answer = await at.Server.Desk.Do(command, new CommandOrigin(new Guid(++ids, 0x81, 0, new byte[8]), "test"), Deadline.Token);
        if (answer is not Answer.Done(var commit)) return answer;
        foreach (var process in (DatabaseProcess[])[Here, There])
            Assert.True(await process.Server.Views.WhenReached(commit, TimeSpan.FromSeconds(20), Deadline.Token));
        return answer;
    }

    private static RowEntry Entry(RegistryKind kind, params (string Column, string Text)[] values) => new()
    {
        Kind = kind,
        Values = new RegistryValues(values.Select(value => KeyValuePair.Create(value.Column, value.Text))),
    };

    private static Command.EndRow End(RegistryKind kind, string key) =>
        new(new RowEnd { Kind = kind, Key = key, LastDay = new DateOnly(2026, 2, 1), Reason = "closed" });
}
