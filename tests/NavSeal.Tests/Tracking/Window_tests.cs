using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Tracking;

/// <summary>What is decided when more reports came than a state keeps.</summary>
public sealed class Window_tests
{
    private static readonly SealNumber Seal = SealNumber.Parse("KZ-1");
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_opening_longer_than_the_window_is_one_situation_that_ends()
    {
        var core = Activated();
        for (var minute = 1; minute <= 400; minute++) core.Take([Report(minute, minute, SealingElementState.Open)]);
        core.Take([Report(401, 401, SealingElementState.Closed), Report(402, 402, SealingElementState.Open)]);
        Assert.Equal(["+SealingElementBroken@1", "-1@401", "+SealingElementBroken@402"], Told(core));
    }

    [Fact]
    public void The_way_of_a_long_opening_counts_from_its_beginning()
    {
        var core = Activated();
        for (var minute = 1; minute <= 300; minute++) core.Take([Report(minute, minute, SealingElementState.Open, metres: minute * 6)]);
        Assert.Equal(["+SealingElementBroken@1", "+UnauthorisedAction@168"], Told(core));
    }

    [Fact]
    [Requirement("RMV-007")]
    public void The_way_of_a_long_removal_counts_from_its_beginning()
    {
        var core = Activated();
        core.Take([new Step.Order(Start, ShortestLife.Removal(Transportation, "CUSTOMS_INSPECTION"))]);
        for (var minute = 1; minute <= 230; minute++) core.Take([Report(minute, minute, SealingElementState.Closed, metres: minute * 6)]);
        Assert.Equal(["+UnauthorisedAction@168"], Told(core));
    }

    [Fact]
    public void Steps_of_less_than_a_metre_are_not_rounded_away()
    {
        var core = Activated();
        for (var minute = 1; minute <= 300; minute++) core.Take([Report(minute, minute, SealingElementState.Open, metres: minute * 4.4)]);
        Assert.Equal(["+SealingElementBroken@1", "+UnauthorisedAction@229"], Told(core));
    }

    [Fact]
    public void A_report_older_than_what_can_be_told_from_a_repeat_judges_nothing()
    {
        var core = Activated();
        for (var minute = 1; minute <= 200; minute++) core.Take([Report(minute, minute, SealingElementState.Closed)]);
        core.Take([Report(201, 30, SealingElementState.Open), Report(202, 30, SealingElementState.Closed)]);
        Assert.Empty(Told(core));
        Assert.Equal(2, Judged(core, Judgement.PossiblyRepeated));
        Assert.False(core.Decide(Report(202, 30, SealingElementState.Closed)));
    }

    [Fact]
    [Requirement("MON-006")]
    public void A_memory_from_beyond_the_horizon_sent_again_is_kept_once()
    {
        const int FortyDaysAgo = -40 * 24 * 60;
        var core = new Core();
        core.Take([new Step.Order(Start, new Command.RegisterSeal(Reference.Registered(Seal)))]);
        for (var minute = 1; minute <= 128; minute++)
            Assert.True(core.Decide(Report(minute, FortyDaysAgo + minute, SealingElementState.Open)));
        for (var minute = 1; minute <= 128; minute++)
            Assert.False(core.Decide(Report(300 + minute, FortyDaysAgo + minute, SealingElementState.Open)));
    }

    [Fact]
    [Requirement("MON-005")]
    public void A_silence_before_the_window_still_takes_late_reports()
    {
        var core = Activated();
        for (var minute = 1; minute <= 5; minute++) core.Take([Report(minute, minute, SealingElementState.Closed)]);
        for (var minute = 60; minute <= 250; minute++) core.Take([Report(minute, minute, SealingElementState.Closed)]);
        core.Take([Report(251, 20, SealingElementState.Closed), Report(251, 30, SealingElementState.Open)]);
        core.Take([Report(251, 40, SealingElementState.Open)]);
        core.Take([Report(251, 45, SealingElementState.Closed)]);
        Assert.Equal(["+NoData@15", "-1@60", "+SealingElementBroken@30", "-2@60"], Told(core));
        Assert.Equal(0, Judged(core, Judgement.PossiblyRepeated));
    }

