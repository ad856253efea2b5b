using NavSeal.Devices.Egts;
using NavSeal.Simulator;
using NavSeal.Tests.Architecture;

namespace NavSeal.Tests.Simulator;

public sealed class Egts_seal_client_tests
{
    private static readonly DateTimeOffset Start = Scene.Start;
    private static readonly IReadOnlyList<SimulatedReport> Reports = Scene.Seal(1).Advance(Start.AddDays(3));

    [Fact]
    public void It_names_itself_and_reports_nothing_before_it_is_let_in()
    {
        var client = Client();
        Hold(client, 2);
        Assert.True(client.WantsConnection(Start));
        client.Connected(Start);

        var naming = Assert.Single(SeenPacket.All(client.TakeOutgoing(Start)));
        Assert.Equal([EgtsSubrecordType.TermIdentity], naming.Subrecords);
        client.Received(naming.AnswerAll(EgtsResult.Ok), Start);
        Assert.Empty(SeenPacket.All(client.TakeOutgoing(Start)));
        Assert.Equal(SealClientState.Naming, client.State);

        client.Received(SeenPacket.Outcome(EgtsResult.Ok), Start);
        var sent = SeenPacket.All(client.TakeOutgoing(Start));
        Assert.Equal(SealClientState.InSession, client.State);
        Assert.Equal([EgtsPacketType.Response, EgtsPacketType.AppData], sent.Select(packet => packet.Type));
        Assert.Equal([EgtsSubrecordType.RecordResponse], sent[0].Subrecords);
        Assert.Equal(2, sent[1].Records.Length);
    }

    [Fact]
    public void A_terminal_that_only_numbers_its_records_reports_at_once()
    {
        var client = Client(identity: new EgtsIdentity.RecordsOnly());
        Hold(client, 1);
        client.Connected(Start);
        Assert.Contains(EgtsSubrecordType.PosData, Assert.Single(SeenPacket.All(client.TakeOutgoing(Start))).Subrecords);
    }

    [Fact]
    public void Every_kind_of_identity_begins_a_session()
    {
        var terminal = new EgtsIdentity.Terminal(7, "356938035643809");
        EgtsIdentity[] all = [terminal, new EgtsIdentity.RecordsOnly(), new EgtsIdentity.Dispatcher(8)];
        Assert.Equal(ClosedFamilies.MembersOf(typeof(EgtsIdentity)), all.Select(identity => identity.GetType()));
        foreach (var identity in all)
        {
            var client = Client(identity: identity);
            Hold(client, 1);
            client.Connected(Start);
            Assert.Single(SeenPacket.All(client.TakeOutgoing(Start)));
        }
    }

    [Fact]
    public void A_denied_terminal_confirms_leaves_and_comes_back_later()
    {
        var client = Client();
        client.Connected(Start);
        var naming = Assert.Single(SeenPacket.All(client.TakeOutgoing(Start)));
        client.Received([.. naming.AnswerAll(EgtsResult.IdentityNotFound), .. SeenPacket.Outcome(EgtsResult.IdentityNotFound)], Start);

        Assert.Single(SeenPacket.All(client.TakeOutgoing(Start)));
        Assert.True(client.ShouldDisconnect);
        Assert.Equal(1, client.Counts.Denied);
        client.Disconnected(Start);
        Assert.Equal(Start.AddSeconds(30), client.NextWakeAt);
    }

    [Fact]
    public void A_platform_that_never_says_the_outcome_is_left()
    {
        var client = Client();
        client.Connected(Start);
        client.Received(SeenPacket.All(client.TakeOutgoing(Start))[0].AnswerAll(EgtsResult.Ok), Start);
        Assert.Equal(Start.AddSeconds(20), client.NextWakeAt);
        client.TakeOutgoing(Start.AddSeconds(20));
        Assert.True(client.ShouldDisconnect);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(EgtsResult.InProgress, 1)]
    [InlineData(EgtsResult.BadDataFormat, 1)]
    [InlineData(EgtsResult.Repeated, 1)]
    [InlineData(EgtsResult.Ok, 0)]
    public void Only_a_confirmed_record_is_erased(EgtsResult? result, int held)
    {
        var client = InSession();
        Hold(client, 1);
        var sent = Assert.Single(SeenPacket.All(client.TakeOutgoing(Start)));
        client.Received(result is { } each ? sent.AnswerAll(each) : sent.Answer(EgtsResult.Ok), Start);

        Assert.Equal(held, client.Held);
        Assert.Equal(1 - held, client.Counts.Acknowledged);
        // What is not erased is sent once more, sooner or later.
        var again = SeenPacket.All(client.TakeOutgoing(Start.AddSeconds(30)));
        Assert.Equal(held, again.Count);
        if (held > 0) client.Received(again[0].AnswerAll(EgtsResult.Ok), Start.AddSeconds(30));
        Assert.Equal(0, client.Held);
    }

