using System.Text;
using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Views.Documents;
using NavSeal.Workplaces.Views.Obligations;
using NavSeal.Workplaces.Views.Situations;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Transportations;

/// <summary>Takes the events of transportations into their rows, their situations and their time lines. Those that are not completed are
/// held
/// in memory; an event of a completed one brings it back until it is written.</summary>
internal sealed class TransportationFold
{
    private const string ReadOpen = $"SELECT {TransportationRow.Columns} FROM transportation t WHERE t.status NOT IN (3, 7, 8)";
    private const string ReadOne = $"SELECT {TransportationRow.Columns} FROM transportation t WHERE t.number = ?";
    private const string ReadLast = "SELECT coalesce(max(id), 0) FROM transportation";
    private const string ReadSituations = $"""
        SELECT {SituationRow.Columns} FROM situation s JOIN transportation t ON t.id = s.transportation
        WHERE s.transportation = ? AND s.ended_at IS NULL
        """;

    private const string ReadSituation = $"""
        SELECT {SituationRow.Columns} FROM situation s JOIN transportation t ON t.id = s.transportation
        WHERE s.transportation = ? AND s.situation = ?
        """;

    private const string Write = """
        INSERT INTO transportation (id, number, seal, regimes, mode, activated_at, deactivated_at, status, reapply_by, moving, standing,
            situations, worst, vehicle, vehicle_key, departure, destination, changed_at, events, organisations, states,
            activated, life, awaits, authorities)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
            ?23, ?24, ?25)
        ON CONFLICT (id) DO UPDATE SET seal = ?3, regimes = ?4, mode = ?5, activated_at = ?6, deactivated_at = ?7, status = ?8,
            reapply_by = ?9, moving = ?10, standing = ?11, situations = ?12, worst = ?13, vehicle = ?14, vehicle_key = ?15, departure = ?16,
            destination = ?17, changed_at = ?18, events = ?19, organisations = ?20, states = ?21, activated = ?22,
            life = ?23, awaits = ?24, authorities = ?25
        """;

    private const string WriteTimeline =
        "INSERT INTO timeline (transportation, n, number, decided_at, name, json) VALUES (?, ?, ?, ?, ?, ?)";

    private readonly ViewFile file;
    private readonly Statement one, situations, situation, write, writeTimeline;
    private readonly SituationFold situationFold;
    private readonly ObligationFold obligations;
    private readonly DocumentFold documents;
    private readonly Dictionary<TransportationNumber, OpenTransportation> held = [];
    private readonly List<OpenTransportation> changed = [];
    private int lastId;

    public TransportationFold(ViewFile file)
    {
        this.file = file;
        (situationFold, obligations, documents) = (new SituationFold(file), new ObligationFold(file), new DocumentFold(file));
        (one, situations, situation) = (file.Prepare(ReadOne), file.Prepare(ReadSituations), file.Prepare(ReadSituation));
        (write, writeTimeline) = (file.Prepare(Write), file.Prepare(WriteTimeline));
    }

    /// <summary>Situations opened since the journal began.</summary>
    public long SituationsOpened { get; set; }

    /// <summary>Those that changed since the last saving.</summary>
    public IReadOnlyList<OpenTransportation> Changed => changed;

    public IEnumerable<TransportationRow> Held => held.Values.Select(known => known.Row);

    public void Load()
    {
        using var rows = file.Once(ReadOpen);
        while (rows.Step()) Hold(TransportationRow.Read(rows));
        using var last = file.Once(ReadLast);
        last.Step();
        lastId = last.Int(0);
    }

    /// <summary>The transportation of this number; a new one where nothing was known of it.</summary>
    public OpenTransportation Of(TransportationNumber number)
    {
        if (held.TryGetValue(number, out var known)) return known;
        one.Bind(1, number.ToString());
        var row = one.Step() ? TransportationRow.Read(one) : new TransportationRow { Number = number, Id = ++lastId };
        one.Reset();
        return Hold(row);
    }

