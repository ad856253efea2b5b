using System.Net;
using System.Text;
using System.Text.Json;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Tests.Server.Access;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Life;

/// <summary>Whose part each step is, over the running server: the office of departure, that of destination, the authority of the place,
/// and controlling bodies.</summary>
public sealed class Remit_life_stories(LifeServer life) : IClassFixture<LifeServer>
{
    private const string Place = "bakhty", Body = "border", OtherBody = "transport-control", AtDestination = "Officer of destination",
        AtPlace = "Officer of the place", OfTransport = "Officer of transport control";
    private static int users;

    [Fact]
    [Requirement("REG-004")]
    public async Task The_office_of_departure_does_not_end_and_that_of_destination_does_not_begin()
    {
        await life.EnrolAsync("officer-destination", AtDestination);
        var number = await OrderedAsync("601KZA05");
        foreach (var act in new[] { "order-seal", "demand-activation", "correct-demand", "affix", "verify-signal" })
            Assert.Equal((act, HttpStatusCode.Forbidden), (act, (await life.PostAsync(life.AtDestination, number, act, new { })).Status));
        foreach (var act in new[] { "record-arrival", "register-documents", "demand-deactivation", "complete", "lift-high-risk" })
            Assert.Equal((act, HttpStatusCode.Forbidden), (act, (await life.PostAsync(life.AtDeparture, number, act, new { })).Status));
        await life.RefusedAsync(
            life.AtDestination, number, ("permit", PermitOf(number, "activation", LifeServer.Destination, AtDestination)),
            ("not-of-departure", "Order 407, 5 and 8"));
        await life.DoAsync(life.AtDeparture, number, "permit", PermitOf(number, "activation", LifeServer.Departure));
        await life.RefusedAsync(
            life.AtDestination, number, ("take-back", TakeBackOf(number, LifeServer.Destination, AtDestination)),
            ("not-the-giver", "Agreement, 8.4"));

        // Each desk offers what is its own alone.
        using var departure = await life.Api.Access.SignedInAsync("officer-departure");
        using var destination = await life.Api.Access.SignedInAsync("officer-destination");
        var acts = $"/transportations/{number}/acts/";
        Assert.Contains(acts + "take-back", await departure.OpenAsync(Paths.Permissions), StringComparison.Ordinal);
        Assert.DoesNotContain(acts, await destination.OpenAsync(Paths.Permissions), StringComparison.Ordinal);
        await destination.OpenAsync($"/transportations/{number}/acts/demand-activation");
        Assert.Equal(HttpStatusCode.NotFound, destination.Status);
    }

