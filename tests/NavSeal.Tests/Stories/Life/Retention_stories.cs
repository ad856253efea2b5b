using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking;

namespace NavSeal.Tests.Stories.Life;

/// <summary>How long dossiers are kept, who holds them, and their erasure.</summary>
public sealed class Retention_stories
{
    private static readonly Command.EraseDossier Erase = new(Way.Number);
    private static readonly Command.Hold Hold = new(Way.Number, Way.Departure, "criminal case 26-551");
    private static readonly TimeSpan Zone = Reference.HomeOffset;

    [Fact]
    [Requirement("RET-001")]
    [Requirement("RET-003")]
    public void A_dossier_is_kept_for_five_years_from_the_day_after_the_deactivation()
    {
        var way = Way.Returned().Done(new Command.Complete(Way.Number, Completion.Clean));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 23, 0, 0, Zone), way.One<TransportationEvent.SealDeactivated>().At);
        At(way, new DateTimeOffset(2031, 3, 1, 23, 59, 0, Zone)).Refuses(Refusal.DossierKept, Erase);
        way.Later(1).Done(Erase);
        var erased = way.One<TransportationEvent.DossierErased>();
        Assert.Equal(("2031-03-02", 1, 1, 0), (erased.KeptUntil, erased.Documents, erased.Seals, erased.Situations));
        way.Refuses(Refusal.DossierErased, Erase).Refuses(Refusal.DossierErased, Hold);
    }

    [Fact]
    [Requirement("RET-004")]
    public void Of_several_seals_the_last_deactivation_counts()
    {
        var (first, second) = (Way.Seal(1), Way.Seal(2));
        var way = Way.Confirmed(Way.Whole with { Compartments = 2, SealsPlanned = 2 })
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(first))).Done(new Command.Affix(Way.Number, Way.AffixedTo(second, 2)))
            .Closed(first).Closed(second).Done(Way.Activation(first)).Done(Way.Activation(second))
            .Done(new Command.Deactivate(Way.Number, first));
        for (var reports = 0; reports < 300; reports++) way.Later(4).Closed(second, 10, 80 + (reports % 10));
        way.Done(new Command.Terminate(Way.Number, Way.Departure, "seized"));
        Assert.Equal([1, 2], way.All<TransportationEvent.SealDeactivated>().Select(one => one.At.ToOffset(Zone).Day));
        At(way, new DateTimeOffset(2031, 3, 2, 23, 59, 0, Zone)).Refuses(Refusal.DossierKept, Erase);
        way.Later(1).Done(Erase);
    }

    [Fact]
    public void What_was_never_activated_is_kept_for_a_year_from_its_cancellation_and_what_is_not_over_for_ever()
    {
        var way = Way.Confirmed();
        way.Refuses(Refusal.NotOverYet, Erase).Done(new Command.Cancel(Way.Number, "the goods stay"));
        At(way, new DateTimeOffset(2027, 3, 1, 23, 59, 0, Zone)).Refuses(Refusal.DossierKept, Erase);
        way.Later(1).Done(Erase);
        At(Way.Confirmed(), new DateTimeOffset(2060, 1, 1, 0, 0, 0, Zone)).Refuses(Refusal.NotOverYet, Erase);
    }

    [Fact]
    [Requirement("RET-005")]
    public void A_hold_of_an_authority_stops_the_erasure_until_it_is_released()
    {
        var way = Way.Begun().Done(Hold).Done(Hold with { Authority = Way.Destination, Ground = "inspection of 2026" })
            .Done(new Command.Terminate(Way.Number, Way.Departure, "seized"));
        Assert.Equal(
            [(1, Way.Departure, "criminal case 26-551"), (2, Way.Destination, "inspection of 2026")],
            way.All<TransportationEvent.DossierHeld>().Select(one => (one.Hold, one.Authority, one.Ground)));
        At(way, new DateTimeOffset(2040, 1, 1, 0, 0, 0, Zone)).Refuses(Refusal.DossierHeld, Erase);
        way.Refuses(Refusal.UnknownHold, Released(3, "closed"));
        way.Refuses(Refusal.TextOutOfForm, Released(1, ""));
        way.Done(Released(1, "closed")).Refuses(Refusal.DossierHeld, Erase);
        way.Refuses(Refusal.UnknownHold, Released(1, "again"));
        way.Done(Released(2, "closed", Way.Destination)).Done(Erase);
        Way.Begun().Refuses(Refusal.UnknownOffice, Hold with { Authority = "nobody" })
            .Refuses(Refusal.TextOutOfForm, Hold with { Ground = "" });
    }

    [Fact]
    [Requirement("RET-005")]
    public void A_case_that_no_person_has_closed_stops_the_erasure()
    {
        var way = Way.Begun().Later(1).Opened(Way.Seal(1)).Later(1).Closed(Way.Seal(1))
            .Done(new Command.Terminate(Way.Number, Way.Departure, "seized"));
        At(way, new DateTimeOffset(2040, 1, 1, 0, 0, 0, Zone)).Refuses(Refusal.CaseOpen, Erase);
        foreach (var situation in way.State.Situations)
        {
            way.Refuses(Refusal.CaseOpen, Erase).Done(
                new Command.CloseSituation(Way.Number, situation.Number, "FALSE_ALARM", "the cable was loose"));
        }

        way.Done(Erase);
    }

    [Fact]
    [Requirement("RET-002")]
    public void No_table_goes_below_three_years()
    {
        Assert.Equal(5, Of(5).Retention.Years);
        Assert.Equal(3, Of(3).Retention.Years);
        Assert.Contains("below 3 years", Assert.Throws<FormatException>(() => Of(2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ended_before_the_instant_of_the_list_is_what_may_be_erased() => Seeds.Each(200, random =>
    {
        var rule = new RetentionRule(random.Next(3, 12), 1, Zone);
        var end = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(4_000_000));
        var wasActivated = random.Next(2) == 0;
        var first = new DateTimeOffset(rule.TermAfter(end, wasActivated).Until.AddDays(1).ToDateTime(TimeOnly.MinValue), Zone);
        Assert.True(end < rule.DueBefore(first, wasActivated));
        Assert.False(end < rule.DueBefore(first.AddDays(-1).AddMinutes(-1), wasActivated));
    });

    private static TrackingRules Of(int years) => RulesTable.Parse(
        Reference.Text("situations.csv"),
        Reference.Text("operator-rules.csv").Replace("retention,5,", $"retention,{years},", StringComparison.Ordinal),
        Reference.Text("reasons.csv"), Zone).ValidAt(Way.Start);

    private static Command.ReleaseHold Released(int hold, string reason, string by = Way.Departure) => new(Way.Number, hold, by, reason);

    private static Way At(Way way, DateTimeOffset instant) => way.Later((int)(instant - way.Now).TotalMinutes);
}
