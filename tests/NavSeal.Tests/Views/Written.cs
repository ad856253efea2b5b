using System.Buffers;
using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tests.Journal;

namespace NavSeal.Tests.Views;

/// <summary>A journal, in memory unless a folder is named, written event by event, one commit at a time.</summary>
internal sealed class Written : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    private readonly IJournal journal;
    private readonly Dictionary<Subject, long> sequences = [];

    public Written(SegmentJournalOptions? options = null) => journal = SegmentJournal.Open(options ?? new SegmentJournalOptions
    {
        Disk = new SimulatedDisk(new Random(1)),
        SegmentBytes = 1 << 20,
        RoomInBackground = false,
    });

    /// <summary>The same in an empty journal of any store; it is closed with this.</summary>
    public Written(IJournal journal) => this.journal = journal;

    public IJournal Journal => journal;

    public IEnumerable<Commit> Commits => journal.ReadAfter(0);

    public long Last => journal.LastCommit;

    public static SealNumber Seal(int number) => SealNumber.Parse($"KZ-{number:D4}");

    public static TransportationNumber Transportation(int number) => new(new Guid(number, 0, 0, new byte[8]));

    public static SealEvent.SealRegistered Registered(string model = "Model 7") => new()
    {
        At = Start,
        Protocol = DeviceProtocol.Egts,
        IdentityKind = IdentityKind.ObjectId,
        IdentityValue = "215380396",
        Model = model,
        Profile = "egts-seal",
        Operator = "KZ",
    };

    public static SealEvent.Observed Observed(DateTimeOffset measuredAt, GeoPoint? at = null, TimeSpan delay = default) => new()
    {
        Observation = new Observation
        {
            MeasuredAt = measuredAt,
            ContentKey = (ulong)measuredAt.Ticks,
            Fix = at is null ? null : new Fix { At = at, IsValid = true, SpeedTenthsKilometrePerHour = 612, CourseDegrees = 90 },
            SealingElement = SealingElementState.Closed,
            BatteryLeft = new Percent(80),
        },
        ReceivedAt = measuredAt + delay,
        Verdict = at is null ? FixVerdict.None : FixVerdict.Believed,
        Judgement = Judgement.Judged,
    };

    public static TransportationEvent.SealActivated Activated(SealNumber seal, DateTimeOffset at) => new()
    {
        Seal = seal,
        At = at,
        Regimes = TrackingRegimes.Union,
        Mode = TransportMode.Road,
        MovingPeriodSeconds = 300,
        StandingPeriodSeconds = 600,
        Rules = "test",
    };

    public static TransportationEvent.NonRoutineSituationOpened Opened(
        int number, NonRoutineKind kind, SealNumber seal, DateTimeOffset at) =>
        new() { Situation = number, Kind = kind, Seal = seal, OccurredAt = at, KnowableAt = at, Rules = "test" };

    /// <summary>One commit of entries; each is what one subject contributed.</summary>
    public void Commit(params (string Subject, object[] Changes)[] entries) =>
        Commit([.. entries.Select(entry => Entry(entry.Subject, Payload(entry.Changes)))]);

    public void Commit(SealNumber seal, params object[] changes) => Commit((SubjectNames.Of(seal), changes));

    public void Commit(TransportationNumber transportation, params object[] changes) => Commit((SubjectNames.Of(transportation), changes));

    /// <summary>A seal begins to track a transportation, as the core writes it: both in one commit.</summary>
    public void Activate(int transportation, int seal, DateTimeOffset at) => Commit(
        (SubjectNames.Of(Seal(seal)), [new SealEvent.SealBound { Transportation = Transportation(transportation), At = at }]),
        (SubjectNames.Of(Transportation(transportation)), [Activated(Seal(seal), at)]));

    /// <summary>A seal ceases to track it.</summary>
    public void Deactivate(int transportation, int seal, DateTimeOffset at) => Commit(
        (SubjectNames.Of(Seal(seal)), [new SealEvent.SealUnbound { Transportation = Transportation(transportation), At = at }]),
        (SubjectNames.Of(Transportation(transportation)), [new TransportationEvent.SealDeactivated { Seal = Seal(seal), At = at }]));

    /// <summary>One commit of an entry with this payload, whatever it is.</summary>
    public void CommitRaw(string subject, byte[] payload, SubjectKind? kind = null) => Commit([Entry(subject, payload, kind)]);

    public void Dispose() => journal.Dispose();

    private void Commit(NewEntry[] entries) => Samples.Durable(journal.Append(entries, Start.AddSeconds(journal.LastCommit)));

    private NewEntry Entry(string name, byte[] payload, SubjectKind? kind = null)
    {
        var subject = new Subject(name);
        var sequence = sequences[subject] = sequences.GetValueOrDefault(subject) + 1;
        return new NewEntry(subject, sequence, (ushort)(kind ?? KindOf(name)), Start.AddSeconds(journal.LastCommit), payload);
    }

    private static SubjectKind KindOf(string subject) => Enum.Parse<SubjectKind>(subject.Split('/')[0], ignoreCase: true);

    private static byte[] Payload(object[] changes)
    {
        var payload = new ArrayBufferWriter<byte>();
        foreach (var change in changes)
        {
            if (change is ContributionItem.Frame(var protocol, var receivedAt, var bytes))
                Contribution.WriteFrame(payload, protocol, receivedAt, bytes.Span);
            else
                Contribution.WriteEvent(payload, change);
        }

        return payload.WrittenSpan.ToArray();
    }
}
