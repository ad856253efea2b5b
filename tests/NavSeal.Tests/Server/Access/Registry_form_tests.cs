using System.Net;
using NavSeal.Model.Registries;
using NavSeal.Server.Demo;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>Every registry by its form alone, in Russian, on a server on which nothing was entered.</summary>
public abstract class Registry_form_tests(AccessServer running)
{
    private const string Carrier = "KZ-980540000397";

    /// <summary>A lawful row of each kind, in an order in which each points to rows before it; and what makes it wrong: the column, and
    /// what stands there instead.</summary>
    private static readonly (RegistryKind Kind, string Row, string Column, string Wrong)[] Rows =
    [
        (RegistryKind.Organisation, "country=KZ|number=980540000397|name=ТОО «Жібек»|kinds=carrier", "number", "980540000398"),
        (RegistryKind.Office, "id=post-1|name_ru=Пост|country=KZ|level=post|parent=kgd|code=55701", "code", "557"),
        (RegistryKind.ControllingBody, "id=transport|name_ru=Транспортный контроль|country=KZ|legal_ground=Закон, 6-2", "legal_ground", ""),
        (RegistryKind.Person, "id=p-1|name=Алиев А.|office=post-1|personal_number=", "organisation", Carrier),
        (RegistryKind.Contract, $"number=12/2026|organisation={Carrier}|signed=2026-01-10|prepaid=yes", "organisation", "KZ-000000000000"),
        (RegistryKind.SealModel, "model=НП-2|maker=Завод|conformity=certificate|certificate=С-1", "certificate", ""),
        (RegistryKind.Vehicle, $"country=KZ|plate=777 АВС 02|kind=tractor|organisation={Carrier}", "plate", "---"),
        (RegistryKind.Container, "number=MSCU 123456-6|type=22G1", "number", "MSCU 123456 6 123456"),
        (RegistryKind.Wagon, "number=52000001", "number", "5200"),
        (RegistryKind.Route, "id=r-1|name_ru=Маршрут|mode=road|states=KZ RU|geometry=exact|line=43.2,76.9 51.1,71.4", "line", "43.2,76.9"),
        (RegistryKind.SpecialMeasure, "state=RU|code=0406|description=Сыр|published=2026-01-01|published_in=Реестр", "published", ""),
        (RegistryKind.Exemption, "id=e-1|code=2203|description=Пиво|legal_ground=Решение 147", "code", "пиво"),
        (RegistryKind.ExchangeRate, "currency=USD|units=1|rate=520.15|quoted_in=KZT|published_in=Нацбанк", "rate", "0"),
        (RegistryKind.Workplace, "id=w-1|office=post-1|installed=2026-02-01|person=p-1", "office", ""),
    ];

    [Fact]
    [Requirement("CAB-014")]
    public async Task Each_kind_is_entered_by_its_form_and_a_wrong_row_names_its_field_and_the_cure()
    {
        Assert.Equal(RegistryKinds.All.Order(), Rows.Select(row => row.Kind).Order());
        using var keeper = await running.SignedInAsync(Roles.Administrator);
        keeper.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ru");
        foreach (var (kind, row, column, wrong) in Rows)
        {
            var cells = Cells(row);
            await SendAsync(keeper, kind, cells.Where(cell => cell.Name != column).Append((column, wrong)));
            Assert.Equal((kind, HttpStatusCode.UnprocessableEntity), (kind, keeper.Status));
            var page = WebUtility.HtmlDecode(keeper.Page);
            Assert.True(page.Contains($"href=\"#{column}\"", StringComparison.Ordinal), $"{kind}: {column} is not named");
            Assert.True(page.Contains($"id=\"{column}-error\"", StringComparison.Ordinal), $"{kind}: {column} does not say what is wrong");

            await SendAsync(keeper, kind, cells);
            Assert.True(keeper.Location is not null, $"{kind}: {keeper.Page}");
            page = WebUtility.HtmlDecode(await keeper.OpenAsync(keeper.Location!));
            Assert.Equal((kind, HttpStatusCode.OK), (kind, keeper.Status));
            Assert.Contains("действующая", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_number_that_does_not_check_is_taken_and_the_row_says_so()
    {
        using var keeper = await running.SignedInAsync(Roles.Administrator);
        keeper.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ru");
        await SendAsync(keeper, RegistryKind.Container, Cells("number=MSCU1234561"));
        Assert.Contains(
            "Контрольная цифра не сходится", WebUtility.HtmlDecode(await keeper.OpenAsync(keeper.Location!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_points_to_another_registry_proposes_its_rows_by_name()
    {
        using var keeper = await running.SignedInAsync(Roles.Administrator);
        keeper.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ru");
        var form = WebUtility.HtmlDecode(await keeper.OpenAsync("/registries/workplace/new"));
        Assert.Contains("list=\"office-list\"", form, StringComparison.Ordinal);
        Assert.Contains("<option value=\"nur-zholy\">Нур Жолы", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_is_undone_by_importing_the_former_file()
    {
        using var keeper = await running.SignedInAsync(Roles.Administrator);
        const string path = "/registries/wagon";
        await ImportAsync(keeper, "number,type\n52000092,крытый\n52000100,полувагон\n");
        var former = await keeper.OpenAsync(path + "/csv");
        await ImportAsync(keeper, "number,type\n52000092,цистерна\n");
        Assert.Contains("цистерна", WebUtility.HtmlDecode(await keeper.OpenAsync(path + "/rows/52000092")), StringComparison.Ordinal);
        await ImportAsync(keeper, former);
        Assert.Equal(former, await keeper.OpenAsync(path + "/csv"));
    }

    private static async Task ImportAsync(Browser keeper, string text)
    {
        await keeper.OpenAsync("/registries/wagon/import");
        await keeper.SendAsync("/registries/wagon/import", ("text", text.TrimStart('\uFEFF')));
        Assert.Equal(HttpStatusCode.OK, keeper.Status);
        await keeper.SendAsync(
            "/registries/wagon/import",
            ("act", keeper.Hidden("act")), ("digest", keeper.Hidden("digest")), ("carried", keeper.Hidden("carried")));
        Assert.Equal("/registries/wagon", keeper.Location);
    }

    private static List<(string Name, string Value)> Cells(string row) =>
        [.. row.Split('|').Select(cell => (cell[..cell.IndexOf('=')], cell[(cell.IndexOf('=') + 1)..]))];

    private static async Task SendAsync(Browser keeper, RegistryKind kind, IEnumerable<(string, string)> cells)
    {
        var path = $"/registries/{RegistryKinds.NameOf(kind)}";
        await keeper.OpenAsync(path + "/new");
        Assert.Equal((kind, HttpStatusCode.OK), (kind, keeper.Status));
        await keeper.SendAsync(path + "/rows", [("act", keeper.Hidden("act")), .. cells]);
    }
}

public sealed class Registries_of_an_embedded_server(EmbeddedAccessServer running)
    : Registry_form_tests(running), IClassFixture<EmbeddedAccessServer>;

public sealed class Registries_of_a_shared_server : Registry_form_tests, IClassFixture<SharedAccessServer>
{
    public Registries_of_a_shared_server(SharedAccessServer running)
        : base(running) => Assert.SkipWhen(LocalPostgres.Programs is null, LocalPostgres.Missing);
}
