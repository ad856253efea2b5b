using NavSeal.Journal;
using NavSeal.Model.Commands;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Server.Gateway;
using NavSeal.Server.State;
using NavSeal.Tracking;

namespace NavSeal.Tests.Simulation;

/// <summary>What must hold of a world that has healed.</summary>
internal sealed class Promises(World world)
{
    /// <summary>A clock that fell back to its beginning shows such years.</summary>
    private const int YearOfResetClock = 2011;

    /// <summary>Two of the shortest periods in force here.</summary>
    private static readonly TimeSpan SilenceMin = TimeSpan.FromMinutes(10);

    private readonly List<Commit> commits = [.. world.Life.Journal.ReadAfter(0)];

    public void Hold(DateTimeOffset now)
    {
        Assert.Equal(0, world.Life.NotJudged);
        EverythingMeasuredIsThereOnce();
        WhatWasAnsweredIsThere();
        Assert.Empty(world.Disk.Verify());
        ReplayEqualsLive();
        NothingOpensTwice();
        NobodyIsSilentWhileNobodyListens();
        TimeNeverRunsBackwards();
        EveryReportIsInTheFrameItCites();
        TheAuditorAgrees(now);
    }

    private void EverythingMeasuredIsThereOnce()
    {
        var stored = Events<SealEvent.Observed>().ToList();
        var known = stored.Where(one => !IsReset(one.Change.Observation.MeasuredAt)).ToList();
        Assert.Empty(known.GroupBy(one => (one.Name, one.Change.Observation.MeasuredAt, one.Change.Observation.ContentKey))
            .Where(group => group.Count() > 1).Select(group => group.Key));
        Same(
            world.Measured.Where(one => !IsReset(one.MeasuredAt)).Select(one => $"{one.Seal} {one.MeasuredAt:s}"),
            known.Select(one => $"{one.Name} {one.Change.Observation.MeasuredAt:s}"));

        // Without a clock a repeat is known for ten seconds only: later it may be there twice, but never be missing.
        var placeless = stored.Where(one => IsReset(one.Change.Observation.MeasuredAt)).ToList();
        foreach (var measured in world.Measured.Where(one => IsReset(one.MeasuredAt)).GroupBy(one => one.Seal.Text))
            Assert.True(placeless.Count(one => one.Name == measured.Key) >= measured.Count(), $"{measured.Key} without a clock");
        foreach (var group in placeless.GroupBy(one => (one.Name, one.Change.Observation.MeasuredAt, one.Change.Observation.ContentKey)))
        {
            var times = group.Select(one => one.Change.ReceivedAt).ToList();
            Assert.All(
                times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(10), $"{group.Key} twice"));
        }
    }

    private void WhatWasAnsweredIsThere()
    {
        foreach (var item in world.Commands)
        {
            if (item.Answered.Task is not { IsCompletedSuccessfully: true, Result: Answer.Done done }) continue;
            var entries = commits[(int)done.CommitNumber - 1].Entries.Select(entry => entry.Subject.Name);
            Assert.Contains(SubjectOf(item), entries);
        }
    }

    private void ReplayEqualsLive()
    {
        using var scratch = new Replayed(commits);
        var (live, again) = (world.Life.State, scratch.State);
        Assert.Equal(Rows(live), Rows(again));
    }

    private void NothingOpensTwice()
    {
        var open = new HashSet<(string, int)>();
        foreach (var (name, change) in Events<TransportationEvent>())
        {
            if (change is TransportationEvent.NonRoutineSituationOpened opened)
                Assert.True(open.Add((name, opened.Situation)), $"{name} {opened}");
            if (change is TransportationEvent.NonRoutineSituationEnded ended)
                Assert.True(open.Remove((name, ended.Situation)), $"{name} {ended}");
        }

        Assert.Empty(Events<TransportationEvent.NonRoutineSituationOpened>()
            .GroupBy(one => (one.Name, one.Change.Kind, one.Change.OccurredAt))
            .Where(group => group.Count() > 1).Select(group => group.Key));
    }

    /// <summary>A silence needs two whole periods in which its report could have come.</summary>
    private void NobodyIsSilentWhileNobodyListens()
    {
        var silences = Events<TransportationEvent.NonRoutineSituationOpened>()
            .Where(one => one.Change.Kind is NonRoutineKind.NoData or NonRoutineKind.KzSilence)
            .Select(one => one.Change.OccurredAt).ToList();
        foreach (var deaf in world.Deaf)
        {
            foreach (var at in silences)
                Assert.False(at > deaf.From && at < deaf.Until + SilenceMin, $"{at:O} lies in {deaf.From:O} to {deaf.Until:O}");
        }
    }

    private void TimeNeverRunsBackwards()
    {
        var recorded = commits.Select(commit => commit.RecordedAt).ToList();
        Assert.Equal(recorded.Order(), recorded);
        foreach (var seal in Events<SealEvent.Observed>().GroupBy(one => one.Name))
        {
            var received = seal.Select(one => one.Change.ReceivedAt).ToList();
            Assert.Equal(received.Order(), received);
        }
    }

    private void EveryReportIsInTheFrameItCites()
    {
        foreach (var commit in commits)
        {
            foreach (var entry in commit.Entries.Where(entry => entry.Kind == (ushort)SubjectKind.Seal))
            {
                foreach (var observed in ContributionReader.Read(entry.Payload, withFrames: false)
                    .OfType<ContributionItem.Event>().Select(item => item.Change).OfType<SealEvent.Observed>())
                {
                    var holder = observed.RelayEntry == 0 ? entry : commit.Entries[observed.RelayEntry - 1];
                    var frame = ContributionReader.Read(holder.Payload, withFrames: true).OfType<ContributionItem.Frame>()
                        .ElementAt(observed.FrameIndex);
                    Assert.Contains(observed.Observation.ContentKey, world.Life.KeysIn(StateEncoding.NameOf(holder.Subject), frame));
                }
            }
        }
    }

    private void TheAuditorAgrees(DateTimeOffset now)
    {
        var auditor = new Auditor();
        foreach (var commit in commits) auditor.Read(commit);
        auditor.Finish(now);
        var decided = Events<TransportationEvent.NonRoutineSituationOpened>()
            .Where(one => Auditor.Kinds.Contains(one.Change.Kind))
            .Select(one => new Foretold(one.Change.Kind, one.Name, one.Change.OccurredAt));
        Same(auditor.Situations.Select(Line), decided.Select(Line));

        static string Line(Foretold one) => $"{one.OccurredAt:yyyy-MM-dd HH:mm:ss.fff} {one.Transportation} {one.Kind}";
    }

    private IEnumerable<(string Name, T Change)> Events<T>() => JournalEvents.Of<T>(commits);

    private static bool IsReset(DateTimeOffset? measuredAt) => measuredAt is null || measuredAt.Value.Year < YearOfResetClock;

    private static string SubjectOf(InboundCommand item) => item.Command switch
    {
        Command.RegisterSeal c => SubjectNames.Of(c.Seal.Number),
        _ => SubjectNames.Of(CommandSubjects.TransportationOf(item.Command)!.Value),
    };

    private static string Rows(TrackingState state) => string.Join('\n', Subjects(state).Order(StringComparer.Ordinal)
        .Select(name => $"{name} {Convert.ToHexString(StateEncoding.Write(state, new Subject(name)))}"));

    private static IEnumerable<string> Subjects(TrackingState state) =>
    [
        SubjectNames.Intake, .. state.Seals.Select(seal => SubjectNames.Of(seal.Number)),
        .. state.Transportations.Select(one => SubjectNames.Of(one.Key)),
    ];

    /// <summary>Both hold the same lines, each as often; the message names the others.</summary>
    private static void Same(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (missing, more) = (new List<string>(), actual.ToList());
        foreach (var line in expected)
            if (!more.Remove(line)) missing.Add(line);
        Assert.True(missing.Count + more.Count == 0, $"missing: {string.Join("; ", missing)}\ntoo many: {string.Join("; ", more)}");
    }
}
