using NavSeal.Devices;

namespace NavSeal.Tests.Devices;

/// <summary>What every family does with input that is wrong, cut, repeated or of somebody else, made from its own messages.</summary>
public sealed class Bad_input_tests
{
    /// <summary>So many reports that counters of one and of two bytes both begin anew among them.</summary>
    private const int BeforeWrap = 65_270, Wrapping = 530;

    public static TheoryData<string> Families => Golden_tests.Families;

    [Theory]
    [MemberData(nameof(Families))]
    public void A_report_in_two_reads_is_what_it_is_in_one_and_is_not_answered_before_it_is_whole(string family)
    {
        var of = Family.Of(family);
        var bytes = of.Report(1);
        var whole = of.LetIn().Read(bytes);
        Assert.Single(whole.Observations);
        of.LetIn().Session.Take(bytes, GivenSeals.Now, new IntakeBatch(), out var end);
        for (var length = 1; length < bytes.Length; length++)
        {
            var connection = of.LetIn().Read(bytes.AsSpan(0, length));
            if (length < end) Assert.Equal((0, ""), (connection.Cuts.Count, connection.Replies));
            Assert.Equal(whole.Story, connection.Read(bytes.AsSpan(length)).Story);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Reports_in_one_read_are_answered_in_order_and_half_a_report_waits(string family)
    {
        var of = Family.Of(family);
        var oneByOne = of.LetIn();
        foreach (var n in Enumerable.Range(1, 4)) oneByOne.Read(of.Report(n));
        var last = of.Report(4);
        var glued = of.LetIn().Read([.. of.Report(1), .. of.Report(2), .. of.Report(3), .. last[..(last.Length / 2)]]);
        Assert.Equal(Times(1, 2, 3), TimesOf(glued));
        Assert.Equal(oneByOne.Story, glued.Read(last.AsSpan(last.Length / 2)).Story);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Noise_with_beginnings_in_it_is_counted_and_skipped_and_reports_are_read_again(string family)
    {
        var of = Family.Of(family);
        Seeds.Each(200, random =>
        {
            var connection = of.LetIn();
            var noise = Noise(of, random);
            connection.Read([.. of.Report(1), .. noise]);
            Assert.Equal(Times(1), TimesOf(connection));
            Recovers(of, connection);
            Assert.True(connection.Batch.Skipped > 0, Convert.ToHexString(noise));
        });
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_report_that_lost_its_end_costs_itself_and_no_more_than_those_it_seems_to_hold(string family)
    {
        var of = Family.Of(family);
        var bytes = of.Report(1);
        for (var length = 1; length < bytes.Length; length++)
        {
            var connection = of.LetIn().Read(bytes.AsSpan(0, length));
            Recovers(of, connection);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Whatever_stands_for_a_date_the_report_is_kept_and_answered(string family)
    {
        var of = Family.Of(family);
        var (known, unknown) = (0, 0);
        foreach (var bytes in of.Clock.Changed(of.Report(0)))
        {
            var connection = of.LetIn().Read(bytes);
            var measuredAt = Assert.Single(connection.Observations).MeasuredAt;
            Assert.NotEqual("", connection.Replies);
            Assert.Null(connection.Session.End);
            if (measuredAt is { } at) Assert.InRange(at, new(2010, 1, 2, 0, 0, 0, TimeSpan.Zero), GivenSeals.Now.AddDays(1));
            if (measuredAt is null) unknown++;
            else known++;
        }

        Assert.True(unknown > known, $"{unknown} unknown, {known} known");
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_report_that_comes_again_is_acknowledged_again_and_is_the_same(string family)
    {
        var of = Family.Of(family);
        var connection = of.LetIn().Read(of.Report(1)).Read(of.Report(1));
        Assert.Equal((2, 2), (connection.Batch.Acknowledged, connection.Observations.Count));
        Assert.Single(connection.Observations.Select(seen => (seen.MeasuredAt, seen.ContentKey)).Distinct());
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Counters_that_begin_anew_lose_nothing_and_make_no_report_a_repeat(string family)
    {
        var of = Family.Of(family);
        var connection = of.LetIn();
        for (var n = 0; n < Wrapping; n++) connection.Read(of.Report(BeforeWrap + n));
        Assert.Equal(Wrapping, connection.Batch.Acknowledged);
        Assert.Equal(Wrapping, connection.Observations.Select(seen => (seen.MeasuredAt, seen.ContentKey)).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Another_seal_ends_the_connection_of_a_seal_and_speaks_over_that_of_a_relay(string family)
    {
        var of = Family.Of(family);
        var seal = of.LetIn().Read(of.Report(1)).Read(of.OfAnother);
        Assert.Equal(SessionEnd.IdentityChanged, seal.Session.End);
        Assert.DoesNotContain("S2", seal.Speakers);
        Assert.Null(seal.Session.Reachable);
        var relay = of.Relay().Read(of.OfAnother);
        Assert.Equal((null, "S2"), (relay.Session.End, Assert.Single(relay.Speakers)));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Who_is_not_registered_is_counted_sent_away_and_never_acknowledged(string family)
    {
        var connection = Family.Of(family).Fresh().Read(Family.Of(family).OfNobody);
        Assert.Equal(SessionEnd.UnknownDevice, connection.Session.End);
        Assert.InRange(connection.Batch.Unknown, 1, 3);
        Assert.Equal((0, 0), (connection.Batch.Acknowledged, connection.Observations.Count));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_message_of_no_kind_does_not_end_the_connection(string family)
    {
        var of = Family.Of(family);
        var connection = of.LetIn().Read(of.Report(1)).Read(of.OfNoKind).Read(of.Report(2));
        Assert.Null(connection.Session.End);
        Assert.Equal(3, connection.Batch.Received);
        Assert.Equal(Times(1, 2), TimesOf(connection));
    }

    /// <summary>Reports that follow are read again, at the latest behind as many bytes as the longest message has.</summary>
    private static void Recovers(Family of, GivenConnection connection)
    {
        var most = (of.Protocol.Limits.MessageLengthMax / of.Report(2).Length) + 4;
        for (var n = 2; n < most; n++)
        {
            connection.Read(of.Report(n));
            if (!of.HasChecks && connection.Session.End is not null) return;
            Assert.Null(connection.Session.End);
            if (n > 2 && TimesOf(connection).TakeLast(2).SequenceEqual(Times(n - 1, n))) return;
        }

        Assert.Fail($"Not one of {most} reports was read.");
    }

    /// <summary>Random bytes, now and then what begins a message.</summary>
    private static byte[] Noise(Family of, Random random)
    {
        List<byte> noise = [(byte)'!'];
        for (var n = random.Next(1, 12); n > 0; n--)
        {
            if (random.Next(4) == 0) noise.AddRange(of.Start);
            else noise.Add((byte)random.Next(256));
        }

        return [.. noise];
    }

    private static IEnumerable<DateTimeOffset> Times(params int[] reports) => reports.Select(n => GivenSeals.MeasuredAt.AddSeconds(-n));

    private static IEnumerable<DateTimeOffset> TimesOf(GivenConnection connection) =>
        connection.Observations.Where(seen => seen.MeasuredAt is not null).Select(seen => seen.MeasuredAt!.Value);
}
