using System.Buffers;
using NavSeal.Model.Encoding;
using NavSeal.Tracking;
using NavSeal.Tracking.Life;
using NavSeal.Tracking.Registries;

namespace NavSeal.Tests.Tracking;

/// <summary>A core at work: takes steps, one commit each, and keeps what it journalled.</summary>
internal sealed class Core
{
    private CommitDraft draft;

    private readonly RulesTable rules;
    private readonly List<Action<RegistryBook>> laid = [];

    public Core()
        : this(new TrackingState(), Reference.Rules) { }

    public Core(TrackingState state, RulesTable rules)
    {
        draft = new CommitDraft(State = state, this.rules = rules);
        Lay(registries => ShortestLife.Lay(registries, Reference.Model));
    }

    public TrackingState State { get; private set; }

    public CommitDraft Draft => draft;

    /// <summary>What stands in the journal: the subject's name and the event, in the order of commits.</summary>
    public List<(string Subject, object Change)> Journal { get; } = [];

    /// <summary>The journal as text, subject by subject, to compare two runs; records print their members.</summary>
    public string Told => string.Join('\n', Journal.GroupBy(entry => entry.Subject).OrderBy(subject => subject.Key, StringComparer.Ordinal)
        .Select(subject => subject.Key + "\n  " + string.Join("\n  ", subject.Select(entry => entry.Change))));

    public void Take(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            Decide(step);
            Commit();
        }
    }

    /// <summary>Takes a step into the draft.</summary>
    /// <returns>False where it changed nothing by its own account: a repeat or a refusal.</returns>
    public bool Decide(Step step)
    {
        switch (step)
        {
            case Step.Report report:
                return draft.Observe(report.Seal, report.Observation, new ReportOrigin(report.At, 0, 0));
            case Step.Order order:
                return Lawful.Do(draft, State, order.Command, order.At) is null;
            case Step.Move move:
                return draft.Move(move.Seal, move.Opens, move.At) is null;
            case Step.Begin begin:
                return Lawful.Begin(draft, State, begin.Life, begin.At) is null;
            case Step.Pass:
                draft.PassTime(step.At);
                return true;
            case Step.Stop:
                draft.StopIntake(step.At);
                return true;
            default:
                draft.ResumeIntake(step.At);
                return true;
        }
    }

    public void Commit()
    {
        foreach (var subject in draft.Subjects) Journal.AddRange(subject.Events.Select(change => (NameOf(subject), ThereAndBack(change))));
        draft.Adopt();
    }

    /// <summary>Another core that goes on from the same states, with an empty journal.</summary>
    public Core Fork()
    {
        var fork = new Core(Copy(), rules);
        foreach (var lay in laid.Skip(1)) fork.Lay(lay);
        return fork;
    }

    /// <summary>Lays rows under the registries, after each restart too.</summary>
    public void Lay(Action<RegistryBook> lay)
    {
        laid.Add(lay);
        lay(State.Registries);
    }

    /// <summary>Forgets everything but the table of states.</summary>
    public void Restart()
    {
        State = Copy();
        foreach (var lay in laid) lay(State.Registries);
        draft = new CommitDraft(State, rules);
    }

    public TrackingState Copy()
    {
        var copy = new TrackingState();
        foreach (var seal in State.Seals) copy.Set(SealStateEncoding.Read(SealStateEncoding.Write(seal)));
        foreach (var (number, transportation) in State.Transportations)
            copy.Set(number, TransportationEncoding.Read(TransportationEncoding.Write(transportation)));
        foreach (var (drawer, desk) in State.Desk) copy.Set(drawer, DeskStateEncoding.Read(DeskStateEncoding.Write(desk)));
        foreach (var (kind, key, row) in State.Registries.Entered)
            copy.Registries.Set(kind, key, RegistryRowEncoding.Read(kind, key, RegistryRowEncoding.Write(row)));
        copy.Set(IntakeStateEncoding.Read(IntakeStateEncoding.Write(State.Intake)));
        return copy;
    }

    /// <summary>Every state as its bytes, by the name of the subject.</summary>
    public static string Bytes(TrackingState state) => string.Join('\n', state.Seals
        .Select(seal => $"{SubjectNames.Of(seal.Number)} {Convert.ToHexString(SealStateEncoding.Write(seal))}")
        .Concat(state.Transportations
            .Select(held => $"{SubjectNames.Of(held.Key)} {Convert.ToHexString(TransportationEncoding.Write(held.Value))}"))
        .Concat(state.Desk.Select(desk => $"{SubjectNames.OfDesk(desk.Key)} {Convert.ToHexString(DeskStateEncoding.Write(desk.Value))}"))
        .Concat(state.Registries.Entered
            .Select(row => $"{SubjectNames.Of(row.Kind, row.Key)} {Convert.ToHexString(RegistryRowEncoding.Write(row.State))}"))
        .Append($"intake {Convert.ToHexString(IntakeStateEncoding.Write(state.Intake))}")
        .Order(StringComparer.Ordinal));

    private static string NameOf(DraftSubject subject) => subject.Kind switch
    {
        SubjectKind.Seal => SubjectNames.Of(subject.Seal),
        SubjectKind.Transportation => SubjectNames.Of(subject.Transportation),
        SubjectKind.Desk => SubjectNames.OfDesk(subject.Drawer),
        SubjectKind.Registry => SubjectNames.Of(subject.Row.Kind, subject.Row.Key),
        _ => SubjectNames.Intake,
    };

    private static object ThereAndBack(object change)
    {
        var payload = new ArrayBufferWriter<byte>();
        Contribution.WriteEvent(payload, change);
        return ((ContributionItem.Event)ContributionReader.Read(payload.WrittenMemory, withFrames: true).Single()).Change;
    }
}
