using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>Registries through a running server: by API, by pages.</summary>
public sealed class Registry_api_tests(ApiServer running) : IClassFixture<ApiServer>
{
    private const string Head = "country,number,name,kinds,phone,valid_from,valid_to\r\n";

    [Fact]
    [Requirement("CAB-014")]
    public async Task A_row_is_entered_corrected_ended_and_keeps_its_history()
    {
        var first = await EnterAsync("organisation", Organisation("940540000875", "ТОО Первое"));
        Assert.Equal(HttpStatusCode.OK, first.Status);
        var again = await EnterAsync("organisation", Organisation("940540000875", "ТОО Второе"));
        Assert.Equal((HttpStatusCode.Conflict, "row-changed"), (again.Status, again.Code));
        var corrected = await EnterAsync("organisation", Organisation("940540000875", "ТОО Второе", corrects: 1));
        Assert.Equal(HttpStatusCode.OK, corrected.Status);
        var history = await running.GetAsync($"/api/v1/registries/organisation/rows/KZ-940540000875?after={corrected.Commit}");
        var versions = history.Body.GetProperty("versions").EnumerateArray().ToList();
        var names = versions.Select(version => version.GetProperty("values").GetProperty("name").GetString());
        Assert.Equal(["ТОО Второе", "ТОО Первое"], names);
        Assert.Equal([true, false], versions.Select(version => version.GetProperty("stands").GetBoolean()));
        var wrong = await EnterAsync("organisation", Organisation("940540000876", "ТОО Третье"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "row-out-of-form", "number"), (wrong.Status, wrong.Code, wrong.Field));
        var ended = await running.PostAsync(
            "/api/v1/registries/organisation/rows/KZ-940540000875/end",
            new { lastDay = "2020-01-01", reason = "entered by mistake" }, running.NewId());
        Assert.Equal(HttpStatusCode.OK, ended.Status);
        var list = await running.GetAsync($"/api/v1/registries/organisation?text=Второе&after={ended.Commit}");
        Assert.Empty(list.Items);
    }

