using NavSeal.Model.Transportations;
using NavSeal.Tests.Architecture;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Tests.Views;

/// <summary>The file of the views: a short cut, never evidence.</summary>
public sealed class View_file_tests : IDisposable
{
    private readonly Written written = new();
    private readonly ViewFolder folder = new();

    public View_file_tests()
    {
        written.Commit(Written.Seal(1), Written.Registered());
        written.Activate(1, 1, Written.Start);
        written.Commit(Written.Seal(1), Written.Observed(Written.Start));
    }

    public void Dispose()
    {
        written.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_file_that_is_damaged_is_set_aside_and_built_again()
    {
        folder.Take(written.Commits).Dispose();
        File.WriteAllText(folder.File, new string('x', 8192));
        using var store = folder.Open();
        Assert.Equal((0, folder.File + ".aside"), (store.At, store.SetAside));
        Assert.True(File.Exists(store.SetAside));
        foreach (var commit in written.Commits) store.Apply(commit);
        store.Flush();
        Assert.Equal(ViewFolder.DigestOf(written.Commits), store.Digest());
    }

    [Fact]
    public void A_file_ahead_of_the_journal_is_set_aside()
    {
        using var shorter = new Written();
        foreach (var change in (object[])[Written.Registered(), Written.Observed(Written.Start)]) shorter.Commit(Written.Seal(1), change);
        folder.Take(written.Commits).Dispose();
        using (var behind = folder.Open(written.Journal)) Assert.Equal((written.Last, null), (behind.At, behind.SetAside));
        using var ahead = folder.Open(shorter.Journal);
        Assert.Equal((0, true), (ahead.At, ahead.SetAside is not null));
    }

    [Fact]
    public void A_file_that_followed_another_history_is_set_aside()
    {
        using var other = new Written();
        other.Commit(Written.Seal(1), Written.Registered());
        other.Activate(1, 1, Written.Start);
        other.Commit(Written.Seal(1), Written.Observed(Written.Start.AddSeconds(1)));
        other.Commit(Written.Seal(1), Written.Observed(Written.Start.AddSeconds(2)));
        folder.Take(written.Commits).Dispose();
        using var store = folder.Open(other.Journal);
        Assert.Equal((0, folder.File + ".aside"), (store.At, store.SetAside));
    }

    [Fact]
    public void Files_of_older_versions_go_and_nothing_else()
    {
        using var store = folder.Open();
        var older = folder.File.Replace($"views-{ViewFile.Version}", "views-0", StringComparison.Ordinal);
        File.WriteAllText(older, "");
        File.WriteAllText(older + "-wal", "");
        Assert.Equal([older], store.DeleteOlder());
        Assert.False(File.Exists(older) || File.Exists(older + "-wal"));
        Assert.True(File.Exists(folder.File));
    }

    [Fact]
    public void A_commit_that_is_not_the_next_is_refused()
    {
        using var store = folder.Open();
        Assert.Throws<InvalidOperationException>(() => store.Apply(written.Commits.Last()));
    }

    [Fact]
    public async Task Who_waits_for_a_commit_hears_of_it_when_it_is_visible()
    {
        using var store = folder.Take(written.Commits);
        Assert.True(await store.WhenReached(written.Last, TimeSpan.Zero, TestContext.Current.CancellationToken));
        Assert.False(await store.WhenReached(written.Last + 1, TimeSpan.Zero, TestContext.Current.CancellationToken));
        var waiting = store.WhenReached(written.Last + 1, TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        written.Commit(Written.Seal(1), Written.Observed(Written.Start.AddMinutes(1)));
        store.Apply(written.Commits.Last());
        Assert.False(waiting.IsCompleted);
        Assert.Equal(1, store.Seals.Find(Written.Seal(1))!.Reports);
        store.Flush();
        Assert.True(await waiting);
        Assert.Equal(2, store.Seals.Find(Written.Seal(1))!.Reports);
    }

    [Fact]
    public void Every_event_of_a_transportation_is_taken_in()
    {
        using var store = folder.Take(written.Commits);
        foreach (var type in ClosedFamilies.MembersOf(typeof(TransportationEvent)))
        {
            written.Commit(Written.Transportation(1), NavSeal.Tests.Model.Event_family_tests.Made(type));
            store.Apply(written.Commits.Last());
        }

        store.Flush();
        var told = store.Transportations.Timeline(Written.Transportation(1));
        Assert.Equal(ClosedFamilies.MembersOf(typeof(TransportationEvent)).Count + 1, told.Count);
        Assert.All(told, row => Assert.NotNull(row.Event));
    }

    [Fact]
    public void Every_event_of_a_seal_is_taken_in()
    {
        using var store = folder.Take(written.Commits);
        foreach (var type in ClosedFamilies.MembersOf(typeof(NavSeal.Model.Seals.SealEvent)))
        {
            written.Commit(Written.Seal(1), NavSeal.Tests.Model.Event_family_tests.Made(type));
            store.Apply(written.Commits.Last());
        }

        store.Flush();
        Assert.Equal(written.Last, store.At);
        Assert.Equal(2, store.Seals.Find(Written.Seal(1))!.Reports);
    }
}
