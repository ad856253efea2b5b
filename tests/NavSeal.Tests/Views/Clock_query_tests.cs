using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Views.Obligations;

namespace NavSeal.Tests.Views;

/// <summary>What the view of clocks answers.</summary>
public sealed class Clock_query_tests : IDisposable
{
    private static readonly DateTimeOffset Start = Written.Start;
    private readonly Written written = new();
    private readonly ViewFolder folder = new();

    public void Dispose()
    {
        written.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void What_runs_comes_by_its_end_and_what_ran_out_from_the_latest()
    {
        written.Activate(1, 1, Start);
        written.Activate(2, 2, Start);
        written.Commit(
            Written.Transportation(1),
            Began(1, ObligationKind.Deliver, 48), Began(2, ObligationKind.DeactivateSeal, 1), Began(3, ObligationKind.NotifyOffices, 2),
            Began(4, ObligationKind.AnswerOnSituation, 3) with { CouldNotBeMet = true });
        written.Commit(
            Written.Transportation(2),
            Began(1, ObligationKind.DeactivateSeal, 5), new TransportationEvent.ObligationFulfilled { Obligation = 1, At = At(4) });
        written.Commit(
            Written.Transportation(1), new TransportationEvent.ObligationBreached { Obligation = 2, At = At(1) },
            new TransportationEvent.ObligationFulfilled { Obligation = 3, At = At(1) });
        using var store = folder.Take(written.Commits);
        var clocks = store.For(Sight.Everything).Obligations;
        Assert.Equal([2, 4, 1], Numbers(new ObligationFilter()));
        Assert.Equal([2], Numbers(new ObligationFilter { List = ClockList.Breached }));
        Assert.Equal([4], Numbers(new ObligationFilter { List = ClockList.CouldNotBeMet }));
        Assert.Equal(5, clocks.Count(new ObligationFilter { List = ClockList.All }));
        Assert.Equal([2], Numbers(new ObligationFilter { WarnedAt = At(2), Owes = Debtor.Operator }));
        var (first, rest) = Pages(new ObligationFilter { List = ClockList.All });
        Assert.Equal(5, first.Concat(rest).Distinct().Count());
        Assert.True(clocks.List(new ObligationFilter(), "nothing", 1).IsCursorWrong);
        Assert.Equal(0, store.For(Sight.Nothing).Obligations.Count(new ObligationFilter { List = ClockList.All }));

        List<int> Numbers(ObligationFilter filter) => [.. clocks.List(filter, null, 10).Items.Select(row => row.Obligation)];

        (List<ObligationRow> First, List<ObligationRow> Others) Pages(ObligationFilter filter)
        {
            var page = clocks.List(filter, null, 2);
            return ([.. page.Items], [.. clocks.List(filter, page.Next, 10).Items]);
        }
    }

    [Fact]
    [Requirement("ARR-020")]
    public void Transportations_past_their_term_that_are_not_completed_are_listed_day_by_day()
    {
        foreach (var number in new[] { 1, 2, 3, 4 })
        {
            written.Activate(number, number, Start);
            written.Commit(Written.Transportation(number), Began(1, ObligationKind.Deliver, number == 4 ? 90 : 24));
        }

        // One that came late is past its term still; one that is completed is not listed.
        written.Commit(Written.Transportation(2), new TransportationEvent.ObligationFulfilled { Obligation = 1, At = At(30) });
        written.Commit(Written.Transportation(3), new TransportationEvent.TransportationCompleted
        {
            Completion = Completion.AfterInspection,
            Situations = 0,
            At = At(20),
            By = "user/1",
        });
        using var store = folder.Take(written.Commits);
        var past = new ObligationFilter { List = ClockList.PastTerm, At = At(48) };
        Assert.Empty(ListedAt(23));
        foreach (var hours in new[] { 48, 72 }) Assert.Equal([1, 2], ListedAt(hours));
        Assert.Equal([1, 2, 4], ListedAt(96));

        IEnumerable<int> ListedAt(int hours)
        {
            var (filter, numbers) = (past with { At = At(hours) }, new[] { 1, 2, 3, 4 }.ToDictionary(Written.Transportation));
            var obligations = store.For(Sight.Everything).Obligations;
            var listed = obligations.List(filter, null, 10).Items;
            Assert.Equal(listed.Count, obligations.Count(filter));
            return listed.Select(row => numbers[row.Transportation]).Order();
        }
    }

    [Theory]
    [InlineData(0, null, null, false, ClockState.Running)]
    [InlineData(44, null, null, false, ClockState.Running)]
    [InlineData(45, null, null, false, ClockState.Warning)]
    [InlineData(60, null, null, false, ClockState.Warning)]
    [InlineData(61, null, null, false, ClockState.Breached)]
    [InlineData(61, null, null, true, ClockState.CouldNotBeMet)]
    [InlineData(90, 60, null, false, ClockState.Fulfilled)]
    [InlineData(90, 61, null, false, ClockState.FulfilledLate)]
    [InlineData(90, 61, null, true, ClockState.Fulfilled)]
    [InlineData(90, null, 20, false, ClockState.Dropped)]
    public void A_clock_stands_as_its_times_say(int now, int? done, int? dropped, bool couldNotBeMet, ClockState expected) =>
        Assert.Equal(expected, new ObligationRow
        {
            Transportation = Written.Transportation(1),
            Obligation = 1,
            Kind = ObligationKind.NotifyOffices,
            Owes = Debtor.Operator,
            BeganAt = Start,
            WarnAt = Start.AddMinutes(45),
            DueAt = Start.AddMinutes(60),
            CouldNotBeMet = couldNotBeMet,
            FulfilledAt = done is { } at ? Start.AddMinutes(at) : null,
            DroppedAt = dropped is { } gone ? Start.AddMinutes(gone) : null,
        }.StateAt(Start.AddMinutes(now)));

    private static DateTimeOffset At(int hours) => Start.AddHours(hours);

    private static TransportationEvent.ObligationBegan Began(int number, ObligationKind kind, int hours) => new()
    {
        Obligation = number,
        Kind = kind,
        BeganAt = Start,
        WarnAt = At(hours).AddMinutes(-15),
        DueAt = At(hours),
        Owes = kind == ObligationKind.Deliver ? Debtor.Carrier
            : kind == ObligationKind.AnswerOnSituation ? Debtor.OfficeOfDestination : Debtor.Operator,
        CouldNotBeMet = false,
    };
}
