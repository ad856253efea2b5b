using Microsoft.Extensions.Logging.Abstractions;
using NavSeal.Server;
using NavSeal.Tests.Postgres;
using NavSeal.Tests.Server;
using NavSeal.Workplaces.Views;

namespace NavSeal.Tests.Views;

/// <summary>Views whose blocks of telemetry stand in a database that may go away, and come back as another.</summary>
public sealed class Shared_blocks_tests : IDisposable
{
    private readonly Written written = new();
    private readonly TestDatabase database = TestDatabase.Create();

    public void Dispose()
    {
        written.Dispose();
        database.Dispose();
    }

    [Fact]
    public async Task Views_wait_for_a_database_that_is_away_and_go_on_by_themselves()
    {
        using var folder = new ViewFolder(database.Database);
        using var store = folder.Open(written.Journal);
        using var stop = new CancellationTokenSource();
        var reader = new ViewReader(written.Journal, store, TimeProvider.System, NullLogger.Instance);
        var running = reader.RunAsync(stop.Token);
        Report(300);
        await UntilShown(store);
        database.GoAway();
        Report(300);
        Assert.Throws<IOException>(() => store.Telemetry.Read(Written.Seal(1), Written.Start, Written.Start.AddDays(9), null, 10));
        await database.ReturnAsync();
        await UntilShown(store);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(ViewFolder.DigestOf(written.Commits), store.Digest());
        Assert.Equal(2, folder.Blocks().Count);
    }

    [Fact]
    public async Task Views_that_wait_for_the_database_can_be_stopped_and_lose_nothing()
    {
        using var folder = new ViewFolder(database.Database);
        using (var store = folder.Open(written.Journal))
        using (var stop = new CancellationTokenSource())
        {
            var reader = new ViewReader(written.Journal, store, TimeProvider.System, NullLogger.Instance);
            database.GoAway();
            Report(600);
            var running = reader.RunAsync(stop.Token);
            await Deadline.UntilAsync("applied", () => Task.FromResult(store.Applied == written.Last));
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
            Assert.Equal(0, store.At);
        }

        await database.ReturnAsync();
        using var again = folder.Take(written.Commits);
        Assert.Equal(ViewFolder.DigestOf(written.Commits), again.Digest());
    }

    [Fact]
    public void A_file_whose_blocks_stand_elsewhere_is_set_aside()
    {
        Report(600);
        using var folder = new ViewFolder(database.Database);
        folder.Take(written.Commits).Dispose();
        using (var same = folder.Open(written.Journal)) Assert.Equal(written.Last, same.At);
        using (var embedded = ViewStore.Open(folder.Path, ViewSource.Of(written.Journal, null))) Assert.NotNull(embedded.SetAside);
        using var empty = TestDatabase.Create();
        folder.Take(written.Commits).Dispose();
        using var elsewhere = ViewStore.Open(folder.Path, ViewSource.Of(written.Journal, empty.Database));
        Assert.Equal((0, true), (elsewhere.At, elsewhere.SetAside is not null));
    }

    /// <summary>So many reports of one seal.</summary>
    private void Report(int count)
    {
        var first = Written.Start.AddSeconds(written.Last * 1000);
        written.Commit(Written.Seal(1), [.. Enumerable.Range(0, count).Select(i => Written.Observed(first.AddSeconds(i)))]);
    }

    private Task UntilShown(ViewStore store) => Deadline.UntilAsync("shown", () => Task.FromResult(store.At == written.Last));
}
