namespace NavSeal.Workplaces.Documents;

/// <summary>A kind of documents: a row of <c>reference/documents.csv</c>.</summary>
public sealed record DocumentKind
{
    public required string Key { get; init; }

    /// <summary>Code of the Union's classifier of documents; empty: it has none.</summary>
    public required string Code { get; init; }

    public required string NameEnglish { get; init; }

    public required string NameRussian { get; init; }

    public required string NameKazakh { get; init; }

    /// <summary>The name in a language of ours.</summary>
    public string NameIn(string language) => language switch { "ru" => NameRussian, "kk" => NameKazakh, _ => NameEnglish };
}

/// <summary>The kinds of documents by their keys, in the order of the table.</summary>
public sealed class DocumentKinds(IEnumerable<DocumentKind> kinds)
{
    public IReadOnlyList<DocumentKind> All { get; } = [.. kinds];

    /// <summary>The kind of a key; null where the table has none.</summary>
    public DocumentKind? Find(string? key) => All.FirstOrDefault(kind => kind.Key == key);

    /// <summary>The name of a kind; the key itself where the table has none.</summary>
    public string NameOf(string key, string language) => Find(key)?.NameIn(language) ?? key;
}
