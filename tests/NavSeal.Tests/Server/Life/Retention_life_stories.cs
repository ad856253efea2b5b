using System.Net;
using System.Text.Json;
using NavSeal.Devices.Egts;
using NavSeal.Tests.Server.Access;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Life;

/// <summary>Who sees whose term of keeping has passed, and what may be erased of it, over the running server.</summary>
public sealed class Retention_life_stories(LifeServer life) : IClassFixture<LifeServer>
{
    private static readonly TimeSpan Term = TimeSpan.FromDays(6 * 366);

    [Fact]
    [Requirement("RET-005")]
    public async Task What_is_due_is_shown_to_who_erases_it_and_offered_where_the_rules_would_erase_it()
    {
        var free = await CancelledAsync("701KZA05");
        var held = await CancelledAsync("702KZA05");
        await life.DoAsync(
            life.Head, held, "hold", new { authority = LifeServer.Departure, holdGround = "criminal case 26-551" });
        var open = await WithSituationAsync("703KZA05");
        life.Api.Access.Clock.Advance(Term);

        // Whose right is to see transportations alone learns of no term and of no hold.
        var carrier = await life.Api.Access.KeyOfAsync("driver-of-ours", Scopes.TransportationsRead, Scopes.TransportationsWrite);
        Assert.Equal(HttpStatusCode.Forbidden, (await life.Api.GetAsync("/api/v1/due-dossiers", carrier)).Status);
        using (var person = await life.Api.Access.SignedInAsync("driver-of-ours"))
        {
            using var answer = await person.Client.GetAsync("/api/v1/due-dossiers", Deadline.Token);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        var key = await life.Api.Access.KeyOfAsync(Roles.Integrator, [.. Scopes.All]);
        var due = (await life.Api.GetAsync("/api/v1/due-dossiers", key)).Items.ToDictionary(
            item => item.GetProperty("transportation").GetString()!);
        Assert.Equal(
            [(free, null), (held, "dossier-held"), (open, "case-open")],
            new[] { free, held, open }.Select(number => (number, RefusedOf(due[number]))));
        Assert.Equal(0, due[open].GetProperty("openSituations").GetInt32());

        using var administrator = await life.Api.Access.SteppedUpAsync(Roles.Administrator);
        var page = WebUtility.HtmlDecode(await administrator.OpenAsync(Paths.Retention));
        foreach (var number in new[] { free, held, open })
        {
            Assert.Contains($"\"/transportations/{number}\"", page, StringComparison.Ordinal);
            Assert.Equal(
                number == free, page.Contains($"/transportations/{number}/acts/erase-dossier", StringComparison.Ordinal));
        }
    }

    private static string? RefusedOf(JsonElement item) =>
        item.TryGetProperty("refused", out var refused) ? refused.GetString() : null;

    private async Task<string> ConfirmedAsync(string plate)
    {
        var number = await life.DraftAsync(life.Carrier, new JourneySaid
        {
            Departure = LifeServer.Departure,
            Destination = LifeServer.Destination,
            Organisation = LifeServer.Organisation,
            Vehicle = plate,
        }.ToApplication(life.Api.Access.Clock.GetUtcNow()));
        await life.DoAsync(life.Dispatcher, number, "confirm", new { contract = "C" + LifeServer.Organisation });
        return number;
    }

    private async Task<string> CancelledAsync(string plate)
    {
        var number = await ConfirmedAsync(plate);
        await life.DoAsync(life.Carrier, number, "cancel", new { why = "the goods stay" });
        return number;
    }

    /// <summary>Terminated when its situation had ended, which no person has closed.</summary>
    private async Task<string> WithSituationAsync(string plate)
    {
        const int seal = 1;
        var number = await ConfirmedAsync(plate);
        await life.HearAsync(seal);
        await life.DoAsync(life.Dispatcher, number, "affix", ApiServer.AffixingOf(seal));
        await life.DoAsync(life.Dispatcher, number, "activate", new { seal = ApiServer.SealOf(seal) });
        await life.HearAsync(seal, EgtsLoopState.Alarm);
        await SituationsAsync(number, isOpen: true);
        await life.HearAsync(seal);
        await SituationsAsync(number, isOpen: false);
        await life.DoAsync(life.Head, number, "terminate", new { authority = LifeServer.Departure, why = "seized" });
        return number;
    }

    private Task SituationsAsync(string number, bool isOpen) => Deadline.UntilAsync("the situation is as told", async () =>
    {
        var all = (await life.Api.GetAsync($"/api/v1/situations?transportation={number}")).Items;
        var open = (await life.Api.GetAsync($"/api/v1/situations?transportation={number}&open=true")).Items;
        return all.Count > 0 && open.Count > 0 == isOpen;
    });
}
