using System.Security.Cryptography;
using NavSeal.Journal;
using NavSeal.Server.Gateway;
using NavSeal.Server.Sharing;

namespace NavSeal.Server.State;

/// <summary>Signs a head of the journal on a schedule, so that nobody, not even the operator, can rewrite what came before
/// unnoticed.</summary>
internal sealed class HeadSchedule
{
    private readonly object gate = new();
    private readonly EpochLog epochs = new();
    private readonly IJournal journal;
    private readonly Inbox inbox;
    private readonly HeadSigner signer;
    private readonly ILogger logger;

    public HeadSchedule(IJournal journal, Inbox inbox, string keyFolder, ILogger logger)
    {
        (this.journal, this.inbox, this.logger) = (journal, inbox, logger);
        signer = new HeadSigner(HeadKey.OpenOrCreate(keyFolder));
    }

    /// <summary>Takes in one commit; as a reader of the journal.</summary>
    /// <exception cref="InvalidDataException">A head in the journal does not fit the commits before it.</exception>
    public void Follow(Commit commit)
    {
        lock (gate)
        {
            if (epochs.Follow(commit) is { } wrong) throw new InvalidDataException($"Commit {commit.Number}: {wrong}");
        }
    }

    /// <summary>Signs a head each period, in its turn, until stopped.</summary>
    public async Task RunAsync(TimeSpan period, (TimeProvider Clock, ITurns Turns) by, CancellationToken stop)
    {
        var (clock, turns) = by;
        using var timer = new PeriodicTimer(period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                if (turns.Has(Turn.Heads)) await SignAsync(stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; the open epoch is signed after the next start.
        }
    }

    private async Task SignAsync(CancellationToken stop)
    {
        Head? head = null;
        var item = new InboundEntry(now =>
        {
            journal.TryGetHead(Subject.OfJournal, out var last);

            // A head that another process signed may not have been read yet: then the open epoch is not what it seems.
            lock (gate) head = epochs.Heads.Count == last.Sequence ? signer.Sign(epochs, now) : null;
            return head is null ? null : HeadSigner.ToEntry(head, last.Sequence + 1);
        });
        if (!inbox.Post(item) || await item.Written.Task.WaitAsync(stop) is null || head is null) return;
        Log.HeadSigned(logger, head.Epoch.Number, head.Epoch.FirstCommit, head.Epoch.LastCommit);
    }
}

/// <summary>The key that signs heads: made at the first start, readable by the operator's account alone. The public half is given to
/// partners.</summary>
internal static class HeadKey
{
    public const string PrivateName = "heads.key.pem", PublicName = "heads.public.pem";

    public static ECDsa OpenOrCreate(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.Combine(folder, PrivateName);
        if (File.Exists(path)) return Read(path);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(path, options)) writer.Write(key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, PublicName), key.ExportSubjectPublicKeyInfoPem());
        return key;
    }

    /// <summary>The public halves that lie in a folder, for the verifier.</summary>
    public static IReadOnlyList<ECDsa> ReadPublic(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.public.pem").Order().Select(Read)] : [];

    /// <exception cref="IOException">There is no such file, or it holds no key.</exception>
    public static ECDsa Read(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new IOException($"'{path}' holds no key that can be used ({e.Message}). Bring it back from a backup.", e);
        }
    }
}
