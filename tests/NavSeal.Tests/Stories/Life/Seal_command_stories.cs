using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking;
using NavSeal.Tracking.Devices;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Stories.Life;

/// <summary>What becomes of commands to a seal: who may give them, when they leave, and what shows that they were done.</summary>
public sealed class Seal_command_stories
{
    private const string Asel = "asel", Bolat = "bolat";

    private static readonly SealNumber One = Way.Seal(1);
    private static readonly Command.CommandSeal Opening = new(One, DeviceCommandKind.Open, "the document has to be seen");
    private static readonly DeviceAnswer Yes = new() { IsAccepted = true };

    private readonly Core core = new();
    private DateTimeOffset now = Way.Start;
    private int ids;

    public Seal_command_stories() => Register(DeviceCommands.Open | DeviceCommands.Close | DeviceCommands.Periods
        | DeviceCommands.Position | DeviceCommands.Register);

    [Fact]
    [Requirement("RET-012")]
    public void An_opening_leaves_only_when_another_person_agrees()
    {
        Assert.Null(Do(Asel, Opening));
        Assert.False(Send(1));
        Assert.Equal(Refusal.SecondPersonIsFirst, Do(Asel, new Command.ConfirmSealCommand(One, 1)));
        Assert.False(Send(1));
        Assert.Null(Do(Bolat, new Command.ConfirmSealCommand(One, 1)));
        Assert.Equal(Refusal.UnknownSealCommand, Do(Bolat, new Command.ConfirmSealCommand(One, 1)));
        Assert.True(Send(1));
        Assert.Equal(now, Single<SealEvent.OpeningCommanded>().At);
    }

    /// <summary>The connection that sent it may be gone: whichever the seal comes back by asks when it is due.</summary>
    [Fact]
    public void What_was_sent_and_not_answered_is_due_again_a_minute_later_until_the_seal_answers()
    {
        Assert.Null(Do(Asel, Opening with { Kind = DeviceCommandKind.AskPosition }));
        Assert.True(Due()!.DueAt <= now);
        Assert.True(Send(1));
        Assert.Equal(now + PendingCommand.AnswerTime, Due()!.DueAt);
        Pass(1);
        Assert.True(Send(1));
        Answer(Yes);
        Assert.Null(Due()!.DueAt);

        PendingCommand? Due() => core.State.TryGet(One, out var seal) ? seal.Commands.SingleOrDefault() : null;
    }

    [Fact]
    public void Another_device_takes_over_a_number_only_when_no_command_to_the_former_one_waits()
    {
        var other = Reference.Registered(One) with { Identity = new DeviceIdentity(IdentityKind.TerminalId, 990_099) };
        Assert.Null(Do(Asel, Opening));
        Assert.Equal(Refusal.CommandOutstanding, Do(Bolat, new Command.RegisterSeal(other, Replaces: true)));
        Assert.Null(Do(Asel, new Command.CancelSealCommand(One, 1, "another device comes")));
        Assert.Null(Do(Bolat, new Command.RegisterSeal(other, Replaces: true)));
    }

    [Fact]
    [Requirement("RET-012")]
    public void The_permission_of_an_authority_stands_for_the_second_person()
    {
        var way = Way.Begun();
        Register(DeviceCommands.Open, way.Core);
        way.Done(Opening);
        Assert.False(way.Core.Draft.Send(One, 1, way.Now));
        way.Done(new Command.CancelSealCommand(One, 1, "not yet permitted"))
            .Done(new Command.Permit(Way.Number, PermissionKind.Deactivation, Way.Destination, Way.Signature)).Done(Opening);
        Assert.True(way.Core.Draft.Send(One, 2, way.Now));
        Assert.Equal(Way.Destination, way.All<SealEvent.CommandQueued>()[^1].PermittedBy);
    }

    [Fact]
    [Requirement("RET-012")]
    public void The_permission_for_another_transportation_stands_for_nobody()
    {
        var way = Way.Begun().Done(new Command.Permit(Way.Number, PermissionKind.Deactivation, Way.Destination, Way.Signature));
        var other = Reference.Registered(Way.Seal(2));
        way.Done(new Command.RegisterSeal(other with { Profile = other.Profile with { Commands = DeviceCommands.Open } }))
            .Refuses(Refusal.CommandOfNoRegister, Opening with { Seal = Way.Seal(2), Transportation = Way.Number });
        way.Done(Opening with { Seal = Way.Seal(2) });
        Assert.True(way.One<SealEvent.CommandQueued>().NeedsSecond);
        Assert.False(way.Core.Draft.Send(Way.Seal(2), 1, way.Now));
    }

