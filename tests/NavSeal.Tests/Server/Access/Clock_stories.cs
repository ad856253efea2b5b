using System.Net;
using NavSeal.Devices.Egts;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Life;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>The clocks of the law over the running server, whose clock is put forward: by API, page and file.</summary>
public sealed class Clock_stories(ApiServer running) : IClassFixture<ApiServer>
{
    private const string TransitUntil = "30";
    private static int ids;

    [Fact]
    [Requirement("EMG-019")]
    [Requirement("ARR-006")]
    [Requirement("MON-013")]
    public async Task People_are_warned_of_a_notice_and_a_demand_after_45_minutes_and_of_the_transit_term_a_day_before()
    {
        var (number, seal) = await UnderWayAsync(0);
        Assert.Equal("running", await StateAsync(number, "deliver"));
        Advance(TimeSpan.FromHours(double.Parse(TransitUntil, System.Globalization.CultureInfo.InvariantCulture) - 23));
        Assert.Equal("warning", await StateAsync(number, "deliver"));

        await running.ReportAsync(0, EgtsLoopState.Alarm, Now());
        await Deadline.UntilAsync("a notice is owed", async () => await StateAsync(number, "notifyOffices") == "running");
        Advance(TimeSpan.FromMinutes(46));
        Assert.Equal("warning", await StateAsync(number, "notifyOffices"));
        Assert.Contains("notifyOffices", await WarnedAsync(number));

        foreach (var part in ShortestLife.End(number, seal).SkipLast(1)) await DoAsync(part);
        Assert.Equal("running", await StateAsync(number, "deactivateSeal"));
        Assert.DoesNotContain("deactivateSeal", await WarnedAsync(number));
        Advance(TimeSpan.FromMinutes(46));
        Assert.Equal("warning", await StateAsync(number, "deactivateSeal"));
        Assert.Contains("deactivateSeal", await WarnedAsync(number));
        Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("breached", await StateAsync(number, "deactivateSeal"));
    }

    [Fact]
    public async Task The_board_of_clocks_says_what_is_owed_by_whom_until_when_and_by_which_clause()
    {
        var (number, _) = await UnderWayAsync(1);
        await running.Access.AddAsync("clock-watcher", Roles.Dispatcher);
        using var browser = await running.Access.SignedInAsync("clock-watcher");
        var page = WebUtility.HtmlDecode(await browser.OpenAsync($"/clocks?text={number.ToString()[..13]}"));
        Assert.Contains("Deliver", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Order 407, 8", page, StringComparison.Ordinal);
        Assert.Contains("Carrier", page, StringComparison.Ordinal);
        Assert.Contains(" UTC", page, StringComparison.Ordinal);
        Assert.Contains($"/board/{number}", page, StringComparison.Ordinal);
        var part = await browser.OpenAsync($"/live/clocks?text={number.ToString()[..13]}");
        Assert.Contains("<div id=\"clocks\"", part, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", part, StringComparison.Ordinal);
        Assert.Contains("no such clocks", await browser.OpenAsync("/clocks?kind=YellowCorridor"), StringComparison.Ordinal);
        var file = await browser.OpenAsync($"/clocks/csv?list=all&kind=Deliver&text={number.ToString()[..13]}");
        Assert.Equal(2, file.Trim().Split("\r\n").Length);
        Assert.Contains($"{number},", file, StringComparison.Ordinal);
        Assert.Contains(",Deliver,", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_clocks_of_what_is_not_his_and_what_cannot_be_asked_is_said()
    {
        var (number, _) = await UnderWayAsync(2);
        await running.Access.AddAsync("other-carrier", new Belonging(null, "KZ-990140000033", null), Roles.Carrier);
        var key = await running.Access.KeyOfAsync("other-carrier", Scopes.TransportationsRead);
        Assert.Empty((await running.GetAsync($"/api/v1/obligations?list=all&transportation={number}", key)).Items);
        Assert.NotEmpty((await running.GetAsync($"/api/v1/obligations?list=all&transportation={number}")).Items);
        Assert.Equal("owes", (await running.GetAsync("/api/v1/obligations?owes=nobody")).Field);
        Assert.Equal("clock", (await running.GetAsync("/api/v1/obligations?clock=3")).Field);
        Assert.Equal("list", (await running.GetAsync("/api/v1/obligations?list=some")).Field);
    }

    private void Advance(TimeSpan time) => running.Access.Clock.Advance(time);

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(running.Access.Clock.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>A transportation under electronic customs escort, whose transit period ends in 30 hours.</summary>
    private async Task<(TransportationNumber Number, SealNumber Seal)> UnderWayAsync(int index)
    {
        var number = new TransportationNumber(new Guid(Interlocked.Increment(ref ids), 0x78, 0, new byte[8]));
        var seal = SealNumber.Parse(ApiServer.SealOf(index));
        await running.ReportAsync(index, EgtsLoopState.Normal, Now());
        foreach (var row in ShortestLife.Rows("Model 7"))
            await running.Access.Server.Desk.Do(new Command.EnterRow(row), Origin(), Deadline.Token);
        var life = new ShortestLife(number, seal) { Regimes = TrackingRegimes.KzElectronicCustomsEscort };
        var now = Now();
        foreach (var part in life.Before(now))
        {
            await DoAsync(part is Command.DemandActivation demand
                ? demand with { Demand = demand.Demand with { TransitUntil = now.AddHours(30) } }
                : part);
        }

        await DoAsync(life.Activation);
        return (number, seal);
    }

    private async Task DoAsync(Command command)
    {
        var answer = await running.Access.Server.Desk.Do(command, Origin(), Deadline.Token);
        var commit = Assert.IsType<Answer.Done>(answer).CommitNumber;
        Assert.True(await running.Access.Server.Views.WhenReached(commit, TimeSpan.FromSeconds(20), Deadline.Token));
    }

    private async Task<string> StateAsync(TransportationNumber number, string clock)
    {
        var found = await running.GetAsync($"/api/v1/obligations?list=all&transportation={number}&clock={clock}");
        return found.Items is [var one, ..] ? one.GetProperty("state").GetString()! : "none";
    }

    private async Task<List<string>> WarnedAsync(TransportationNumber number) =>
        [.. (await running.GetAsync($"/api/v1/obligations?warned=true&transportation={number}")).Items
            .Select(one => one.GetProperty("kind").GetString()!)];

    private static CommandOrigin Origin() => new(new Guid(Interlocked.Increment(ref ids), 0x77, 0, new byte[8]), "test");
}
