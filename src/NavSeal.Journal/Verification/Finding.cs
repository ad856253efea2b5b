namespace NavSeal.Journal;

/// <summary>What kind of thing is wrong.</summary>
public enum FindingKind
{
    /// <summary>A segment file is missing, cut short, or its header does not check.</summary>
    Segment,

    /// <summary>A commit's header does not check, or the commit is missing.</summary>
    Commit,

    /// <summary>Bytes at the journal's end are no whole commit: a torn write, which the next open takes back, or a damaged last
    /// commit.</summary>
    TornTail,

    /// <summary>An entry's header does not check.</summary>
    EntryHeader,

    /// <summary>A payload is not the one whose hash the header holds.</summary>
    Payload,

    /// <summary>A payload is zeros and no erasure names it.</summary>
    Zeros,

    /// <summary>An entry does not follow its subject's previous one.</summary>
    Chain,

    /// <summary>Bytes that must be zero are not.</summary>
    FreeSpace,

    /// <summary>A head does not agree with the commits or the heads before it.</summary>
    Head,

    /// <summary>A head is signed by nobody whose key was given.</summary>
    Signature,

    /// <summary>A bundle's proof does not lead from its entries to its head, or the document is no bundle.</summary>
    Proof,
}

/// <summary>One thing wrong and where.</summary>
public sealed record Finding
{
    /// <summary>What kind.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>The commit; 0 when none can be named.</summary>
    public long Commit { get; init; }

    /// <summary>The entry's subject; null when none can be named.</summary>
    public Subject? Subject { get; init; }

    /// <summary>The entry's sequence; 0 when none can be named.</summary>
    public long Sequence { get; init; }

    /// <summary>The file; empty in a bundle or a database.</summary>
    public string File { get; init; } = "";

    /// <summary>Offset in the file of the part that does not check; 0 in a bundle; in a database the offset in the commit.</summary>
    public long Offset { get; init; }

    /// <summary>What is wrong, in words for an administrator.</summary>
    public required string Text { get; init; }

    /// <summary>All of it in one line.</summary>
    public override string ToString() =>
        $"{Kind}: commit {Commit}, {(Subject is { } subject ? $"{subject} {Sequence}, " : "")}{Place}: {Text}";

    private string Place => File.Length > 0 ? $"{File} byte {Offset}" : $"byte {Offset}";
}
