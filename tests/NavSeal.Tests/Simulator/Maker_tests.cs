using System.Security.Cryptography;
using System.Text;
using NavSeal.Devices;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Simulator;

namespace NavSeal.Tests.Simulator;

/// <summary>Each maker's behaviour, against the real session of its family.</summary>
public sealed class Maker_tests
{
    private const ulong Device = 7_000_001;

    public static TheoryData<DeviceProtocol> All { get; } = [.. DeviceProtocols.All.Select(each => each.Protocol)];

    [Theory]
    [MemberData(nameof(All))]
    public void What_a_seal_measured_is_what_the_platform_reads(DeviceProtocol protocol)
    {
        var world = new World(new FleetSettings
        {
            Seals = 1,
            Protocols = [protocol],
            Seal = new SealSettings { Rare = new RareEvents { OpeningsPerDay = 4, BreachesPerDay = 2, FaultsPerDay = 2, GapsPerDay = 3 } },
        });
        world.RunFor(TimeSpan.FromDays(4));
        var taken = world.Taken.Select(each => each.Observation).Where(each => each.MeasuredAt is not null)
            .ToDictionary(each => each.MeasuredAt!.Value);
        var expected = world.TwinReports().Where(report => report.MeasuredAt.Year > 2010).ToList();

        Assert.Equal(expected.Count, taken.Count);
        foreach (var report in expected) AssertSame(report, taken[report.MeasuredAt]);
        Assert.Contains(taken.Values, each => each.SealingElement == SealingElementState.Open);
        Assert.Equal(protocol != DeviceProtocol.Eseal, taken.Values.Any(each => each.Case == CaseState.Breached));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_report_whose_answer_was_lost_comes_again_as_the_same_report(DeviceProtocol protocol)
    {
        var one = new OneSeal(protocol);
        one.Connect();
        one.Client.Hold(OneSeal.Report(0), objectId: null);
        one.Platform.Take(one.Send(), one.Now);
        var first = Assert.Single(one.Platform.Reports).Observation;
        Assert.Equal(1, one.Client.Held);

        one.Now += TimeSpan.FromSeconds(5);
        if (one.Send() is { Length: > 0 } again)
        {
            one.Receive(one.Platform.Take(again, one.Now));
        }
        else
        {
            Assert.True(one.Client.ShouldDisconnect);
            one.Disconnect();
            one.Now += TimeSpan.FromSeconds(30);
            one.Connect();
        }

        var second = one.Platform.Reports[^1].Observation;
        Assert.Equal((first.MeasuredAt, first.ContentKey), (second.MeasuredAt, second.ContentKey));
        Assert.Equal((0, 1), (one.Client.Held, one.Client.Counts.Acknowledged));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_a_lost_connection_left_unanswered_comes_over_the_next_one(DeviceProtocol protocol)
    {
        var one = new OneSeal(protocol, new SealClientSettings { Window = 2 });
        one.Connect();
        for (var second = 0; second < 4; second++) one.Client.Hold(OneSeal.Report(second), objectId: null);
        one.Send();
        one.Disconnect();
        one.Now += TimeSpan.FromSeconds(30);
        one.Connect();
        Assert.Equal(4, one.Platform.Reports.Select(each => each.Observation.MeasuredAt).Distinct().Count());
        Assert.Equal((0, 4), (one.Client.Held, one.Client.Counts.Acknowledged));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_seal_that_nobody_registered_keeps_its_reports(DeviceProtocol protocol)
    {
        var world = new World(new FleetSettings { Seals = 1, Seal = Scene.Calm, Protocols = [protocol] }, isRegistered: false);
        world.RunFor(TimeSpan.FromHours(3));
        Assert.Empty(world.Taken);
        Assert.Equal(world.TwinReports().Count(), world.Fleet.Members.Single().Client.Held);
    }

    [Fact]
    public void A_JT701D_sends_a_fresh_report_before_its_backlog_and_marks_the_backlog()
    {
        var one = new OneSeal(DeviceProtocol.Jointech) { Now = Scene.Start.AddSeconds(100) };
        for (var second = 0; second < 3; second++) one.Client.Hold(OneSeal.Report(second, fromMemory: true), objectId: null);
        one.Client.Hold(OneSeal.Report(99), objectId: null);
        one.Connect();
        Assert.Equal(
            [(99, false), (0, true), (1, true), (2, true)],
            one.Platform.Reports.Take(4).Select(each => each.Observation).Select(each =>
                ((int)(each.MeasuredAt!.Value - Scene.Start).TotalSeconds, each.FromMemory)));
    }

    [Fact]
    public void A_JT808_terminal_registers_once_and_shows_its_code_at_each_connection()
    {
        var one = new OneSeal(DeviceProtocol.Jt808);
        one.Client.Connected(one.Now);
        Assert.Equal(0x0100, Kind(one.Send(), out var registration));
        one.Receive(one.Platform.Take(registration, one.Now));
        Assert.Equal(SealClientState.Naming, one.Client.State);
        Assert.Equal(0x0102, Kind(one.Send(), out var authentication));
        one.Receive(one.Platform.Take(authentication, one.Now));
        Assert.Equal(SealClientState.InSession, one.Client.State);

        one.Disconnect();
        one.Client.Connected(one.Now);
        Assert.Equal(0x0102, Kind(one.Send(), out _));

        static int Kind(byte[] bytes, out byte[] all)
        {
            all = bytes;
            return (bytes[1] << 8) | bytes[2];
        }
    }

    [Fact]
    public void A_JT808_terminal_sends_its_backlog_in_batches_marked_as_such()
    {
        var one = new OneSeal(DeviceProtocol.Jt808, new SealClientSettings { ReportsPerPacketMax = 3 });
        for (var second = 0; second < 7; second++) one.Client.Hold(OneSeal.Report(second, fromMemory: true), objectId: null);
        one.Connect();
        Assert.Equal(7, one.Platform.Reports.Count);
        Assert.All(one.Platform.Reports, each => Assert.True(each.Observation.FromMemory));
        Assert.Equal(0, one.Client.Held);
    }

    [Fact]
    public void A_Teltonika_keeps_one_packet_until_its_count_is_confirmed()
    {
        var client = new TeltonikaSealClient(Device, new SealClientSettings { ReportsPerPacketMax = 2 }, new Random(1), Scene.Start);
        for (var second = 0; second < 3; second++) client.Hold(OneSeal.Report(second), objectId: null);
        client.Connected(Scene.Start);
        Assert.Equal(17, client.TakeOutgoing(Scene.Start).Length);
        Assert.True(client.TakeOutgoing(Scene.Start).IsEmpty);
        client.Received([1], Scene.Start);
        Assert.False(client.TakeOutgoing(Scene.Start).IsEmpty);
        Assert.True(client.TakeOutgoing(Scene.Start).IsEmpty);
        client.Received([0, 0], Scene.Start);
        client.Received([0, 2], Scene.Start);
        Assert.Equal(1, client.Held);
        Assert.False(client.TakeOutgoing(Scene.Start).IsEmpty);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_Teltonika_hangs_up_at_another_count_and_keeps_its_records(byte count)
    {
        var client = new TeltonikaSealClient(Device, new SealClientSettings { ReportsPerPacketMax = 2 }, new Random(1), Scene.Start);
        for (var second = 0; second < 2; second++) client.Hold(OneSeal.Report(second), objectId: null);
        client.Connected(Scene.Start);
        client.Received([1], Scene.Start);
        client.TakeOutgoing(Scene.Start);
        client.Received([0, 0, 0, count], Scene.Start);
        Assert.True(client.ShouldDisconnect);
        client.Disconnected(Scene.Start);
        Assert.Equal((2, 0), (client.Held, client.Counts.Acknowledged));
    }

    [Fact]
    public void An_eSeal_erases_what_is_acknowledged_by_its_index_and_nothing_else()
    {
        var client = new EsealSealClient(Device, new SealClientSettings { Window = 2 }, new Random(1), Scene.Start);
        for (var second = 0; second < 2; second++) client.Hold(OneSeal.Report(second), objectId: null);
        client.Connected(Scene.Start);
        var sent = Encoding.ASCII.GetString(client.TakeOutgoing(Scene.Start).Span).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var indexes = Array.ConvertAll(sent, line => line.Split(',')[6]);
        Assert.Equal(2, indexes.Length);
        Acknowledge("999999");
        Assert.Equal(2, client.Held);
        Acknowledge(indexes[1]);
        Assert.Equal(1, client.Held);
        Acknowledge(indexes[1]);
        Assert.Equal(1, client.Held);
        Acknowledge(indexes[0]);
        Assert.Equal(0, client.Held);

        void Acknowledge(string index) =>
            client.Received(Encoding.ASCII.GetBytes($"##S,eSeal,{Device},256,3.0.6,Normal ACK,{index},E##\r\n"), Scene.Start);
    }

    [Theory]
    [InlineData(DeviceProtocol.Egts)]
    [InlineData(DeviceProtocol.WialonIps)]
    public void A_command_moves_the_sealing_element_and_the_next_report_shows_it(DeviceProtocol protocol)
    {
        var one = new OneSeal(protocol);
        one.Connect();
        one.Member.Advance(one.Now);
        one.Exchange();
        foreach (var (number, kind, element) in ((int, DeviceCommandKind, SealingElementState)[])
            [(1, DeviceCommandKind.Open, SealingElementState.Open), (2, DeviceCommandKind.Close, SealingElementState.Closed)])
        {
            one.Now += TimeSpan.FromSeconds(1);
            Give(one, new DeviceCommand { Number = number, Kind = kind });
            Assert.Equal((number, true), (one.Platform.Answers[^1].Number, one.Platform.Answers[^1].IsAccepted));
            Assert.Equal(element, one.Platform.Reports.Last(each => each.Observation.Fix is not null).Observation.SealingElement);
        }

        Assert.Equal(0, one.Client.Held);
    }

    [Theory]
    [InlineData(DeviceProtocol.Egts)]
    [InlineData(DeviceProtocol.WialonIps)]
    [InlineData(DeviceProtocol.Jt808)]
    public void A_command_sets_the_periods_and_another_asks_for_the_position(DeviceProtocol protocol)
    {
        var one = new OneSeal(protocol);
        one.Connect();
        Give(one, new DeviceCommand { Number = 1, Kind = DeviceCommandKind.SetPeriods, MovingSeconds = 20, StandingSeconds = 20 });
        var before = Places(one).Count;
        one.Now += TimeSpan.FromSeconds(30);
        one.Member.Advance(one.Now);
        one.Exchange();
        Assert.Equal(20, (Places(one)[before].MeasuredAt - Scene.Start)!.Value.TotalSeconds);

        Give(one, new DeviceCommand { Number = 2, Kind = DeviceCommandKind.AskPosition });
        Assert.Equal(one.Now, Places(one)[^1].MeasuredAt);
        Assert.All(one.Platform.Answers, answer => Assert.True(answer.IsAccepted));
        Assert.Equal([1, 2], one.Platform.Answers.Select(answer => answer.Number));
    }

    [Fact]
    public void A_JT701D_sets_its_periods_and_repeats_them()
    {
        var one = new OneSeal(DeviceProtocol.Jointech);
        one.Connect();
        one.Client.Hold(OneSeal.Report(0), objectId: null);
        one.Exchange();
        Give(one, new DeviceCommand { Number = 1, Kind = DeviceCommandKind.SetPeriods, MovingSeconds = 300, StandingSeconds = 300 });
        Assert.True(Assert.Single(one.Platform.Answers).IsAccepted);
        one.Now += TimeSpan.FromSeconds(300);
        one.Member.Advance(one.Now);
        one.Exchange();
        Assert.Equal(one.Now, Places(one)[^1].MeasuredAt);
    }

    [Fact]
    public void An_eSeal_opens_when_it_is_told_and_its_next_report_shows_it()
    {
        var one = new OneSeal(DeviceProtocol.Eseal);
        one.Connect();
        one.Client.Hold(OneSeal.Report(0), objectId: null);
        one.Exchange();
        one.Now += TimeSpan.FromSeconds(1);
        Give(one, new DeviceCommand { Number = 1, Kind = DeviceCommandKind.Open });
        Assert.True(Assert.Single(one.Platform.Answers).IsAccepted);
        Assert.Equal(SealingElementState.Open, Places(one)[^1].SealingElement);
    }

    [Fact]
    public void A_seal_with_a_memory_keeps_the_register_until_it_is_erased()
    {
        const string register = """{"documents":[{"number":"17"}]}""";
        var one = new OneSeal(DeviceProtocol.Egts);
        one.Connect();
        Give(one, new DeviceCommand { Number = 1, Kind = DeviceCommandKind.WriteRegister, Register = register });
        Give(one, new DeviceCommand { Number = 2, Kind = DeviceCommandKind.ReadRegister });
        Assert.Equal(HashOf(register), one.Platform.Answers[^1].Text);
        one.Disconnect();
        one.Now += TimeSpan.FromSeconds(30);
        one.Connect();
        Give(one, new DeviceCommand { Number = 3, Kind = DeviceCommandKind.ReadRegister });
        Assert.Equal(HashOf(register), one.Platform.Answers[^1].Text);
        Give(one, new DeviceCommand { Number = 4, Kind = DeviceCommandKind.EraseRegister });
        Give(one, new DeviceCommand { Number = 5, Kind = DeviceCommandKind.ReadRegister });
        Assert.Null(one.Platform.Answers[^1].Text);

        static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static void Give(OneSeal one, DeviceCommand command)
    {
        one.Receive(one.Platform.Command(command, one.Now));
        one.Exchange();
    }

    private static List<Observation> Places(OneSeal one) =>
        [.. one.Platform.Reports.Select(each => each.Observation).Where(each => each.Fix is not null)];

    /// <summary>As far as each protocol says it, in its steps.</summary>
    private static void AssertSame(SimulatedReport report, Observation observation)
    {
        var fix = observation.Fix!.Value;
        Assert.Equal(report.IsFixValid, fix.IsValid);
        Assert.InRange(fix.At!.Value.LatitudeMicrodegrees - report.At.LatitudeMicrodegrees, -2, 2);
        Assert.InRange(fix.At!.Value.LongitudeMicrodegrees - report.At.LongitudeMicrodegrees, -2, 2);
        Assert.InRange(fix.SpeedTenthsKilometrePerHour!.Value - report.SpeedTenthsKilometrePerHour, -20, 20);
        Assert.InRange(fix.CourseDegrees!.Value - report.CourseDegrees, -1, 0);
        Assert.Equal(report.SealingElement, observation.SealingElement);
        if (observation.Case is { } seen) Assert.Equal(report.Case, seen);
        if (report.Cause != ReportCause.Fault) Assert.NotEqual(true, observation.HasFault);
        Assert.InRange(observation.BatteryLeft!.Value.Value - ((report.BatteryMillivolts - 3_300) * 100 / 850), -12, 12);
    }
}
