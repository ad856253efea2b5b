using NavSeal.Journal;
using NavSeal.Server.State;
using NavSeal.Tests.Postgres;
using NavSeal.Tests.Server;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Tests.Views;

/// <summary><c>navseal rebuild</c>: the same views, bit for bit, or a clear word.</summary>
public sealed class Rebuild_tests
{
    [Fact]
    public async Task The_views_of_a_server_are_those_that_its_journal_gives()
    {
        using var folder = new ServerFolder();
        using (var server = await NavSealProcess.ServeAsync(folder))
        {
            string[] row = ["KZ-000001", "egts", "OID", "1", "Model 7", "egts-seal", "KZ"];
            using var added = await NavSealProcess.RunAsync(["seal", "add", .. row, "--data", folder.Path]);
            Assert.Equal((0, ""), (added.ExitCode, added.Errors));
            using var refused = await NavSealProcess.RunAsync("rebuild", "--data", folder.Path);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("stop the other one", refused.Errors, StringComparison.Ordinal);
            await server.KillAsync();
        }

        using var rebuild = await NavSealProcess.RunAsync("rebuild", "--data", folder.Path);
        Assert.Equal((0, ""), (rebuild.ExitCode, rebuild.Errors));
        var lines = rebuild.Output.TrimEnd().Split('\n');
        Assert.Equal("the same", lines[^1]);
        Assert.Equal(lines[0]["rebuilt ".Length..], lines[1]["kept    ".Length..]);
    }

    [Fact]
    public void Views_that_differ_are_kept_aside_and_told()
    {
        using var folder = new ViewFolder();
        WriteJournal(folder.Path);
        var first = ViewRebuild.Run(folder.Path, null, (_, _) => { });
        Assert.Equal((3, null, null), (first.Commit, first.Kept, first.Aside));
        Assert.True(ViewRebuild.Run(folder.Path, null, (_, _) => { }).IsSame);
        using (var file = ViewFile.Open(folder.File)) file.Execute("UPDATE seal SET model = 'Model 8'");
        var different = ViewRebuild.Run(folder.Path, null, (_, _) => { });
        Assert.False(different.IsSame);
        Assert.Equal((first.Fresh, folder.File + ".different"), (different.Fresh, different.Aside));
        Assert.True(File.Exists(different.Aside));
        using var store = folder.Open();
        Assert.Equal("Model 7", store.Seals.Find(Written.Seal(1))!.Model);
    }

    [Fact]
    public async Task A_folder_without_a_journal_is_told()
    {
        using var rebuild = await NavSealProcess.RunAsync("rebuild", "--data", "/nowhere");
        Assert.Equal(2, rebuild.ExitCode);
        Assert.Contains("there is no journal in '/nowhere'", rebuild.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Views_are_built_again_from_a_shared_database_whoever_else_uses_it()
    {
        using var database = TestDatabase.Create();
        using var folder = new ViewFolder();
        using (var written = new Written(PostgresJournal.Open(database.Database)))
        {
            Write(written);
            written.Commit(Written.Seal(1), [.. Enumerable.Range(1, 300).Select(i => Written.Observed(Written.Start.AddSeconds(i)))]);
        }

        var first = ViewRebuild.Run(folder.Path, database.Database, (_, _) => { });
        Assert.Equal((4, null, null), (first.Commit, first.Kept, first.Aside));
        Assert.True(ViewRebuild.Run(folder.Path, database.Database, (_, _) => { }).IsSame);
        database.Execute("UPDATE telemetry_block SET points = points + 1");
        var told = Assert.Throws<InvalidDataException>(() => ViewRebuild.Run(folder.Path, database.Database, (_, _) => { }));
        Assert.Contains("DELETE FROM telemetry_block", told.Message, StringComparison.Ordinal);
        database.Execute("DELETE FROM telemetry_block");
        Assert.Equal(first.Fresh, ViewRebuild.Run(folder.Path, database.Database, (_, _) => { }).Fresh);
    }

    private static void WriteJournal(string folder)
    {
        using var written = new Written(new SegmentJournalOptions
        {
            Folder = Path.Combine(folder, "journal"),
            SegmentBytes = 1 << 20,
            RoomInBackground = false,
        });
        Write(written);
    }

    private static void Write(Written written)
    {
        written.Commit(Written.Seal(1), Written.Registered());
        written.Activate(1, 1, Written.Start);
        written.Commit(Written.Seal(1), Written.Observed(Written.Start));
    }
}
