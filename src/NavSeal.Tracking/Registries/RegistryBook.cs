using NavSeal.Model.Registries;
using NavSeal.Tracking.Routes;

namespace NavSeal.Tracking.Registries;

/// <summary>All rows of all registries, by key, and what points to what. Rows of <c>reference/</c> stand under those that were entered: an
/// entered version takes the place of the row that lies there.</summary>
public sealed class RegistryBook
{
    private readonly Dictionary<(RegistryKind, string), RegistrySlot> slots = [];
    private readonly Dictionary<(RegistryKind, string), Dictionary<RegistrySlot, int>> pointers = [];
    private readonly Dictionary<(RegistryKind, string), int> holds = [];
    private readonly OfficeCodes codes = new();

    /// <summary>The routes, compiled.</summary>
    internal RouteBook Routes { get; } = new();

    /// <summary>The member states by which rows are checked.</summary>
    public MemberStates States { get; private set; } = MemberStates.None;

    /// <summary>Grows with every change of a row by which is decided who needs a seal: special measures, exemptions, exchange
    /// rates.</summary>
    public long NeedRevision { get; private set; }

    /// <summary>Grows with every change of a route.</summary>
    public long RouteRevision => Routes.Revision;

    /// <summary>How far from a set route a transportation under electronic customs escort may be.</summary>
    /// <param name="route">A row of the registry of routes.</param>
    /// <param name="rules">The rules of the day, for a route that says nothing of it.</param>
    public static int HalfWidthMetres(RegistryRow route, TrackingRules rules) => RouteBook.HalfWidthMetres(route, rules);

    /// <summary>The states of all rows that were entered.</summary>
    public IEnumerable<(RegistryKind Kind, string Key, RegistryRowState State)> Entered =>
        slots.Values.Where(slot => slot.State.LastVersion > 0 || slot.State.EndedAfter is not null)
            .Select(slot => (slot.Kind, slot.Key, slot.State));

    /// <summary>Lays the rows of <c>reference/</c> down, once, before anything is decided.</summary>
    /// <param name="states">The member states.</param>
    /// <param name="rows">Version 0 of each row.</param>
    public void Lay(MemberStates states, IEnumerable<RegistryRow> rows)
    {
        States = states;
        foreach (var row in rows)
        {
            var slot = SlotOf(row.Kind, row.Key);
            Unlink(slot);
            slot.Laid = row;
            Link(slot);
        }
    }

    /// <summary>The version of a row that is valid on a day of law; null where none is.</summary>
    public RegistryRow? Find(RegistryKind kind, string key, DateOnly day) =>
        slots.TryGetValue((kind, key), out var slot) ? slot.At(day) : null;

    /// <summary>The customs offices of a code on a day of law, the state's own code or that of the Union's classifier: several where
    /// they share it.</summary>
    public IEnumerable<RegistryRow> FindOffices(string state, string code, DateOnly day)
    {
        foreach (var key in codes.KeysOf(OfficeCodes.Whole(States, state, code)))
            if (Find(RegistryKind.Office, key, day) is { } office && IsCodeOf(office, state, code)) yield return office;
    }

    /// <summary>The rows of one registry that are valid on a day of law, in no order. Walks over all of them.</summary>
    public IEnumerable<RegistryRow> ValidOn(RegistryKind kind, DateOnly day) =>
        slots.Values.Where(slot => slot.Kind == kind).Select(slot => slot.At(day)).OfType<RegistryRow>();

    /// <summary>The versions of all rows of one registry, each with its last day; null: it has no end. Walks over all rows.</summary>
    public IEnumerable<(RegistryRow Row, DateOnly? LastDay)> RowsOf(RegistryKind kind) =>
        slots.Values.Where(slot => slot.Kind == kind).OrderBy(slot => slot.Key, StringComparer.Ordinal).SelectMany(slot => slot.Rows);

