using Microsoft.Extensions.Logging.Abstractions;
using NavSeal.Model.Transportations;
using NavSeal.Server.Documents;
using NavSeal.Server.Keys;
using NavSeal.Tests.Views;
using NavSeal.Tracking;

namespace NavSeal.Tests.Server.Documents;

/// <summary>What the journal says was erased has no key any more.</summary>
public sealed class Dossier_erasure_tests : IDisposable
{
    private static readonly TransportationNumber One = Written.Transportation(1), Other = Written.Transportation(2);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("navseal-keys-");
    private readonly Written written = new();
    private DossierErasure? erasure;

    public void Dispose()
    {
        written.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void The_key_goes_with_the_dossier_and_no_other_key_does()
    {
        var keys = Keys();
        Follow(keys);
        Assert.Null(keys.Find(One));
        Assert.NotNull(keys.Find(Other));
    }

    [Fact]
    public void A_key_that_a_copy_brought_back_is_destroyed_at_the_next_beginning()
    {
        var state = new TrackingState();
        state.Evolve(One, Written.Activated(Written.Seal(1), Written.Start));
        state.Evolve(Other, Written.Activated(Written.Seal(2), Written.Start));
        state.Evolve(One, Erased);
        var keys = Keys();
        new DossierErasure(keys, NullLogger.Instance).Begin(state);
        Assert.Null(keys.Find(One));
        Assert.NotNull(keys.Find(Other));
    }

    [Fact]
    public void What_cannot_be_destroyed_now_is_destroyed_with_a_later_commit()
    {
        var keys = new KeysOfABadDisk(Keys());
        Follow(keys, 3);
        Assert.NotNull(keys.Find(One));
        keys.IsWell = true;
        erasure!.Follow(written.Commits.Last());
        Assert.Null(keys.Find(One));
        Assert.NotNull(keys.Find(Other));
    }

    private static TransportationEvent.DossierErased Erased => new()
    {
        KeptUntil = "2031-03-02",
        Documents = 1,
        Seals = 1,
        Situations = 0,
        At = Written.Start,
        By = "user/aigul",
    };

    private FolderTransportationKeys Keys()
    {
        var keys = new FolderTransportationKeys(folder.FullName);
        keys.OpenOrMake(One);
        keys.OpenOrMake(Other);
        return keys;
    }

    private void Follow(ITransportationKeys keys, int commits = int.MaxValue)
    {
        written.Activate(1, 1, Written.Start);
        written.Activate(2, 2, Written.Start);
        written.Commit(One, Erased);
        written.CommitRaw("transportation/" + Other, new byte[16]);
        erasure = new DossierErasure(keys, NullLogger.Instance);
        foreach (var commit in written.Commits.Take(commits)) erasure.Follow(commit);
    }

    /// <summary>Keys on a disk that takes no writing until it is well again.</summary>
    private sealed class KeysOfABadDisk(ITransportationKeys keys) : ITransportationKeys
    {
        public bool IsWell { get; set; }

        public byte[]? Find(TransportationNumber number) => keys.Find(number);

        public byte[] OpenOrMake(TransportationNumber number) => keys.OpenOrMake(number);

        public bool Destroy(TransportationNumber number) => IsWell ? keys.Destroy(number) : throw new IOException("The disk is read-only.");

        public IReadOnlyList<TransportationNumber> All() => keys.All();
    }
}
