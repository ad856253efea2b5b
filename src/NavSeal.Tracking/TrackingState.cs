using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NavSeal.Model.Desk;
using NavSeal.Model.Encoding;
using NavSeal.Model.Intake;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Life;
using NavSeal.Tracking.Registries;
using NavSeal.Tracking.Routes;

namespace NavSeal.Tracking;

/// <summary>All states that decisions stand on: seals, transportations, intake. Filled from the table of states and the tail of the
/// journal, then
/// changed by one <see cref="CommitDraft"/> at a time.</summary>
/// <remarks>While a draft has decisions in it they show here already; <see cref="CommitDraft.Clear"/> takes them back. Not for use by two
/// threads.</remarks>
public sealed class TrackingState
{
    private readonly Dictionary<SealNumber, SealSlot> seals = [];
    private readonly Dictionary<TransportationNumber, TransportationSlot> transportations = [];
    private readonly DeskSlot?[] desk = new DeskSlot?[byte.MaxValue + 1];
    private readonly Dictionary<(DeviceProtocol, DeviceIdentity), SealNumber> identities = [];

    /// <summary>Whether our own intake works.</summary>
    public IntakeState Intake { get; internal set; } = IntakeState.Initial;

    /// <summary>The rows of all registries, with their days of validity.</summary>
    public RegistryBook Registries { get; } = new();

    /// <summary>The borders by which crossings are found; none where nobody has laid them.</summary>
    public StateBorders Borders { get; set; } = StateBorders.None;

    /// <summary>The states of all seals.</summary>
    public IEnumerable<SealState> Seals => seals.Values.Where(slot => slot.State is not null).Select(slot => slot.State!);

    /// <summary>The states of all transportations.</summary>
    public IEnumerable<KeyValuePair<TransportationNumber, Transportation>> Transportations =>
        transportations.Values.Where(slot => slot.State is not null).Select(slot => KeyValuePair.Create(slot.Number, slot.State!));

    /// <summary>The drawers of the desk in which something lies.</summary>
    public IEnumerable<KeyValuePair<byte, DeskState>> Desk =>
        desk.OfType<DeskSlot>().Where(slot => slot.State.Done.Length > 0).Select(slot => KeyValuePair.Create(slot.Drawer, slot.State));

    /// <summary>The instant after which <see cref="CommitDraft.PassTime"/> may have something to decide; null where time alone can decide
    /// nothing. Never too late, sometimes too early: after a start it lies in the past until time was passed once.</summary>
    public DateTimeOffset? NextDeadline => Deadlines.Earliest is { IsEndless: false } earliest ? earliest.ToInstant() : null;

    internal DeadlineQueue Deadlines { get; } = new();

    /// <summary>Finds a seal that was registered or heard.</summary>
    public bool TryGet(SealNumber number, [NotNullWhen(true)] out SealState? seal)
    {
        seal = seals.GetValueOrDefault(number)?.State;
        return seal is not null;
    }

    /// <summary>Finds a transportation that was ever under tracking.</summary>
    public bool TryGet(TransportationNumber number, [NotNullWhen(true)] out Transportation? transportation)
    {
        transportation = transportations.GetValueOrDefault(number)?.State;
        return transportation is not null;
    }

    /// <summary>Puts a state that was read from the table of states. It belongs to this holder from here on.</summary>
    public void Set(SealState seal)
    {
        var slot = SlotOf(seal.Number);
        Reindex(slot.Number, slot.State?.Registration, seal.Registration);
        ReleaseRows(slot.State);
        slot.State = seal;
        HoldRows(seal);
        FindHolder(slot);
        Watch(slot);
    }

    /// <summary>Puts a state that was read from the table of states.</summary>
    public void Set(TransportationNumber number, Transportation transportation)
    {
        var slot = SlotOf(number);
        Replace(slot, transportation);
        Watch(slot);
    }

    /// <summary>Puts a state that was read from the table of states.</summary>
    public void Set(IntakeState intake)
    {
        Intake = intake;
        WatchAll();
    }

    /// <summary>Puts a state that was read from the table of states.</summary>
    public void Set(byte drawer, DeskState state) => SlotOfDesk(drawer).State = state;