    /// <summary>Takes in what a commit says of one transportation.</summary>
    /// <exception cref="FormatException">The payload is none of ours.</exception>
    public void Apply(OpenTransportation known, Entry entry, long commit)
    {
        MarkChanged(known);
        var walk = new ContributionWalk(entry.Payload.Span);
        while (walk.Next())
        {
            if (walk.IsObserved) continue;
            var name = walk.EventName;
            known.Row = known.Row with { LastChangeAt = entry.DecidedAt, Events = known.Row.Events + 1 };
            writeTimeline.Bind(1, known.Row.Id).Bind(2, known.Row.Events).Bind(3, commit).Bind(4, entry.DecidedAt.ToUnixTimeMilliseconds())
                .Bind(5, name).Bind(6, Encoding.UTF8.GetString(walk.EventJson)).Run();

            // What this version does not know stands in the time line, and changes nothing.
            if (EventEncoding.Names.Contains(name) && EventEncoding.Read(name, walk.EventJson) is TransportationEvent change)
                Apply(known, change);
        }

        known.Row = known.Row with { OpenSituations = known.Open.Count(), WorstOpen = Severities.Worst(known.Open) };
    }

    public void MarkChanged(OpenTransportation known)
    {
        if (known.IsChanged) return;
        known.IsChanged = true;
        changed.Add(known);
    }

    /// <summary>Writes the rows that changed; within the transaction.</summary>
    public void Save()
    {
        foreach (var known in changed)
        {
            SaveRow(known.Row);
            foreach (var row in known.ChangedSituations) situationFold.Save(known.Row.Id, row);
        }
    }

    /// <summary>Forgets what changed, and the completed ones; once the transaction is committed.</summary>
    public void ForgetChanged()
    {
        foreach (var known in changed)
        {
            known.ForgetChanged();
            if (known.Row.IsOver) held.Remove(known.Row.Number);
        }

        changed.Clear();
    }

    /// <summary>Takes in one event.</summary>
    public void Apply(OpenTransportation known, TransportationEvent change)
    {
        if (change is TransportationEvent.NonRoutineSituationOpened opened)
        {
            SituationsOpened++;
            known.Set(SituationFold.Opened(known.Row.Number, opened));
        }
        else if (SituationFold.NumberIn(change) is { } number)
        {
            Change(known, number, row => SituationFold.Evolve(row, change));
        }
        else if (!obligations.Apply(known.Row.Id, change))
        {
            documents.Apply(known.Row.Id, change);
            known.Row = LifeFold.Evolve(known.Row, change);
        }
    }

    private void Change(OpenTransportation known, int number, Func<SituationRow, SituationRow> change)
    {
        if (Find(known, number) is { } row) known.Set(change(row));
    }

    private SituationRow? Find(OpenTransportation known, int number)
    {
        if (known.Situations.TryGetValue(number, out var row)) return row;
        situation.Bind(1, known.Row.Id).Bind(2, number);
        row = situation.Step() ? SituationRow.Read(situation) : null;
        situation.Reset();
        return row;
    }

    private OpenTransportation Hold(TransportationRow row)
    {
        var known = held[row.Number] = new OpenTransportation(row);
        situations.Bind(1, row.Id);
        while (situations.Step())
        {
            var open = SituationRow.Read(situations);
            known.Situations[open.Situation] = open;
        }

        situations.Reset();
        return known;
    }

    private void SaveRow(TransportationRow row) => write
        .Bind(1, row.Id).Bind(2, row.Number.ToString()).Bind(3, row.Seal.Text ?? "").Bind(4, (long)row.Regimes).Bind(5, (long)row.Mode)
        .Bind(6, row.ActivatedAt.ToUnixTimeMilliseconds()).Bind(7, row.DeactivatedAt?.ToUnixTimeMilliseconds()).Bind(8, (long)row.Status)
        .Bind(9, row.ReapplyBy?.ToUnixTimeMilliseconds()).Bind(10, row.MovingPeriodSeconds).Bind(11, row.StandingPeriodSeconds)
        .Bind(12, row.OpenSituations).Bind(13, (long?)row.WorstOpen).Bind(14, row.Particulars?.Vehicle)
        .Bind(15, row.Particulars?.Vehicle is { } plate ? SearchText.VehicleKey(plate) : null).Bind(16, row.Particulars?.DepartureOffice)
        .Bind(17, row.Particulars?.DestinationOffice).Bind(18, row.LastChangeAt.ToUnixTimeMilliseconds()).Bind(19, row.Events)
        .Bind(20, Sight.ListOf(row.Organisations)).Bind(21, Sight.ListOf(row.States))
        .Bind(22, row.WasActivated ? 1 : 0).Bind(23, row.Life.Write()).Bind(24, (long)row.Awaits)
        .Bind(25, Sight.ListOf(row.Authorities)).Run();
}