    [Fact]
    [Requirement("RMV-011")]
    public async Task On_the_way_the_authority_of_the_place_scans_permits_the_replacement_and_does_nothing_that_is_not_of_the_place()
    {
        var (former, seal) = (ApiServer.SealOf(1), ApiServer.SealOf(2));
        var number = await UnderWayAsync("602KZA05", 1);
        using var officer = await SignedInAsync(new Belonging(Place, null, null), Roles.Officer, AtPlace);
        var permission = PermitOf(number, "replacement", Place, AtPlace);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(officer, number, "permit", permission)).Status);
        await officer.OpenAsync(Paths.Scan);
        await officer.SendAsync(Paths.Scan, ("what", "602KZA05"), ("reason", "the seal is faulty"));
        Assert.Equal($"/transportations/{number}", officer.Location);
        await life.HearAsync(2);
        await life.RefusedAsync(
            life.Dispatcher, number, ("replace", ReplacingOf(former, seal)), ("permission-missing", "Agreement, 8.4"));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(officer, number, "permit", permission)).Status);
        var deactivation = PermitOf(number, "deactivation", Place, AtPlace);
        Assert.Equal("not-of-destination", (await PostAsync(officer, number, "permit", deactivation)).Code);
        foreach (var act in new[] { "record-arrival", "set-forms-of-control", "demand-deactivation", "complete" })
            Assert.Equal((act, HttpStatusCode.Forbidden), (act, (await PostAsync(officer, number, act, new { })).Status));
        await life.DoAsync(life.Dispatcher, number, "replace", ReplacingOf(former, seal));

        // What an authority decided on, it reaches when the look is long over.
        life.Api.Access.Clock.Advance(Workplaces.Access.Sights.LookTime + TimeSpan.FromSeconds(1));
        await officer.OpenAsync($"/api/v1/transportations/{number}");
        Assert.Equal(HttpStatusCode.OK, officer.Status);
    }

    [Fact]
    [Requirement("REG-001")]
    public async Task A_controlling_body_works_in_its_own_name_in_its_territory_and_on_what_it_decided()
    {
        await EnterBodyAsync(Body, LifeServer.Destination);
        await EnterBodyAsync(OtherBody, "");
        var border = await life.KeyAsync("officer-of-border", new Belonging(Body, null, null), Roles.ControllingOfficer);
        var other = await life.KeyAsync("officer-of-transport", new Belonging(OtherBody, null, null), Roles.ControllingOfficer);
        var number = await ConfirmedAsync("603KZA05");
        await Deadline.UntilAsync("the territory is known", async () =>
            (await life.Api.GetAsync($"/api/v1/transportations/{number}", border)).Status == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.NotFound, (await life.Api.GetAsync($"/api/v1/transportations/{number}", other)).Status);
        var hold = new { authority = Body, holdGround = "case of the border service" };
        var foreign = await life.PostAsync(border, number, "hold", new { authority = LifeServer.Destination, hold.holdGround });
        Assert.Equal((HttpStatusCode.BadRequest, "field-wrong", "authority"), (foreign.Status, foreign.Code, foreign.Field));
        await life.DoAsync(border, number, "hold", hold);
        await life.RefusedAsync(
            life.AtDestination, number, ("release-hold", new { hold = 1, authority = LifeServer.Destination, why = "closed" }),
            ("not-the-holder", "operator's rule"));
        await life.DoAsync(border, number, "release-hold", new { hold = 1, authority = Body, why = "closed" });

        // A body without a territory reaches what it decided on, and permits it.
        await life.DoAsync(life.Api.Key, number, "order-seal", OrderBy(OtherBody));
        Assert.Equal(HttpStatusCode.OK, (await life.Api.GetAsync($"/api/v1/transportations/{number}", other)).Status);
        await life.EnrolAsync("officer-of-transport", OfTransport);
        await life.DoAsync(other, number, "permit", PermitOf(number, "activation", OtherBody, OfTransport));
        using var officer = await life.Api.Access.SignedInAsync("officer-of-transport");
        Assert.Contains($"/transportations/{number}/acts/take-back", await officer.OpenAsync(Paths.Permissions), StringComparison.Ordinal);
    }

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

    private async Task<string> OrderedAsync(string plate)
    {
        var number = await ConfirmedAsync(plate);
        await life.DoAsync(life.Head, number, "order-seal", OrderBy(LifeServer.Departure));
        await life.DoAsync(life.AtDeparture, number, "attach-document", new { documentKind = "CMR", documentNumber = "KZ-78" });
        return number;
    }

    private async Task<string> UnderWayAsync(string plate, int index)
    {
        var (number, seal) = (await OrderedAsync(plate), ApiServer.SealOf(index));
        await life.DoAsync(life.AtDeparture, number, "permit", PermitOf(number, "activation", LifeServer.Departure));
        await life.HearAsync(index);
        await life.DoAsync(life.Dispatcher, number, "affix", AffixingOf(seal));
        await life.DoAsync(life.Dispatcher, number, "activate", new { seal });
        return number;
    }

    private async Task EnterBodyAsync(string body, string territory)
    {
        var row = new RowEntry
        {
            Kind = RegistryKind.ControllingBody,
            Values = new RegistryValues(
            [
                new("id", body), new("name_ru", body), new("country", "KZ"), new("legal_ground", "Соглашение, 8.4"),
                new("territory", territory),
            ]),
            Source = "test",
        };
        var answer = await life.Api.Access.Server.Desk.Do(
            new Command.EnterRow(row), new CommandOrigin(life.Api.NewId(), "test"), Deadline.Token);
        Assert.True(answer is Answer.Done, $"{answer}");
    }

    private async Task<Access.Browser> SignedInAsync(Belonging belonging, string role, string person)
    {
        var name = $"remit-{Interlocked.Increment(ref users)}";
        await life.Api.Access.AddAsync(name, belonging, role);
        await life.EnrolAsync(name, person);
        return await life.Api.Access.SignedInAsync(name);
    }

    private async Task<ApiReply> PostAsync(Access.Browser visitor, string number, string act, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/transportations/{number}/{act}");
        request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", life.Api.NewId().ToString());
        using var answer = await visitor.Client.SendAsync(request, Deadline.Token);
        return new ApiReply(answer.StatusCode, await answer.Content.ReadAsStringAsync(Deadline.Token), null, null);
    }

    private object PermitOf(string number, string permission, string authority, string person = LifeServer.Signer) => new
    {
        permission,
        authority,
        cms = life.SignedBy(person, number, "permit", ("permission", permission), ("authority", authority)),
    };

    private object TakeBackOf(string number, string authority, string person) => new
    {
        permission = "activation",
        authority,
        why = "a doubt",
        cms = life.SignedBy(person, number, "take-back", ("permission", "activation"), ("authority", authority), ("why", "a doubt")),
    };

    private static object OrderBy(string authority) => new { authority, ground = "agreement", head = "A. Head" };

    private static object AffixingOf(string seal) => new
    {
        seal,
        compartment = 1,
        placeKind = "operatorSite",
        place = "Depot 4",
        representativeRole = "employee",
        employeeNumber = "17",
        representativeName = "A. Sadykov",
    };

    private static object ReplacingOf(string former, string seal) => new
    {
        former,
        reason = "SEAL_FAULT",
        seal,
        compartment = 1,
        placeKind = "operatorSite",
        place = "km 412",
        representativeRole = "employee",
        employeeNumber = "17",
        representativeName = "A. Sadykov",
    };
}
