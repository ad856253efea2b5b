using System.Net;
using System.Text.Json;
using NavSeal.Devices.Egts;
using NavSeal.Model.Transportations;
using NavSeal.Tests.Server.Access;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Acts;

namespace NavSeal.Tests.Server.Life;

/// <summary>Lives under the Agreement alone: several seals, a replacement on the way, a convoy; and who has no part in them.</summary>
public sealed class Agreement_life_stories(LifeServer life) : IClassFixture<LifeServer>
{
    private const string Ours = "operator's rule";

    [Fact]
    [Requirement("RMV-010")]
    [Requirement("MON-018")]
    [Requirement("MON-024")]
    public async Task Two_seals_watch_one_is_replaced_on_the_way_and_each_has_its_times()
    {
        var (first, second, third) = (ApiServer.SealOf(0), ApiServer.SealOf(1), ApiServer.SealOf(2));
        var number = await BeginAsync("101AAA05", null, 0, 1);
        await life.RefusedAsync(
            life.Dispatcher, number, ("affix", AffixingOf(third, 2)), ("compartment-taken", "Agreement, 8.3"));
        await life.HearAsync(2);
        await life.RefusedAsync(
            life.Dispatcher, number, ("replace", ReplacingOf(second, second, 2)), ("same-seal", "Agreement, 10.3"));
        await life.RefusedAsync(
            life.Dispatcher, number, ("replace", ReplacingOf(second, third, 1)), ("compartment-unknown", "Agreement, 6.3"));
        await life.DoAsync(life.Dispatcher, number, "replace", ReplacingOf(second, third, 2));
        await life.RefusedAsync(life.Dispatcher, number, ("deactivate", null), ("seal-not-named", "Agreement, 6.3"));
        await life.RefusedAsync(life.Dispatcher, number, ("deactivate", new { seal = second }), ("seal-not-active", "Agreement, 1"));

        // Its customer sees position, seals and events meanwhile.
        Assert.True((await life.Api.GetAsync($"/api/v1/seals/{third}", life.Carrier)).Body.TryGetProperty("position", out _));
        Assert.Contains("SealReplaced", (await life.Api.GetAsync($"/api/v1/transportations/{number}/timeline", life.Carrier)).Text,
            StringComparison.Ordinal);

        await life.DoAsync(life.Carrier, number, "record-arrival", new { office = LifeServer.Destination, zone = "Terminal 2" });
        await life.DoAsync(life.Dispatcher, number, "deactivate", new { seal = first });
        await life.DoAsync(life.Dispatcher, number, "deactivate", new { seal = third });
        await life.RefusedAsync(life.Dispatcher, number, ("deactivate", null), ("not-under-tracking", "Agreement, 1"));

        // The replaced one came off when it was replaced.
        foreach (var seal in new[] { first, third })
            await life.DoAsync(life.Dispatcher, number, "take-off", new { seal, placeKind = "operatorSite", place = "Depot 4" });
        foreach (var seal in new[] { first, second, third }) await life.DoAsync(life.Dispatcher, number, "erase", new { seal });

        await life.DoAsync(life.Dispatcher, number, "complete", new { completion = "clean" });
        await TimesAsync(number, (first, second, third));
    }

    [Fact]
    [Requirement("MON-025")]
    public async Task A_list_is_narrowed_by_state_of_seal_and_transportation_number_plate_seal_and_declaration()
    {
        var number = await BeginAsync("202AAA05", "L-7", 3);
        await life.HearAsync(3, EgtsLoopState.Alarm);
        var found = new[]
        {
            "sealingElement=open", "status=underTracking", $"text={number}", "vehicle=202%20aaa%2005", "text=202AAA",
            $"seal={ApiServer.SealOf(3)}", "declaration=57505/010326/0000007", "text=57505/010326/0000007", "group=L-7",
        };
        foreach (var filter in found)
            await Deadline.UntilAsync(filter, async () => (await NumbersAsync(filter)).Contains(number));
        await PageTellsApartAsync(number);
        foreach (var filter in new[]
        {
            "sealingElement=closed", "status=completed", "text=0000", "vehicle=202AAA", $"seal={ApiServer.SealOf(4)}",
            "declaration=57505/010326/0000008", "text=57505/010326/0000008", "group=L",
        })
        {
            Assert.DoesNotContain(number, await NumbersAsync(filter));
        }

        Assert.Equal("sealingElement", (await life.Api.GetAsync("/api/v1/transportations?sealingElement=ajar")).Field);
    }