    /// <summary>The rows that point to a row and are valid on a day of law, for example the contracts of an organisation.</summary>
    /// <param name="kind">Registry of the row that is pointed to.</param>
    /// <param name="key">Its key.</param>
    /// <param name="day">The day.</param>
    /// <param name="from">The registry of the rows that are asked for.</param>
    public IEnumerable<RegistryRow> PointingTo(RegistryKind kind, string key, DateOnly day, RegistryKind from)
    {
        foreach (var slot in PointersTo(kind, key))
        {
            if (slot.Kind == from && slot.At(day) is { } row && RegistrySchema.Of(from).ReferencesOf(row.Values).Contains((kind, key)))
                yield return row;
        }
    }

    /// <summary>All versions of a row, the one of <c>reference/</c> first where it is not replaced; empty where there is no such
    /// row.</summary>
    public IEnumerable<RegistryRow> VersionsOf(RegistryKind kind, string key) =>
        slots.TryGetValue((kind, key), out var slot) ? slot.Rows.Select(held => held.Row) : [];

    /// <summary>Counts that something outside of the registries, such as a transportation, points to a row: it is not ended until
    /// <see cref="Release"/> was called as often.</summary>
    public void Hold(RegistryKind kind, string key) => holds[(kind, key)] = HoldsOf(kind, key) + 1;

    /// <summary>Takes back one <see cref="Hold"/>.</summary>
    public void Release(RegistryKind kind, string key)
    {
        if (HoldsOf(kind, key) > 1) holds[(kind, key)]--;
        else holds.Remove((kind, key));
    }

    /// <summary>How often a row is held from outside.</summary>
    public int HoldsOf(RegistryKind kind, string key) => holds.GetValueOrDefault((kind, key));

    /// <summary>The state of a row; an empty one where nothing was entered.</summary>
    public RegistryRowState StateOf(RegistryKind kind, string key) =>
        slots.TryGetValue((kind, key), out var slot) ? slot.State : RegistryRowState.Empty;

    /// <summary>The last day on which what <c>reference/</c> says under a key still counts: an entered version takes over on its first
    /// day, and an end ends it.</summary>
    public DateOnly ReferenceUntil(RegistryKind kind, string key)
    {
        var state = StateOf(kind, key);
        var last = state.EndedAfter ?? DateOnly.MaxValue;
        if (state.Versions is not [var first, ..]) return last;
        var before = first.ValidFrom is { } from && from > DateOnly.MinValue ? from.AddDays(-1) : DateOnly.MinValue;
        return before < last ? before : last;
    }

    /// <summary>Puts a state that was read from the table of states.</summary>
    public void Set(RegistryKind kind, string key, RegistryRowState state) => Replace(SlotOf(kind, key), state);

    /// <summary>Takes over an event.</summary>
    internal void Apply(RegistrySlot slot, RegistryEvent change) => Replace(slot, RegistryRowState.Evolve(slot.State, change));

    internal void Replace(RegistrySlot slot, RegistryRowState state)
    {
        if (slot.Kind is RegistryKind.SpecialMeasure or RegistryKind.Exemption or RegistryKind.ExchangeRate) NeedRevision++;
        Unlink(slot);
        slot.State = state;
        Link(slot);
    }

    internal RegistrySlot? Slot(RegistryKind kind, string key) => slots.GetValueOrDefault((kind, key));

    internal RegistrySlot SlotOf(RegistryKind kind, string key)
    {
        if (slots.TryGetValue((kind, key), out var slot)) return slot;
        return slots[(kind, key)] = new RegistrySlot(kind, key);
    }

    internal IEnumerable<RegistrySlot> PointersTo(RegistryKind kind, string key) =>
        pointers.TryGetValue((kind, key), out var pointing) ? pointing.Keys : [];

    private bool IsCodeOf(RegistryRow office, string state, string code) =>
        office["country"] == state && OfficeCodes.Whole(States, state, office["code"]) == OfficeCodes.Whole(States, state, code);

    private void Link(RegistrySlot slot)
    {
        var schema = RegistrySchema.Of(slot.Kind);
        if (!schema.HasReferences && slot.Kind != RegistryKind.Office) return;
        foreach (var (row, _) in slot.Rows)
        {
            foreach (var target in schema.ReferencesOf(row.Values))
            {
                if (!pointers.TryGetValue(target, out var pointing)) pointers[target] = pointing = [];
                pointing[slot] = pointing.GetValueOrDefault(slot) + 1;
            }

            if (slot.Kind == RegistryKind.Route) Routes.Add(row);
            if (slot.Kind == RegistryKind.Office) codes.Add(OfficeCodes.Whole(States, row["country"], row["code"]), slot.Key);
        }
    }

