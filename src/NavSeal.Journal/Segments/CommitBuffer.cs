using System.Numerics;

namespace NavSeal.Journal;

/// <summary>Builds one commit at a time in memory that is used again.</summary>
internal sealed class CommitBuffer
{
    private const int LengthMin = 64 << 10;

    private byte[] bytes = [];
    private Digest[] hashes = [];

    /// <summary>Of the entries encoded last.</summary>
    internal ReadOnlySpan<Digest> Hashes => hashes;

    /// <summary>The hash of the commit encoded last.</summary>
    internal Digest HashOf(in CommitHeader header) =>
        CommitLayout.HashOf(header.Number, header.RecordedAt, new ArraySegment<Digest>(hashes, 0, header.EntryCount));

    /// <summary>Checks the limits and adds up.</summary>
    /// <returns>The header, with its number still 0.</returns>
    /// <exception cref="ArgumentException">A limit is broken.</exception>
    internal static CommitHeader Measure(ReadOnlySpan<NewEntry> entries, int lengthMax)
    {
        if (entries.Length > JournalLimits.EntriesMax)
            throw new ArgumentException($"A commit has at most {JournalLimits.EntriesMax} entries, not {entries.Length}.", nameof(entries));
        var (headers, payloads) = (0, 0L);
        foreach (ref readonly var entry in entries)
        {
            if (entry.Subject.Name is null) throw new ArgumentException("An entry has no subject.", nameof(entries));
            if (entry.Payload.Length > JournalLimits.PayloadLengthMax)
            {
                throw new ArgumentException(
                    $"The payload of {entry.Subject} has {entry.Payload.Length} bytes; at most {JournalLimits.PayloadLengthMax} are taken.",
                    nameof(entries));
            }

            headers += EntryLayout.LengthFor(entry.Subject.Name.Length);
            payloads += entry.Payload.Length;
        }

        var length = CommitLayout.Length + headers + payloads;
        if (length > lengthMax)
            throw new ArgumentException($"The commit would have {length} bytes; at most {lengthMax} are taken.", nameof(entries));
        return new CommitHeader(0, 0, entries.Length, CommitLayout.Align((int)length), headers);
    }

    /// <summary>The commit's bytes, valid until the next call.</summary>
    internal ReadOnlySpan<byte> Encode(ReadOnlySpan<NewEntry> entries, in CommitHeader header, uint salt, HeadTable heads)
    {
        if (bytes.Length < header.Length) bytes = new byte[Math.Max(LengthMin, (int)BitOperations.RoundUpToPowerOf2((uint)header.Length))];
        var image = bytes.AsSpan(0, header.Length);
        Encode(image, entries, (header, salt), heads);
        return image;
    }

    /// <summary>The same into a place of the caller's.</summary>
    /// <param name="image">As long as the header says.</param>
    /// <param name="entries">At least one, within the fence.</param>
    /// <param name="commit">The header, and the salt of where it is written.</param>
    /// <param name="heads">Fenced for these entries.</param>
    internal void Encode(Span<byte> image, ReadOnlySpan<NewEntry> entries, (CommitHeader Header, uint Salt) commit, HeadTable heads)
    {
        var (header, salt) = commit;
        if (hashes.Length < entries.Length) hashes = new Digest[BitOperations.RoundUpToPowerOf2((uint)entries.Length)];
        image[^CommitLayout.Alignment..].Clear();
        CommitLayout.Write(image, header, salt);
        var at = CommitLayout.Length;
        var payloadAt = at + header.EntryHeadersLength;
        Span<byte> hash = stackalloc byte[Digest.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            ref readonly var entry = ref entries[i];
            var payload = image.Slice(payloadAt, entry.Payload.Length);
            entry.Payload.Span.CopyTo(payload);
            Sha256.Hash(payload, hash);
            var entryHeader = new EntryHeader(
                entry.Subject, entry.Sequence, heads.PreviousOf(i, hashes), entry.DecidedAt.ToUnixTimeMilliseconds(),
                entry.Kind, payload.Length, new Digest(hash));
            var length = EntryLayout.Write(image[at..], entryHeader);
            Sha256.Hash(EntryLayout.Canonical(image[at..], entry.Subject.Name.Length), hash);
            hashes[i] = new Digest(hash);
            at += length;
            payloadAt += payload.Length;
        }
    }
}
