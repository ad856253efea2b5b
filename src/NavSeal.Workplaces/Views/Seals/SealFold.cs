using System.Diagnostics;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Seals;

/// <summary>Takes the events of seals into their rows. All seals are held in memory; what changed is written before a transaction
/// ends.</summary>
internal sealed class SealFold
{
    private const string Read = """
        SELECT id, number, reports, heard_at, measured_at, fix_at, latitude, longitude, speed, course, element, sealed_case, fault, battery,
            moving, transportation, worst, situations, bindings, folded, from_route, frames
        FROM seal ORDER BY id
        """;

    private const string Insert = """
        INSERT INTO seal (id, number, protocol, identity_kind, identity_value, model, profile, operator, is_relay, reports, situations,
            bindings, folded, frames)
        VALUES (?, ?, 0, 0, '', '', '', '', 0, 0, 0, x'', 0, x'')
        """;

    private const string Register = """
        UPDATE seal SET protocol = ?2, identity_kind = ?3, identity_value = ?4, model = ?5, profile = ?6, operator = ?7, is_relay = ?8,
            moving_periods = ?9, standing_periods = ?10
        WHERE id = ?1
        """;

    private const string Update = """
        UPDATE seal SET reports = ?2, heard_at = ?3, measured_at = ?4, fix_at = ?5, latitude = ?6, longitude = ?7, speed = ?8, course = ?9,
            element = ?10, sealed_case = ?11, fault = ?12, battery = ?13, moving = ?14, transportation = ?15, worst = ?16, situations = ?17,
            bindings = ?18, folded = ?19, from_route = ?20, frames = ?21
        WHERE id = ?1
        """;

    private const byte NoBattery = byte.MaxValue, WithFault = 2;

    private readonly ViewFile file;
    private readonly Statement insert, register, update;
    private readonly Dictionary<string, SealState> bySubject = [];
    private readonly List<SealState> byId = [];
    private readonly List<SealState> changed = [];

    public SealFold(ViewFile file)
    {
        this.file = file;
        (insert, register, update) = (file.Prepare(Insert), file.Prepare(Register), file.Prepare(Update));
    }

    /// <summary>All seals in the order of their small numbers, which are 1, 2, 3 …</summary>
    public IReadOnlyList<SealState> All => byId;

    /// <summary>Those that changed since the last saving.</summary>
    public IReadOnlyList<SealState> Changed => changed;

    /// <exception cref="InvalidDataException">No seal has this number: the file is damaged.</exception>
    public SealState OfId(int id) =>
        id > 0 && id <= byId.Count ? byId[id - 1] : throw new InvalidDataException($"There is no seal of the number {id}.");

    public void Load()
    {
        using var rows = file.Once(Read);
        while (rows.Step()) Keep(SealState.Read(rows));
    }

    /// <summary>The seal of a subject; a new one where nothing was known of it.</summary>
    /// <param name="subject">For example <c>seal/KZ-000123</c>.</param>
    public SealState? Of(string subject)
    {
        if (bySubject.TryGetValue(subject, out var known)) return known;
        if (!SealNumber.TryParse(subject[(subject.IndexOf('/', StringComparison.Ordinal) + 1)..], out var number)) return null;
        var seal = new SealState { Id = byId.Count + 1, Number = number };
        Keep(seal);
        return seal;
    }

    public SealState? Of(SealNumber number) => bySubject.GetValueOrDefault(SubjectNames.Of(number));

    public void MarkChanged(SealState seal)
    {
        if (seal.IsChanged) return;
        seal.IsChanged = true;
        changed.Add(seal);
    }

    /// <summary>Takes in a report.</summary>
    public static void Observe(SealState seal, in ObservedBytes report)
    {
        seal.Reports++;
        if (!(seal.HeardAt > report.ReceivedAtMilliseconds)) seal.HeardAt = report.ReceivedAtMilliseconds;
        if (report.Judgement == Judgement.UnknownClock || report.MeasuredAtMilliseconds is not { } measuredAt) return;
        if (measuredAt < seal.MeasuredAt) return;
        seal.MeasuredAt = measuredAt;
        if (report.SealingElement != 0) seal.Element = report.SealingElement;
        if (report.Case != 0) seal.Case = report.Case;
        if (report.Fault != 0) seal.HasFault = report.Fault == WithFault;
        if (report.BatteryPercent != NoBattery) seal.Battery = report.BatteryPercent;
        if (report.IsMoving is { } moving) seal.IsMoving = moving;
        if (report.Verdict != FixVerdict.Believed || !report.HasPlace) return;
        (seal.Latitude, seal.Longitude, seal.FixAt) = (report.LatitudeMicrodegrees, report.LongitudeMicrodegrees, measuredAt);
        seal.MetresFromRoute = report.MetresFromRoute;
        seal.Speed = Reported(report.SpeedTenthsKilometrePerHour);
        seal.Course = Reported(report.CourseDegrees);
    }

