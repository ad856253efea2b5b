using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Journal;
using NavSeal.Workplaces.Views.Registries;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Storage;
using NavSeal.Workplaces.Views.Telemetry;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Views;

/// <summary>Takes the commits of the journal into all views. What comes out depends on the commits and their order alone: not on time, and
/// not
/// on where transactions or processes end.</summary>
internal sealed class ViewFold
{
    private const string ReadCheckpoint =
        "SELECT number, entries, payload_bytes, heads, last_head_at, situations, points, blocks, hash FROM checkpoint";

    private const string WriteCheckpoint = """
        UPDATE checkpoint SET number = ?, entries = ?, payload_bytes = ?, heads = ?, last_head_at = ?, situations = ?, points = ?,
            blocks = ?, hash = ?
        """;

    private readonly ViewFile file;
    private readonly Statement writeCheckpoint;
    private readonly List<OpenTransportation> touched = [];

    private Commit? last;

    public ViewFold(ViewFile file, ITelemetryBlocks blocks)
    {
        this.file = file;
        Seals = new SealFold(file);
        Transportations = new TransportationFold(file);
        Registries = new RegistryFold(file);
        Commands = new SealCommandFold(file);
        Secrets = new SealSecretFold(file);
        Telemetry = new TelemetryFold(file, Seals, blocks);
        writeCheckpoint = file.Prepare(WriteCheckpoint);
    }

    public SealFold Seals { get; }

    public TransportationFold Transportations { get; }

    public TelemetryFold Telemetry { get; }

    public RegistryFold Registries { get; }

    public SealCommandFold Commands { get; }

    public SealSecretFold Secrets { get; }

    public JournalView Journal { get; private set; } = new();

    /// <summary>The hash of the last commit that was saved; none where there was none.</summary>
    public Digest Hash { get; private set; }

    /// <summary>Goes on where the file stands.</summary>
    public void Load()
    {
        using var row = file.Once(ReadCheckpoint);
        if (!row.Step()) throw new InvalidDataException("The file of views has no checkpoint.");
        Journal = new JournalView
        {
            Commits = row.Long(0),
            Entries = row.Long(1),
            PayloadBytes = row.Long(2),
            Heads = row.Long(3),
            LastHeadAt = row.InstantOrNull(4),
            SituationsOpened = row.Long(5),
        };
        Hash = new Digest(row.Blob(8));
        Seals.Load();
        Transportations.Load();
        Transportations.SituationsOpened = Journal.SituationsOpened;
        foreach (var transportation in Transportations.Held) Settle(transportation);
        Telemetry.Load(row.Long(6), row.Long(7));
    }

    /// <summary>Takes in one commit.</summary>
    /// <exception cref="FormatException">An entry was not written by this version or one before it.</exception>
    public void Apply(Commit commit)
    {
        var (bytes, heads, lastHeadAt) = (0L, Journal.Heads, Journal.LastHeadAt);
        foreach (var entry in commit.Entries)
        {
            bytes += entry.Payload.Length;
            if (entry.Kind == EntryKinds.Head) (heads, lastHeadAt) = (heads + 1, entry.DecidedAt);
            if (entry.Kind < EntryKinds.ReservedMin && !ContributionWalk.IsErased(entry.Payload.Span)) Apply(entry, commit.Number);
        }

        foreach (var transportation in touched) Settle(transportation.Row);
        touched.Clear();
        Telemetry.FoldStragglers();
        last = commit;
        Journal = Journal with
        {
            Commits = commit.Number,
            Entries = Journal.Entries + commit.Entries.Length,
            PayloadBytes = Journal.PayloadBytes + bytes,
            Heads = heads,
            LastHeadAt = lastHeadAt,
            SituationsOpened = Transportations.SituationsOpened,
        };
    }

    /// <summary>Writes everything that changed and the checkpoint; within the transaction.</summary>
    public void Save()
    {
        Transportations.Save();
        Seals.Save();
        Telemetry.Save();
        if (last is not null) (Hash, last) = (last.Hash, null);
        Span<byte> hash = stackalloc byte[Digest.Length];
        Hash.CopyTo(hash);
        writeCheckpoint.Bind(1, Journal.Commits).Bind(2, Journal.Entries).Bind(3, Journal.PayloadBytes).Bind(4, Journal.Heads)
            .Bind(5, Journal.LastHeadAt?.ToUnixTimeMilliseconds()).Bind(6, Journal.SituationsOpened).Bind(7, Telemetry.Points)
            .Bind(8, Telemetry.Blocks).Bind(9, hash).Run();
    }

    private void Apply(Entry entry, long commit)
    {
        switch ((SubjectKind)entry.Kind)
        {
            case SubjectKind.Seal when Seals.Of(entry.Subject.Name) is { } seal:
                if (Apply(seal, entry)) seal.Frames.Add(commit);
                break;
            case SubjectKind.Relay when SealNumber.TryParse(NameOf(entry.Subject), out var number) && Seals.Of(number) is { } relay:
                Seals.MarkChanged(relay);
                relay.Frames.Add(commit);
                break;
            case SubjectKind.Transportation when TransportationNumber.TryParse(NameOf(entry.Subject), out var number):
                Transportations.Apply(Touch(number), entry, commit);
                break;
            case SubjectKind.Registry:
                Registries.Apply(entry);
                break;
            default:
                break;
        }
    }

    /// <returns>Whether it holds a report, and with it a frame, here or in the entry of a relay.</returns>
    private bool Apply(SealState seal, Entry entry)
    {
        Seals.MarkChanged(seal);
        var hasReport = false;
        var walk = new ContributionWalk(entry.Payload.Span);
        while (walk.Next())
        {
            if (walk.IsObserved)
            {
                hasReport = true;
                SealFold.Observe(seal, walk.Observed);
                Telemetry.Add(seal, walk.Observed);
            }
            else if (EventEncoding.Names.Contains(walk.EventName)
                && EventEncoding.Read(walk.EventName, walk.EventJson) is SealEvent change)
            {
                SealFold.Apply(seal, change, change switch
                {
                    SealEvent.SealBound bound => Touch(bound.Transportation).Row.Id,
                    SealEvent.SealUnbound unbound => Touch(unbound.Transportation).Row.Id,
                    _ => 0,
                });
                Commands.Apply(seal.Number, change);
                Secrets.Apply(seal.Number, change);
                if (change is SealEvent.SealUnbound) Telemetry.Fold(seal);
                if (change is SealEvent.NotJudged) hasReport = true;
                if (change is SealEvent.SealStateChanged stock) Registries.Apply(seal.Number, stock);
            }
        }

        return hasReport;
    }

    private OpenTransportation Touch(TransportationNumber number)
    {
        var transportation = Transportations.Of(number);
        Transportations.MarkChanged(transportation);
        touched.Add(transportation);
        return transportation;
    }

    /// <summary>A seal shows the situations of the transportation that it tracks.</summary>
    private void Settle(TransportationRow transportation)
    {
        if (transportation.Seal.Text is null || Seals.Of(transportation.Seal) is not { } seal) return;
        if (seal.Transportation != transportation.Id) return;
        (seal.Worst, seal.Situations) = ((int?)transportation.WorstOpen, transportation.OpenSituations);
        seal.IsRemoved = transportation.Status == TransportationStatus.Removed;
        Seals.MarkChanged(seal);
    }

    private static string NameOf(Subject subject) => subject.Name[(subject.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