    [Fact]
    [Requirement("RET-012")]
    public void A_replacement_uses_its_permission_up_and_the_next_seal_waits_for_one_of_its_own()
    {
        var way = Way.Begun().Done(Permit(PermissionKind.Replacement)).Done(Permit(PermissionKind.Deactivation)).Later(4);
        Register(DeviceCommands.Open, way.Core, Way.Seal(2));
        way.Closed(Way.Seal(2)).Done(new Command.Replace(Way.Number, One, "SEAL_FAULT", Way.AffixedTo(Way.Seal(2)))).Later(1);
        Register(DeviceCommands.Open, way.Core);
        way.Done(Opening with { Seal = Way.Seal(2) }).Done(Opening);
        Assert.All(way.All<SealEvent.CommandQueued>(), one => Assert.Equal((null, true), (one.PermittedBy, one.NeedsSecond)));
        way.Done(new Command.CancelSealCommand(Way.Seal(2), 1, "the authority is asked first"))
            .Done(new Command.TakeBack(Way.Number, PermissionKind.Deactivation, "it was given for the former seal", Way.Signature)
            {
                Authority = Way.Destination,
            })
            .Done(Permit(PermissionKind.Deactivation)).Done(Opening with { Seal = Way.Seal(2) });
        Assert.Equal(Way.Destination, way.All<SealEvent.CommandQueued>()[^1].PermittedBy);
    }

    [Fact]
    [Requirement("RET-012")]
    public void After_the_deactivation_its_permission_stands_for_nobody()
    {
        var way = Way.Inspect().Done(Permit(PermissionKind.Deactivation))
            .Done(new Command.DemandDeactivation(Way.Number, new DeactivationDemand(One, Way.Paper, Way.Plate)))
            .Done(new Command.Deactivate(Way.Number, One));
        Register(DeviceCommands.Open, way.Core);
        way.Done(Opening);
        Assert.True(way.One<SealEvent.CommandQueued>().NeedsSecond);
    }

    [Fact]
    public void While_a_seal_tracks_the_register_of_another_transportation_is_not_written()
    {
        var former = new TransportationNumber(new Guid(1, 0, 0, new byte[8]));
        var present = new TransportationNumber(new Guid(2, 0, 0, new byte[8]));
        Report(SealingElementState.Closed, measured: 0);
        core.Take([new Step.Begin(now, Life(former)), new Step.Order(now, new Command.Deactivate(former, One))]);
        Pass(1);
        Report(SealingElementState.Closed, measured: 0);
        core.Take([new Step.Begin(now, Life(present))]);
        var writing = new Command.CommandSeal(One, DeviceCommandKind.WriteRegister, "the papers of the way");
        Assert.Equal(Refusal.SealNotOfTransportation, Do(Asel, writing with { Transportation = former }));
        Assert.Null(Do(Asel, writing with { Kind = DeviceCommandKind.ReadRegister, Transportation = present }));
        Assert.Equal(present, All<SealEvent.CommandQueued>().Last().Transportation);

        static ShortestLife Life(TransportationNumber number) => new(number, One) { Regimes = TrackingRegimes.Union };
    }

    [Fact]
    public void A_report_whose_date_is_not_believed_shows_nothing()
    {
        Closing();
        Report(SealingElementState.Closed, measured: 2 * 86_400);
        Assert.Empty(All<SealEvent.CommandEnded>());
        Report(SealingElementState.Closed, measured: 1);
        Assert.Equal(DeviceCommandEnd.Done, Single<SealEvent.CommandEnded>().End);
    }

    [Fact]
    public void An_answer_that_names_nothing_is_to_what_was_sent_last()
    {
        Closing();
        Assert.Null(Do(Asel, new Command.CommandSeal(One, DeviceCommandKind.AskPosition, "where is it")));
        Pass(0.5);
        Assert.True(Send(2));
        Pass(0.5);
        Assert.True(Send(1));
        Answer(Yes);
        Assert.Equal(1, Single<SealEvent.CommandAnswered>().Number);
        Answer(Yes);
        Assert.Equal([1, 2], All<SealEvent.CommandAnswered>().Select(one => one.Number));
    }

    [Fact]
    public void What_a_seal_answers_is_no_proof_and_a_later_report_is()
    {
        Closing();
        Report(SealingElementState.Closed, measured: -10);
        Assert.Empty(All<SealEvent.CommandEnded>());
        Pass(0.5);
        Answer(Yes);
        Assert.Empty(All<SealEvent.CommandEnded>());
        Report(SealingElementState.Open, measured: 0);
        Assert.Empty(All<SealEvent.CommandEnded>());
        Pass(0.5);
        Report(SealingElementState.Closed, measured: -5);
        var ended = Single<SealEvent.CommandEnded>();
        Assert.Equal((DeviceCommandEnd.Done, now.AddSeconds(-5)), (ended.End, ended.ShownAt));
    }

