using System.Buffers.Binary;
using System.Security.Cryptography;
using NavSeal.Model.Transportations;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking;

namespace NavSeal.Tests.Stories.Life;

/// <summary>Every state that is reached from one start by so many happenings in a row, each of them possible or refused, and which state
/// leads to which.</summary>
/// <param name="name">Of the start, for the message that tells the way.</param>
/// <param name="start">The life so far.</param>
/// <param name="happenings">All that may happen.</param>
internal sealed class Life_search(string name, Way start, IReadOnlyList<Happening> happenings)
{
    private readonly Core core = start.Core;
    private readonly Dictionary<UInt128, int> numbers = [];
    private readonly List<Node> nodes = [];
    private readonly List<List<int>> next = [];
    private readonly List<(int From, string By)> ways = [];
    private readonly HashSet<string> done = new(StringComparer.Ordinal);
    private Node? loaded;

    /// <summary>Name of the start.</summary>
    public string Name => name;

    /// <summary>How many states were visited.</summary>
    public int Count => nodes.Count;

    /// <summary>How many of them lie at the edge: reached, and not gone on from.</summary>
    public int AtEdge => nodes.Count - next.Count;

    /// <summary>The names of what happened at least once.</summary>
    public IReadOnlySet<string> Done => done;

    /// <summary>The transportations of every visited state.</summary>
    public IEnumerable<IReadOnlyList<Transportation>> States => nodes.Select(node => node.Transportations);

    /// <summary>Visits all states to a depth and holds the promises in each of them.</summary>
    public void Visit(int depth)
    {
        Add(Seen(start.Now, 0), default);
        var (from, until) = (0, nodes.Count);
        for (var gone = 0; gone < depth && from < until; gone++)
        {
            for (var number = from; number < until; number++) next.Add(NextOf(number));
            (from, until) = (until, nodes.Count);
        }
    }

    /// <summary>States that were gone on from and from which no way leads to an end, nor to the edge.</summary>
    /// <param name="isEnd">What counts as an end; of the transportations of a state.</param>
    public IEnumerable<string> DeadEnds(Func<IReadOnlyList<Transportation>, bool> isEnd)
    {
        var before = new List<int>[nodes.Count];
        for (var number = 0; number < nodes.Count; number++) before[number] = [];
        for (var number = 0; number < next.Count; number++)
            foreach (var to in next[number]) before[to].Add(number);
        var leads = new bool[nodes.Count];
        var open = new Stack<int>(Enumerable.Range(0, nodes.Count).Where(number => number >= next.Count
            || isEnd(nodes[number].Transportations)));
        while (open.TryPop(out var number))
        {
            if (leads[number]) continue;
            leads[number] = true;
            before[number].ForEach(open.Push);
        }

        return Enumerable.Range(0, nodes.Count).Where(number => !leads[number]).Select(TellWay);
    }

    /// <summary>Of the states at the edge every so many-th: those from which somebody who wants to come to an end does not.</summary>
    /// <param name="each">Every how many-th is tried.</param>
    /// <param name="homeward">What is tried, the best first; nothing is done that leads nowhere new.</param>
    /// <param name="isEnd">What counts as an end.</param>
    public IEnumerable<string> Stranded(
        int each, IReadOnlyList<Happening> homeward, Func<IReadOnlyList<Transportation>, bool> isEnd)
    {
        for (var number = next.Count; number < nodes.Count; number += each)
            if (!ComesHome(number, homeward, isEnd)) yield return TellWay(number);
    }

    private bool ComesHome(int number, IReadOnlyList<Happening> homeward, Func<IReadOnlyList<Transportation>, bool> isEnd)
    {
        var node = nodes[number];
        var passed = new HashSet<UInt128> { KeyOf(node) };
        while (!isEnd(node.Transportations))
        {
            var after = homeward.Select(happening => After(node, happening, () => $"{TellWay(number)} and homeward"))
                .FirstOrDefault(after => after is not null && passed.Add(KeyOf(after)));
            if (after is null) return false;
            node = after;
        }

        return true;
    }

