using NavSeal.Model.Seals;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Views.Seals;

namespace NavSeal.Tests.Views;

/// <summary>The commands to seals as the views tell them.</summary>
public sealed class Seal_command_view_tests : IDisposable
{
    private static readonly DateTimeOffset Start = Written.Start;
    private static readonly SealNumber One = Written.Seal(1);
    private readonly Written written = new();
    private readonly ViewFolder folder = new();

    public Seal_command_view_tests() => written.Commit(One, Written.Registered());

    public void Dispose()
    {
        written.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Each_fact_of_a_command_stands_beside_the_others()
    {
        Queue(1, DeviceCommandKind.Open, needsSecond: true);
        Assert.Equal(SealCommandState.AwaitsSecond, Seen().State);
        written.Commit(One, new SealEvent.CommandConfirmed { Number = 1, By = "user/bolat", At = Start.AddMinutes(1) });
        Assert.Equal(SealCommandState.Waits, Seen().State);
        written.Commit(One, Sent(1, 1, 2));
        Assert.Equal(SealCommandState.Sent, Seen().State);
        written.Commit(One, Sent(1, 2, 3));
        written.Commit(One, new SealEvent.CommandAnswered
        {
            Number = 1,
            IsAccepted = true,
            Text = "OK",
            At = Start.AddMilliseconds(200_123),
        });
        Assert.Equal((SealCommandState.Answered, false), (Seen().State, Seen().IsOver));
        written.Commit(One, new SealEvent.CommandEnded
        {
            Number = 1,
            End = DeviceCommandEnd.Done,
            ShownAt = Start.AddMinutes(4),
            At = Start.AddMinutes(5),
        });
        var row = Seen();
        Assert.Equal((SealCommandState.Done, true), (row.State, row.IsOver));
        Assert.Equal(("user/asel", "inspection", Start, Start.AddMinutes(30)), (row.By, row.Reason, row.QueuedAt, row.Until));
        Assert.Equal(("user/bolat", Start.AddMinutes(1), false), (row.SecondBy, row.ConfirmedAt, row.NeedsSecond));
        Assert.Equal((2, Start.AddMinutes(2), Start.AddMinutes(3)), (row.Attempts, row.FirstSentAt, row.LastSentAt));
        Assert.Equal((true, "OK", Start.AddMilliseconds(200_123)), (row.IsAccepted, row.Answer, row.AnsweredAt));
        Assert.Equal((Start.AddMinutes(4), Start.AddMinutes(5)), (row.ShownAt, row.EndedAt));
    }

    [Fact]
    public void A_reading_says_which_command_it_proves_and_one_from_before_keeps_its_words()
    {
        written.Commit(One, Queued(1, DeviceCommandKind.ReadRegister) with { Reason = "", ReadsBack = 7 });
        Assert.Equal(("", 7), (Seen().Reason, Seen().ReadsBack));
        written.Commit(Written.Seal(2), Written.Registered() with { MovingPeriods = "10-600" });
        written.Commit(Written.Seal(2), Queued(1, DeviceCommandKind.ReadRegister) with { Reason = "reads back what command 7 did" });
        using var store = folder.Take(written.Commits);
        var former = store.For(Sight.Everything).Commands.Find(Written.Seal(2), 1)!;
        Assert.Equal(("reads back what command 7 did", null), (former.Reason, former.ReadsBack));
        var seal = store.For(Sight.Everything).Seals.Find(Written.Seal(2))!;
        Assert.Equal(("10-600", null), (seal.MovingPeriods, seal.StandingPeriods));
    }

    [Theory]
    [InlineData(DeviceCommandEnd.RefusedBySeal, SealCommandState.RefusedBySeal)]
    [InlineData(DeviceCommandEnd.Expired, SealCommandState.Expired)]
    [InlineData(DeviceCommandEnd.Cancelled, SealCommandState.Cancelled)]
    [InlineData(DeviceCommandEnd.Differs, SealCommandState.Differs)]
    public void However_a_command_ends_it_is_told(DeviceCommandEnd end, SealCommandState state)
    {
        Queue(1, DeviceCommandKind.Close);
        written.Commit(One, new SealEvent.CommandEnded { Number = 1, End = end, By = "user/asel", Reason = "by mistake", At = Start });
        Assert.Equal((state, "user/asel", "by mistake"), (Seen().State, Seen().EndedBy, Seen().EndReason));
    }

    [Fact]
    public void The_newest_come_first_page_by_page()
    {
        for (var number = 1; number <= 5; number++) Queue(number, DeviceCommandKind.AskPosition);
        written.Commit(Written.Seal(2), Written.Registered());
        written.Commit(Written.Seal(2), Queued(1, DeviceCommandKind.Close));
        using var store = folder.Take(written.Commits);
        var commands = store.For(Sight.Everything).Commands;
        var first = commands.List(One, null, 2);
        var second = commands.List(One, first.Next, 2);
        var last = commands.List(One, second.Next, 2);
        Assert.Equal([5, 4, 3, 2, 1], first.Items.Concat(second.Items).Concat(last.Items).Select(row => row.Number));
        Assert.Null(last.Next);
        Assert.True(commands.List(One, "nonsense", 2).IsCursorWrong);
        Assert.Null(commands.Find(One, 6));
    }

    [Fact]
    public void Who_sees_a_transportation_sees_the_commands_of_its_time_alone()
    {
        Queue(1, DeviceCommandKind.AskPosition);
        written.Activate(1, 1, Start);
        written.Commit(One, Queued(2, DeviceCommandKind.Close) with { Transportation = Written.Transportation(1) });
        written.Deactivate(1, 1, Start.AddHours(1));
        written.Activate(2, 1, Start.AddHours(2));
        written.Commit(One, Queued(3, DeviceCommandKind.Open) with { Transportation = Written.Transportation(2) });
        using var store = folder.Take(written.Commits);
        Assert.Equal([3], NumbersOf(new Sight { Shown = [Written.Transportation(2)] }));
        Assert.Equal([2], NumbersOf(new Sight { Shown = [Written.Transportation(1)] }));
        Assert.Empty(NumbersOf(Sight.Nothing));
        Assert.Equal([3, 2, 1], NumbersOf(new Sight { State = "KZ" }));
        Assert.Empty(NumbersOf(new Sight { State = "KG" }));

        IEnumerable<int> NumbersOf(Sight sight) => store.For(sight).Commands.List(One, null, 9).Items.Select(row => row.Number);
    }

    [Fact]
    public void Views_with_commands_are_the_same_bit_for_bit_wherever_a_process_ended()
    {
        Queue(1, DeviceCommandKind.SetPeriods);
        written.Commit(One, Sent(1, 1, 1));
        written.Commit(One, new SealEvent.CommandEnded { Number = 1, End = DeviceCommandEnd.Expired, At = Start.AddMinutes(30) });
        var commits = written.Commits.ToList();
        for (var until = 1; until < commits.Count; until++)
        {
            using var other = new ViewFolder();
            other.Take(commits.Take(until)).Dispose();
            using var store = other.Take(commits.Skip(until));
            Assert.Equal(ViewFolder.DigestOf(commits), store.Digest());
        }

        Assert.NotEqual(ViewFolder.DigestOf(commits), ViewFolder.DigestOf(commits.SkipLast(1)));
    }

    private SealCommandRow Seen()
    {
        using var fresh = new ViewFolder();
        using var store = fresh.Take(written.Commits);
        return store.For(Sight.Everything).Commands.Find(One, 1)!;
    }

    private void Queue(int number, DeviceCommandKind kind, bool needsSecond = false) =>
        written.Commit(One, Queued(number, kind) with { NeedsSecond = needsSecond });

    private static SealEvent.CommandQueued Queued(int number, DeviceCommandKind kind) => new()
    {
        Number = number,
        Kind = kind,
        Until = Start.AddMinutes(30),
        By = "user/asel",
        Reason = "inspection",
        At = Start,
    };

    private static SealEvent.CommandSent Sent(int number, int attempt, int minutes) =>
        new() { Number = number, Attempt = attempt, At = Start.AddMinutes(minutes) };
}
