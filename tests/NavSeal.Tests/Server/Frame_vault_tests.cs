using System.Security.Cryptography;
using System.Text;
using NavSeal.Journal;
using NavSeal.Model.Commands;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Server.Keys;
using NavSeal.Tests.Devices;
using NavSeal.Tests.Postgres;
using NavSeal.Tests.Server.Access;

namespace NavSeal.Tests.Server;

/// <summary>A frame with a password lies in the journal sealed, and opens with the folder of keys alone.</summary>
public sealed class Frame_vault_tests
{
    private const string Password = "112233", OfLock = "(7500000017,P44,112233)";

    private static readonly SealNumber Seal = SealNumber.Parse("S1");

    [Fact]
    public void An_opened_frame_is_the_one_that_came_byte_for_byte()
    {
        var (vault, kept) = Kept();
        Assert.DoesNotContain(Password, Encoding.Latin1.GetString(kept.Bytes.Span), StringComparison.Ordinal);
        Assert.Equal(OfLock, Encoding.ASCII.GetString(vault.Open(Seal, kept)!.Value.Span));
    }

    [Fact]
    public void A_frame_that_is_not_sealed_is_given_as_it_stands()
    {
        var frame = new ContributionItem.Frame(DeviceProtocol.Jointech, JointechWorld.MeasuredAt, new byte[] { 1, 2 });
        Assert.Equal(frame.Bytes, new FrameVault(new byte[32]).Open(Seal, frame));
    }

    [Fact]
    public void What_was_changed_cut_or_put_elsewhere_does_not_open()
    {
        var (vault, kept) = Kept();
        for (var at = 0; at < kept.Bytes.Length; at++)
        {
            var changed = kept.Bytes.ToArray();
            changed[at] ^= 1;
            Assert.Null(vault.Open(Seal, kept with { Bytes = changed }));
            Assert.Null(vault.Open(Seal, kept with { Bytes = kept.Bytes[..at] }));
        }

        Assert.Null(vault.Open(SealNumber.Parse("S2"), kept));
        Assert.Null(vault.Open(Seal, kept with { Protocol = DeviceProtocol.Jt808 }));
        Assert.Null(new FrameVault(RandomNumberGenerator.GetBytes(32)).Open(Seal, kept));
    }

    [Fact]
    public void A_folder_opens_what_it_sealed_before()
    {
        using var folder = new ServerFolder();
        var keys = Path.Combine(folder.Path, "keys");
        var (_, kept) = Kept(FrameVault.Open(keys));
        Assert.Equal(OfLock, Encoding.ASCII.GetString(FrameVault.Open(keys).Open(Seal, kept)!.Value.Span));
    }

    [Fact]
    public async Task The_files_of_the_journal_hold_no_password()
    {
        await using var server = new EmbeddedServer();
        await server.InitializeAsync();
        await ReportAsync(server);
        using var copy = new ServerFolder();
        Directory.CreateDirectory(copy.Journal);
        var files = Directory.EnumerateFiles(server.Folder.Journal).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal));
        foreach (var file in files)
            await File.WriteAllBytesAsync(Path.Combine(copy.Journal, Path.GetFileName(file)), await BytesOfAsync(file), Deadline.Token);
        Assert.All(Directory.EnumerateFiles(copy.Journal), file => Assert.Equal(-1, IndexOfPassword(File.ReadAllBytes(file))));
        using var journal = SegmentJournal.Open(new SegmentJournalOptions { Folder = copy.Journal, SegmentBytes = 16 << 20 });
        Holds(journal, Path.Combine(server.Folder.Path, "keys"));
    }

    [Fact]
    public async Task The_rows_of_the_journal_hold_no_password()
    {
        using var database = TestDatabase.Create();
        using var keys = new ServerFolder();
        await using var server = new DatabaseProcess(database, keys);
        await server.InitializeAsync();
        await ReportAsync(server);
        using var journal = PostgresJournal.Open(database.Database);
        Assert.All(
            journal.ReadAfter(0).SelectMany(commit => commit.Entries), entry => Assert.Equal(-1, IndexOfPassword(entry.Payload.ToArray())));
        Holds(journal, keys.Path);
    }

    private static void Holds(IJournal journal, string keysFolder)
    {
        var frames = (from commit in journal.ReadAfter(0)
                      from entry in commit.Entries
                      where entry.Kind == (ushort)SubjectKind.Seal
                      from item in ContributionReader.Read(entry.Payload, withFrames: true).OfType<ContributionItem.Frame>()
                      select item).ToList();
        Assert.Equal([false, true, false], frames.Select(frame => frame.IsSealed));
        var vault = FrameVault.Open(keysFolder);
        Assert.Equal(OfLock, Encoding.ASCII.GetString(vault.Open(Seal, frames[1])!.Value.Span));
    }

    /// <summary>A lock reports where it is, and what its password is.</summary>
    private static async Task ReportAsync(AccessServer server)
    {
        var command = new Command.RegisterSeal(new RegisteredSeal
        {
            Number = Seal,
            Protocol = DeviceProtocol.Jointech,
            Identity = DeviceIdentity.Parse(IdentityKind.TerminalId, "7500000017")!.Value,
            Model = "Model 7",
            Profile = server.Server.Registry.Profiles.Find("jt701-lock")!,
            Operator = "KZ",
        });
        Assert.IsType<Answer.Done>(
            await server.Server.Desk.Do(command, new CommandOrigin(new Guid(1, 0x83, 0, new byte[8]), "test"), Deadline.Token));
        byte[] sent = [.. Encoding.ASCII.GetBytes(OfLock), .. JointechWorld.Report(JointechWorld.Closed)];
        byte[] first = [.. JointechWorld.Report(JointechWorld.Closed with { Serial = 4, Knots = 1 }), .. sent];
        await RunningServer.ExchangeAsync(
            server.Folder.SharedPort, first, answers => Encoding.ASCII.GetString(answers).EndsWith("(P69,0,5)", StringComparison.Ordinal));
    }

    private static (FrameVault Vault, ContributionItem.Frame Kept) Kept(FrameVault? with = null)
    {
        var vault = with ?? new FrameVault(RandomNumberGenerator.GetBytes(32));
        var batch = new JointechWorld().Connect().Read(OfLock).Batch;
        vault.Seal(batch);
        var bytes = batch.BytesOf(Assert.Single(batch.Frames)).ToArray();
        return (vault, new ContributionItem.Frame(DeviceProtocol.Jointech, JointechWorld.MeasuredAt, bytes) { IsSealed = true });
    }

    private static int IndexOfPassword(byte[] bytes) => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Password));

    private static async Task<byte[]> BytesOfAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Deadline.Token);
        return bytes;
    }

    private sealed class EmbeddedServer : AccessServer
    {
        private protected override bool EntersUsers => false;
    }
}