    [Fact]
    public async Task The_vehicles_of_a_convoy_are_found_together_and_each_lives_its_own_life()
    {
        var convoy = new List<string>();
        foreach (var (seal, plate) in new[] { (5, "301AAA05"), (6, "302AAA05"), (7, "303AAA05") })
            convoy.Add(await BeginAsync(plate, "CONVOY-1", seal));
        Assert.Equal(convoy.Order(), (await NumbersAsync("group=CONVOY-1")).Order());
        await life.HearAsync(6, EgtsLoopState.Alarm);
        await Deadline.UntilAsync("the situation is open", async () =>
            (await life.Api.GetAsync($"/api/v1/situations?transportation={convoy[1]}&open=true")).Items.Count > 0);
        foreach (var other in new[] { convoy[0], convoy[2] })
            Assert.Empty((await life.Api.GetAsync($"/api/v1/situations?transportation={other}")).Items);
        await life.DoAsync(life.Dispatcher, convoy[0], "deactivate");
        Assert.Equal(
            ["trackingEnded", "underTracking", "underTracking"], await Task.WhenAll(convoy.Select(async number =>
                (await life.Api.GetAsync($"/api/v1/transportations/{number}")).Body.GetProperty("status").GetString()!)));
    }

    [Fact]
    public async Task A_convoy_is_arrived_and_deactivated_in_one_pass_and_what_is_refused_for_one_holds_none_of_the_others_up()
    {
        var convoy = new List<string>();
        foreach (var (seal, plate) in new[] { (9, "305AAA05"), (10, "306AAA05"), (11, "307AAA05") })
            convoy.Add(await BeginAsync(plate, "CONVOY-2", seal));
        await life.DoAsync(life.Dispatcher, convoy[1], "record-arrival", new { office = LifeServer.Destination, zone = "Terminal 1" });
        await Deadline.UntilAsync("the group is seen", async () => (await NumbersAsync("group=CONVOY-2")).Count == 3);
        var id = life.Api.NewId();
        var arrival = new { office = LifeServer.Destination, zone = "Terminal 2" };
        var arrived = await life.Api.PostAsync("/api/v1/groups/acts/record-arrival?group=CONVOY-2", arrival, id, life.Carrier);
        Assert.True(arrived.Status == HttpStatusCode.OK, arrived.Text);
        var refused = Assert.Single(arrived.Items, item => !item.TryGetProperty("commit", out _));
        Assert.Equal(
            (convoy[1], "already-arrived", "Order 407, 12"),
            (Text(refused, "transportation"), Text(refused, "code"), Text(refused, "clause")));
        var again = await life.Api.PostAsync("/api/v1/groups/acts/record-arrival?group=CONVOY-2", arrival, id, life.Carrier);
        Assert.Equal(arrived.Text, again.Text);

        // Each says of itself which seal it is.
        var ended = await life.Api.PostAsync("/api/v1/groups/acts/deactivate?group=CONVOY-2", new { }, life.Api.NewId(), life.Dispatcher);
        Assert.Equal(convoy.Order(), ended.Items.Where(item => item.TryGetProperty("commit", out _))
            .Select(item => Text(item, "transportation")).Order());
        using (var carrier = await life.Api.Access.SignedInAsync("driver-of-ours"))
        {
            var page = await carrier.OpenAsync("/groups?group=CONVOY-2");
            Assert.Contains("/groups/acts/record-arrival?group=CONVOY-2", page, StringComparison.Ordinal);
            Assert.DoesNotContain("/groups/acts/deactivate", page, StringComparison.Ordinal);
            Assert.Contains("307AAA05", await carrier.OpenAsync("/groups/acts/record-arrival?group=CONVOY-2"), StringComparison.Ordinal);
        }

        var none = await life.Api.PostAsync("/api/v1/groups/acts/deactivate?group=NOBODY", new { }, life.Api.NewId(), life.Dispatcher);
        Assert.Equal("group", none.Field);

        static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
    }

    [Fact]
    public async Task Papers_are_of_a_kind_that_is_known_and_what_they_cite_is_kept()
    {
        var number = await BeginAsync("308AAA05", null, 12);
        var asked = new { documentKind = "CMR", documentNumber = "1", sha256 = new string('a', 64) };
        var unknown = new { documentKind = "NO", asked.documentNumber };
        Assert.Equal("documentKind", (await life.PostAsync(life.Carrier, number, "attach-document", unknown)).Field);
        Assert.Equal("sha256", (await life.PostAsync(life.Carrier, number, "attach-document", asked)).Field);
        await life.DoAsync(life.Carrier, number, "attach-document", new { asked.documentKind, asked.documentNumber });
    }

