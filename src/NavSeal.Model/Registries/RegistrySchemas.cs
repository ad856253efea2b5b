using System.Collections.Frozen;
using static NavSeal.Model.Registries.RegistryForms;

namespace NavSeal.Model.Registries;

/// <summary>The registries and their columns. A registry more is a member of <see cref="RegistryKind"/>, its name, and a schema
/// here.</summary>
internal static class RegistrySchemas
{
    private const int OfficeCodeMax = 8, ShortText = 64, PeriodMax = 86_400, RateUnitsMax = 1_000_000;

    public static readonly FrozenDictionary<RegistryKind, RegistrySchema> All = new RegistrySchema[]
    {
        Organisations(), People(), Offices(), Bodies(), Contracts(), SealModels(), Vehicles(), Containers(), Wagons(), Routes(),
        SpecialMeasures(), Exemptions(), ExchangeRates(), Workplaces(),
    }.ToFrozenDictionary(schema => schema.Kind);

    private static RegistrySchema Organisations() => new()
    {
        Kind = RegistryKind.Organisation,
        KeyColumns = ["country", "number"],
        TitleColumn = "name",
        Columns =
        [
            Needed(Country("country")), Needed(RegistrationNumber("number")), Needed(Text("name")), Text("name_en"),
            Needed(Codes("kinds", "carrier", "declarant", "customs_representative", "forwarder", "customer", "operator")),
            Text("tax_number", ShortText), Text("address"), Text("phone", ShortText), Text("email", ShortText),
        ],
        Check = (values, states) => values["country"] == states.Home && BusinessNumber.Normalise(values["number"]) is null
            ? [new RegistryFinding("number", RegistryFault.NotInForm)] : [],
    };

    private static RegistrySchema People() => new()
    {
        Kind = RegistryKind.Person,
        KeyColumns = ["id"],
        TitleColumn = "name",
        Columns =
        [
            Needed(Slug("id")), Needed(Text("name")), To(RegistryKind.Organisation, "organisation"), To(RegistryKind.Office, "office"),
            To(RegistryKind.ControllingBody, "body"), Text("position"), Text("employee_number", ShortText), PersonNumber("personal_number"),
            Text("licence_number", ShortText), Text("phone", ShortText),
        ],
        Check = (values, _) => Given(values, "organisation", "office", "body") == 1
            ? [] : [new RegistryFinding("organisation", RegistryFault.DoNotAgree)],
    };

    private static RegistrySchema Offices() => new()
    {
        Kind = RegistryKind.Office,
        KeyColumns = ["id"],
        TitleColumn = "name_ru",
        Columns =
        [
            Needed(Slug("id")), Digits("code", OfficeCodeMax), Text("name_en"), Needed(Text("name_ru")), Text("name_kk"),
            Needed(Country("country")), Code("level", "committee", "dispatch_directorate", "department", "post", "checkpoint"),
            To(RegistryKind.Office, "parent"), Country("neighbour"), Code("place", "road", "rail", "inland", "port", "air"),
            Number("latitude", -90, 90), Number("longitude", -180, 180), Whole("zone_radius_m", 1, 100_000), Text("control_zones"),
            Text("phone", ShortText), Text("note"),
        ],
        Check = CheckOffice,
    };

    private static RegistrySchema Bodies() => new()
    {
        Kind = RegistryKind.ControllingBody,
        KeyColumns = ["id"],
        TitleColumn = "name_ru",
        Columns =
        [
            Needed(Slug("id")), Text("name_en"), Needed(Text("name_ru")), Text("name_kk"), Needed(Country("country")),
            Needed(Text("legal_ground")), Codes("acts", "activation", "deactivation", "inspection", "route"),
            To(RegistryKind.Office, "territory"), Text("phone", ShortText),
        ],
    };

    private static RegistrySchema Contracts() => new()
    {
        Kind = RegistryKind.Contract,
        KeyColumns = ["number"],
        TitleColumn = "number",
        Columns =
        [
            Needed(Name("number") with { LengthMax = RegistryLimits.KeyLengthMax }), Needed(To(RegistryKind.Organisation, "organisation")),
            Needed(Day("signed")), Text("subject"), Flag("prepaid"),
        ],
    };

    private static RegistrySchema SealModels() => new()
    {
        Kind = RegistryKind.SealModel,
        KeyColumns = ["model"],
        TitleColumn = "model",
        Columns =
        [
            Needed(Name("model") with { LengthMax = RegistryLimits.KeyLengthMax }), Needed(Text("maker")),
            Needed(Code("conformity", "certificate", "transition", "none")), Text("certificate", ShortText), Day("conformity_until"),
            Flag("memory"), Text("ip_class", ShortText), Whole("temperature_min", -100, 100), Whole("temperature_max", -100, 200),
            Whole("moving_period_s", 10, PeriodMax), Whole("standing_period_s", 10, PeriodMax), Text("profile", ShortText), Text("note"),
        ],
        Check = CheckSealModel,
    };

