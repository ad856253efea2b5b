using System.Net;
using NavSeal.Model.Transportations;
using NavSeal.Tests.Server.Access;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Life;

/// <summary>A whole life under electronic customs escort, done through the API by the people whose part each step is.</summary>
public sealed class Escort_life_stories(LifeServer life) : IClassFixture<LifeServer>
{
    private const string OfDemand = "Order 407, 8", Ours = "operator's rule", EndOfOrder = "Order 407, 13";
    private static readonly JourneySaid Said = new()
    {
        Departure = LifeServer.Departure,
        Destination = LifeServer.Destination,
        Organisation = LifeServer.Organisation,
        Vehicle = "451KZA05",
        States = ["KZ", "RU"],
    };

    [Fact]
    [Requirement("REG-001")]
    [Requirement("REG-007")]
    [Requirement("RET-006")]
    public async Task It_goes_from_the_application_to_the_clean_completion_and_each_step_out_of_order_is_refused()
    {
        var (seal, number) = (ApiServer.SealOf(0), await ApplyAsync());
        await OrderAndDemandAsync(number, seal);
        await AffixAndPermitAsync(number, seal);
        await life.HearAsync(0);
        await life.DoAsync(life.Dispatcher, number, "activate", new { seal });
        await UnderWayAsync(number, seal);
        await ArriveAsync(number, seal);
        await GiveBackAsync(number, seal);
        await life.RefusedAsync(life.AtDestination, number, ("complete", new { completion = "clean" }), ("transportation-over", Ours));
        await KeptAsync(number, seal);
    }

    [Fact]
    [Requirement("ARR-019")]
    [Requirement("ARR-011")]
    [Requirement("MON-004")]
    public async Task The_officer_sees_seals_and_situations_on_one_screen_and_the_customer_gets_the_summary_in_local_time()
    {
        var (seal, number) = (ApiServer.SealOf(1), await ApplyAsync());
        await OrderAndDemandAsync(number, seal);
        await AffixAndPermitAsync(number, seal, index: 1);
        await life.HearAsync(1);
        await life.DoAsync(life.Dispatcher, number, "activate", new { seal });
        await life.HearAsync(1);
        await life.DoAsync(life.AtDeparture, number, "verify-signal", new { seal });
        await life.DoAsync(life.Carrier, number, "record-arrival", new { office = LifeServer.Destination, zone = "Terminal 2" });
        using (var officer = await life.Api.Access.SignedInAsync("officer-destination"))
        {
            var screen = WebUtility.HtmlDecode(await officer.OpenAsync(Paths.Arrivals));
            var panel = screen[screen.IndexOf($"/transportations/{number}", StringComparison.Ordinal)..];
            panel = panel[..panel.IndexOf("</section>", StringComparison.Ordinal)];
            Assert.Contains(seal, panel, StringComparison.Ordinal);
            Assert.Contains("● ", panel, StringComparison.Ordinal);
            Assert.DoesNotContain("▲", panel, StringComparison.Ordinal);
            Assert.Contains("register-documents", panel, StringComparison.Ordinal);
        }

        await ControlAsync(number, seal);
        await life.DoAsync(life.Dispatcher, number, "deactivate", new { seal });
        await ComeOffAsync(number, seal);
        await life.DoAsync(life.AtDestination, number, "complete", new { completion = "clean" });
        await SummaryAsync(number, seal);
    }

    private async Task<string> ApplyAsync()
    {
        var number = await life.DraftAsync(life.Carrier, Said.ToApplication(life.Api.Access.Clock.GetUtcNow()) with
        {
            Documents = [Cmr with { IsFromAuthority = true }],
            IsUnion = true,
        });
        await life.RefusedAsync(
            life.AtDeparture, number, ("demand-activation", DemandOf(ApiServer.SealOf(0))), ("permission-not-needed", "Agreement, 8.4"));
        await life.RefusedAsync(
            life.Representative, number, ("affix", AffixingOf(ApiServer.SealOf(0))), ("not-confirmed", "operator's rule"));
        return number;
    }

    private static AccompanyingDocument Cmr => new() { Id = new Guid(1, 1, 1, new byte[8]), Kind = "CMR", Number = "1" };