    [Fact]
    public void An_answer_is_recorded_to_the_millisecond_and_once()
    {
        Closing();
        now = now.AddMilliseconds(1_234);
        Answer(Yes);
        Answer(Yes);
        Answer(new DeviceAnswer { IsAccepted = true, Number = 9 });
        Answer(new DeviceAnswer { IsAccepted = true, Kind = DeviceCommandKind.Open });
        Assert.Equal(Way.Start.AddMilliseconds(1_234), Single<SealEvent.CommandAnswered>().At);
    }

    [Fact]
    public void A_seal_that_refuses_ends_the_command()
    {
        Closing();
        Answer(new DeviceAnswer { IsAccepted = false, Text = "result 2" });
        Assert.Equal(DeviceCommandEnd.RefusedBySeal, Single<SealEvent.CommandEnded>().End);
        Assert.False(Send(1));
    }

    [Fact]
    public void Nothing_shown_until_the_deadline_is_a_command_that_failed()
    {
        Closing();
        Pass(30);
        core.Draft.PassTime(now);
        core.Commit();
        Assert.Empty(All<SealEvent.CommandEnded>());
        Pass(90);
        core.Draft.PassTime(now);
        core.Commit();
        var ended = Single<SealEvent.CommandEnded>();
        Assert.Equal((DeviceCommandEnd.Expired, Way.Start.AddMinutes(30)), (ended.End, ended.At));
        Report(SealingElementState.Closed, measured: 0);
        Assert.Single(All<SealEvent.CommandEnded>());
    }

    [Fact]
    public void However_often_time_is_passed_a_command_ends_at_its_deadline()
    {
        Closing();
        Pass(31);
        Report(SealingElementState.Closed, measured: 0);
        Assert.Equal(DeviceCommandEnd.Expired, Single<SealEvent.CommandEnded>().End);
    }

    [Fact]
    public void A_command_without_an_answer_is_sent_three_times_a_minute_apart()
    {
        Closing();
        Pass(0.9);
        Assert.False(Send(1));
        Pass(0.1);
        Assert.True(Send(1));
        Pass(1);
        Assert.True(Send(1));
        Pass(1);
        Assert.False(Send(1));
        Assert.Equal([1, 2, 3], All<SealEvent.CommandSent>().Select(sent => sent.Attempt));
        Assert.Single(All<SealEvent.ClosingCommanded>());
    }

