using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Registries;

namespace NavSeal.Workplaces.Registries;

/// <summary>What registries stand on, for pages, API and command line.</summary>
public sealed record RegistryParts
{
    public required ViewStore Views { get; init; }

    public required ICommandDesk Desk { get; init; }

    public required MemberStates States { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Offset of the home state's zone, whose days are the days of law.</summary>
    public required TimeSpan HomeOffset { get; init; }

    /// <summary>The day of law.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().ToOffset(HomeOffset).DateTime);

    /// <summary>The office or organisation of a key, to whom seals may be issued; null where neither is valid today.</summary>
    public SealHolder? HolderOf(string key)
    {
        foreach (var kind in (RegistryKind[])[RegistryKind.Office, RegistryKind.Organisation])
            if (Views.Registries.Find(kind, key, Today) is not null) return new SealHolder(kind, key);
        return null;
    }

    /// <summary>Most rows of a registry that a field proposes.</summary>
    public const int ChoicesMax = 500;

    /// <summary>What can be chosen of a registry today: keys and names.</summary>
    public IReadOnlyList<(string Key, string Name)> ChoicesOf(RegistryKind kind, string language) =>
        [.. Views.Registries.List(kind, Today, null, null, ChoicesMax).Items.Select(one => (one.Row.Key, one.Row.NameIn(language)))];

    /// <summary>The key that was meant, in whichever case it was typed: offices have small letters, organisations capitals.</summary>
    /// <returns>Null where <paramref name="isKnown"/> knows it in no case.</returns>
    public static string? KeyLike(string typed, Func<string, bool> isKnown) =>
        ((string[])[typed, typed.ToUpperInvariant(), typed.ToLowerInvariant()]).FirstOrDefault(isKnown);

    /// <summary>How a row is called; its key where it is not valid today.</summary>
    public string NameOf(RegistryKind kind, string key, string language) =>
        Views.Registries.Find(kind, key, Today)?.Row.NameIn(language) ?? key;
}