    private List<int> NextOf(int number)
    {
        var (node, to) = (nodes[number], new List<int>());
        foreach (var happening in happenings)
        {
            if (happening.OnceAs is { } place && (node.Spent & (1 << place)) != 0) continue;
            if (After(node, happening, () => TellWay(number)) is not { } after) continue;
            done.Add(happening.Name);
            var reached = Add(after, (number, happening.Name));
            if (reached != number) to.Add(reached);
        }

        return to;
    }

    /// <summary>The state after a happening, its promises held; null where it is refused.</summary>
    private Node? After(Node node, Happening happening, Func<string> way)
    {
        Load(node);
        var now = node.Now.AddMinutes(happening.Minutes);
        if (happening.Do(core.Draft, now) is not null)
        {
            core.Draft.Clear();
            return null;
        }

        foreach (var fault in Promises_of_a_life.Faults(core.State)) Assert.Fail($"{way()} {happening.Name}: {fault}");
        var after = Seen(now, happening.OnceAs is { } place ? node.Spent | (1 << place) : node.Spent);
        for (var held = 0; held < node.Held.Length; held++)
        {
            foreach (var fault in Promises_of_a_life.FaultsOfStep(node.Held[held].State, after.Held[held].State))
                Assert.Fail($"{way()} {happening.Name}: {fault}");
        }

        core.Draft.Clear();
        return after;
    }

    /// <summary>What the core holds at present.</summary>
    private Node Seen(DateTimeOffset now, int spent) => new(
        [.. core.State.Transportations.OrderBy(held => held.Key.ToString(), StringComparer.Ordinal).Select(held => (held.Key, held.Value))],
        [.. core.State.Seals.OrderBy(seal => seal.Number.Text, StringComparer.Ordinal).Select(SealStateEncoding.Write)],
        now,
        spent);

    /// <summary>Puts a state into the core, unless it stands there already: what is done to it is always taken back.</summary>
    private void Load(Node node)
    {
        if (ReferenceEquals(loaded, node)) return;
        foreach (var (number, state) in node.Held) core.State.Set(number, state);
        foreach (var seal in node.Seals) core.State.Set(SealStateEncoding.Read(seal));
        loaded = node;
    }

    private int Add(Node node, (int From, string By) reached)
    {
        var key = KeyOf(node);
        if (numbers.TryGetValue(key, out var known)) return known;
        nodes.Add(node);
        ways.Add(reached);
        return numbers[key] = nodes.Count - 1;
    }

    private string TellWay(int number)
    {
        var told = new List<string>();
        for (var at = number; at > 0; at = ways[at].From) told.Insert(0, ways[at].By);
        return $"{name}: {string.Join(' ', told)}";
    }

    private static UInt128 KeyOf(Node node)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, state) in node.Held) hash.AppendData(TransportationEncoding.Write(state));
        foreach (var seal in node.Seals) hash.AppendData(seal);
        hash.AppendData(BitConverter.GetBytes(node.Now.Ticks));
        hash.AppendData(BitConverter.GetBytes(node.Spent));
        return BinaryPrimitives.ReadUInt128LittleEndian(hash.GetHashAndReset());
    }

    /// <summary>A state of everything that matters here.</summary>
    /// <param name="Held">The transportations.</param>
    /// <param name="Seals">The seals, as they are laid out.</param>
    /// <param name="Now">By our clock.</param>
    /// <param name="Spent">Of what happens once, what has happened: a bit each.</param>
    private sealed record Node(
        (TransportationNumber Number, Transportation State)[] Held, byte[][] Seals, DateTimeOffset Now, int Spent)
    {
        public IReadOnlyList<Transportation> Transportations => [.. Held.Select(held => held.State)];
    }
}