    [Fact]
    public async Task What_points_to_a_row_is_named_when_it_is_to_be_ended()
    {
        await EnterAsync("organisation", Organisation("150640000338", "ТОО Парк"));
        var vehicle = new { values = new { country = "KZ", plate = "321 АВС 02", kind = "tractor", organisation = "KZ-150640000338" } };
        var entered = await EnterAsync("vehicle", vehicle);
        Assert.Equal(HttpStatusCode.OK, entered.Status);
        var ended = await running.PostAsync(
            $"/api/v1/registries/organisation/rows/KZ-150640000338/end?after={entered.Commit}",
            new { lastDay = "2026-01-01", reason = "left" }, running.NewId());
        Assert.Equal((HttpStatusCode.Conflict, "row-is-pointed-to"), (ended.Status, ended.Code));
        Assert.Contains("vehicle/KZ-321ABC02", ended.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offices_of_the_reference_tables_are_listed_and_may_be_replaced()
    {
        var found = await running.GetAsync("/api/v1/registries/office?text=Хоргос");
        var laid = Assert.Single(found.Items, item => item.GetProperty("key").GetString() == "nur-zholy");
        Assert.Equal(0, laid.GetProperty("version").GetInt32());
        var children = await running.GetAsync("/api/v1/registries/office/rows/dgd-zhetisu");
        Assert.Contains("office/nur-zholy", children.Body.GetProperty("pointedToBy").EnumerateArray().Select(each => each.GetString()));
        var values = new { id = "taskala", name_ru = "Таскала (новое имя)", country = "KZ", parent = "dgd-west-kazakhstan" };
        var replaced = await EnterAsync("office", new { values, corrects = 0 });
        Assert.Equal(HttpStatusCode.OK, replaced.Status);
        var list = await running.GetAsync($"/api/v1/registries/office?text=таскала&after={replaced.Commit}");
        Assert.Equal(1, Assert.Single(list.Items).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_file_is_reported_first_and_applied_whole_or_not_at_all()
    {
        var file = Head + "KZ,010240000127,ТОО А,carrier,+7 701,,\r\nRU,7707083893,ООО Б,declarant,,,\r\n";
        var dry = await ImportAsync("organisation", file, "?dryRun=true");
        Assert.Equal(["KZ-010240000127", "RU-7707083893"], Texts(dry, "added"));
        Assert.Equal(HttpStatusCode.NotFound, (await running.GetAsync("/api/v1/registries/organisation/rows/RU-7707083893")).Status);
        var half = await ImportAsync("organisation", file + "KZ,010240000124,ТОО В,carrier,,,\r\n", "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, half.Status);
        var wrong = Assert.Single(half.Body.GetProperty("wrong").EnumerateArray());
        Assert.Equal((4, "number"), (wrong.GetProperty("line").GetInt32(), wrong.GetProperty("column").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await running.GetAsync("/api/v1/registries/organisation/rows/RU-7707083893")).Status);
        var applied = await ImportAsync("organisation", file, "?digest=" + dry.Body.GetProperty("digest").GetString());
        Assert.Equal(HttpStatusCode.OK, applied.Status);
        var commit = applied.Body.GetProperty("commit").GetInt64();
        var there = await running.GetAsync($"/api/v1/registries/organisation/rows/RU-7707083893?after={commit}");
        Assert.Equal(HttpStatusCode.OK, there.Status);
        var changed = await ImportAsync("organisation", file.Replace("ТОО А", "ТОО Альфа"), "?dryRun=true");
        var column = changed.Body.GetProperty("changed")[0].GetProperty("columns")[0];
        Assert.Equal(("name", "ТОО А", "ТОО Альфа"),
            (column.GetProperty("column").GetString(), column.GetProperty("old").GetString(), column.GetProperty("new").GetString()));
        Assert.Equal(1, changed.Body.GetProperty("unchanged").GetInt32());
        var late = await ImportAsync("organisation", file.Replace("ТОО А", "ТОО Альфа"), "?digest=0123");
        Assert.Equal((HttpStatusCode.Conflict, "difference-changed"), (late.Status, late.Code));
    }

    [Fact]
    public async Task What_is_exported_changes_nothing_when_it_is_imported()
    {
        var text = (await running.GetAsync("/api/v1/registries/office?format=csv")).Text;
        var report = (await ImportAsync("office", text, "?dryRun=true")).Body;
        Assert.Equal((0, 0, 0), (report.GetProperty("added").GetArrayLength(), report.GetProperty("changed").GetArrayLength(),
            report.GetProperty("wrong").GetArrayLength()));
        Assert.True(report.GetProperty("unchanged").GetInt32() > 90);
    }

    [Fact]
    public async Task More_rows_than_one_commit_takes_go_in_parts_and_the_registry_reads_like_the_file()
    {
        const int rows = 2500;
        var file = new StringBuilder("currency,units,rate,quoted_in,published_in,valid_from\n");
        for (var day = 0; day < rows; day++)
        {
            var from = new DateOnly(2019, 1, 1).AddDays(day);
            file.Append(CultureInfo.InvariantCulture, $"CNY,1,{70 + (day % 10)},KZT,National Bank,{from:yyyy-MM-dd}\n");
        }

        var applied = await ImportAsync("exchange-rate", file.ToString(), "");
        Assert.Equal(HttpStatusCode.OK, applied.Status);
        var commit = applied.Body.GetProperty("commit").GetInt64();
        await Deadline.UntilAsync("the rows are listed", async () =>
            (await running.GetAsync($"/api/v1/registries/exchange-rate?after={commit}")).Status == HttpStatusCode.OK);
        var page = await running.GetAsync("/api/v1/registries/exchange-rate?day=2019-01-08");
        Assert.Equal("77", Assert.Single(page.Items, item => item.GetProperty("key").GetString() == "CNY")
            .GetProperty("values").GetProperty("rate").GetString());
        Assert.Equal(rows, (await ImportAsync("exchange-rate", file.ToString(), "?dryRun=true")).Body.GetProperty("unchanged").GetInt32());
    }

    [Fact]
    [Requirement("SEAL-016")]
    [Requirement("SEAL-017")]
    public async Task A_seal_moves_between_the_states_of_the_stock()
    {
        var path = $"/api/v1/seals/{ApiServer.SealOf(5)}/stock";
        var lost = await running.PostAsync(path, new { state = "lost", reason = "not handed back" }, running.NewId());
        Assert.Equal(HttpStatusCode.OK, lost.Status);
        var issued = await running.PostAsync(path, new { state = "issued", reason = "to a post" }, running.NewId());
        Assert.Equal((HttpStatusCode.Conflict, "seal-not-fit"), (issued.Status, issued.Code));
        var mistyped = await running.PostAsync(path, new { state = "broken", reason = "x" }, running.NewId());
        Assert.Equal((HttpStatusCode.BadRequest, "state"), (mistyped.Status, mistyped.Field));
    }

    [Fact]
    [Requirement("REG-002")]
    public async Task The_pages_enter_correct_and_import_without_a_script()
    {
        using var keeper = await running.Access.SignedInAsync(Roles.Administrator);
        await keeper.OpenAsync("/registries/workplace/new");
        await keeper.SendAsync(
            "/registries/workplace/rows",
            ("act", keeper.Hidden("act")), ("id", "NZ-1"), ("office", "nowhere"), ("installed", "2026-02-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, keeper.Status);
        Assert.Contains("There is no such row", keeper.Page, StringComparison.Ordinal);
        await keeper.SendAsync(
            "/registries/workplace/rows",
            ("act", keeper.Hidden("act")), ("id", "NZ-1"), ("office", "nur-zholy"), ("installed", "2026-02-01"));
        Assert.Equal("/registries/workplace/rows/nz-1", keeper.Location);
        var office = await keeper.OpenAsync("/registries/office/rows/nur-zholy");
        Assert.Contains("/registries/workplace/rows/nz-1", office, StringComparison.Ordinal);
        await keeper.OpenAsync("/registries/workplace/import");
        await keeper.SendAsync("/registries/workplace/import", ("text", "id,office,installed\nnz-2,nur-zholy,2026-02-02\n"));
        Assert.Equal(HttpStatusCode.OK, keeper.Status);
        await keeper.SendAsync(
            "/registries/workplace/import",
            ("act", keeper.Hidden("act")), ("digest", keeper.Hidden("digest")), ("carried", keeper.Hidden("carried")));
        Assert.Equal("/registries/workplace", keeper.Location);
        Assert.Contains("nz-2", await keeper.OpenAsync("/registries/workplace"), StringComparison.Ordinal);
        using var reader = await running.Access.SignedInAsync(Roles.Dispatcher);
        Assert.DoesNotContain("/registries/workplace/new", await reader.OpenAsync("/registries/workplace"), StringComparison.Ordinal);
        await reader.OpenAsync("/registries/workplace/new");
        Assert.Equal(HttpStatusCode.Forbidden, reader.Status);
    }

    [Fact]
    public async Task Every_registry_has_its_list_its_form_and_its_import_page()
    {
        using var keeper = await running.Access.SignedInAsync(Roles.Administrator);
        foreach (var kind in NavSeal.Model.Registries.RegistryKinds.All.Select(NavSeal.Model.Registries.RegistryKinds.NameOf))
        {
            foreach (var path in (string[])["", "/new", "/import", "/csv"])
            {
                await keeper.OpenAsync($"/registries/{kind}{path}");
                Assert.Equal((kind + path, HttpStatusCode.OK), (kind + path, keeper.Status));
            }
        }
    }

    private static object Organisation(string number, string name, int? corrects = null) =>
        new { corrects, values = new { country = "KZ", number, name, kinds = "carrier" } };

    private static IEnumerable<string?> Texts(ApiReply reply, string member) =>
        reply.Body.GetProperty(member).EnumerateArray().Select(each => each.GetString());

    private Task<ApiReply> EnterAsync(string registry, object row) =>
        running.PostAsync("/api/v1/registries/" + registry, JsonSerializer.Serialize(row), running.NewId());

    private async Task<ApiReply> ImportAsync(string registry, string file, string query)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{running.Access.Folder.HttpPort}") };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/registries/{registry}/import{query}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", running.Key);
        request.Headers.Add("Idempotency-Key", running.NewId().ToString());
        request.Content = new StringContent(file, Encoding.UTF8, "text/csv");
        using var answer = await client.SendAsync(request, Deadline.Token);
        return new ApiReply(answer.StatusCode, await answer.Content.ReadAsStringAsync(Deadline.Token), null, null);
    }
}
