using NavSeal.Bench.Faults.Seals;
using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Server.State;
using NavSeal.Simulator;

namespace NavSeal.Bench.Faults;

/// <summary>Reads the whole journal after the faults and says what is wrong in it.</summary>
internal sealed class JournalAudit
{
    private readonly Dictionary<Subject, SubjectHead> heads = [];
    private readonly List<string> findings = [];

    /// <summary>The reports, measured, acknowledged and stored.</summary>
    public ReportAudit Reports { get; } = new();

    /// <summary>Number of the last commit.</summary>
    public long LastCommit { get; private set; }

    /// <summary>Reports that are stored and marked, since they were older than all that is known of their seal.</summary>
    public int PossiblyRepeated { get; private set; }

    /// <summary>What is wrong with commits and chains.</summary>
    public IReadOnlyList<string> Findings => findings;

    /// <summary>Takes in what the seals say.</summary>
    public void Take(IEnumerable<NumberedSeal> seals)
    {
        foreach (var seal in seals)
        {
            for (var report = 0; report < seal.Measured; report++) Reports.Measure(Key(seal, report));
            foreach (var (report, _) in seal.Acknowledged) Reports.Acknowledge(Key(seal, report));
        }
    }

    /// <summary>Takes in the next commit of the journal.</summary>
    public void Take(Commit commit)
    {
        if (commit.Number != LastCommit + 1) findings.Add($"Commit {commit.Number} follows commit {LastCommit}.");
        LastCommit = commit.Number;
        foreach (var entry in commit.Entries)
        {
            var before = heads.GetValueOrDefault(entry.Subject);
            if (entry.Sequence != before.Sequence + 1 || entry.Previous != before.Hash)
                findings.Add($"Commit {commit.Number}: {entry.Subject} {entry.Sequence} does not follow {before.Sequence}.");
            if (!entry.IsPayloadWhole())
                findings.Add($"Commit {commit.Number}: the payload of {entry.Subject} {entry.Sequence} is damaged.");
            heads[entry.Subject] = new SubjectHead(entry.Sequence, entry.Hash);
            if (entry.Kind < EntryKinds.ReservedMin) Take(entry);
        }
    }

    private static ReportKey Key(NumberedSeal seal, int report) => new(seal.Number, seal.MeasuredAt(report));

    private void Take(Entry entry)
    {
        foreach (var item in ContributionReader.Read(entry.Payload, withFrames: false))
        {
            if (item is not ContributionItem.Event { Change: SealEvent.Observed observed }) continue;
            Reports.Store(new ReportKey(StateEncoding.NameOf(entry.Subject), observed.Observation.MeasuredAt ?? default));
            if (observed.Judgement == Judgement.PossiblyRepeated) PossiblyRepeated++;
        }
    }
}
