namespace NavSeal.Journal;

/// <summary>A commit found in a segment, with what is wrong inside it.</summary>
internal sealed record ScannedCommit(long Offset, CommitHeader Header, Commit Commit, IReadOnlyList<Fault> Faults)
{
    internal long End => Offset + Header.Length;
}

/// <summary>Finds commits in one segment file; recovery and the verifier both stand on it.</summary>
internal sealed class SegmentScan(DiskFile file, SegmentHeader segment)
{
    private const int ReadAhead = 1 << 20;

    private readonly SegmentWindow window = new(file, ReadAhead);

    /// <summary>Where commits can stand at most: the header's length, or the file's if somebody cut it.</summary>
    internal long End { get; } = Math.Min(segment.Length, file.Length);

    /// <summary>The commit at an offset; null when no commit header checks there. Payloads are valid until the next call.</summary>
    internal ScannedCommit? At(long offset)
    {
        if (offset + CommitLayout.Length > End) return null;
        if (!CommitLayout.TryRead(window.At(offset, CommitLayout.Length).Span, segment.Salt, out var header)) return null;
        if (offset + header.Length > End) return null;
        var image = window.At(offset, header.Length);
        if (image.Length < header.Length) return null;
        var faults = new List<Fault>();
        return new ScannedCommit(offset, header, CommitImage.Read(image, header, withPayloads: true, faults), faults);
    }

    /// <summary>The next commit from an offset on that checks in all its parts and has at least this number; null when there is
    /// none.</summary>
    internal ScannedCommit? Find(long offset, long numberMin)
    {
        for (var at = NextMagic(offset); at is { } found; at = NextMagic(found + CommitLayout.Alignment))
        {
            if (At(found) is { Faults.Count: 0 } commit && commit.Header.Number >= numberMin) return commit;
        }

        return null;
    }

    internal long? FirstNonZero(long offset) => window.FirstNonZero(offset, End);

    /// <summary>Makes the next call read the file anew.</summary>
    internal void Forget() => window.Forget();

    private long? NextMagic(long offset)
    {
        while (offset + CommitLayout.Length <= End)
        {
            if (window.FirstNonZero(offset, End) is not { } next) return null;
            offset = next - next % CommitLayout.Alignment;
            var bytes = window.At(offset, sizeof(uint)).Span;
            if (bytes.Length == sizeof(uint) && BitConverter.ToUInt32(bytes) == CommitLayout.Magic) return offset;
            offset += CommitLayout.Alignment;
        }

        return null;
    }
}