    [Fact]
    public void A_record_that_was_never_sent_can_not_be_confirmed()
    {
        var client = InSession();
        Hold(client, 1);
        var sent = Assert.Single(SeenPacket.All(client.TakeOutgoing(Start)));
        client.Received((sent with { Records = [(ushort)(sent.Records[0] ^ 1)] }).AnswerAll(EgtsResult.Ok), Start);
        Assert.Equal(1, client.Held);
        client.Received([.. sent.AnswerAll(EgtsResult.Ok), .. sent.AnswerAll(EgtsResult.Ok)], Start);
        Assert.Equal(0, client.Held);
        Assert.Equal(1, client.Counts.Acknowledged);
    }

    [Fact]
    public void Without_an_answer_the_same_bytes_leave_three_times_more_and_then_the_connection_is_given_up()
    {
        var client = InSession();
        Hold(client, 1);
        var first = client.TakeOutgoing(Start).ToArray();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal(Start.AddSeconds(attempt * 5), client.NextWakeAt);
            Assert.True(client.TakeOutgoing(Start.AddSeconds((attempt * 5) - 1)).IsEmpty);
            Assert.Equal(first, client.TakeOutgoing(Start.AddSeconds(attempt * 5)).ToArray());
            Assert.False(client.ShouldDisconnect);
        }