    [Fact]
    [Requirement("EMG-008")]
    public async Task An_officer_records_a_removal_and_the_office_of_destination_starts_its_clocks_once_the_carrier_is_there()
    {
        var (number, seal) = (await BeginAsync("309AAA05", null, 13), ApiServer.SealOf(13));
        await life.RefusedAsync(
            life.AtDestination, number, ("begin-control", new { clock = "yellowCorridor" }), ("not-arrived", "Order 407, 12"));
        await life.DoAsync(life.AtDestination, number, "establish-removal", new { seal, finding = "hangs open at the gate" });
        await life.RefusedAsync(
            life.Dispatcher, number, ("establish-removal", new { seal, finding = "again" }),
            ("removal-established-already", "Agreement, 11.2"));
        await Deadline.UntilAsync("the situation is seen", async () =>
            (await life.Api.GetAsync($"/api/v1/situations?transportation={number}")).Items
                .Any(one => one.GetProperty("kind").GetString() == "unauthorisedAction"));
        await life.DoAsync(life.AtDestination, number, "record-arrival", new { office = LifeServer.Destination, zone = "Terminal 1" });
        Assert.Equal("clock", (await life.PostAsync(life.AtDestination, number, "begin-control", new { clock = "deliver" })).Field);
        await life.DoAsync(life.AtDestination, number, "begin-control", new { clock = "yellowCorridor" });
        using (var officer = await life.Api.Access.SignedInAsync("officer-destination"))
        {
            var card = await officer.OpenAsync($"/transportations/{number}");
            Assert.Contains($"href=\"/transportations/{number}/acts/begin-control\"", card, StringComparison.Ordinal);
            Assert.Contains($"href=\"/transportations/{number}/acts/end-control\"", card, StringComparison.Ordinal);
        }

        await life.DoAsync(life.AtDestination, number, "end-control", new { clock = "yellowCorridor" });
        await life.RefusedAsync(
            life.AtDestination, number, ("end-control", new { clock = "yellowCorridor" }), ("clock-stands", Ours));
    }

