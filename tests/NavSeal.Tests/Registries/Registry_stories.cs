using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking.Registries;

namespace NavSeal.Tests.Registries;

/// <summary>What the acts ask of the registries, told in commands.</summary>
public sealed class Registry_stories
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 3, 1);
    private static readonly SealNumber Seal = SealNumber.Parse("KZ-1");
    private static int ids;

    [Fact]
    [Requirement("SEAL-001")]
    public void A_second_device_under_a_number_is_refused_unless_it_replaces_the_first()
    {
        var core = Rows.Core();
        var first = Reference.Registered(Seal);
        var other = first with { Identity = DeviceIdentity.Parse(IdentityKind.Imei, "351756051523999")!.Value };
        Assert.Null(Do(core, new Command.RegisterSeal(first)));
        Assert.Null(Do(core, new Command.RegisterSeal(first with { Model = "Model 8" })));
        Assert.Equal(Refusal.SealExists, Do(core, new Command.RegisterSeal(other)));
        Assert.Null(Do(core, new Command.RegisterSeal(other, Replaces: true)));
    }

    [Fact]
    [Requirement("SEAL-002")]
    public void Every_entry_names_the_operator_that_registered_the_seal()
    {
        var core = Rows.Core();
        Assert.Null(Do(core, new Command.RegisterSeal(Reference.Registered(Seal))));
        Assert.Equal("KZ", core.State.Seals.Single().Registration!.Operator);
        Assert.Equal(Refusal.NotAMemberState, Do(core, new Command.RegisterSeal(Other("KZ-2") with { Operator = "" })));
    }

    [Theory]
    [Requirement("SEAL-005")]
    [InlineData("AM", null)]
    [InlineData("BY", null)]
    [InlineData("KZ", null)]
    [InlineData("KG", null)]
    [InlineData("RU", null)]
    [InlineData("CN", Refusal.NotAMemberState)]
    public void A_seal_of_an_operator_of_each_of_the_five_states_is_taken_in(string state, Refusal? expected) =>
        Assert.Equal(expected, Do(Rows.Core(), new Command.RegisterSeal(Other("SEAL-1") with { Operator = state })));

    [Theory]
    [Requirement("SEAL-003")]
    [Requirement("SEAL-004")]
    [Requirement("SEAL-006")]
    [InlineData("certificate", "", "2031-01-01", SealConformity.Certified, true)]
    [InlineData("certificate", "2026-12-31", "2027-01-01", SealConformity.Ended, false)]
    [InlineData("transition", "2026-09-26", "2026-09-26", SealConformity.Transitional, true)]
    [InlineData("transition", "2026-09-26", "2026-09-27", SealConformity.Ended, false)]
    [InlineData("none", "", "2026-03-01", SealConformity.None, false)]
    public void A_seal_is_worth_what_its_model_is_marked_with_on_the_day(
        string mark, string until, string day, SealConformity expected, bool isAccepted)
    {
        var core = Rows.Core();
        Rows.Done(core, Model(mark, until));
        var found = Conformity(core, RegistryDays.Parse(day)!.Value);
        Assert.Equal((expected, isAccepted), (found, SealConformities.IsAccepted(found)));
    }

    [Fact]
    [Requirement("SEAL-003")]
    public void A_seal_of_a_model_that_nobody_entered_is_not_accepted() =>
        Assert.False(SealConformities.IsAccepted(Conformity(Rows.Core(), Day)));

    [Fact]
    [Requirement("SEAL-004")]
    public void A_transition_mark_without_its_last_day_is_refused() =>
        Assert.Equal(Refusal.RowOutOfForm, Rows.Do(Rows.Core(), Model("transition", "")));

    [Fact]
    [Requirement("SEAL-016")]
    public void Every_change_of_a_seals_state_is_journalled_with_who_when_and_why()
    {
        var core = Rows.Core();
        Do(core, new Command.RegisterSeal(Reference.Registered(Seal)));
        Assert.Null(Do(core, new Command.ChangeSealState(Seal, SealStock.Issued, "to the post Nur Zholy"), "user/aigul"));
        Assert.Null(Do(core, new Command.ChangeSealState(Seal, SealStock.Faulty, "no answer"), "user/daniyar"));
        Assert.Equal(Refusal.TextOutOfForm, Do(core, new Command.ChangeSealState(Seal, SealStock.Lost, " ")));
        Assert.Equal(Refusal.SealStateUnchanged, Do(core, new Command.ChangeSealState(Seal, SealStock.Faulty, "again")));
        Assert.Equal(
            [(SealStock.Issued, "user/aigul", "to the post Nur Zholy"), (SealStock.Faulty, "user/daniyar", "no answer")],
            core.Journal.Select(entry => entry.Change).OfType<SealEvent.SealStateChanged>().Select(e => (e.State, e.By, e.Reason)));
        Assert.Equal(SealStock.Faulty, core.Copy().Seals.Single().Stock);
    }

    [Theory]
    [Requirement("SEAL-017")]
    [InlineData(SealStock.Faulty)]
    [InlineData(SealStock.Lost)]
    [InlineData(SealStock.Retired)]
    public void A_faulty_lost_or_retired_seal_is_not_issued(SealStock state)
    {
        var core = Rows.Core();
        Do(core, new Command.RegisterSeal(Reference.Registered(Seal)));
        Assert.Null(Do(core, new Command.ChangeSealState(Seal, state, "so it is")));
        Assert.Equal(Refusal.SealNotFit, Do(core, new Command.ChangeSealState(Seal, SealStock.Issued, "to a customer")));
        var back = Do(core, new Command.ChangeSealState(Seal, SealStock.InStock, "found and mended"));
        Assert.Equal(state == SealStock.Retired ? Refusal.SealNotFit : null, back);
    }

    [Theory]
    [Requirement("ACT-016")]
    [InlineData("KZ", "57505", true)]
    [InlineData("KZ", "39857505", true)]
    [InlineData("KZ", "5750", false)]
    [InlineData("RU", "10702030", true)]
    [InlineData("RU", "10702", false)]
    [InlineData("AM", "05", true)]
    [InlineData("BY", "112ab", false)]
    public void The_code_of_an_office_has_as_many_digits_as_its_state_writes(string state, string code, bool isRight)
    {
        var office = Rows.Entry(RegistryKind.Office, null, ("id", "x"), ("code", code), ("name_ru", "Пост"), ("country", state));
        Assert.Equal(isRight ? null : Refusal.RowOutOfForm, Rows.Do(Rows.Core(), office));
    }

    [Theory]
    [Requirement("ACT-016")]
    [InlineData("57505", "nur-zholy")]
    [InlineData("39857505", "nur-zholy")]
    [InlineData("57599", null)]
    public void An_office_is_found_by_its_code_of_the_classifier(string code, string? expected) =>
        Assert.Equal(expected, Reference_row_tests.Laid().FindOffices("KZ", code, Day).FirstOrDefault()?.Key);

    [Fact]
    [Requirement("REG-004")]
    public void An_office_stands_below_its_department_and_the_committee_and_below_no_other()
    {
        var book = Reference_row_tests.Laid();
        Assert.True(OfficeTree.IsAtOrBelow(book, "nur-zholy", "dgd-zhetisu", Day));
        Assert.True(OfficeTree.IsAtOrBelow(book, "nur-zholy", "nur-zholy", Day));
        Assert.False(OfficeTree.IsAtOrBelow(book, "nur-zholy", "dgd-abai", Day));
        Assert.False(OfficeTree.IsAtOrBelow(book, "dgd-zhetisu", "nur-zholy", Day));
    }

    [Fact]
    public void No_office_comes_to_stand_below_itself()
    {
        var core = Rows.Core();
        Rows.Done(core, Office("a", ""));
        Rows.Done(core, Office("b", "a"));
        Rows.Done(core, Office("c", "b"));
        Assert.Equal(Refusal.OfficeCycle, Rows.Do(core, Office("a", "c") with { Corrects = 1 }));
        Assert.Equal(Refusal.OfficeCycle, Rows.Do(core, Office("a", "c") with { ValidFrom = new DateOnly(2027, 1, 1) }));
        Assert.Equal(Refusal.RowOutOfForm, Rows.Do(core, Office("d", "d")));
    }

    [Fact]
    [Requirement("REG-002")]
    public void Workplaces_are_listed_by_their_office()
    {
        var core = Rows.Core();
        Rows.Done(core, Office("nur-zholy", ""));
        Rows.Done(core, Office("dostyk", ""));
        foreach (var (id, office) in ((string, string)[])[("nz-1", "nur-zholy"), ("nz-2", "nur-zholy"), ("d-1", "dostyk")])
            Rows.Done(core, Rows.Entry(RegistryKind.Workplace, null, ("id", id), ("office", office), ("installed", "2026-02-01")));
        Assert.Equal(["nz-1", "nz-2"], core.State.Registries
            .PointingTo(RegistryKind.Office, "nur-zholy", Day, RegistryKind.Workplace).Select(row => row.Key).Order());
    }

    [Fact]
    [Requirement("CAB-017")]
    public void A_carrier_has_its_vehicles_and_drivers_to_choose_from()
    {
        var core = Rows.Core();
        Rows.Done(core, Rows.Carrier);
        Rows.Done(core, Rows.Vehicle("777ABC02"));
        Rows.Done(core, Rows.Vehicle("12XYZ02"));
        Rows.Done(core, Rows.Entry(
            RegistryKind.Person, null,
            ("id", "driver-1"), ("name", "Серік Ахметов"), ("organisation", Rows.CarrierKey), ("position", "водитель")));
        var book = core.State.Registries;
        Assert.Equal(["KZ-12XYZ02", "KZ-777ABC02"], book
            .PointingTo(RegistryKind.Organisation, Rows.CarrierKey, Day, RegistryKind.Vehicle).Select(row => row.Key).Order());
        Assert.Equal("driver-1", Assert.Single(book
            .PointingTo(RegistryKind.Organisation, Rows.CarrierKey, Day, RegistryKind.Person)).Key);
    }

    [Theory]
    [Requirement("STG-019")]
    [InlineData("2026-02-20", "tks.ru", null)]
    [InlineData("", "official gazette", Refusal.RowOutOfForm)]
    [InlineData("2026-02-20", "", Refusal.RowOutOfForm)]
    public void Goods_under_a_special_measure_come_with_day_and_place_of_publication(string published, string where, Refusal? expected) =>
        Assert.Equal(expected, Rows.Do(Rows.Core(), Rows.Entry(
            RegistryKind.SpecialMeasure, "2026-03-01", ("state", "RU"), ("code", "0406"), ("description", "Сыры"),
            ("published", published), ("published_in", where))));

    [Theory]
    [Requirement("CAB-014")]
    [InlineData("KZ", "980540000397", null)]
    [InlineData("KZ", "980540000398", Refusal.RowOutOfForm)]
    [InlineData("RU", "7707083893", null)]
    public void An_organisation_of_the_home_state_has_a_business_number_that_checks(string state, string number, Refusal? expected) =>
        Assert.Equal(expected, Rows.Do(Rows.Core(), Rows.Entry(
            RegistryKind.Organisation, null, ("country", state), ("number", number), ("name", "Test"), ("kinds", "carrier"))));

    [Theory]
    [Requirement("MON-022")]
    [InlineData(null, null)]
    [InlineData("name", Refusal.RowOutOfForm)]
    [InlineData("country", Refusal.RowOutOfForm)]
    [InlineData("number", Refusal.RowOutOfForm)]
    public void A_carrier_stands_with_name_country_and_tax_number(string? missing, Refusal? expected)
    {
        (string Column, string Text)[] whole = [("country", "KZ"), ("number", "980540000397"), ("name", "Test"), ("kinds", "carrier")];
        var row = Rows.Entry(RegistryKind.Organisation, null, [.. whole.Where(value => value.Column != missing)]);
        Assert.Equal(expected, Rows.Do(Rows.Core(), row));
    }

    [Fact]
    [Requirement("RMV-003")]
    public void Reasons_of_removal_are_rows_with_days_of_validity()
    {
        var reasons = Reference.Text("reasons.csv") + "OLD_REASON,removal,Old,Старая,D,2020-01-01,2025-12-31\n";
        var rules = NavSeal.Tracking.RulesTable.Parse(
            Reference.Text("situations.csv"), Reference.Text("operator-rules.csv"), reasons, Reference.HomeOffset);
        IReadOnlySet<string> before = rules.ValidAt(new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero)).RemovalReasons;
        IReadOnlySet<string> now = rules.ValidAt(Now).RemovalReasons;
        Assert.Contains("OLD_REASON", before);
        Assert.DoesNotContain("OLD_REASON", now);
        Assert.Contains("CUSTOMS_INSPECTION", now);
    }

    private static RegisteredSeal Other(string number) => Reference.Registered(SealNumber.Parse(number)) with
    {
        Identity = DeviceIdentity.Parse(IdentityKind.Imei, "351756051523" + number.Length)!.Value,
    };

    private static SealConformity Conformity(Core core, DateOnly day) =>
        SealConformities.Of(core.State.Registries.Find(RegistryKind.SealModel, "Model 7", day), day);

    private static RowEntry Model(string mark, string until) => Rows.Entry(
        RegistryKind.SealModel, null, ("model", "Model 7"), ("maker", "Maker"), ("conformity", mark),
        ("certificate", mark == "certificate" ? "KZ-7500-1" : ""), ("conformity_until", until));

    private static RowEntry Office(string id, string parent) =>
        Rows.Entry(RegistryKind.Office, null, ("id", id), ("name_ru", id), ("country", "KZ"), ("parent", parent));

    private static Refusal? Do(Core core, Command command, string by = "user/test")
    {
        var refusal = core.Draft.Do(command, new CommandOrigin(new Guid(Interlocked.Increment(ref ids), 0x81, 0, new byte[8]), by), Now);
        core.Commit();
        return refusal;
    }
}
