namespace NavSeal.Journal;

/// <summary>What an entry is about, for example "seal/KZ-000123": the unit of order and of the fence.</summary>
/// <remarks>The journal compares names byte by byte and gives them no meaning, except <see cref="OfJournal"/>.</remarks>
public readonly record struct Subject
{
    /// <summary>The longest name, in bytes (and characters: names are ASCII).</summary>
    public const int NameLengthMax = 64;

    /// <summary>The journal's own subject, which holds the signed heads.</summary>
    public static Subject OfJournal { get; } = new("journal");

    /// <summary>1 to 64 printable ASCII characters (0x21 to 0x7E); null only in <c>default(Subject)</c>, which no journal takes.</summary>
    public string Name { get; }

    /// <summary>A subject of this name.</summary>
    /// <param name="name">1 to 64 characters from 0x21 to 0x7E.</param>
    /// <exception cref="ArgumentException">The name is empty, too long, or holds another character.</exception>
    public Subject(string name)
    {
        if (!IsName(name))
            throw new ArgumentException($"A name is 1 to {NameLengthMax} printable ASCII characters without spaces.", nameof(name));
        Name = name;
    }

    /// <summary>Whether a subject could have this name: for text that comes from outside.</summary>
    /// <param name="name">Any text, or null.</param>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= NameLengthMax } && !name.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
