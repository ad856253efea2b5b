using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Commanding;
using NavSeal.Workplaces.Views.Seals;

namespace NavSeal.Tests.Views;

/// <summary>The last frames of a seal, found by the views and read out of the journal.</summary>
public sealed class Seal_frame_tests : IDisposable
{
    private static readonly DateTimeOffset Start = Written.Start;
    private static readonly SealNumber One = Written.Seal(1), Two = Written.Seal(2), Carrier = Written.Seal(9);
    private readonly Written written = new();
    private readonly ViewFolder folder = new();
    private readonly SealFrames frames;

    public Seal_frame_tests()
    {
        frames = new SealFrames(written.Journal.Find, (_, frame) => new FrameText("explained", frame.Bytes.Length, frame.Bytes));
        foreach (var seal in (SealNumber[])[One, Two, Carrier]) written.Commit(seal, Written.Registered());
    }

    public void Dispose()
    {
        written.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_newest_come_first_page_by_page_each_with_what_it_gave()
    {
        written.Commit(One, Frame(1), Frame(2), Report(0, 1), Report(1, 2), Report(1, 3));
        written.Commit(Two, Frame(3), Report(0, 3));
        written.Commit(One, new SealEvent.RemovalEnded { At = Start });
        written.Commit(One, Frame(4), Report(0, 4));
        using var store = folder.Take(written.Commits);
        var seen = store.For(Sight.Everything);
        var first = frames.List(seen, One, null, 2);
        var second = frames.List(seen, One, first.Next, 2);
        var all = first.Items.Concat(second.Items).ToList();
        Assert.Null(second.Next);
        Assert.Equal([4, 2, 1], all.Select(ByteOf));
        Assert.Equal(["7-1", "4-2", "4-1"], all.Select(frame => frame.Name));
        Assert.Equal([[4], [2, 3], [1]], all.Select(frame => frame.Reports.Select(MinuteOf).ToArray()));
        Assert.All(all, frame => Assert.Equal(("explained", 1, null), (frame.Text.Explanation, frame.Text.Length, frame.Relay)));
        Assert.True(frames.List(seen, One, "x", 2).IsCursorWrong);
        Assert.Equal(2, ByteOf(frames.Find(One, 4, 2)!));
        Assert.Null(frames.Find(One, 4, 3));
        Assert.Null(frames.Find(Two, 4, 1));
        Assert.Null(frames.Find(One, 400, 1));
    }

    [Fact]
    public void A_relays_frame_is_found_from_its_seals_and_from_the_relay()
    {
        written.Commit(
            (SubjectNames.OfRelay(Carrier), [Frame(1), Frame(2)]),
            (SubjectNames.Of(One), [Frame(3), Report(0, 1), Report(1, 2, relayEntry: 1)]),
            (SubjectNames.Of(Two), [Report(1, 3, relayEntry: 1), Report(0, 4, relayEntry: 1)]));
        using var store = folder.Take(written.Commits);
        var seen = store.For(Sight.Everything);
        var own = frames.List(seen, One, null, 10).Items;
        Assert.Equal([(3, null, "1"), (2, Carrier, "2")], own.Select(frame => (ByteOf(frame), frame.Relay, Minutes(frame))));
        Assert.All(own.SelectMany(frame => frame.Reports), report => Assert.Equal(One, report.Seal));
        var carried = frames.List(seen, Carrier, null, 10).Items;
        Assert.Equal([(2, null, "2 3"), (1, null, "4")], carried.Select(frame => (ByteOf(frame), frame.Relay, Minutes(frame))));
        Assert.Equal([One, Two], carried[0].Reports.Select(report => report.Seal));
    }

    [Fact]
    public void No_more_commits_are_kept_than_a_page_needs_and_a_rebuild_keeps_the_same()
    {
        for (var i = 1; i <= FrameCommits.CountMax + 7; i++) written.Commit(One, Frame((byte)i), Report(0, i));
        using (var store = folder.Take(written.Commits.Take(12))) Assert.Equal(12, store.At);
        using var grown = folder.Take(written.Commits.Skip(12));
        var kept = grown.For(Sight.Everything).Seals.FrameCommitsOf(One);
        Assert.Equal(Enumerable.Range(0, FrameCommits.CountMax).Select(back => written.Last - back), kept);
        Assert.Equal(ViewFolder.DigestOf(written.Commits), grown.Digest());
        Assert.Empty(grown.For(Sight.Everything).Seals.FrameCommitsOf(Two));
    }

    [Fact]
    public void What_is_kept_reads_back_as_it_was() => Seeds.Each(100, random =>
    {
        var commits = new FrameCommits();
        var numbers = new List<long>();
        for (var (i, number) = (0, 0L); i < random.Next(40); i++)
        {
            number += 1 + random.NextInt64(1L << random.Next(1, 58));
            commits.Add(number);
            commits.Add(number);
            numbers.Add(number);
        }

        var bytes = new byte[FrameCommits.LengthMax];
        var read = FrameCommits.Read(bytes.AsSpan(0, commits.Write(bytes)));
        Assert.Equal(numbers.TakeLast(FrameCommits.CountMax), read);
    });

    private static ContributionItem.Frame Frame(byte content) =>
        new(DeviceProtocol.Egts, Start.AddSeconds(content), new byte[] { content });

    private static SealEvent.Observed Report(int frame, int minute, int relayEntry = 0) =>
        Written.Observed(Start.AddMinutes(minute)) with { FrameIndex = frame, RelayEntry = relayEntry };

    private static int ByteOf(SealFrame frame) => frame.Text.Bytes!.Value.Span[0];

    private static int MinuteOf(SealFrameReport report) => (int)(report.MeasuredAt!.Value - Start).TotalMinutes;

    private static string Minutes(SealFrame frame) => string.Join(' ', frame.Reports.Select(MinuteOf));
}
