using System.Collections.Immutable;

namespace NavSeal.Journal;

/// <summary>What is wrong inside a commit whose header checks.</summary>
internal enum FaultKind
{
    EntryHeader,
    Payload,
    PayloadIsZeros,
    Padding,
}

/// <summary>One thing wrong. The offset counts from the commit's first byte, the index from its first entry; the entry is null when its
/// header can not be read.</summary>
internal readonly record struct Fault(FaultKind Kind, int Offset, int Index, EntryHeader? Entry);

/// <summary>Reads the bytes of one whole commit.</summary>
internal static class CommitImage
{
    /// <summary>Reads and, on demand, checks everything that does not need other commits.</summary>
    /// <param name="image">Exactly the commit; payloads of the result point into it.</param>
    /// <param name="header">Already read and checked.</param>
    /// <param name="withPayloads">Whether payloads are hashed and compared.</param>
    /// <param name="faults">Gets what is wrong; an entry whose header does not check ends the list of entries.</param>
    internal static Commit Read(ReadOnlyMemory<byte> image, in CommitHeader header, bool withPayloads, List<Fault> faults)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>(header.EntryCount);
        var at = CommitLayout.Length;
        var headersEnd = at + header.EntryHeadersLength;
        var payloadAt = headersEnd;
        for (var index = 0; index < header.EntryCount; index++)
        {
            if (!EntryLayout.TryRead(image.Span[at..headersEnd], out var entry, out var length)
                || entry.PayloadLength > image.Length - payloadAt)
            {
                faults.Add(new Fault(FaultKind.EntryHeader, at, index, null));
                return new Commit(header.Number, header.RecordedAt, entries.ToImmutable());
            }

            var payload = image.Slice(payloadAt, entry.PayloadLength);
            if (withPayloads && Digest.Of(payload.Span) != entry.PayloadHash)
            {
                var kind = payload.Span.ContainsAnyExcept((byte)0) ? FaultKind.Payload : FaultKind.PayloadIsZeros;
                faults.Add(new Fault(kind, payloadAt, index, entry));
            }

            entries.Add(new Entry(entry, payload));
            at += length;
            payloadAt += entry.PayloadLength;
        }

        if (at != headersEnd || CommitLayout.Align(payloadAt) != image.Length || image.Span[payloadAt..].ContainsAnyExcept((byte)0))
            faults.Add(new Fault(FaultKind.Padding, payloadAt, header.EntryCount, null));
        return new Commit(header.Number, header.RecordedAt, entries.ToImmutable());
    }

    /// <summary>The bytes of a commit outside of segments, where there is no salt.</summary>
    internal static byte[] Write(Commit commit)
    {
        var headers = commit.Entries.Sum(entry => EntryLayout.LengthFor(entry.Subject.Name.Length));
        var payloads = commit.Entries.Sum(entry => entry.Payload.Length);
        var image = new byte[CommitLayout.Align(CommitLayout.Length + headers + payloads)];
        var header = new CommitHeader(
            commit.Number, commit.RecordedAt.ToUnixTimeMilliseconds(), commit.Entries.Length, image.Length, headers);
        CommitLayout.Write(image, header, salt: 0);
        var (at, payloadAt) = (CommitLayout.Length, CommitLayout.Length + headers);
        foreach (var entry in commit.Entries)
        {
            at += EntryLayout.Write(image.AsSpan(at), entry.Header);
            entry.Payload.Span.CopyTo(image.AsSpan(payloadAt));
            payloadAt += entry.Payload.Length;
        }

        return image;
    }
}
