using System.Net;
using NavSeal.Server.Demo;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>The stock of seals by its pages alone, without a script.</summary>
public abstract class Stock_page_tests(AccessServer running)
{
    private const string Model = "Sample seal";

    [Fact]
    [Requirement("SEAL-016")]
    [Requirement("SEAL-017")]
    public async Task Seals_are_registered_issued_lost_found_and_retired_by_the_pages_alone()
    {
        using var keeper = await running.SignedInAsync(Roles.Logistics);
        await EnterModelAsync(keeper);
        await RegisterAsync(keeper, "KZ-700001 351756051500011", "KZ-700002 351756051500029", "KZ-700003 351756051500037");
        Assert.Equal(Paths.Stock, keeper.Location);

        await MoveAsync(keeper, "Issued", "KZ-700001 KZ-700002", "nur-zholy", "note of issue 17");
        Assert.Equal((HttpStatusCode.OK, "yes"), (keeper.Status, keeper.Hidden("confirmed")));
        Assert.DoesNotContain("KZ-700001", await keeper.OpenAsync("/stock?text=KZ-70&state=Issued"), StringComparison.Ordinal);
        await MoveAsync(keeper, "Issued", "KZ-700001 KZ-700002", "nur-zholy", "note of issue 17");
        await ConfirmAsync(keeper);
        Assert.Equal("/stock?state=Issued&holder=nur-zholy", keeper.Location);
        var issued = await keeper.OpenAsync(keeper.Location!);
        Assert.Contains("KZ-700001", issued, StringComparison.Ordinal);
        Assert.DoesNotContain("KZ-700003", issued, StringComparison.Ordinal);

        await MoveAsync(keeper, "Lost", "KZ-700002", "", "not handed back");
        await ConfirmAsync(keeper);
        Assert.Equal("/stock/seals/KZ-700002", keeper.Location);
        Assert.Contains("not handed back", await keeper.OpenAsync(keeper.Location!), StringComparison.Ordinal);
        await MoveAsync(keeper, "Issued", "KZ-700002 KZ-700003", "nur-zholy", "by mistake");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, ""), (keeper.Status, keeper.Hidden("confirmed")));
        Assert.Contains("faulty, lost or retired", keeper.Page, StringComparison.Ordinal);

        await MoveAsync(keeper, "Retired", "KZ-700002", "", "act 3");
        Assert.Contains("does not come back", keeper.Page, StringComparison.Ordinal);
        await ConfirmAsync(keeper);
        Assert.DoesNotContain("/stock/move?", await keeper.OpenAsync("/stock/seals/KZ-700002"), StringComparison.Ordinal);
        var csv = await keeper.OpenAsync("/stock/csv?text=KZ-70000");
        Assert.Contains("KZ-700001,Issued,", csv, StringComparison.Ordinal);
        Assert.Contains(",office,nur-zholy,Sample seal,", csv, StringComparison.Ordinal);
        Assert.Contains("KZ-700002,Retired,", csv, StringComparison.Ordinal);
        Assert.Contains("KZ-700003,InStock,,,,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_wrongly_is_named_with_its_cure_and_nothing_is_done()
    {
        using var keeper = await running.SignedInAsync(Roles.Administrator);
        await EnterModelAsync(keeper);
        await RegisterAsync(keeper, "KZ-710001 351756051510010", "KZ-710002 nonsense");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, keeper.Status);
        Assert.Contains("«KZ-710002 nonsense»", WebUtility.HtmlDecode(keeper.Page), StringComparison.Ordinal);
        await RegisterAsync(keeper, "KZ-710001 351756051510010", "KZ-710003 351756051510010");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, keeper.Status);
        Assert.Contains("Done for 1", keeper.Page, StringComparison.Ordinal);
        Assert.Contains("KZ-710001", await keeper.OpenAsync("/stock?text=KZ-71"), StringComparison.Ordinal);

        await keeper.OpenAsync("/stock/register");
        await keeper.SendAsync(
            "/stock/register", ("act", keeper.Hidden("act")), ("seals", "KZ-710004 351756051510044"), ("identity_kind", "IMEI"),
            ("model", ""), ("profile", "egts-seal"), ("operator", "KZ"));
        Assert.Contains("id=\"model-error\"", keeper.Page, StringComparison.Ordinal);

        foreach (var (state, seals, holder, reason, field) in ((string, string, string, string, string)[])
            [("", "KZ-710001", "", "x", "state"), ("Lost", "", "", "x", "seals"), ("Issued", "KZ-710001", "nowhere", "x", "holder"),
            ("Lost", "KZ-710001", "", "", "reason"), ("Lost", "KZ/1", "", "x", "seals")])
        {
            await MoveAsync(keeper, state, seals, holder, reason);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, keeper.Status);
            Assert.Contains($"id=\"{field}-error\"", keeper.Page, StringComparison.Ordinal);
        }

        await MoveAsync(keeper, "Lost", "KZ-719999", "", "no such seal");
        Assert.Contains("KZ-719999", keeper.Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, keeper.Status);
    }

    [Fact]
    public async Task Who_only_reads_registries_sees_the_stock_and_moves_nothing()
    {
        using var reader = await running.SignedInAsync(Roles.Officer);
        Assert.DoesNotContain("/stock/move", await reader.OpenAsync("/stock"), StringComparison.Ordinal);
        await reader.OpenAsync("/stock/move");
        Assert.Equal(HttpStatusCode.Forbidden, reader.Status);
    }

    private static async Task EnterModelAsync(Browser keeper)
    {
        await keeper.OpenAsync("/registries/seal-model/new");
        await keeper.SendAsync(
            "/registries/seal-model/rows", ("act", keeper.Hidden("act")), ("model", Model), ("maker", "sample"), ("conformity", "none"));
    }

    private static async Task RegisterAsync(Browser keeper, params string[] lines)
    {
        await keeper.OpenAsync("/stock/register");
        await keeper.SendAsync(
            "/stock/register", ("act", keeper.Hidden("act")), ("seals", string.Join("\r\n", lines)), ("identity_kind", "IMEI"),
            ("model", Model), ("profile", "egts-seal"), ("operator", "KZ"));
    }

    private static async Task MoveAsync(Browser keeper, string state, string seals, string holder, string reason)
    {
        await keeper.OpenAsync("/stock/move?state=" + state);
        await keeper.SendAsync("/stock/move", ("seals", seals), ("state", state), ("holder", holder), ("reason", reason));
    }

    private static Task ConfirmAsync(Browser keeper) => keeper.SendAsync(
        "/stock/move", ("act", keeper.Hidden("act")), ("confirmed", "yes"), ("seals", keeper.Hidden("seals")),
        ("state", keeper.Hidden("state")), ("holder", keeper.Hidden("holder")), ("reason", keeper.Hidden("reason")));
}

public sealed class Stock_of_an_embedded_server(EmbeddedAccessServer running)
    : Stock_page_tests(running), IClassFixture<EmbeddedAccessServer>;

public sealed class Stock_of_a_shared_server : Stock_page_tests, IClassFixture<SharedAccessServer>
{
    public Stock_of_a_shared_server(SharedAccessServer running)
        : base(running) => Assert.SkipWhen(LocalPostgres.Programs is null, LocalPostgres.Missing);
}