    /// <summary>Takes over an event that stands in the journal already.</summary>
    public void Evolve(SealNumber seal, SealEvent change)
    {
        var slot = SlotOf(seal);
        Apply(slot, change);
        Watch(slot);
    }

    /// <summary>Takes over an event that stands in the journal already.</summary>
    public void Evolve(TransportationNumber transportation, TransportationEvent change)
    {
        var slot = SlotOf(transportation);
        Replace(slot, Transportation.Evolve(slot.State, change));
        Watch(slot);
    }

    /// <summary>Takes over an event that stands in the journal already.</summary>
    public void Evolve(IntakeEvent change) => Set(IntakeState.Evolve(Intake, change));

    /// <summary>Takes over an event of the subject of that name; events of subjects that are not held here are passed by.</summary>
    /// <param name="subject">As in <see cref="SubjectNames"/>.</param>
    /// <param name="change">An event of one of the families.</param>
    /// <returns>Whether the event belongs to a subject that is held here.</returns>
    public bool Evolve(string subject, object change)
    {
        switch (change)
        {
            case SealEvent sealEvent when SealNumber.TryParse(subject[(subject.IndexOf('/') + 1)..], out var seal):
                Evolve(seal, sealEvent);
                return true;
            case TransportationEvent e when TransportationNumber.TryParse(subject[(subject.IndexOf('/') + 1)..], out var transportation):
                Evolve(transportation, e);
                return true;
            case IntakeEvent intakeEvent:
                Evolve(intakeEvent);
                return true;
            case DeskEvent done when byte.TryParse(
                subject[(subject.IndexOf('/') + 1)..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var drawer):
                SlotOfDesk(drawer).State = DeskState.Evolve(SlotOfDesk(drawer).State, done);
                return true;
            case RegistryEvent e when SubjectNames.RegistryRowOf(subject) is { } row:
                Registries.Apply(Registries.SlotOf(row.Kind, row.Key), e);
                return true;
            default:
                return false;
        }
    }

    internal SealSlot? Find(SealNumber number) => seals.GetValueOrDefault(number);

    internal TransportationSlot? Find(TransportationNumber number) => transportations.GetValueOrDefault(number);

    /// <summary>The transportation that the seal tracks now.</summary>
    internal static TransportationSlot? HolderOf(SealSlot seal) => seal.Holder is { State.IsTracked: true } holder ? holder : null;

    /// <summary>Looks up anew which transportation a seal tracks.</summary>
    internal void FindHolder(SealSlot seal) => seal.Holder = seal.State?.Tracks is { } number ? SlotOf(number) : null;

    internal SealNumber? OwnerOf(DeviceProtocol protocol, DeviceIdentity identity) =>
        identities.TryGetValue((protocol, identity), out var owner) ? owner : null;

    /// <summary>What lies in a drawer of the desk.</summary>
    public DeskState DrawerOfDesk(byte drawer) => desk[drawer]?.State ?? DeskState.Empty;

    internal DeskSlot SlotOfDesk(byte drawer) => desk[drawer] ??= new DeskSlot(drawer);

    internal SealSlot SlotOf(SealNumber number)
    {
        if (seals.TryGetValue(number, out var slot)) return slot;
        return seals[number] = new SealSlot(number);
    }

    internal TransportationSlot SlotOf(TransportationNumber number)
    {
        if (transportations.TryGetValue(number, out var slot)) return slot;
        return transportations[number] = new TransportationSlot(number);
    }

    internal ReportWindow.Undo? Apply(SealSlot slot, SealEvent change)
    {
        slot.State ??= SealState.Empty(slot.Number);
        if (change is SealEvent.SealRegistered registered) Reindex(slot.Number, slot.State.Registration, registered);
        var isOfRows = change is SealEvent.SealRegistered or SealEvent.SealStateChanged;
        if (isOfRows) ReleaseRows(slot.State);
        var undo = slot.State.Apply(change);
        if (isOfRows) HoldRows(slot.State);
        if (change is SealEvent.SealBound or SealEvent.SealUnbound) FindHolder(slot);
        return undo;
    }

    /// <summary>Puts the state of a transportation into its place: while it is open, no row that it stands on is ended, and until a seal's
    /// part in it is done, the seal serves no other.</summary>
    internal void Replace(TransportationSlot slot, Transportation? state)
    {
        var former = slot.State;
        slot.State = state;
        var isAtTheSame = former is not null && state is not null && former.Phase == state.Phase;
        if (!isAtTheSame || former!.Seals != state!.Seals)
        {
            foreach (var seal in SealsUnder(former)) SlotOf(seal).Parts--;
            foreach (var seal in SealsUnder(state)) SlotOf(seal).Parts++;
        }

        if (isAtTheSame && ReferenceEquals(former!.Papers, state!.Papers)) return;
        foreach (var (kind, key) in RowsUnder.Of(former)) Registries.Release(kind, key);
        foreach (var (kind, key) in RowsUnder.Of(state)) Registries.Hold(kind, key);
    }

    /// <summary>The seals whose part is not done: on the goods still, also of what was cancelled, or with a register that is not erased.
    /// Before there were applications neither taking off nor erasing was recorded.</summary>
    private static IEnumerable<SealNumber> SealsUnder(Transportation? state)
    {
        if (state is null or { IsOver: true, Papers.Application: null }) yield break;
        foreach (var part in state.Seals)
            if (!part.IsDone) yield return part.Number;
    }

    /// <summary>While a seal is in use, neither its model nor whoever has it is ended.</summary>
    internal void HoldRows(SealState? seal)
    {
        foreach (var (kind, key) in RowsUnder.Of(seal)) Registries.Hold(kind, key);
    }

    /// <summary>Takes back <see cref="HoldRows"/>.</summary>
    internal void ReleaseRows(SealState? seal)
    {
        foreach (var (kind, key) in RowsUnder.Of(seal)) Registries.Release(kind, key);
    }

    /// <summary>Moves the identity of a seal in the index from its former entry to its present one.</summary>
    internal void Reindex(SealNumber seal, SealEvent.SealRegistered? former, SealEvent.SealRegistered? present)
    {
        if (KeyOf(former) is { } old && identities.GetValueOrDefault(old) == seal) identities.Remove(old);
        if (KeyOf(present) is { } key) identities[key] = seal;
    }

    /// <summary>Looks at the deadlines of a seal or transportation when time is passed next.</summary>
    internal void Watch(Queued slot) => Deadlines.Add(slot, DeadlineQueue.AtOnce);

    internal void WatchAll()
    {
        foreach (var slot in seals.Values)
            if (HolderOf(slot) is not null || slot.State is { Commands.IsEmpty: false }) Watch(slot);
        foreach (var slot in transportations.Values)
            if (slot.State is { Obligations.IsEmpty: false }) Watch(slot);
    }

    private static (DeviceProtocol, DeviceIdentity)? KeyOf(SealEvent.SealRegistered? entry) =>
        entry is not null && DeviceIdentity.Parse(entry.IdentityKind, entry.IdentityValue) is { } identity
            ? (entry.Protocol, identity)
            : null;
}

/// <summary>The place of a seal in <see cref="TrackingState"/>; there may be a place without a state, never the other way.</summary>
internal sealed class SealSlot(SealNumber number) : Queued
{
    public SealNumber Number { get; } = number;

    public SealState? State { get; set; }

    /// <summary>What the draft in hand has decided for it.</summary>
    public DraftSubject? Draft { get; set; }

    /// <summary>What its state says that it tracks, so that a report need not look it up.</summary>
    public TransportationSlot? Holder { get; set; }

    /// <summary>In how many transportations it has a part that is not done.</summary>
    public int Parts { get; set; }

    /// <summary>The shortest silence of what it tracks: no deadline comes sooner after a report.</summary>
    public TimeSpan SilenceMin { get; set; }
}

/// <summary>The place of a transportation in <see cref="TrackingState"/>.</summary>
internal sealed class TransportationSlot(TransportationNumber number) : Queued
{
    public TransportationNumber Number { get; } = number;

    public Transportation? State { get; set; }

    public DraftSubject? Draft { get; set; }

    /// <summary>The set route; empty where none was asked for.</summary>
    public CourseCache? Course { get; set; }
}