    private async Task OrderAndDemandAsync(string number, string seal)
    {
        var order = new { authority = LifeServer.Departure, ground = "electronicCustomsEscort", head = "A. Head", riskProfile = "55/1" };
        await life.RefusedAsync(
            life.Head, number, ("order-seal", new { order.authority, order.ground, order.head }), ("risk-profile-missing", "Order 407, 5"));
        await life.DoAsync(life.Head, number, "order-seal", order);
        await life.RefusedAsync(life.Head, number, ("order-seal", order), ("already-ordered", "Order 407, 5"));
        await life.RefusedAsync(
            life.AtDeparture, number, ("demand-activation", DemandOf(seal)), ("not-confirmed", "operator's rule"));
        await life.RefusedAsync(life.Dispatcher, number, ("confirm", new { contract = "none" }), ("no-contract", "Order 407, 18.1"));
        await life.DoAsync(life.Dispatcher, number, "confirm", new { contract = Said.Contract });
        await life.RefusedAsync(life.Dispatcher, number, ("confirm", new { contract = Said.Contract }), ("step-is-past", Ours));
        await life.RefusedAsync(
            life.Representative, number, ("affix", AffixingOf(seal)), ("not-demanded", "Order 407, 8 and 13"));
        await life.RefusedAsync(life.AtDeparture, number, ("demand-activation", DemandOf("NONE-1")), ("unknown-seal", "Agreement, 7.1"));
        await life.RefusedAsync(
            life.AtDeparture, number, ("demand-activation", DemandOf(seal, days: -1)), ("demand-without-transit-period", OfDemand));
        await life.DoAsync(life.AtDeparture, number, "demand-activation", DemandOf(seal));
    }

    private async Task AffixAndPermitAsync(string number, string seal, int index = 0)
    {
        await life.RefusedAsync(
            life.Representative, number, ("affix", AffixingOf(ApiServer.SealOf(9))), ("seal-not-demanded", OfDemand));
        await life.DoAsync(life.Representative, number, "affix", AffixingOf(seal));
        await life.HearAsync(index);
        await life.RefusedAsync(
            life.Dispatcher, number, ("activate", new { seal }), ("papers-not-from-authority", "Board 128/2023, storage 2"));
        await life.DoAsync(life.AtDeparture, number, "attach-document", new { documentKind = "CMR", documentNumber = "KZ-77" });
        await life.RefusedAsync(life.Dispatcher, number, ("activate", new { seal }), ("permission-missing", "Agreement, 8.4"));
        await PermitAsync(number);
    }

    private async Task PermitAsync(string number)
    {
        (string, string)[] values = [("permission", "activation"), ("authority", LifeServer.Departure)];
        var (right, other) = (life.Signed(number, "permit", values), life.Signed(number, "permit", [values[0]]));
        using var stranger = new TestAuthority("Nobody knows it");
        var forged = stranger.Sign(
            "Officer of departure", $"act: permit\ntransportation: {number}\nauthority: {LifeServer.Departure}\npermission: activation");
        foreach (var wrong in new[] { null, "", "bm9uZQ==" })
        {
            var refused = await life.PostAsync(life.AtDeparture, number, "permit", Permit(wrong));
            Assert.Equal((HttpStatusCode.BadRequest, "field-wrong"), (refused.Status, refused.Code));
        }

        await life.RefusedAsync(life.AtDeparture, number, ("permit", Permit(other)), ("signature-of-other-text", Ours));
        await life.RefusedAsync(life.AtDeparture, number, ("permit", Permit(forged)), ("certificate-not-trusted", Ours));
        var signed = Permit(right);
        await life.DoAsync(life.AtDeparture, number, "permit", signed);
        await life.RefusedAsync(life.AtDeparture, number, ("permit", signed), ("permission-given-already", "Agreement, 8.4"));
    }

    private static object Permit(string? cms) => new { permission = "activation", authority = LifeServer.Departure, cms };

    private async Task UnderWayAsync(string number, string seal)
    {
        await life.RefusedAsync(life.Dispatcher, number, ("activate", new { seal }), ("seal-not-affixed", "Agreement, 1"));
        await life.HearAsync(0);
        await life.DoAsync(life.AtDeparture, number, "verify-signal", new { seal });
        await life.RefusedAsync(life.AtDeparture, number, ("verify-signal", new { seal }), ("already-verified", "Order 407, 10"));
        await life.RefusedAsync(
            life.AtDestination, number, ("register-documents", new { registration = "A-1" }), ("not-arrived", "Order 407, 12"));
        await life.RefusedAsync(life.AtDestination, number, ("demand-deactivation", EndOf(seal)), ("not-arrived", "Order 407, 12"));
        await life.RefusedAsync(life.Dispatcher, number, ("deactivate", new { seal }), ("not-demanded", "Order 407, 8 and 13"));
        await life.RefusedAsync(
            life.AtDestination, number, ("complete", new { completion = "clean" }), ("seal-still-active", "Agreement, 1; Order 407, 13"));
    }