    [Fact]
    public void Commands_outlive_a_restart()
    {
        Assert.Null(Do(Asel, Opening));
        core.Restart();
        Assert.Null(Do(Bolat, new Command.ConfirmSealCommand(One, 1)));
        core.Restart();
        Assert.True(Send(1));
        core.Restart();
        Report(SealingElementState.Open, measured: 0);
        Assert.Equal(DeviceCommandEnd.Done, Single<SealEvent.CommandEnded>().End);
        var replayed = new TrackingState();
        foreach (var (subject, change) in core.Journal) replayed.Evolve(subject, change);
        Assert.Equal(
            Core.Bytes(core.State).Split('\n').Where(row => row.StartsWith("seal", StringComparison.Ordinal)),
            Core.Bytes(replayed).Split('\n').Where(row => row.StartsWith("seal", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_command_that_moves_the_element_is_outstanding_at_a_time()
    {
        Assert.Null(Do(Asel, Opening));
        Assert.Equal(Refusal.CommandOutstanding, Do(Asel, Opening));
        Assert.Equal(Refusal.CommandOutstanding, Do(Asel, new Command.CommandSeal(One, DeviceCommandKind.Close, "and shut again")));
        Assert.Null(Do(Asel, new Command.CommandSeal(One, DeviceCommandKind.AskPosition, "where is it")));
        Assert.Null(Do(Bolat, new Command.CancelSealCommand(One, 1, "the wrong lorry")));
        Assert.Equal(("bolat", "the wrong lorry"), (Single<SealEvent.CommandEnded>().By, Single<SealEvent.CommandEnded>().Reason));
        Assert.Null(Do(Asel, new Command.CommandSeal(One, DeviceCommandKind.Close, "and shut again")));
    }

    [Fact]
    public void What_a_model_does_not_understand_and_what_is_out_of_form_is_refused()
    {
        Assert.Equal(Refusal.TextOutOfForm, Do(Asel, Opening with { Reason = " " }));
        Assert.Equal(Refusal.UnknownSeal, Do(Asel, Opening with { Seal = Way.Seal(9) }));
        Assert.Equal(Refusal.CommandNotOfModel, Do(Asel, Opening with { Kind = 0 }));
        Assert.Equal(Refusal.PeriodOutOfRange, Do(Asel, Opening with { MovingSeconds = 60 }));
        Assert.Equal(Refusal.PeriodOutOfRange, Do(Asel, Periods(9, 600)));
        Assert.Equal(Refusal.PeriodOutOfRange, Do(Asel, Periods(60, 86_401)));
        Assert.Equal(Refusal.SealNotOfTransportation, Do(Asel, Opening with { Kind = DeviceCommandKind.WriteRegister }));
        foreach (var kind in (DeviceCommandKind[])[DeviceCommandKind.Open, DeviceCommandKind.AskPosition, DeviceCommandKind.EraseRegister])
            Assert.Equal(Refusal.CommandOfNoRegister, Do(Asel, Opening with { Kind = kind, Transportation = Way.Number }));
        Register(DeviceCommands.Position);
        Assert.Equal(Refusal.CommandNotOfModel, Do(Asel, Opening));
        Assert.Equal(Refusal.UnknownSealCommand, Do(Asel, new Command.CancelSealCommand(One, 1, "none was given")));
        Assert.Empty(All<SealEvent.CommandQueued>());
    }

    [Theory]
    [InlineData(10, 300, true)]
    [InlineData(600, 86_400, true)]
    [InlineData(60, 1_860, true)]
    [InlineData(601, 1_800, false)]
    [InlineData(60, 1_830, false)]
    [InlineData(60, 600, false)]
    public void A_period_that_the_model_never_takes_is_refused_when_it_is_asked_for(int moving, int standing, bool isTaken)
    {
        var registered = Reference.Registered(One);
        var profile = registered.Profile with
        {
            Commands = DeviceCommands.Periods,
            MovingPeriods = "10-600",
            StandingPeriods = "300 1800-86400/60",
        };
        core.Take([new Step.Order(now, new Command.RegisterSeal(registered with { Profile = profile }))]);
        core.Restart();
        Assert.Equal(isTaken ? null : Refusal.PeriodOutOfRange, Do(Asel, Periods(moving, standing)));
    }

    [Fact]
    public void New_periods_are_shown_by_two_reports_so_far_apart()
    {
        Assert.Null(Do(Asel, Periods(120, 3600)));
        Assert.True(Send(1));
        Answer(Yes);
        Report(SealingElementState.Closed, measured: 0);
        Pass(1);
        Report(SealingElementState.Closed, measured: 0);
        Assert.Empty(All<SealEvent.CommandEnded>());
        Pass(2);
        Report(SealingElementState.Closed, measured: 0);
        Assert.Equal(DeviceCommandEnd.Done, Single<SealEvent.CommandEnded>().End);
    }

    [Fact]
    public void A_late_report_shows_no_period()
    {
        Assert.Null(Do(Asel, Periods(120, 3600)));
        Assert.True(Send(1));
        Report(SealingElementState.Closed, measured: 0);
        Pass(2);
        Report(SealingElementState.Closed, measured: 0);
        Answer(Yes);
        Report(SealingElementState.Closed, measured: -60);
        Assert.Empty(All<SealEvent.CommandEnded>());
        Pass(2);
        Report(SealingElementState.Closed, measured: 0);
        Assert.Equal(DeviceCommandEnd.Done, Single<SealEvent.CommandEnded>().End);
    }

    [Fact]
    public void A_reading_that_left_before_the_writing_was_answered_proves_nothing_of_it()
    {
        var way = Way.Begun();
        Register(DeviceCommands.Register, way.Core);
        var (draft, hash) = (way.Core.Draft, SealRegister.HashOf(SealRegister.Of(Way.Number, way.State)));
        way.Done(new Command.CommandSeal(One, DeviceCommandKind.WriteRegister, "the papers of the way") { Transportation = Way.Number })
            .Done(new Command.CommandSeal(One, DeviceCommandKind.ReadRegister, "what is in it") { Transportation = Way.Number });
        Assert.True(draft.Send(One, 1, way.Now));
        Assert.True(draft.Send(One, 2, way.Now));
        draft.Answer(One, Yes with { Number = 1 }, way.Later(1).Now);
        draft.Answer(One, Yes with { Number = 2, Text = SealRegister.HashOf("") }, way.Later(1).Now);
        way.Core.Commit();
        Assert.Equal([(2, DeviceCommandEnd.Differs)], Ended());
        Assert.True(draft.Send(One, 3, way.Later(1).Now));
        draft.Answer(One, Yes with { Number = 3, Text = hash }, way.Later(1).Now);
        way.Core.Commit();
        Assert.Equal([(2, DeviceCommandEnd.Differs), (3, DeviceCommandEnd.Done), (1, DeviceCommandEnd.Done)], Ended());

        IEnumerable<(int Number, DeviceCommandEnd End)> Ended() => way.Core.Journal.Select(one => one.Change)
            .OfType<SealEvent.CommandEnded>().Select(one => (one.Number, one.End));
    }

    [Fact]
    public void An_opening_before_the_command_left_is_not_covered_by_it()
    {
        var way = Way.Begun();
        Register(DeviceCommands.Open, way.Core);
        way.Done(Opening).Opened(One);
        Assert.Contains(way.All<TransportationEvent.NonRoutineSituationOpened>(), one => one.Kind == NonRoutineKind.SealingElementBroken);
    }

    [Theory]
    [InlineData(false, DeviceCommandEnd.Done)]
    [InlineData(true, DeviceCommandEnd.Differs)]
    public void A_register_is_written_and_proven_by_reading_it_back(bool isOther, DeviceCommandEnd expected)
    {
        var way = Way.Begun();
        Register(DeviceCommands.Register, way.Core);
        var text = SealRegister.TextOf(SealRegister.Of(Way.Number, way.State));
        way.Done(new Command.CommandSeal(One, DeviceCommandKind.WriteRegister, "the papers of the way") { Transportation = Way.Number });
        Assert.Equal((text, null), (way.One<SealEvent.CommandQueued>().Register, way.One<SealEvent.CommandQueued>().ReadsBack));
        Assert.True(way.Core.Draft.Send(One, 1, way.Now));
        way.Core.Draft.Answer(One, Yes with { Number = 1 }, way.Now);
        way.Core.Commit();
        Assert.True(way.Core.Draft.Send(One, 2, way.Now));
        way.Core.Draft.Answer(One, Yes with { Number = 2, Text = SealRegister.HashOf(isOther ? "[]" : text) }, way.Now);
        way.Core.Commit();
        var reading = way.Core.Journal.Select(one => one.Change).OfType<SealEvent.CommandQueued>().Last();
        Assert.Equal((1, ""), (reading.ReadsBack, reading.Reason));
        var ended = way.Core.Journal.Select(one => one.Change).OfType<SealEvent.CommandEnded>();
        Assert.Equal([expected, expected], ended.Select(one => one.End));
    }

    private static Command.CommandSeal Periods(int moving, int standing) =>
        new(One, DeviceCommandKind.SetPeriods, "fewer reports on the long way") { MovingSeconds = moving, StandingSeconds = standing };

    private static Command.Permit Permit(PermissionKind kind) => new(Way.Number, kind, Way.Destination, Way.Signature);

    private void Register(DeviceCommands commands, Core? at = null, SealNumber? seal = null)
    {
        var registered = Reference.Registered(seal ?? One);
        var profile = registered.Profile with { Commands = commands };
        (at ?? core).Take([new Step.Order(now, new Command.RegisterSeal(registered with { Profile = profile }))]);
    }

    private void Closing()
    {
        Assert.Null(Do(Asel, new Command.CommandSeal(One, DeviceCommandKind.Close, "it stands open")));
        Assert.True(Send(1));
    }

    private void Pass(double minutes) => now = now.AddMinutes(minutes);

    private Refusal? Do(string by, Command command)
    {
        var refusal = core.Draft.Do(command, new CommandOrigin(new Guid(++ids, 0, 0, new byte[8]), by), now);
        core.Commit();
        return refusal;
    }

    private bool Send(int number)
    {
        var isSent = core.Draft.Send(One, number, now);
        core.Commit();
        return isSent;
    }

    private void Answer(DeviceAnswer answer)
    {
        core.Draft.Answer(One, answer, now);
        core.Commit();
    }

    private void Report(SealingElementState element, int measured) => core.Take(
    [
        new Step.Report(now, One, new Observation
        {
            MeasuredAt = now.AddSeconds(measured),
            ContentKey = (ulong)++ids,
            SealingElement = element,
            Fix = new Fix { At = GeoPoint.FromDegrees(43.25, 76.95), IsValid = true },
        }),
    ]);

    private IEnumerable<T> All<T>() => core.Journal.Select(one => one.Change).OfType<T>();

    private T Single<T>() => All<T>().Single();
}
