using System.Security.Cryptography;
using NavSeal.Journal;
using NavSeal.Tests.Postgres;

namespace NavSeal.Tests.Journal;

/// <summary>Whatever somebody changes in the rows of the journal is found, and the commit is named.</summary>
public sealed class Row_damage_tests : IDisposable
{
    private const int Commits = 30;
    private readonly TestDatabase database = TestDatabase.Create();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Random random = new(11);

    public void Dispose()
    {
        key.Dispose();
        database.Dispose();
    }

    [Fact]
    public void A_journal_that_nobody_touched_is_whole_and_its_heads_are_signed()
    {
        Fill();
        var report = Verify();
        Assert.Empty(report.Findings);
        Assert.Equal((long)Commits, report.LastCommit);
        Assert.Equal(26, report.LastHead?.Epoch.LastCommit);
        Assert.All(JournalVerifier.Verify(database.Database, []).Findings, finding => Assert.Equal(FindingKind.Signature, finding.Kind));
    }

    [Fact]
    public void Any_flipped_bit_is_found_and_its_commit_is_named()
    {
        var lengths = Fill();
        for (var flips = 0; flips < 120; flips++)
        {
            var commit = random.Next(1, Commits + 1);
            var (at, bit) = (random.Next(lengths[commit - 1]), 1 << random.Next(8));
            var flip = $"UPDATE journal_commit SET image = set_byte(image, {at}, get_byte(image, {at}) # {bit}) WHERE number = {commit}";
            database.Execute(flip);
            var findings = Verify().Findings;
            database.Execute(flip);
            Assert.Contains(findings, finding => finding.Commit == commit && finding.Kind != FindingKind.Chain);
        }

        Assert.True(Verify().IsWhole);
    }

    [Fact]
    public void A_missing_row_is_found()
    {
        Fill();
        database.Execute("DELETE FROM journal_commit WHERE number = 9");
        Assert.Contains(Verify().Findings, finding => finding is { Kind: FindingKind.Commit, Commit: 10 }
            && finding.ToString().Contains("Commits 9 to 9 are missing", StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_rows_at_the_end_are_found()
    {
        Fill();
        database.Execute("DELETE FROM journal_commit WHERE number > 28");
        var told = Verify().Findings.Select(finding => finding.ToString());
        Assert.Contains("Commit: commit 30, byte 0: The rows end at 28, the journal says 30.", told);
    }

    [Fact]
    public void An_end_that_was_set_back_together_with_its_rows_is_found_by_the_hash()
    {
        Fill();
        database.Execute("DELETE FROM journal_commit WHERE number > 28; UPDATE journal_head SET number = 28");
        Assert.Contains(Verify().Findings, finding => finding is { Kind: FindingKind.Commit, Commit: 28 });
    }

    [Fact]
    public void Two_rows_that_were_exchanged_are_found_both()
    {
        Fill();
        database.Execute("""
            UPDATE journal_commit mine SET image = other.image FROM journal_commit other
            WHERE (mine.number, other.number) IN ((7, 8), (8, 7))
            """);
        var findings = Verify().Findings;
        Assert.Contains(findings, finding => finding.ToString() == "Commit: commit 7, byte 0: The row holds commit 8.");
        Assert.Contains(findings, finding => finding.ToString() == "Commit: commit 8, byte 0: The row holds commit 7.");
    }

    [Fact]
    public void A_head_that_somebody_kept_is_missed_in_another_journal()
    {
        Fill();
        var kept = Verify().LastHead!;
        using var other = TestDatabase.Create();
        PostgresJournal.Open(other.Database).Dispose();
        Assert.Equal(FindingKind.Head, Assert.Single(JournalVerifier.Verify(other.Database, [key], [kept]).Findings).Kind);
    }

    [Fact]
    public void A_database_without_a_journal_is_said()
    {
        var told = Assert.Throws<IOException>(() => Verify());
        Assert.Contains("journal_head", told.Message, StringComparison.Ordinal);
    }

    private JournalReport Verify() => JournalVerifier.Verify(database.Database, [key]);

    /// <summary>Commits with heads among them.</summary>
    /// <returns>The lengths of their images.</returns>
    private List<int> Fill()
    {
        var samples = new Samples();
        var (epochs, signer) = (new EpochLog(), new HeadSigner(key));
        using var journal = PostgresJournal.Open(database.Database);
        for (var i = 1; i <= Commits; i++)
        {
            foreach (var commit in journal.ReadAfter(epochs.LastCommit)) Assert.Null(epochs.Follow(commit));
            if (i % 9 > 0) journal.Append(samples.Some(random), Samples.Start);
            else journal.Append([HeadSigner.ToEntry(signer.Sign(epochs, Samples.Start)!, epochs.Heads.Count + 1)], Samples.Start);
        }

        return [.. journal.ReadAfter(0).Select(commit => CommitLayout.Align(CommitLayout.Length
            + commit.Entries.Sum(entry => EntryLayout.LengthFor(entry.Subject.Name.Length) + entry.Payload.Length)))];
    }
}