    [Fact]
    [Requirement("REG-004")]
    public async Task Who_has_no_part_in_it_sees_nothing_and_is_refused_every_act()
    {
        var number = await BeginAsync("404AAA05", null, 8);
        var events = (await life.EventsAsync(number)).Count;
        var strangers = new[]
        {
            await life.KeyAsync("officer-elsewhere", new Belonging("bakhty", null, null), Roles.Officer),
            await life.KeyAsync("head-elsewhere", new Belonging("bakhty", null, null), Roles.HeadOfOffice),
            await life.KeyAsync("representative-elsewhere", new Belonging("bakhty", null, null), Roles.Representative),
            await life.KeyAsync("other-carrier", new Belonging(null, JourneySaid.OtherOrganisation, null), Roles.Carrier),
            await life.KeyAsync("other-declarant", new Belonging(null, JourneySaid.OtherOrganisation, null), Roles.Declarant),
            await life.KeyAsync("operator-of-belarus", new Belonging(null, null, "BY"), Roles.PartnerOperator),
        };
        foreach (var key in strangers)
        {
            foreach (var list in new[] { "transportations", "seals", "situations", "positions", "obligations" })
            {
                var rows = (await life.Api.GetAsync("/api/v1/" + list, key)).Text;
                Assert.DoesNotContain(number, rows, StringComparison.Ordinal);
                Assert.DoesNotContain(ApiServer.SealOf(8), rows, StringComparison.Ordinal);
            }

            string[] paths = [$"transportations/{number}", $"transportations/{number}/timeline", $"seals/{ApiServer.SealOf(8)}"];
            foreach (var path in paths)
                Assert.Equal(HttpStatusCode.NotFound, (await life.Api.GetAsync("/api/v1/" + path, key)).Status);
            foreach (var act in ActTable.All)
            {
                var refused = await life.PostAsync(key, number, act.Name, new { });
                Assert.True(refused.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{act.Name}: {refused.Text}");
            }
        }

        Assert.Equal(events, (await life.EventsAsync(number)).Count);
    }

    private static Application ApplicationOf(string plate, string? group, int seals, DateTimeOffset now) => new JourneySaid
    {
        Departure = LifeServer.Departure,
        Destination = LifeServer.Destination,
        Organisation = LifeServer.Organisation,
        Vehicle = plate,
    }.ToApplication(now) with
    {
        Group = group,
        Compartments = seals,
        SealsPlanned = seals,
        Declaration = group == "L-7" ? new DeclarationReference(DeclarationKind.TransitDeclaration, "57505/010326/0000007") : Paper,
    };

    private static DeclarationReference Paper => new(DeclarationKind.TransitDeclaration, LifeServer.Declaration);

    /// <summary>Applied for by the carrier, taken on, sealed and activated by the operator.</summary>
    private async Task<string> BeginAsync(string plate, string? group, params int[] seals)
    {
        var application = ApplicationOf(plate, group, seals.Length, life.Api.Access.Clock.GetUtcNow());
        var number = await life.DraftAsync(life.Carrier, application);
        await life.RefusedAsync(
            life.Dispatcher, number, ("activate", new { seal = ApiServer.SealOf(seals[0]) }), ("not-confirmed",
                "operator's rule"));
        await life.DoAsync(life.Dispatcher, number, "confirm", new { contract = "C" + LifeServer.Organisation });
        for (var i = 0; i < seals.Length; i++)
        {
            var seal = ApiServer.SealOf(seals[i]);
            await life.HearAsync(seals[i]);
            await life.RefusedAsync(life.Dispatcher, number, ("activate", new { seal }), ("seal-not-affixed", "Agreement, 1"));
            await life.DoAsync(life.Dispatcher, number, "affix", AffixingOf(seal, i + 1));
            await life.DoAsync(life.Dispatcher, number, "activate", new { seal });
        }

        await life.RefusedAsync(life.Dispatcher, number, ("confirm", new { contract = "C" + LifeServer.Organisation }),
            ("step-is-past", Ours));
        return number;
    }

    private async Task TimesAsync(string number, (string First, string Second, string Third) seals)
    {
        var shown = (await life.Api.GetAsync($"/api/v1/transportations/{number}")).Body;
        var parts = shown.GetProperty("seals").EnumerateArray().ToDictionary(
            part => part.GetProperty("seal").GetString()!,
            part => (From: part.GetProperty("from").GetDateTimeOffset(), To: part.GetProperty("to").GetDateTimeOffset()));
        Assert.Equal([seals.First, seals.Second, seals.Third], parts.Keys);

        // No instant is without a seal: the new one watches from when the former one ceases.
        Assert.Equal(parts[seals.Second].To, parts[seals.Third].From);
        Assert.True(parts[seals.First].From <= parts[seals.Second].From);
        Assert.All(parts.Values, part => Assert.True(part.From < part.To));
        Assert.Equal(
            (parts.Values.Min(part => part.From), parts.Values.Max(part => part.To)),
            (shown.GetProperty("activatedAt").GetDateTimeOffset(), shown.GetProperty("deactivatedAt").GetDateTimeOffset()));
        var events = await life.EventsAsync(number);
        Assert.Equal(3, events.Count(name => name == "SealActivated"));
        Assert.Equal(2, events.Count(name => name == "SealDeactivated"));
        Assert.Equal("TransportationCompleted", events[^1]);
        using var customer = await life.Api.Access.SignedInAsync("driver-of-ours");
        var page = WebUtility.HtmlDecode(await customer.OpenAsync($"/transportations/{number}"));
        foreach (var seal in parts.Keys) Assert.Contains(seal, page, StringComparison.Ordinal);
    }

    private async Task<List<string>> NumbersAsync(string filter) =>
        [.. (await life.Api.GetAsync("/api/v1/transportations?" + filter)).Items.Select(one => one.GetProperty("number").GetString()!)];

    /// <summary>Each of the six filters of the page lets the transportation through where it fits, and not where it does not.</summary>
    private async Task PageTellsApartAsync(string number)
    {
        using var dispatcher = await life.Api.Access.SignedInAsync("on-duty");
        foreach (var (fits, doesNot) in new[]
        {
            ("sealingElement=open", "sealingElement=broken"), ("status=underTracking", "status=completed"),
            ($"text={number}", "text=00000000"), ("text=202%20AAA%2005", "text=202AAB"),
            ($"text={ApiServer.SealOf(3)}", $"text={ApiServer.SealOf(4)}"),
            ("text=57505/010326/0000007&sealingElement=open", "text=57505/010326/0000008&sealingElement=open"),
        })
        {
            Assert.Contains($"/{number}\"", await dispatcher.OpenAsync("/transportations?" + fits), StringComparison.Ordinal);
            Assert.DoesNotContain($"/{number}\"", await dispatcher.OpenAsync("/transportations?" + doesNot), StringComparison.Ordinal);
        }
    }

    private static object AffixingOf(string seal, int compartment) => new
    {
        seal,
        compartment,
        placeKind = "operatorSite",
        place = "Depot 4",
        representativeRole = "employee",
        employeeNumber = "17",
        representativeName = "A. Sadykov",
    };

    private static object ReplacingOf(string former, string seal, int compartment) => new
    {
        former,
        reason = "SEAL_FAULT",
        seal,
        compartment,
        placeKind = "operatorSite",
        place = "km 412",
        representativeRole = "employee",
        employeeNumber = "17",
        representativeName = "A. Sadykov",
    };
}