    /// <summary>Takes in any other event.</summary>
    /// <param name="seal">Whose.</param>
    /// <param name="change">What happened.</param>
    /// <param name="transportation">The small number of the transportation that the event names; 0 where it names none.</param>
    public static void Apply(SealState seal, SealEvent change, int transportation)
    {
        switch (change)
        {
            case SealEvent.SealRegistered registered:
                (seal.Registration, seal.IsRegistrationChanged) = (registered, true);
                break;
            case SealEvent.SealBound bound:
                seal.Transportation = transportation;
                seal.Bindings.Begin(transportation, bound.At.ToUnixTimeMilliseconds());
                break;
            case SealEvent.SealUnbound unbound:
                (seal.Transportation, seal.Worst, seal.Situations, seal.IsRemoved) = (0, null, 0, false);
                seal.Bindings.End(transportation, unbound.At.ToUnixTimeMilliseconds());
                break;
            case SealEvent.OpeningCommanded or SealEvent.ClosingCommanded or SealEvent.RemovalBegan or SealEvent.RemovalEnded
                or SealEvent.NotJudged or SealEvent.Observed or SealEvent.SealStateChanged
                or SealEvent.CommandQueued or SealEvent.CommandConfirmed or SealEvent.CommandSent or SealEvent.CommandAnswered
                or SealEvent.CommandEnded or SealEvent.SecretKept:
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Writes the rows that changed; within the transaction.</summary>
    public void Save()
    {
        foreach (var seal in changed)
        {
            if (!seal.IsStored) insert.Bind(1, seal.Id).Bind(2, seal.Number.Text).Run();
            if (seal is { IsRegistrationChanged: true, Registration: { } registered }) SaveRegistration(seal.Id, registered);
            (seal.IsStored, seal.IsRegistrationChanged) = (true, false);
            SaveRow(seal);
        }
    }

    /// <summary>Forgets what changed; once the transaction is committed.</summary>
    public void ForgetChanged()
    {
        foreach (var seal in changed) seal.IsChanged = false;
        changed.Clear();
    }

    private void SaveRegistration(int id, SealEvent.SealRegistered registered) => register
        .Bind(1, id).Bind(2, (long)registered.Protocol).Bind(3, (long)registered.IdentityKind).Bind(4, registered.IdentityValue)
        .Bind(5, registered.Model).Bind(6, registered.Profile).Bind(7, registered.Operator).Bind(8, registered.IsRelay ? 1 : 0)
        .Bind(9, registered.MovingPeriods).Bind(10, registered.StandingPeriods).Run();

    private void SaveRow(SealState seal)
    {
        var hasFix = seal.FixAt is not null;
        Span<byte> frames = stackalloc byte[FrameCommits.LengthMax];
        update.Bind(1, seal.Id).Bind(2, seal.Reports).Bind(3, seal.HeardAt).Bind(4, seal.MeasuredAt).Bind(5, seal.FixAt)
            .Bind(6, hasFix ? seal.Latitude : null).Bind(7, hasFix ? seal.Longitude : null).Bind(8, seal.Speed).Bind(9, seal.Course)
            .Bind(10, seal.Element).Bind(11, seal.Case).Bind(12, Number(seal.HasFault)).Bind(13, seal.Battery)
            .Bind(14, Number(seal.IsMoving)).Bind(15, seal.Transportation == 0 ? null : seal.Transportation).Bind(16, seal.Worst)
            .Bind(17, seal.Situations).Bind(18, seal.Bindings.Bytes).Bind(19, seal.Open.FoldedBelow)
            .Bind(20, seal.MetresFromRoute).Bind(21, frames[..seal.Frames.Write(frames)]).Run();
    }

    private void Keep(SealState seal)
    {
        byId.Add(seal);
        bySubject.Add(SubjectNames.Of(seal.Number), seal);
    }

    private static int? Reported(ushort value) => value == ObservedBytes.NotReported ? null : value;

    private static long? Number(bool? value) => value is { } known ? (known ? 1 : 0) : null;
}