        Assert.True(client.TakeOutgoing(Start.AddSeconds(20)).IsEmpty);
        Assert.True(client.ShouldDisconnect);
        client.Disconnected(Start.AddSeconds(20));
        Assert.False(client.WantsConnection(Start.AddSeconds(49)));
        Assert.True(client.WantsConnection(Start.AddSeconds(50)));
        Assert.Equal(1, client.Held);
        Assert.Equal(3, client.Counts.Resent);
    }

    [Fact]
    public void A_damaged_packet_is_sent_again_at_once()
    {
        var client = InSession();
        Hold(client, 1);
        var bytes = client.TakeOutgoing(Start).ToArray();
        client.Received(SeenPacket.All(bytes)[0].Answer(EgtsResult.DataChecksum), Start);
        Assert.True(client.NextWakeAt <= Start);
        Assert.Equal(bytes, client.TakeOutgoing(Start).ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void No_more_packets_wait_for_an_answer_than_the_window_allows(int window)
    {
        var client = InSession(new SealClientSettings { Window = window, ReportsPerPacketMax = 2 });
        Hold(client, 20);
        var waiting = new Queue<SeenPacket>(SeenPacket.All(client.TakeOutgoing(Start)));
        Assert.Equal(window, waiting.Count);
        for (var answered = 0; waiting.TryDequeue(out var sent); answered++)
        {
            client.Received(sent.AnswerAll(EgtsResult.Ok), Start);
            Assert.Equal(20 - ((answered + 1) * 2), client.Held);
            foreach (var next in SeenPacket.All(client.TakeOutgoing(Start))) waiting.Enqueue(next);
            Assert.True(waiting.Count <= window);
        }

        Assert.Equal(0, client.Held);
    }

    [Fact]
    public void What_waited_is_marked_as_from_memory_and_the_mark_never_changes()
    {
        var client = InSession();
        var (first, second) = (Reports[0].TakenAt, Reports[1].TakenAt);
        client.Hold(Reports[0], null);
        client.TakeOutgoing(first);
        client.Disconnected(first.AddSeconds(20));
        client.Hold(Reports[1], null);
        var now = second.AddMinutes(1);
        LetIn(client, now);
        client.Hold(Reports[2] with { TakenAt = now }, null);

        Assert.Equal([false, true, false], SeenPacket.All(client.TakeOutgoing(now))[^1].FromMemory);
    }

    [Fact]
    public void What_was_under_way_when_the_connection_broke_leaves_first_and_in_its_order()
    {
        var client = InSession(new SealClientSettings { Window = 2, ReportsPerPacketMax = 3 });
        Hold(client, 9);
        var first = SeenPacket.All(client.TakeOutgoing(Start))[0];
        client.Received(first.Answer(EgtsResult.Ok, EgtsResult.Ok), Start);
        client.Disconnected(Start);
        LetIn(client, Start.AddMinutes(1));

        List<DateTimeOffset> order = [];
        while (SeenPacket.All(client.TakeOutgoing(Start.AddMinutes(1))) is { Count: > 0 } sent)
        {
            foreach (var packet in sent)
            {
                order.AddRange(packet.MeasuredAt);
                client.Received(packet.AnswerAll(EgtsResult.Ok), Start.AddMinutes(1));
            }
        }

        Assert.Equal(Reports.Skip(1).Take(8).Select(report => report.MeasuredAt), order);
        Assert.Equal(0, client.Held);
    }

    [Fact]
    public void A_full_memory_keeps_the_oldest()
    {
        var client = InSession(new SealClientSettings { MemoryMax = 3 });
        Hold(client, 2);
        client.TakeOutgoing(Start);
        Assert.True(client.Hold(Reports[2], null));
        Assert.False(client.Hold(Reports[3], null));
        Assert.Equal((3, 1), (client.Held, client.Counts.Lost));
    }

    [Fact]
    public void A_refused_record_does_not_hold_up_the_others()
    {
        var client = InSession(new SealClientSettings { ReportsPerPacketMax = 2 });
        Hold(client, 4);
        var first = Assert.Single(SeenPacket.All(client.TakeOutgoing(Start)));
        client.Received(first.Answer(EgtsResult.Ok, EgtsResult.IdentityNotFound, EgtsResult.Ok), Start);
        var second = Assert.Single(SeenPacket.All(client.TakeOutgoing(Start)));
        client.Received(second.AnswerAll(EgtsResult.Ok), Start);

        Assert.Equal((1, 3, 1), (client.Held, client.Counts.Acknowledged, client.Counts.Refused));
        Assert.Equal(Start.AddSeconds(30), client.NextWakeAt);
        Assert.Single(Assert.Single(SeenPacket.All(client.TakeOutgoing(Start.AddSeconds(30)))).Records);
    }

    [Fact]
    public void Numbers_of_packets_and_records_wrap_without_loss()
    {
        var client = InSession(new SealClientSettings { ReportsPerPacketMax = 1 });
        HashSet<ushort> packets = [], records = [];
        for (var count = 0; count < 70_000; count++)
        {
            client.Hold(Reports[0], null);
            var sent = Assert.Single(SeenPacket.All(client.TakeOutgoing(Start)));
            packets.Add(sent.PacketId);
            records.Add(sent.Records[0]);
            client.Received(sent.AnswerAll(EgtsResult.Ok), Start);
        }

        Assert.Equal((65_536, 65_536, 0), (packets.Count, records.Count, client.Held));
    }

    [Fact]
    public void Answers_may_come_in_pieces_and_between_noise()
    {
        var client = InSession();
        Hold(client, 1);
        var answer = SeenPacket.All(client.TakeOutgoing(Start))[0].AnswerAll(EgtsResult.Ok);
        foreach (var value in (byte[])[0x55, 0x01, 0x00, .. answer]) client.Received([value], Start);
        Assert.Equal(0, client.Held);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_also_of_its_faults()
    {
        var faults = new WireFaults { Noise = 0.3, Damage = 0.3, Doubling = 0.3, Cut = 0.1 };
        Assert.Equal(Bytes(5), Bytes(5));
        Assert.NotEqual(Bytes(5), Bytes(6));

        byte[] Bytes(int seed)
        {
            var settings = new SealClientSettings { Faults = faults };
            var client = new EgtsSealClient(new EgtsIdentity.RecordsOnly(), settings, new Random(seed), Start);
            List<byte> all = [];
            for (var (now, next) = (Start, 0); now < Start.AddHours(1); now = now.AddSeconds(5))
            {
                if (client.WantsConnection(now)) client.Connected(now);
                client.Hold(Reports[next++ % Reports.Count], 7);
                all.AddRange(client.TakeOutgoing(now).Span);
                if (client.ShouldDisconnect) client.Disconnected(now);
            }

            return [.. all];
        }
    }

    private static EgtsSealClient Client(SealClientSettings? settings = null, EgtsIdentity? identity = null) =>
        new(identity ?? new EgtsIdentity.Terminal(7), settings ?? new SealClientSettings(), new Random(1), Start);

    private static EgtsSealClient InSession(SealClientSettings? settings = null)
    {
        var client = Client(settings);
        LetIn(client, Start);
        return client;
    }

    private static void LetIn(EgtsSealClient client, DateTimeOffset now)
    {
        client.Connected(now);
        var naming = SeenPacket.All(client.TakeOutgoing(now))[0];
        client.Received([.. naming.AnswerAll(EgtsResult.Ok), .. SeenPacket.Outcome(EgtsResult.Ok)], now);
        // The confirmation of the outcome; with nothing held nothing else leaves.
        if (client.Held == 0) client.TakeOutgoing(now);
    }

    private static void Hold(EgtsSealClient client, int count)
    {
        foreach (var report in Reports.Take(count)) client.Hold(report, null);
    }
}
