namespace NavSeal.Model.Registries;

/// <summary>One version of a row: what a registry says of a thing during some days.</summary>
public sealed record RegistryRow
{
    /// <summary>To which registry the row belongs.</summary>
    public required RegistryKind Kind { get; init; }

    /// <summary>Which thing, in the form that <see cref="RegistrySchema.KeyOf"/> gives.</summary>
    public required string Key { get; init; }

    /// <summary>Number of the version of this row, from 1 in the order of entry; 0: the row of <c>reference/</c>.</summary>
    public required int Version { get; init; }

    /// <summary>First day of law; null: since ever.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day of law; null: until a later version begins.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>What it says.</summary>
    public required RegistryValues Values { get; init; }

    /// <summary>The text of a column; empty where nothing stands.</summary>
    public string this[string column] => Values[column];

    /// <summary>Whether a day lies between the two ends of this version; a later version may have taken over by then.</summary>
    public bool Spans(DateOnly day) => (ValidFrom is not { } from || day >= from) && (ValidTo is not { } to || day <= to);
}

/// <summary>A row that somebody wants to enter.</summary>
public sealed record RowEntry
{
    /// <summary>To which registry the row belongs.</summary>
    public required RegistryKind Kind { get; init; }

    /// <summary>First day of law; null: since ever.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day of law; null: until a later version begins.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>What it says; the key follows from it.</summary>
    public required RegistryValues Values { get; init; }

    /// <summary>Number of the version that was wrong and is replaced by this one; null: this version is a further one.</summary>
    public int? Corrects { get; init; }

    /// <summary>Whence it is known: a document, a file; at most <see cref="RegistryLimits.SourceLengthMax"/> characters, may be
    /// empty.</summary>
    public string Source { get; init; } = "";
}

/// <summary>A row that somebody wants to end.</summary>
public sealed record RowEnd
{
    /// <summary>To which registry the row belongs.</summary>
    public required RegistryKind Kind { get; init; }

    /// <summary>By what the row is told from others of its registry.</summary>
    public required string Key { get; init; }

    /// <summary>The last day of law on which it is valid.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>Why; 1 to <see cref="RegistryLimits.SourceLengthMax"/> characters.</summary>
    public required string Reason { get; init; }
}

/// <summary>Bounds of registries.</summary>
public static class RegistryLimits
{
    /// <summary>Most characters of a key as it stands in a subject's name, see <see cref="RegistrySchema.KeyOf"/>.</summary>
    public const int KeyLengthMax = 36;

    /// <summary>Most characters of a source or reason.</summary>
    public const int SourceLengthMax = 200;

    /// <summary>Most versions of one row that are in force or will be: eleven years of a daily rate.</summary>
    public const int VersionsMax = 4000;

    /// <summary>Most rows of one import, which is done whole or not at all.</summary>
    public const int ImportRowsMax = 1000;

    /// <summary>Most offices from a post up to the root.</summary>
    public const int TreeDepthMax = 12;
}
