using System.Security.Cryptography;
using System.Text;
using NavSeal.Journal;

namespace NavSeal.Tests.Journal;

public sealed class Bundle_tests : IDisposable
{
    private static readonly byte[] Marker = [0xAB, 0xCD];

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SimulatedDisk disk = new(new Random(11));
    private readonly Samples samples = new();
    private readonly EpochLog epochs = new();
    private readonly SegmentJournal journal;

    public Bundle_tests() => journal = Torn_tail_tests.Open(disk);

    public void Dispose()
    {
        journal.Dispose();
        key.Dispose();
    }

    [Fact]
    public void A_bundle_holds_all_entries_up_to_the_last_head_and_verifies() => Seeds.Each(1, random =>
    {
        for (var epoch = 0; epoch < 5; epoch++)
        {
            for (var i = 0; i < 7; i++) journal.Append(samples.Some(random), Samples.Start.AddSeconds(i));
            CloseEpoch();
        }

        journal.Append([samples.Next(1, 1)], Samples.Start);
        var all = journal.ReadAfter(0).SelectMany(commit => commit.Entries).Where(entry => entry.Subject == Samples.Seal(1)).ToList();

        var bundle = BundleWriter.Write(journal.ReadAfter(0), Samples.Seal(1))!;
        var read = BundleText.Decode(BundleText.Encode(bundle))!;

        Assert.Equal(all.SkipLast(1), bundle.Entries);
        Assert.Equal(bundle.Entries, read.Entries);
        Assert.Empty(BundleVerifier.Verify(BundleText.Encode(bundle), [key]));
        Assert.Empty(BundleVerifier.Verify(BundleText.Encode(BundleWriter.Write(journal.ReadAfter(0), Subject.OfJournal)!), [key]));
        Assert.Null(BundleWriter.Write(journal.ReadAfter(0), Samples.Seal(99)));
    });

    [Fact]
    public void Any_changed_letter_of_a_bundle_is_found() => Seeds.Each(400, random =>
    {
        var document = Small();
        var at = random.Next(document.Length);
        if (!char.IsAsciiLetterOrDigit((char)document[at])) return;
        document[at] = (byte)(document[at] == '1' ? '2' : '1');
        if (document.AsSpan().SequenceEqual(Small())) return;

        Assert.NotEmpty(BundleVerifier.Verify(document, [key]));
    });

    [Fact]
    public void A_bundle_without_one_of_its_entries_or_of_another_signer_is_refused()
    {
        var bundle = BundleText.Decode(Small())!;
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.NotEmpty(BundleVerifier.Verify(bundle with { Entries = bundle.Entries.RemoveAt(1) }, [key]));
        Assert.NotEmpty(BundleVerifier.Verify(bundle with { Entries = bundle.Entries.RemoveAt(2) }, [key]));
        Assert.Equal(FindingKind.Signature, Assert.Single(BundleVerifier.Verify(bundle, [stranger])).Kind);
        Assert.NotEmpty(BundleVerifier.Verify("{}"u8.ToArray(), [key]));
        Assert.NotEmpty(BundleVerifier.Verify("["u8.ToArray(), [key]));
    }

    [Fact]
    public void An_erased_payload_verifies_only_with_its_erasure()
    {
        var erasure = new Erasure { Ranges = [new SequenceRange(1, 1)], Ground = "Term of keeping has ended" };
        journal.Append([samples.Next(1, 0xAB, 0xCD)], Samples.Start);
        journal.Append([samples.Next(1, 0xEF)], Samples.Start);
        journal.Append([samples.Next(Samples.Seal(1), erasure.Encode(), EntryKinds.Erased)], Samples.Start);
        CloseEpoch();
        var bytes = disk[SegmentLayout.NameOf(1)].AsSpan();
        bytes.Slice(bytes.IndexOf(Marker), 2).Clear();

        var document = BundleText.Encode(BundleWriter.Write(journal.ReadAfter(0), Samples.Seal(1))!);

        Assert.Contains("\"payload\": null", Encoding.UTF8.GetString(document), StringComparison.Ordinal);
        Assert.Empty(BundleVerifier.Verify(document, [key]));
        bytes[bytes.IndexOf((byte)0xEF)] = 0;
        document = BundleText.Encode(BundleWriter.Write(journal.ReadAfter(0), Samples.Seal(1))!);
        Assert.Equal((FindingKind.Zeros, 2L), (Single(document).Kind, Single(document).Sequence));
    }

    [Fact]
    public void A_head_that_partners_kept_shows_a_rewritten_journal()
    {
        journal.Append([samples.Next(1, 1)], Samples.Start);
        CloseEpoch();
        var kept = epochs.Heads[^1];
        var other = new SimulatedDisk(new Random(12));
        using (var rewritten = Torn_tail_tests.Open(other)) rewritten.Append([new Samples().Next(1, 2)], Samples.Start);

        Assert.True(JournalVerifier.Verify(disk, [key], [kept]).IsWhole);
        Assert.Equal(FindingKind.Head, Assert.Single(JournalVerifier.Verify(other, [key], [kept]).Findings).Kind);
    }

    [Fact]
    public void An_epoch_log_resumed_from_heads_equals_one_that_followed_everything()
    {
        for (var i = 0; i < 4; i++)
        {
            journal.Append([samples.Next(1, 1)], Samples.Start);
            CloseEpoch();
        }

        var resumed = new EpochLog(epochs.Heads);
        foreach (var commit in journal.ReadAfter(resumed.LastCommit)) Assert.Null(resumed.Follow(commit));
        Assert.Equal(epochs.Heads, resumed.Heads);
        Assert.Equal(epochs.LastCommit, resumed.LastCommit);
    }

    private Finding Single(byte[] document) => Assert.Single(BundleVerifier.Verify(document, [key]));

    private byte[] Small()
    {
        if (journal.LastCommit == 0)
        {
            journal.Append([samples.Next(1, 1, 2, 3), samples.Next(2, 7)], Samples.Start);
            journal.Append([samples.Next(1, 4)], Samples.Start);
            CloseEpoch();
            journal.Append([samples.Next(1, 5), samples.Next(2, 7)], Samples.Start);
            journal.Append([samples.Next(3, 5)], Samples.Start);
            CloseEpoch();
        }

        return BundleText.Encode(BundleWriter.Write(journal.ReadAfter(0), Samples.Seal(1))!);
    }

    private void CloseEpoch()
    {
        Follow();
        var head = new HeadSigner(key).Sign(epochs, Samples.Start)!;
        journal.Append([HeadSigner.ToEntry(head, epochs.Heads.Count + 1)], Samples.Start);
        Follow();
        Assert.Equal(head, epochs.Heads[^1]);
    }

    private void Follow()
    {
        foreach (var commit in journal.ReadAfter(epochs.LastCommit)) Assert.Null(epochs.Follow(commit));
    }
}
