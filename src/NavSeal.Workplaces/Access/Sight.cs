using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Access;

/// <summary>At which office of a transportation one stands who acts by the office one belongs to (Order 407, 5, 8 and 13).</summary>
[Flags]
public enum ActsAt
{
    None = 0,

    /// <summary>The office of departure, or one above it.</summary>
    Departure = 1,

    /// <summary>The office of destination, or one above it.</summary>
    Destination = 2,

    Ends = Departure | Destination,

    /// <summary>Wherever the transportation is: by having decided on it, or by having its seal or vehicle before one.</summary>
    Place = 4,

    Anywhere = Ends | Place,
}

/// <summary>Whom a transportation concerns: what rights that reach to one's own are held against.</summary>
public sealed record RightSubject
{
    /// <summary>Of departure and destination.</summary>
    public IReadOnlyList<string> Offices { get; init; } = [];

    /// <summary>Customer, carrier, declarant and whoever else is named, by their identification numbers.</summary>
    public IReadOnlyList<string> Organisations { get; init; } = [];

    /// <summary>Crossed on the way, and those whose operators' seals are used; ISO alpha-2.</summary>
    public IReadOnlyList<string> States { get; init; } = [];
}

/// <summary>What somebody reaches by a right, of all transportations and their seals; views are read through it.</summary>
public sealed record Sight
{
    /// <summary>Border around each entry of a list that is kept as one text.</summary>
    internal const char Border = ';';

    /// <summary>For the system itself, and for rights that reach to all.</summary>
    public static Sight Everything { get; } = new() { IsEverything = true };

    public static Sight Nothing { get; } = new();

    public bool IsEverything { get; private init; }

    /// <summary>One's office and those below it; of a controlling body, those of its territory.</summary>
    public IReadOnlyCollection<string> Offices { get; init; } = [];

    /// <summary>In whose name one acts: one's office or one below it; of a controlling body, the body alone.</summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];

    /// <summary>Office or controlling body of one's own: what it decided on, it reaches.</summary>
    public string? Authority { get; init; }

    /// <summary>At which office of a transportation those of one's own count.</summary>
    public ActsAt At { get; init; } = ActsAt.Anywhere;

    public string? Organisation { get; init; }

    /// <summary>ISO alpha-2.</summary>
    public string? State { get; init; }

    /// <summary>Those that are shown for a while though they are not one's own.</summary>
    public IReadOnlyCollection<TransportationNumber> Shown { get; init; } = [];

    /// <summary>Two sights of the same key see the same.</summary>
    public string Key => IsEverything
        ? "*"
        : string.Join(
            '\n', (int)At, Authority ?? "", string.Join(',', Offices), Organisation ?? "", State ?? "",
            string.Join(',', Shown.Select(number => number.Value).Order()));

    /// <summary>Whether one may act in the name of an office or controlling body.</summary>
    public bool Speaks(string authority) => IsEverything || Names.Contains(authority);

    /// <summary>Whether something of these offices, organisations and states is within it.</summary>
    public bool Covers(RightSubject subject) => IsEverything || subject.Offices.Any(Offices.Contains)
        || (Organisation is { } organisation && subject.Organisations.Contains(organisation))
        || (State is { } state && subject.States.Contains(state));

    /// <summary>A list as one text in which each entry can be found whole.</summary>
    internal static string ListOf(IEnumerable<string> entries) =>
        string.Join(Border, entries) is { Length: > 0 } text ? Border + text + Border : "";

    /// <summary>The entries of such a text.</summary>
    internal static IReadOnlyList<string> EntriesOf(string text) => text.Split(Border, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Limits a statement over <c>transportation t</c>.</summary>
    /// <param name="query">The statement.</param>
    /// <param name="sealOperator">An expression for the operator of a seal that counts beside the transportation; null: none.</param>
    internal void Limit(ViewQuery query, string? sealOperator = null)
    {
        if (IsEverything) return;
        List<string> any = [];
        List<object?> values = [];
        var marks = string.Join(',', Offices.Select(_ => '?'));
        if (Offices.Count > 0 && At.HasFlag(ActsAt.Departure)) Add($"t.departure IN ({marks})", Offices);
        if (Offices.Count > 0 && At.HasFlag(ActsAt.Destination)) Add($"t.destination IN ({marks})", Offices);
        if (Authority is { } authority && At.HasFlag(ActsAt.Place)) Add("instr(t.authorities, ?)", [Border + authority + Border]);

        if (Organisation is { } organisation) Add("instr(t.organisations, ?)", [Border + organisation + Border]);

        if (State is { } state)
        {
            Add(
                "instr(t.states, ?) OR EXISTS (SELECT 1 FROM seal o WHERE o.number = t.seal AND o.operator = ?)",
                [Border + state + Border, state]);
            if (sealOperator is not null) Add($"{sealOperator} = ?", [state]);
        }

        if (Shown.Count > 0)
            Add($"t.number IN ({string.Join(',', Shown.Select(_ => '?'))})", Shown.Select(number => number.ToString()));
        query.And(any.Count == 0 ? "0" : $"({string.Join(" OR ", any)})", [.. values]);

        void Add(string condition, IEnumerable<object?> said)
        {
            any.Add(condition);
            values.AddRange(said);
        }
    }
}