    private async Task ArriveAsync(string number, string seal)
    {
        var arrival = new { office = LifeServer.Destination, zone = "Terminal 2" };
        await life.RefusedAsync(
            life.Carrier, number, ("record-arrival", new { office = LifeServer.Departure, arrival.zone }),
            ("wrong-place", "Order 407, 8 and 14"));
        await life.DoAsync(life.Carrier, number, "record-arrival", arrival);
        await life.RefusedAsync(life.Carrier, number, ("record-arrival", arrival), ("already-arrived", "Order 407, 12"));
        await life.RefusedAsync(
            life.AtDestination, number, ("demand-deactivation", EndOf(seal)), ("documents-not-registered", EndOfOrder));
        await life.DoAsync(life.AtDestination, number, "register-documents", new { registration = "A-1" });
        await life.RefusedAsync(
            life.AtDestination, number, ("register-documents", new { registration = "A-1" }), ("already-registered", EndOfOrder));
        await life.RefusedAsync(life.AtDestination, number, ("demand-deactivation", EndOf(seal)), ("inspection-missing", EndOfOrder));
        await life.DoAsync(life.AtDestination, number, "record-inspection", Inspection);
        var wrong = new (object Body, string Code)[]
        {
            (EndOf("API-009"), "demand-seal-differs"),
            (new { seal, declaration = "57505/010326/0000002", vehicle = Said.Vehicle }, "demand-declaration-differs"),
            (new { seal, declaration = LifeServer.Declaration, vehicle = "000AAA00" }, "demand-vehicle-differs"),
        };
        foreach (var (body, code) in wrong)
            await life.RefusedAsync(life.AtDestination, number, ("demand-deactivation", body), (code, EndOfOrder));
        await life.DoAsync(life.AtDestination, number, "demand-deactivation", EndOf(seal));
        await life.RefusedAsync(life.AtDestination, number, ("demand-deactivation", EndOf(seal)), ("already-demanded", EndOfOrder));
    }

    private async Task ControlAsync(string number, string seal)
    {
        await life.DoAsync(life.AtDestination, number, "register-documents", new { registration = "A-1" });
        await life.DoAsync(life.AtDestination, number, "record-inspection", Inspection);
        await life.DoAsync(life.AtDestination, number, "demand-deactivation", EndOf(seal));
    }

    private async Task GiveBackAsync(string number, string seal)
    {
        var takingOff = new { seal, placeKind = "customsControlZone", place = LifeServer.Destination };
        await life.RefusedAsync(
            life.AtDestination, number, ("take-off", takingOff), ("seal-still-active", "Agreement, 1; Order 407, 13"));
        await life.DoAsync(life.Dispatcher, number, "deactivate", new { seal });
        await life.RefusedAsync(
            life.AtDestination, number, ("take-off", new { seal, placeKind = "operatorSite", place = "km 17" }),
            ("wrong-place", "Order 407, 8 and 14"));
        await life.RefusedAsync(
            life.AtDestination, number, ("hand-over", HandingOf(seal)), ("seal-not-taken-off", "Order 407, 12 to 14"));
        await life.DoAsync(life.AtDestination, number, "take-off", takingOff);
        await life.RefusedAsync(life.Dispatcher, number, ("erase", new { seal }), ("seal-not-handed-over", "Order 407, 12"));
        await life.DoAsync(life.AtDestination, number, "hand-over", HandingOf(seal));
        await life.RefusedAsync(
            life.AtDestination, number, ("complete", new { completion = "clean" }), ("seal-not-erased", "Agreement, 8.1"));
        await life.DoAsync(life.Dispatcher, number, "erase", new { seal });
        await life.DoAsync(life.AtDestination, number, "complete", new { completion = "clean" });
    }

    private async Task ComeOffAsync(string number, string seal)
    {
        await life.DoAsync(
            life.AtDestination, number, "take-off", new { seal, placeKind = "customsControlZone", place = LifeServer.Destination });
        await life.DoAsync(life.AtDestination, number, "hand-over", HandingOf(seal));
        await life.DoAsync(life.Dispatcher, number, "erase", new { seal });
    }