    private void Unlink(RegistrySlot slot)
    {
        var schema = RegistrySchema.Of(slot.Kind);
        if (!schema.HasReferences && slot.Kind != RegistryKind.Office) return;
        foreach (var (row, _) in slot.Rows)
        {
            foreach (var target in schema.ReferencesOf(row.Values))
            {
                var pointing = pointers[target];
                if (pointing[slot] > 1) pointing[slot]--;
                else if (pointing.Remove(slot) && pointing.Count == 0) pointers.Remove(target);
            }

            if (slot.Kind == RegistryKind.Route) Routes.Remove(row);
            if (slot.Kind == RegistryKind.Office) codes.Remove(OfficeCodes.Whole(States, row["country"], row["code"]), slot.Key);
        }
    }
}

/// <summary>The place of a row in <see cref="RegistryBook"/>.</summary>
internal sealed class RegistrySlot(RegistryKind kind, string key)
{
    public RegistryKind Kind { get; } = kind;

    public string Key { get; } = key;

    public RegistryRowState State { get; set; } = RegistryRowState.Empty;

    /// <summary>The row of <c>reference/</c>; null where there is none.</summary>
    public RegistryRow? Laid { get; set; }

    /// <summary>What the draft in hand has decided for it.</summary>
    public DraftSubject? Draft { get; set; }

    /// <summary>Every version that is valid on some day, and the last day of each; null: it has no end.</summary>
    public IEnumerable<(RegistryRow Row, DateOnly? LastDay)> Rows
    {
        get
        {
            if (Laid is { } laid && IsLaidVisible(laid)) yield return (laid, LaidLastDay(laid));
            for (var place = 0; place < State.Versions.Length; place++) yield return (State.Versions[place], State.LastDayOf(place));
        }
    }

    public RegistryRow? At(DateOnly day)
    {
        if (State.HasBegun(day)) return State.At(day);
        return Laid is { } laid && laid.Spans(day) && !(day > State.EndedAfter) ? laid : null;
    }

    private bool IsLaidVisible(RegistryRow laid) =>
        !(LaidLastDay(laid) is { } last && last < (laid.ValidFrom ?? DateOnly.MinValue))
        && !(State.Versions is [{ ValidFrom: null }, ..]);

    private DateOnly? LaidLastDay(RegistryRow laid)
    {
        var last = laid.ValidTo;
        if (State.EndedAfter is { } ended && !(last < ended)) last = ended;
        if (State.Versions is not [{ ValidFrom: { } next }, ..] || next == DateOnly.MinValue) return last;
        if (!(last < next.AddDays(-1))) last = next.AddDays(-1);
        return last;
    }
}

/// <summary>Finds offices by code. Codes are kept whole: with the number of the state before them where they have none.</summary>
internal sealed class OfficeCodes
{
    private readonly Dictionary<string, List<string>> keys = new(StringComparer.Ordinal);

    /// <summary>The code with the state's number before it; empty where there is none.</summary>
    public static string Whole(MemberStates states, string alpha2, string code) =>
        code.Length is > 0 and < MemberStates.ClassifierDigits && states.Find(alpha2) is { } state && code.Length == state.OfficeDigits
            ? state.Numeric + code : code;

    public IReadOnlyList<string> KeysOf(string whole) => keys.TryGetValue(whole, out var found) ? found : [];

    public void Add(string whole, string key)
    {
        if (whole.Length == 0) return;
        if (!keys.TryGetValue(whole, out var found)) keys[whole] = found = [];
        found.Add(key);
    }

    public void Remove(string whole, string key)
    {
        if (whole.Length == 0 || !keys.TryGetValue(whole, out var found)) return;
        found.Remove(key);
        if (found.Count == 0) keys.Remove(whole);
    }
}
