using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Registries;

namespace NavSeal.Workplaces.Registries;

/// <summary>What registries stand on, for pages, API and command line.</summary>
public sealed record RegistryParts
{
    /// <summary>Most rows of a registry that are read at once, to be proposed or to be chosen among.</summary>
    public const int RowsMax = 1000;

    private Dictionary<(RegistryKind Kind, string Key), RegistryRow?>? drawn;

    public required ViewStore Views { get; init; }

    public required ICommandDesk Desk { get; init; }

    public required MemberStates States { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Offset of the home state's zone, whose days are the days of law.</summary>
    public required TimeSpan HomeOffset { get; init; }

    /// <summary>The day of law.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().ToOffset(HomeOffset).DateTime);

    /// <summary>The same for the drawing of one page, by one thread: a row that many lines of it name is read once.</summary>
    public RegistryParts ForOnePage() => this with { drawn = [] };

    /// <summary>The row of a key that is valid today; null where none is.</summary>
    public RegistryRow? Find(RegistryKind kind, string key)
    {
        if (drawn is null) return Read();
        if (!drawn.TryGetValue((kind, key), out var row)) drawn[(kind, key)] = row = Read();
        return row;

        RegistryRow? Read() => Views.Registries.Find(kind, key, Today)?.Row;
    }

    /// <summary>Whether a row is valid today.</summary>
    public bool Knows(RegistryKind kind, string key) => Find(kind, key) is not null;

    /// <summary>The key of a row that is valid today, in whichever case it was typed; null where there is none.</summary>
    public string? KeyLike(RegistryKind kind, string typed) => KeyLike(typed, key => Knows(kind, key));

    /// <summary>The key that was meant, in whichever case it was typed: offices have small letters, organisations capitals.</summary>
    /// <returns>Null where <paramref name="isKnown"/> knows it in no case.</returns>
    public static string? KeyLike(string typed, Func<string, bool> isKnown) =>
        ((string[])[typed, typed.ToUpperInvariant(), typed.ToLowerInvariant()]).FirstOrDefault(isKnown);

    /// <summary>The office or organisation of a key, to whom seals may be issued; null where neither is valid today.</summary>
    public SealHolder? HolderOf(string typed)
    {
        foreach (var kind in (RegistryKind[])[RegistryKind.Office, RegistryKind.Organisation])
            if (KeyLike(kind, typed) is { } key) return new SealHolder(kind, key);
        return null;
    }

    /// <summary>The rows of a registry that are valid today, by key, at most <see cref="RowsMax"/>.</summary>
    /// <param name="kind">The registry.</param>
    /// <param name="text">What stands in the row; null: anything.</param>
    public IEnumerable<RegistryRow> RowsOf(RegistryKind kind, string? text = null) =>
        Views.Registries.List(kind, Today, text, null, RowsMax).Items.Select(one => one.Row);

    /// <summary>What can be chosen of a registry today: keys and names.</summary>
    public IReadOnlyList<(string Key, string Name)> ChoicesOf(RegistryKind kind, string language) =>
        [.. RowsOf(kind).Select(row => (row.Key, row.NameIn(language)))];

    /// <summary>How a row is called; its key where it is not valid today.</summary>
    public string NameOf(RegistryKind kind, string key, string language) => Find(kind, key)?.NameIn(language) ?? key;

    /// <summary>An organisation by its name and key: the key alone where it is unknown, a dash where there is none.</summary>
    public string OrganisationOf(string? key)
    {
        if (string.IsNullOrEmpty(key)) return "–";
        return Find(RegistryKind.Organisation, key) is { } row ? $"{row["name"]} ({key})" : key;
    }
}
