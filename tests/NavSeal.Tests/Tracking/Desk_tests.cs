using NavSeal.Model.Commands;
using NavSeal.Model.Desk;
using NavSeal.Model.Encoding;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Tracking;

/// <summary>A command handed in twice is done once, and what a person does stands under that person's name.</summary>
public sealed class Desk_tests
{
    private static readonly SealNumber Seal = SealNumber.Parse("KZ-1");
    private static readonly TransportationNumber Transportation = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly CommandOrigin Asked = new(new Guid(7, 0, 0, new byte[8]), "user/aigul");

    [Fact]
    public void A_command_handed_in_twice_is_done_once()
    {
        var core = WithOpenElement();
        Assert.Null(Do(core, new Command.AcknowledgeSituation(Transportation, 1), Asked));
        var journalled = core.Journal.Count;
        Assert.Null(Do(core, new Command.AcknowledgeSituation(Transportation, 1), Asked));
        Assert.Equal(journalled, core.Journal.Count);
        Assert.Equal(Refusal.AlreadyAcknowledged, Do(core, new Command.AcknowledgeSituation(Transportation, 1), Other("user/aigul")));
    }

    [Fact]
    public void The_answer_is_known_after_a_restart_and_from_the_journal_alone()
    {
        var core = WithOpenElement();
        Do(core, new Command.AcknowledgeSituation(Transportation, 1), Asked);
        core.Restart();
        Assert.Null(Do(core, new Command.AcknowledgeSituation(Transportation, 1), Asked));
        var replayed = new TrackingState();
        foreach (var (subject, change) in core.Journal) Assert.True(replayed.Evolve(subject, change));
        Assert.Equal(Core.Bytes(core.State), Core.Bytes(replayed));
    }

    [Fact]
    public void An_id_is_not_lent_to_another_command()
    {
        var core = WithOpenElement();
        Do(core, new Command.AcknowledgeSituation(Transportation, 1), Asked);
        Assert.Equal(Refusal.CommandIdReused, Do(core, new Command.AcknowledgeSituation(Transportation, 2), Asked));
        Assert.Equal(Refusal.CommandIdReused, Do(core, new Command.Reapply(Transportation, null), Asked));
    }

    /// <summary>What former versions took without a second person and without a sending; their answers stay known.</summary>
    [Theory]
    [InlineData("OpenSeal")]
    [InlineData("CloseSeal")]
    public void Nobody_hands_in_an_opening_or_closing_that_never_leaves(string name)
    {
        Assert.DoesNotContain(name, CommandEncoding.Names);
        Assert.Throws<FormatException>(() => CommandEncoding.Read(name, "{\"Seal\":\"KZ-1\"}"));
    }

    [Fact]
    public void A_refused_command_may_be_handed_in_again_under_its_id()
    {
        var core = WithOpenElement();
        Assert.Equal(Refusal.NotRemoved, Do(core, new Command.Reapply(Transportation, null), Asked));
        core.Take([new Step.Order(Start.AddMinutes(7), ShortestLife.Removal(Transportation, "CUSTOMS_INSPECTION"))]);
        core.Take([Report(6, SealingElementState.Closed)]);
        Assert.Null(Do(core, new Command.Reapply(Transportation, null), Asked));
    }

    [Fact]
    public void A_command_is_forgotten_after_a_day()
    {
        var desk = DeskState.Empty;
        for (var hour = 0; hour <= 30; hour++) desk = DeskState.Evolve(desk, Done(hour));
        Assert.Null(desk.Find(Id(5)));
        Assert.NotNull(desk.Find(Id(6)));
        Assert.Equal(desk.Done, DeskStateEncoding.Read(DeskStateEncoding.Write(desk)).Done);
    }

    [Fact]
    public void A_drawer_has_a_bound()
    {
        var desk = DeskState.Empty;
        for (var at = 0; at <= DeskState.DoneMax; at++) desk = DeskState.Evolve(desk, Done(at, TimeSpan.Zero));
        Assert.Equal(DeskState.DoneMax, desk.Done.Length);
        Assert.Null(desk.Find(Id(0)));
    }

    [Fact]
    public void A_draft_that_is_dropped_leaves_the_desk_as_it_was()
    {
        var core = WithOpenElement();
        Assert.Null(core.Draft.Do(new Command.AcknowledgeSituation(Transportation, 1), Asked, Start.AddMinutes(6)));
        core.Draft.Clear();
        Assert.Empty(core.State.Desk);
        Assert.Null(Do(core, new Command.AcknowledgeSituation(Transportation, 1), Asked));
    }

