using System.ComponentModel;
using NavSeal.Model.Registries;
using NavSeal.Workplaces.Registries;

namespace NavSeal.Workplaces.Views.Registries;

/// <summary>A registry as the API shows it.</summary>
public sealed record RegistryResource
{
    public required string Registry { get; init; }

    [Description("The columns that together are the key, joined by hyphens.")]
    public required IReadOnlyList<string> KeyColumns { get; init; }

    public required IReadOnlyList<RegistryColumnResource> Columns { get; init; }

    internal static RegistryResource Of(RegistryKind kind) => new()
    {
        Registry = RegistryKinds.NameOf(kind),
        KeyColumns = RegistrySchema.Of(kind).KeyColumns,
        Columns = [.. RegistrySchema.Of(kind).Columns.Select(RegistryColumnResource.Of)],
    };
}

/// <summary>A column of a registry.</summary>
public sealed record RegistryColumnResource
{
    public required string Name { get; init; }

    [Description("text, whole, number, day, flag, code, codes, reference or form.")]
    public required string Kind { get; init; }

    public required bool Required { get; init; }

    public IReadOnlyList<string>? Codes { get; init; }

    [Description("The registry that a reference points into.")]
    public string? Refers { get; init; }

    [Description("Name of the form; docs/registries.md says what it is.")]
    public string? Form { get; init; }

    internal static RegistryColumnResource Of(RegistryColumn column) => new()
    {
        Name = column.Name,
        Kind = column.Kind.ToString().ToLowerInvariant(),
        Required = column.IsRequired,
        Codes = column.Codes.Count > 0 ? column.Codes : null,
        Refers = column.Refers is { } kind ? RegistryKinds.NameOf(kind) : null,
        Form = column.FormName.Length > 0 ? column.FormName : null,
    };
}

/// <summary>A version of a row.</summary>
public sealed record RegistryRowResource
{
    public required string Registry { get; init; }

    public required string Key { get; init; }

    [Description("Number of the version, from 1; 0 is the row of reference/.")]
    public required int Version { get; init; }

    [Description("First day of law; left out: since ever.")]
    public DateOnly? ValidFrom { get; init; }

    [Description("Last day of law; left out: until a later version begins.")]
    public DateOnly? ValidTo { get; init; }

    [Description("Whether it stands; false: it was corrected or ended before it began.")]
    public required bool Stands { get; init; }

    public int? Corrects { get; init; }

    public required IReadOnlyDictionary<string, string> Values { get; init; }

    public string? EnteredBy { get; init; }

    public DateTimeOffset? EnteredAt { get; init; }

    public string? Source { get; init; }

    internal static RegistryRowResource Of(RegistryRecord record) => new()
    {
        Registry = RegistryKinds.NameOf(record.Row.Kind),
        Key = record.Row.Key,
        Version = record.Row.Version,
        ValidFrom = record.Row.ValidFrom,
        ValidTo = record.LastDay,
        Stands = record.Stands,
        Corrects = record.Corrects,
        Values = record.Row.Values.Pairs.ToDictionary(pair => pair.Key, pair => pair.Value),
        EnteredBy = record.By,
        EnteredAt = record.At,
        Source = record.Source,
    };
}

/// <summary>A row with all that was ever said of it.</summary>
public sealed record RegistryHistoryResource
{
    [Description("The latest entered first.")]
    public required IReadOnlyList<RegistryRowResource> Versions { get; init; }

    public required IReadOnlyList<RegistryEndingResource> Endings { get; init; }

    [Description("Rows that point here, as registry/key; at most 100.")]
    public required IReadOnlyList<string> PointedToBy { get; init; }
}

/// <summary>That a row was ended.</summary>
public sealed record RegistryEndingResource(DateOnly LastDay, string EndedBy, DateTimeOffset EndedAt, string Reason);

/// <summary>A version to enter.</summary>
public sealed record RowWriting
{
    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    [Description("By the name of the column.")]
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    [Description("The version that was wrong; without it the version is a further one.")]
    public int? Corrects { get; init; }

    [Description("Whence it is known; at most 200 characters.")]
    public string? Source { get; init; }
}

/// <summary>A row to end.</summary>
public sealed record RowEnding
{
    public required DateOnly LastDay { get; init; }

    [Description("1 to 200 characters.")]
    public required string Reason { get; init; }
}

/// <summary>Into which state of the stock a seal comes.</summary>
public sealed record StockWriting
{
    [Description("inStock, issued, faulty, lost or retired.")]
    public required string State { get; init; }

    [Description("1 to 200 characters.")]
    public required string Reason { get; init; }

    [Description("Key of the office or organisation to which it is issued; for the state 'issued' alone.")]
    public string? IssuedTo { get; init; }
}

/// <summary>What an import changes, or has changed.</summary>
public sealed record DifferenceResource
{
    public required IReadOnlyList<string> Added { get; init; }

    public required IReadOnlyList<RowChange> Changed { get; init; }

    public required IReadOnlyList<string> Ended { get; init; }

    public required int Unchanged { get; init; }

    public required IReadOnlyList<FindingResource> Wrong { get; init; }

    public required IReadOnlyList<FindingResource> Warnings { get; init; }

    [Description("Tells this report from others; send it back as 'digest' to apply exactly this.")]
    public required string Digest { get; init; }

    [Description("The commit that holds the last part; left out where nothing was applied.")]
    public long? Commit { get; init; }

    /// <summary>The report of a difference; with the commit where it was applied.</summary>
    public static DifferenceResource Of(RegistryDifference difference, long? commit) => new()
    {
        Added = [.. difference.Added.Select(row => row.Key)],
        Changed = difference.Changed,
        Ended = difference.Ended,
        Unchanged = difference.Unchanged,
        Wrong = [.. difference.Wrong.Select(FindingResource.Of)],
        Warnings = [.. difference.Warnings.Select(FindingResource.Of)],
        Digest = difference.Digest,
        Commit = commit,
    };
}

/// <summary>Something wrong in a file, or worth a second look.</summary>
public sealed record FindingResource(int Line, string Column, string Code, string Cure)
{
    internal static FindingResource Of(FileFinding finding) =>
        new(finding.Line, finding.Column, finding.Code, FaultWords.Of(finding.Code));
}
