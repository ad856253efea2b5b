namespace NavSeal.Workplaces.Acts;

/// <summary>What kind of value a field takes.</summary>
public enum FieldKind
{
    Text,

    /// <summary>Several lines.</summary>
    LongText,

    Whole,

    Truth,

    /// <summary>An instant with its offset; on pages in the reader's zone.</summary>
    Instant,

    Seal,

    /// <summary>Seals, parted by spaces or commas.</summary>
    Seals,

    /// <summary>Key of an office or another controlling body.</summary>
    Office,

    /// <summary>A member of an enumeration.</summary>
    Choice,

    /// <summary>A code of <c>reference/reasons.csv</c>.</summary>
    Reason,

    /// <summary>SHA-256, 64 hexadecimal digits.</summary>
    Hash,

    Day,
}

/// <summary>One value that an act asks for.</summary>
/// <param name="Name">In camel case, as the API names it; its label is the text Field_NAME.</param>
/// <param name="Kind">What it takes.</param>
public sealed record ActField(string Name, FieldKind Kind)
{
    /// <summary>Most characters of a text, and of a long one.</summary>
    public const int TextMax = 64, LongTextMax = 500;

    public bool IsRequired { get; init; } = true;

    /// <summary>Least and most of a whole number.</summary>
    public (int Min, int Max) Range { get; init; } = (0, int.MaxValue);

    /// <summary>Of a choice: the enumeration. Its members are named in camel case by the API, on pages by the text
    /// TYPE_MEMBER.</summary>
    public Type? Members { get; init; }

    /// <summary>Of a choice: the words that this act takes; empty: those of all members.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Of a hash: whether it is that of a document that is kept.</summary>
    public bool IsKept { get; init; }

    /// <summary>Of a reason: the kind in the table.</summary>
    public string ReasonKind { get; init; } = "";

    /// <summary>What a form proposes; null: nothing.</summary>
    public Func<ActSetting, string?>? Proposed { get; init; }

    /// <summary>Of what values are offered.</summary>
    public Offered Offered { get; init; } = Kind switch
    {
        FieldKind.Office => Offered.Offices,
        FieldKind.Seal => Offered.SealsOfIt,
        FieldKind.Seals => Offered.FreeSeals,
        _ => Offered.Nothing,
    };

    /// <summary>Whether it names in whose name an authority acts: the visitor's own office, or one below it.</summary>
    public bool IsInWhoseName { get; init; }

    /// <summary>The same, left out where nothing is said.</summary>
    public ActField Optional => this with { IsRequired = false };

    public int LengthMax => Kind switch
    {
        FieldKind.LongText => LongTextMax,
        FieldKind.Seals => LongTextMax,
        _ => TextMax,
    };

    public static ActField Text(string name, Func<ActSetting, string?>? proposed = null) =>
        new(name, FieldKind.Text) { Proposed = proposed };

    public static ActField Said(string name) => new(name, FieldKind.LongText);

    public static ActField Choice<T>(string name)
        where T : struct, Enum => new(name, FieldKind.Choice) { Members = typeof(T) };

    public static ActField Whole(string name, int min, int max) => new(name, FieldKind.Whole) { Range = (min, max) };

    public static ActField Truth(string name) => new(name, FieldKind.Truth);

    public static ActField Seal(string name = "seal") => new(name, FieldKind.Seal) { Proposed = at => at.Row.Seal.Text };

    /// <summary>A seal that tracks nothing yet.</summary>
    public static ActField FreeSeal() => new("seal", FieldKind.Seal) { Offered = Offered.FreeSeals };

    public static ActField Office(string name, Func<ActSetting, string?>? proposed = null) =>
        new(name, FieldKind.Office) { Proposed = proposed };

    /// <summary>The authority in whose name the visitor acts: its own office unless another one below it is named.</summary>
    public static ActField Authority(Func<ActSetting, string?> otherwise, string name = "authority") =>
        new(name, FieldKind.Office) { Proposed = at => at.Visitor.Office() ?? otherwise(at), IsInWhoseName = true };

    public static ActField Reason(string kind) => new("reason", FieldKind.Reason) { ReasonKind = kind };
}
