using System.Net;
using System.Text;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Tests.Server.Access;

/// <summary>A carrier applies by the steps of the pages, and the operator's dispatcher takes the transportation on.</summary>
public sealed class Application_stories(EmbeddedAccessServer running) : IClassFixture<EmbeddedAccessServer>
{
    private const string Own = "KZ-990140000017", Contract = "WIZ-1";
    private static int ids;

    [Fact]
    [Requirement("CAB-016")]
    [Requirement("CAB-010")]
    [Requirement("ACT-031")]
    [Requirement("SEAL-007")]
    [Requirement("SEAL-008")]
    [Requirement("MON-020")]
    public async Task A_carrier_applies_by_the_steps_and_the_dispatcher_confirms_under_a_contract()
    {
        await EnterRowsAsync();
        using var carrier = await PersonAsync(Roles.Carrier);
        await BeginAsync(carrier, ("customer", Own), ("carrier", Own));
        var edit = carrier.Location!;
        var number = edit.Split('/')[2];
        Assert.Contains("Customer of the service", await carrier.OpenAsync("/applications/new"), StringComparison.Ordinal);

        await StepAsync(carrier, number, 2, ("ground", "Transit"), ("mode", "Road"), ("union", "yes"), ("states", "KZ"), ("states", "RU"),
            ("departure", "nur-zholy"), ("destination", "zhaisan"), ("end", "PlaceOfDelivery"));
        await StepAsync(carrier, number, 3, ("code", "2203 00 010 0"), ("words", "Beer"), ("mass", "1000"));
        Assert.Contains("A seal is required", await carrier.OpenAsync($"/applications/{number}/edit?step=3"), StringComparison.Ordinal);
        await StepAsync(carrier, number, 4, ("plate", "123 ABC 02"), ("vehicle", "Tractor"), ("country", "KZ"),
            ("driver-name", "Есимов Арман"), ("driver-phone", "+7 701 000 00 00"), ("driver-licence", ""), ("consent", "yes"));
        Assert.Contains("701 000 00 00", await carrier.OpenAsync($"/applications/{number}/edit?step=4"), StringComparison.Ordinal);
        Assert.Contains("not complete", await carrier.OpenAsync($"/applications/{number}/edit?step=7"), StringComparison.OrdinalIgnoreCase);
        await AddPaperAsync(carrier, number);
        await StepAsync(carrier, number, 5, ("declaration", ""), ("declaration-kind", "TransitDeclaration"));
        await TooFewSealsAsync(carrier, number);
        await StepAsync(carrier, number, 6, ("compartments", "3"), ("objects", ""), ("seals", ""), ("operation", Operation),
            ("operation-office", "zhaisan"), ("operation-place", "Terminal 4"), ("operation-vehicle", "777 AAA 01"));
        var check = WebUtility.HtmlDecode(await carrier.OpenAsync($"/applications/{number}/edit?step=7"));
        Assert.Contains("The application is complete", check, StringComparison.Ordinal);
        Assert.Contains("Terminal 4 777 AAA 01", check, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"contract\"", check, StringComparison.Ordinal);
        await HandInAsync(carrier, number);
        Assert.Contains("after confirmation", await carrier.OpenAsync("/applications"), StringComparison.Ordinal);

        var row = RowOf(number)!;
        var applied = row.Life.Application!;
        Assert.Equal((3, Own, 2), (applied.SealsPlanned, applied.ServiceCustomer, applied.States.Length));
        Assert.Equal(new Vehicle("123 ABC 02", VehicleKind.Tractor, "KZ"), applied.Vehicles.Single());
        using var dispatcher = await running.SignedInAsync(Roles.Dispatcher);
        await dispatcher.OpenAsync($"/applications/{number}/edit?step=7");
        await dispatcher.SendAsync($"/applications/{number}/confirm", ("act-id", NewId()), ("contract", "NO-SUCH"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, dispatcher.Status);
        Assert.Contains("Order 407, 18.1", WebUtility.HtmlDecode(dispatcher.Page), StringComparison.Ordinal);
        await dispatcher.SendAsync($"/applications/{number}/confirm", ("act-id", dispatcher.Hidden("act-id")), ("contract", Contract));
        Assert.Equal((HttpStatusCode.Redirect, $"/transportations/{number}"), (dispatcher.Status, dispatcher.Location));
        Assert.Equal(TransportationStatus.Confirmed, RowOf(number)!.Status);
        Assert.Equal(CarriageKind.BetweenMemberStates, RowOf(number)!.Life.Kind);
        Assert.Contains(number, await carrier.OpenAsync("/applications"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_named_at_its_field_and_what_was_typed_stays()
    {
        await EnterRowsAsync();
        using var carrier = await PersonAsync(Roles.Carrier);
        await BeginAsync(carrier, ("customer", "KZ-000000000000"), ("carrier", Own));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, carrier.Status);
        Assert.Contains("href=\"#customer\"", carrier.Page, StringComparison.Ordinal);
        Assert.Contains("value=\"KZ-000000000000\"", carrier.Page, StringComparison.Ordinal);
        await BeginAsync(carrier, ("customer", Own));
        var number = carrier.Location!.Split('/')[2];
        await carrier.OpenAsync($"/applications/{number}/edit?step=3");
        await carrier.SendAsync($"/applications/{number}/edit?step=3", ("act", "next"), ("code", "22O3"), ("words", "Beer"), ("mass", "x"));
        Assert.Contains("href=\"#code-0\"", carrier.Page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#mass-0\">Line 1, Gross mass, kg: ", carrier.Page, StringComparison.Ordinal);
        Assert.Contains("value=\"Beer\"", carrier.Page, StringComparison.Ordinal);
        await carrier.SendAsync($"/applications/{number}/edit?step=3", ("act", "add"), ("code", "2203"), ("words", "Beer"), ("mass", ""));
        Assert.Contains("id=\"code-1\"", carrier.Page, StringComparison.Ordinal);
        await carrier.SendAsync(
            $"/applications/{number}/edit?step=3", ("act", "remove-0"), ("code", "2203"), ("words", "Beer"), ("mass", ""), ("code", "2402"),
            ("words", "Cigars"), ("mass", ""));
        Assert.DoesNotContain("id=\"code-1\"", carrier.Page, StringComparison.Ordinal);
        Assert.Contains("value=\"2402\"", carrier.Page, StringComparison.Ordinal);
        await carrier.OpenAsync($"/applications/{number}/edit?step=4");
        await carrier.SendAsync(
            $"/applications/{number}/edit?step=4", ("act", "next"), ("plate", "1"), ("vehicle", "Tractor"), ("country", "K1"),
            ("driver-name", "A"), ("driver-phone", "call"), ("driver-licence", ""));
        foreach (var field in new[] { "country-0", "driver-phone", "consent" })
            Assert.Contains($"href=\"#{field}\"", carrier.Page, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("CAB-018")]
    public async Task Numbers_of_the_registry_are_proposed_and_any_other_is_taken_and_said_to_be_unknown()
    {
        await EnterRowsAsync();
        await EnterAsync(RegistryKind.Vehicle, ("country", "KZ"), ("plate", "901XYZ02"), ("kind", "tractor"), ("organisation", Own));
        await EnterAsync(RegistryKind.Vehicle, ("country", "KZ"), ("plate", "902XYZ02"), ("kind", "tractor"));
        await EnterAsync(
            RegistryKind.Person, ("id", "driver-1"), ("name", "Есимов Арман"), ("organisation", Own), ("phone", "+7 702 111 22 33"));
        using var carrier = await PersonAsync(Roles.Carrier);
        await BeginAsync(carrier, ("customer", Own), ("carrier", Own));
        var number = carrier.Location!.Split('/')[2];
        var step = WebUtility.HtmlDecode(await carrier.OpenAsync($"/applications/{number}/edit?step=4"));
        Assert.Contains("value=\"901XYZ02\"", step, StringComparison.Ordinal);
        Assert.DoesNotContain("902XYZ02", step, StringComparison.Ordinal);
        Assert.Contains("value=\"Есимов Арман\"", step, StringComparison.Ordinal);

        await StepAsync(carrier, number, 4, ("plate", "901 ХУZ 02"), ("vehicle", "Tractor"), ("country", ""), ("plate", "MSCU1234561"),
            ("vehicle", "Container"), ("country", ""), ("plate", "555 AAA 05"), ("vehicle", "Trailer"), ("country", ""),
            ("driver-name", "Есимов Арман"), ("driver-phone", ""), ("driver-licence", ""), ("consent", "yes"));
        step = WebUtility.HtmlDecode(await carrier.OpenAsync($"/applications/{number}/edit?step=4"));
        Assert.Contains("Read as 901XYZ02; in the registry", step, StringComparison.Ordinal);
        Assert.Contains("Read as MSCU1234561; the number has an unusual form", step, StringComparison.Ordinal);
        Assert.Contains("Read as 555AAA05; not in the registry", step, StringComparison.Ordinal);
        Assert.Contains("702 111 22 33", step, StringComparison.Ordinal);
        Assert.Equal(["KZ", null, "KZ"], RowOf(number)!.Life.Application!.Vehicles.Select(one => one.Country));
    }

    [Fact]
    public async Task Nobody_opens_the_application_of_another_and_a_copy_leaves_papers_and_driver_behind()
    {
        await EnterRowsAsync();
        using var carrier = await PersonAsync(Roles.Carrier);
        await BeginAsync(carrier, ("customer", Own));
        var number = carrier.Location!.Split('/')[2];
        await AddPaperAsync(carrier, number);
        await running.AddAsync("foreign-carrier", new Belonging(null, "KZ-990140000033", null), Roles.Carrier);
        using var other = await running.SignedInAsync("foreign-carrier");
        await other.OpenAsync($"/applications/{number}/edit");
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        await other.OpenAsync("/applications/new");
        await other.SendAsync($"/applications/{number}/copy", ("act-id", NewId()));
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        await carrier.OpenAsync("/applications");
        await carrier.SendAsync($"/applications/{number}/copy", ("act-id", NewId()));
        var copy = carrier.Location!.Split('/')[2];
        Assert.NotEqual(number, copy);
        Assert.Empty(RowOf(copy)!.Life.Application!.Documents);
        Assert.Equal(Own, RowOf(copy)!.Life.Application!.ServiceCustomer);
        await carrier.OpenAsync($"/transportations/{copy}/acts/cancel");
        await carrier.SendAsync($"/transportations/{copy}/acts/cancel", ("act", NewId()), ("why", "Not needed any more"));
        Assert.Equal(TransportationStatus.Cancelled, RowOf(copy)!.Status);
    }

    private const string Operation = "CARGO_OPERATION";

    private static async Task TooFewSealsAsync(Browser carrier, string number)
    {
        await carrier.OpenAsync($"/applications/{number}/edit?step=6");
        await carrier.SendAsync(
            $"/applications/{number}/edit?step=6", ("act", "next"), ("compartments", "3"), ("objects", ""), ("seals", "2"));
        Assert.Contains("href=\"#seals\"", carrier.Page, StringComparison.Ordinal);
        await carrier.SendAsync(
            $"/applications/{number}/edit?step=6", ("act", "next"), ("compartments", ""), ("objects", "4"), ("seals", "3"));
        Assert.Contains("href=\"#seals\"", carrier.Page, StringComparison.Ordinal);
    }

    private static async Task AddPaperAsync(Browser carrier, string number)
    {
        await carrier.OpenAsync($"/applications/{number}/edit?step=5");
        await carrier.SendFileAsync(
            $"/applications/{number}/edit?step=5", ("file", "cmr.pdf", Encoding.ASCII.GetBytes("%PDF-1.7 a note")), ("act", "add"),
            ("act-id", carrier.Hidden("act-id")), ("kind", "CMR"), ("number", "CMR-1"), ("day", "2026-03-01"), ("issuer", ""),
            ("declaration", ""), ("declaration-kind", "TransitDeclaration"));
        Assert.Equal((HttpStatusCode.Redirect, $"/applications/{number}/edit?step=5"), (carrier.Status, carrier.Location));
    }

    private static async Task BeginAsync(Browser carrier, params (string, string)[] fields)
    {
        await carrier.OpenAsync("/applications/new");
        Assert.Equal(HttpStatusCode.OK, carrier.Status);
        await carrier.SendAsync("/applications/new", [("act", "next"), ("act-id", carrier.Hidden("act-id")), .. fields]);
    }

    private static async Task StepAsync(Browser carrier, string number, int step, params (string, string)[] fields)
    {
        await carrier.OpenAsync($"/applications/{number}/edit?step={step}");
        await carrier.SendAsync(
            $"/applications/{number}/edit?step={step}", [("act", "next"), ("act-id", carrier.Hidden("act-id")), .. fields]);
        Assert.Equal((HttpStatusCode.Redirect, $"/applications/{number}/edit?step={step + 1}"), (carrier.Status, carrier.Location));
    }

    /// <summary>Before it the operator does not take the application on.</summary>
    private async Task HandInAsync(Browser carrier, string number)
    {
        using var dispatcher = await running.SignedInAsync(Roles.Dispatcher);
        await dispatcher.OpenAsync($"/applications/{number}/edit?step=7");
        await dispatcher.SendAsync($"/applications/{number}/confirm", ("act-id", NewId()), ("contract", Contract));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, dispatcher.Status);
        await carrier.OpenAsync($"/applications/{number}/edit?step=7");
        await carrier.SendAsync($"/applications/{number}/edit?step=7", ("act", "next"), ("act-id", carrier.Hidden("act-id")));
        Assert.Equal(HttpStatusCode.Redirect, carrier.Status);
    }

    private static string NewId() => new Guid(Interlocked.Increment(ref ids), 0x7A, 0, new byte[8]).ToString();

    private TransportationRow? RowOf(string number) =>
        running.Server.Views.Transportations.Find(new TransportationNumber(Guid.Parse(number)));

    private async Task<Browser> PersonAsync(string role)
    {
        var name = $"{role}-wizard-{Interlocked.Increment(ref ids)}";
        await running.AddAsync(name, new Belonging(null, Own, null), role);
        return await running.SignedInAsync(name);
    }

    private async Task EnterRowsAsync()
    {
        await EnterAsync(
            RegistryKind.Organisation, ("country", "KZ"), ("number", Own[3..]), ("name", "Carrier"), ("kinds", "carrier customer"));
        await EnterAsync(RegistryKind.Contract, ("number", Contract), ("organisation", Own), ("signed", "2020-01-01"));
    }

    private async Task EnterAsync(RegistryKind kind, params (string Column, string Text)[] values)
    {
        var command = new Command.EnterRow(new RowEntry
        {
            Kind = kind,
            Values = new RegistryValues(values.Select(value => KeyValuePair.Create(value.Column, value.Text))),
            Source = "test",
        });
        var answer = await running.Server.Desk.Do(command, new CommandOrigin(Guid.Parse(NewId()), "test"), Deadline.Token);
        if (answer is Answer.Done(var commit)) await running.Server.Views.WhenReached(commit, TimeSpan.FromSeconds(20), Deadline.Token);
    }
}