    [Fact]
    public void What_a_person_does_stands_under_that_name()
    {
        var core = WithOpenElement();
        Do(core, new Command.AcknowledgeSituation(Transportation, 1), Asked);
        Do(core, new Command.ShelveSituation(Transportation, 1, Start.AddHours(2), "Inspection at the post"), Other("user/daniyar"));
        var changes = core.Journal.Select(entry => entry.Change).ToList();
        Assert.Equal("user/aigul", Assert.Single(changes.OfType<TransportationEvent.SituationAcknowledged>()).By);
        Assert.Equal("user/daniyar", Assert.Single(changes.OfType<TransportationEvent.SituationShelved>()).By);
        Assert.Equal(
            [("AcknowledgeSituation", "user/aigul"), ("ShelveSituation", "user/daniyar")],
            changes.OfType<DeskEvent.CommandDone>().Select(done => (done.Command, done.By)));
    }

    [Theory]
    [InlineData(1, 0, "late for one shift", Refusal.ShelvingTooLong)]
    [InlineData(1, 13, "longer than one shift", Refusal.ShelvingTooLong)]
    [InlineData(1, 12, "  ", Refusal.TextOutOfForm)]
    [InlineData(1, 12, "two\nlines", Refusal.TextOutOfForm)]
    [InlineData(9, 12, "no such situation", Refusal.UnknownSituation)]
    [InlineData(1, 12, "one shift", null)]
    public void A_situation_is_put_aside_for_one_shift_at_most_and_with_a_reason(int situation, int hours, string reason, Refusal? expected)
    {
        var now = Start.AddMinutes(6);
        var command = new Command.ShelveSituation(Transportation, situation, now.AddHours(hours), reason);
        Assert.Equal(expected, WithOpenElement().Draft.Do(command, Asked, now));
    }

    [Fact]
    public void What_is_over_is_not_put_aside_and_can_still_be_taken_in_hand()
    {
        var core = WithOpenElement();
        core.Take([Report(6, SealingElementState.Closed)]);
        core.Take([new Step.Order(Start.AddMinutes(7), new Command.Deactivate(Transportation, null))]);
        var shelving = new Command.ShelveSituation(Transportation, 1, Start.AddHours(2), "known");
        Assert.Equal(Refusal.SituationEnded, Do(core, shelving, Other("user/aigul")));
        Assert.Null(Do(core, new Command.AcknowledgeSituation(Transportation, 1), Asked));
    }

    [Theory]
    [InlineData((TrackingRegimes)0, TransportMode.Road, Refusal.NoRegime)]
    [InlineData(TrackingRegimes.Union, (TransportMode)0, Refusal.UnknownMode)]
    [InlineData(TrackingRegimes.Union, (TransportMode)3, Refusal.UnknownMode)]
    public void A_law_or_a_mode_that_is_none_is_refused(TrackingRegimes regimes, TransportMode mode, Refusal expected)
    {
        var core = Registered();
        var refusals = (Activation with { Regimes = regimes, Mode = mode }).Before(Start).Select(part => core.Draft.Do(part, Start));
        Assert.Equal(expected, refusals.First(refusal => refusal is not null));
    }

    [Fact]
    public void The_number_of_a_transportation_follows_from_the_command_that_creates_it()
    {
        Assert.Equal(TransportationNumber.Of(Id(1)), TransportationNumber.Of(Id(1)));
        Assert.NotEqual(TransportationNumber.Of(Id(1)), TransportationNumber.Of(Id(2)));
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", TransportationNumber.Of(Id(1)).ToString());
    }

    private static Core Registered()
    {
        var core = new Core();
        core.Take([new Step.Order(Start, new Command.RegisterSeal(Reference.Registered(Seal))), Report(0, SealingElementState.Closed)]);
        return core;
    }

    private static Core WithOpenElement()
    {
        var core = Registered();
        core.Take([new Step.Begin(Start, Activation), Report(5, SealingElementState.Open)]);
        return core;
    }

    private static ShortestLife Activation => new(Transportation, Seal) { Regimes = TrackingRegimes.Union };

    private static Step.Report Report(int minute, SealingElementState element) =>
        new(Start.AddMinutes(minute), Seal, new Observation
        {
            MeasuredAt = Start.AddMinutes(minute),
            ContentKey = (ulong)minute + 1,
            SealingElement = element,
        });

    private static Refusal? Do(Core core, Command command, CommandOrigin origin)
    {
        var refusal = core.Draft.Do(command, origin, Start.AddMinutes(6));
        core.Commit();
        return refusal;
    }

    private static CommandOrigin Other(string by) => new(new Guid(8, 0, 0, new byte[8]), by);

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static DeskEvent.CommandDone Done(int number, TimeSpan? apart = null) => new()
    {
        Id = Id(number),
        By = "user/aigul",
        Command = "OpenSeal",
        Content = "0",
        At = Start + (number * (apart ?? TimeSpan.FromHours(1))),
    };
}