    /// <summary>What is kept of it: number, both ends of the watch, decisions of the offices, reports of any span of time.</summary>
    private async Task KeptAsync(string number, string seal)
    {
        Assert.Equal(
            [
                "ApplicationDrafted", "SealOrdered", "TransportationConfirmed", "ActivationDemanded", "SealAffixed", "DocumentAttached",
                "PermissionGiven", "RegisterKept", "SealActivated", "SignalVerified", "ArrivalRecorded", "DocumentsRegistered",
                "InspectionRecorded", "DeactivationDemanded", "SealDeactivated", "SealTakenOff", "SealHandedOver", "SealErased",
                "TransportationCompleted",
            ],
            await life.EventsAsync(number));
        var shown = (await life.Api.GetAsync($"/api/v1/transportations/{number}")).Body;
        Assert.Equal("completed", shown.GetProperty("status").GetString());
        var part = shown.GetProperty("seals").EnumerateArray().Single();
        Assert.Equal((seal, "erased"), (part.GetProperty("seal").GetString(), part.GetProperty("stage").GetString()));
        var (from, to) = (part.GetProperty("from").GetString()!, part.GetProperty("to").GetString()!);
        Assert.True(DateTimeOffset.Parse(from, null) < DateTimeOffset.Parse(to, null));
        var clocks = (await life.Api.GetAsync($"/api/v1/obligations?list=all&transportation={number}", life.AtDestination)).Items;
        Assert.Equal(
            ["completeTransit", "deactivateSeal", "deliver", "organiseEscort", "registerArrival"],
            clocks.Select(one => one.GetProperty("kind").GetString()).Order(StringComparer.Ordinal));
        Assert.All(clocks, one => Assert.Equal("fulfilled", one.GetProperty("state").GetString()));

        // The whole track, and a span of it in which nothing was measured.
        var path = $"/api/v1/seals/{seal}/telemetry";
        var all = await life.Api.GetAsync($"{path}?from={Text(life.Api.Measured.AddSeconds(-1))}");
        Assert.True(all.Items.Count >= ApiServer.Reports + 3, $"{all.Items.Count}");
        Assert.Empty((await life.Api.GetAsync($"{path}?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z")).Items);
        var until = Text(life.Api.Measured.AddSeconds(2));
        Assert.NotEmpty((await life.Api.GetAsync($"{path}?from={Text(life.Api.Measured)}&to={until}")).Items);
    }

    /// <summary>The page of the customer: times in the zone of the reader, beside UTC; states, seals, no situations.</summary>
    private async Task SummaryAsync(string number, string seal)
    {
        var ended = (await life.Api.GetAsync($"/api/v1/transportations/{number}/timeline")).Items[^1].GetProperty("decidedAt").GetString()!;
        Assert.EndsWith("Z", ended, StringComparison.Ordinal);
        var at = DateTimeOffset.Parse(ended, null);
        using var customer = await life.Api.Access.SignedInAsync("driver-of-ours");
        foreach (var zone in new[] { "Asia/Almaty", "Europe/Minsk" })
        {
            await customer.OpenAsync("/account");
            await customer.SendAsync("/account/preferences", ("language", "en"), ("zone", zone), ("theme", ""));
            var page = WebUtility.HtmlDecode(await customer.OpenAsync($"/transportations/{number}"));
            var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone));
            Assert.Contains($"{local:HH:mm}</td>", page, StringComparison.Ordinal);
            Assert.Contains($"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC", page, StringComparison.Ordinal);
            string[] facts = ["Kazakhstan → Russia", seal, "Completed", "None on the way.", LifeServer.Declaration, Said.Vehicle];
            foreach (var told in facts)
                Assert.Contains(told, page, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static object Inspection => new
    {
        isAtDeparture = false,
        inspectionAct = "17",
        sealsIntact = true,
        tracesOfAccess = false,
        signsOfMismatch = false,
        office = LifeServer.Destination,
    };

    private object DemandOf(string seal, int days = 5) => new
    {
        seals = new[] { seal },
        declaration = LifeServer.Declaration,
        vehicle = "451 KZA 05",
        officeCode = LifeServer.DestinationCode,
        officeName = "Nur Zholy",
        transitUntil = Text(life.Api.Access.Clock.GetUtcNow().AddDays(days)),
        route = "A-2",
    };

    private static object AffixingOf(string seal) => new
    {
        seal,
        compartment = 1,
        placeKind = "customsControlZone",
        place = LifeServer.Departure,
        representativeRole = "employee",
        employeeNumber = "17",
        representativeName = "A. Sadykov",
    };

    private static object HandingOf(string seal) =>
        new { seal, representativeRole = "employee", employeeNumber = "18", representativeName = "B. Omarov" };

    private static object EndOf(string seal) => new { seal, declaration = LifeServer.Declaration, vehicle = Said.Vehicle };

    private static string Text(DateTimeOffset at) => Workplaces.Api.UtcConverter.Text(at);
}