    private static RegistrySchema Vehicles() => new()
    {
        Kind = RegistryKind.Vehicle,
        KeyColumns = ["country", "plate"],
        TitleColumn = "plate",
        Columns =
        [
            Needed(Country("country")), Needed(Plate("plate")),
            Needed(Code("kind", "tractor", "trailer", "semitrailer", "lorry", "van", "other")),
            Text("brand", ShortText), To(RegistryKind.Organisation, "organisation"), Text("admission", ShortText), Text("note"),
        ],
        Check = (values, _) => PlateNumber.IsUnrecognised(values["plate"])
            ? [new RegistryFinding("plate", RegistryFault.Unrecognised)] : [],
    };

    private static RegistrySchema Containers() => new()
    {
        Kind = RegistryKind.Container,
        KeyColumns = ["number"],
        TitleColumn = "number",
        Columns = [Needed(Container("number")), Text("type", ShortText), To(RegistryKind.Organisation, "organisation"), Text("note")],
        Check = (values, _) => ContainerNumber.Checks(values["number"]) ? []
            : [new("number", ContainerNumber.HasForm(values["number"]) ? RegistryFault.CheckDigit : RegistryFault.Unrecognised)],
    };

    private static RegistrySchema Wagons() => new()
    {
        Kind = RegistryKind.Wagon,
        KeyColumns = ["number"],
        TitleColumn = "number",
        Columns = [Needed(Wagon("number")), Text("type", ShortText), To(RegistryKind.Organisation, "organisation"), Text("note")],
        Check = (values, _) => WagonNumber.Checks(values["number"]) ? [] : [new RegistryFinding("number", RegistryFault.CheckDigit)],
    };

    private static RegistrySchema Routes() => new()
    {
        Kind = RegistryKind.Route,
        KeyColumns = ["id"],
        TitleColumn = "name_ru",
        Columns =
        [
            Needed(Slug("id")), Text("name_en"), Needed(Text("name_ru")), Text("name_kk"), Needed(Code("mode", "road", "rail")),
            To(RegistryKind.Office, "from"), To(RegistryKind.Office, "to"), Needed(Countries("states")), Slugs("checkpoints"),
            Needed(Code("geometry", "exact", "simplified")), Number("half_width_km", 0.1m, 500), Whole("length_km", 1, 20_000),
            Text("highways"), Needed(Line("line")),
        ],
    };

    private static RegistrySchema SpecialMeasures() => new()
    {
        Kind = RegistryKind.SpecialMeasure,
        KeyColumns = ["state", "code"],
        TitleColumn = "description",
        Columns =
        [
            Needed(Country("state")), Needed(GoodsCode("code")), Needed(Text("description")), Needed(Day("published")),
            Needed(Text("published_in")), Text("act"),
        ],
    };

    private static RegistrySchema Exemptions() => new()
    {
        Kind = RegistryKind.Exemption,
        KeyColumns = ["id"],
        TitleColumn = "description",
        Columns =
        [
            Needed(Slug("id")), GoodsCode("code"), Code("procedure", "transit", "export", "mutual_trade"), Code("mode", "road", "rail"),
            Needed(Text("description")), Needed(Text("legal_ground")), Day("published"),
        ],
    };

    private static RegistrySchema ExchangeRates() => new()
    {
        Kind = RegistryKind.ExchangeRate,
        KeyColumns = ["currency"],
        TitleColumn = "currency",
        Columns =
        [
            Needed(Currency("currency")), Needed(Whole("units", 1, RateUnitsMax)), Needed(Number("rate", 0.000001m, 100_000_000)),
            Needed(Currency("quoted_in")), Needed(Text("published_in")),
        ],
    };

    private static RegistrySchema Workplaces() => new()
    {
        Kind = RegistryKind.Workplace,
        KeyColumns = ["id"],
        TitleColumn = "id",
        Columns =
        [
            Needed(Slug("id")), To(RegistryKind.Office, "office"), To(RegistryKind.ControllingBody, "body"), Needed(Day("installed")),
            Text("room", ShortText), To(RegistryKind.Person, "person"), Text("note"),
        ],
        Check = (values, _) => Given(values, "office", "body") == 1 ? [] : [new RegistryFinding("office", RegistryFault.DoNotAgree)],
    };

    private static IEnumerable<RegistryFinding> CheckOffice(RegistryValues values, MemberStates states)
    {
        if (values["code"] is { Length: > 0 } code && !states.IsOfficeCode(values["country"], code))
            yield return new RegistryFinding("code", RegistryFault.NotInForm);
        if (values["parent"] == values["id"]) yield return new RegistryFinding("parent", RegistryFault.Cycle);
        if ((values["latitude"].Length == 0) != (values["longitude"].Length == 0))
            yield return new RegistryFinding("longitude", RegistryFault.DoNotAgree);
    }

    /// <summary>A certificate has a number; a transition mark has the day on which it ends (SEAL-004).</summary>
    private static IEnumerable<RegistryFinding> CheckSealModel(RegistryValues values, MemberStates states)
    {
        if (values["conformity"] == "certificate" && values["certificate"].Length == 0)
            yield return new RegistryFinding("certificate", RegistryFault.Missing);
        if (values["conformity"] == "transition" && values["conformity_until"].Length == 0)
            yield return new RegistryFinding("conformity_until", RegistryFault.Missing);
    }

    private static int Given(RegistryValues values, params string[] columns) => columns.Count(column => values[column].Length > 0);
}
