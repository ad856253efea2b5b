using System.Collections.Frozen;

namespace NavSeal.Model.Registries;

/// <summary>A member state, as far as registries ask for it.</summary>
/// <param name="Alpha2">Two letters, ISO 3166.</param>
/// <param name="Numeric">Three digits, ISO 3166.</param>
/// <param name="OfficeDigits">How many digits a code of its customs offices has in declarations.</param>
public sealed record MemberState(string Alpha2, string Numeric, int OfficeDigits);

/// <summary>The member states and which of them is ours: data of <c>reference/states.csv</c> and of the configuration.</summary>
public sealed class MemberStates
{
    /// <summary>No states: nothing that depends on them is accepted.</summary>
    public static readonly MemberStates None = new("", []);

    /// <summary>How many digits a code of the Union's classifier of customs offices has.</summary>
    public const int ClassifierDigits = 8;

    private readonly FrozenDictionary<string, MemberState> byAlpha2;

    /// <summary>Takes over the states.</summary>
    /// <param name="home">Two letters of the state whose operator runs this system.</param>
    /// <param name="states">All member states.</param>
    public MemberStates(string home, IEnumerable<MemberState> states)
    {
        Home = home;
        byAlpha2 = states.ToFrozenDictionary(state => state.Alpha2, StringComparer.Ordinal);
    }

    /// <summary>Two letters of the state whose operator runs this system.</summary>
    public string Home { get; }

    /// <summary>The member states, by their two letters.</summary>
    public IReadOnlyCollection<MemberState> All => byAlpha2.Values;

    /// <summary>The member state of two letters; null where it is none.</summary>
    public MemberState? Find(string alpha2) => byAlpha2.GetValueOrDefault(alpha2);

    /// <summary>Whether two letters name a member state (SEAL-005).</summary>
    public bool Contains(string alpha2) => byAlpha2.ContainsKey(alpha2);

    /// <summary>Whether a code has the form of the offices of a state: as many digits as its declarations use, or the eight digits of the
    /// Union's classifier, which begin with the state's number where they are not its own (ACT-016).</summary>
    /// <param name="alpha2">The state; of states that are no members any digits are accepted, up to eight.</param>
    /// <param name="code">The code.</param>
    public bool IsOfficeCode(string alpha2, string code)
    {
        if (code.Length is 0 or > ClassifierDigits || !code.All(char.IsAsciiDigit)) return false;
        if (!byAlpha2.TryGetValue(alpha2, out var state)) return true;
        return code.Length == state.OfficeDigits
            || (code.Length == ClassifierDigits && code.StartsWith(state.Numeric, StringComparison.Ordinal));
    }
}