    [Fact]
    [Requirement("MON-005")]
    public void The_memory_of_a_long_silence_is_judged_though_it_is_read_backwards()
    {
        var core = Activated();
        for (var minute = 1; minute <= 130; minute++) core.Take([Report(minute, minute, SealingElementState.Closed)]);
        core.Take([Report(600, 600, SealingElementState.Closed)]);
        for (var minute = 599; minute > 130; minute--)
            core.Take([Report(601, minute, minute is >= 200 and < 210 ? SealingElementState.Open : SealingElementState.Closed)]);
        Assert.Equal(["+NoData@140", "-1@600", "+SealingElementBroken@209", "-2@210"], Told(core));
    }

    [Fact]
    public void Every_report_of_a_long_memory_is_taken_once()
    {
        var core = Activated();
        core.Take([Report(1, 1, SealingElementState.Closed), Report(600, 600, SealingElementState.Closed)]);
        for (var minute = 2; minute < 600; minute++) core.Take([Report(601, minute, SealingElementState.Closed)]);
        Assert.Equal(600, Judged(core, Judgement.Judged));
    }

    [Fact]
    public void A_late_report_for_a_former_transportation_does_not_raise_again_what_began_before_the_window()
    {
        var core = Activated();
        for (var minute = 1; minute <= 200; minute++) core.Take([Report(minute, minute, SealingElementState.Open)]);
        core.Take([new Step.Order(Start.AddMinutes(201), new Command.Deactivate(Transportation, null))]);
        core.Take([Report(202, 202, SealingElementState.Closed), new Step.Begin(Start.AddMinutes(203), Activation(2))]);
        core.Take([Report(204, 150, SealingElementState.Broken)]);
        Assert.Equal(["+SealingElementBroken@1", "-1@201"], Told(core));
    }

    [Fact]
    public void What_was_known_before_the_activation_does_not_hide_what_comes_after_it()
    {
        var core = Activated();
        core.Take([new Step.Order(Start, new Command.Deactivate(Transportation, null)), Faulty(1)]);
        for (var minute = 2; minute <= 140; minute++) core.Take([Report(minute, minute, SealingElementState.Closed)]);
        core.Take([new Step.Begin(Start.AddMinutes(141), Activation(2))]);
        for (var minute = 142; minute <= 280; minute++) core.Take([Report(minute, minute, SealingElementState.Closed)]);
        core.Take([Faulty(281)]);
        Assert.Equal(["+SealFault@281"], Told(core));
    }

    private static Step.Report Faulty(int minute)
    {
        var report = Report(minute, minute, SealingElementState.Closed);
        return report with { Observation = report.Observation with { HasFault = true } };
    }

    private static readonly TransportationNumber Transportation = new(new Guid(1, 0, 0, new byte[8]));

    private static Core Activated()
    {
        var core = new Core();
        core.Take([
            new Step.Order(Start, new Command.RegisterSeal(Reference.Registered(Seal))),
            Report(-1, -1, SealingElementState.Closed),
            new Step.Begin(Start, Activation(1)),
        ]);
        return core;
    }

    private static ShortestLife Activation(int number) => new(new TransportationNumber(new Guid(number, 0, 0, new byte[8])), Seal)
    {
        Regimes = TrackingRegimes.Union,
        StandingPeriod = TimeSpan.FromMinutes(5),
    };

    private static Step.Report Report(int received, int measured, SealingElementState element, double? metres = null) =>
        new(Start.AddMinutes(received), Seal, new Observation
        {
            MeasuredAt = Start.AddMinutes(measured),
            ContentKey = (ulong)element,
            SealingElement = element,
            Fix = metres is { } north ? new Fix { At = GeoPoint.FromDegrees(44 + (north / 111_195.0797), 77), IsValid = true } : null,
        });

    private static List<string> Told(Core core) => [.. core.Journal.Select(entry => entry.Change switch
    {
        TransportationEvent.NonRoutineSituationOpened e => $"+{e.Kind}@{(e.OccurredAt - Start).TotalMinutes}",
        TransportationEvent.NonRoutineSituationEnded e => $"-{e.Situation}@{(e.At - Start).TotalMinutes}",
        _ => "",
    }).Where(told => told.Length > 0)];

    private static int Judged(Core core, Judgement judgement) =>
        core.Journal.Count(entry => entry.Change is SealEvent.Observed observed && observed.Judgement == judgement);
}
