using System.Collections.Immutable;
using System.Text.Json;

namespace NavSeal.Journal;

/// <summary>A bundle as one JSON document (docs/journal-format.md), and back.</summary>
public static class BundleText
{
    /// <summary>What tells such a document from others, and its version.</summary>
    public const string Format = "navseal-bundle-1";

    /// <summary>UTF-8 JSON.</summary>
    /// <param name="bundle">As written or read.</param>
    public static byte[] Encode(Bundle bundle)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("subject", bundle.Subject.Name);
            json.WriteStartArray("entries");
            foreach (var entry in bundle.Entries) Write(json, entry);
            json.WriteEndArray();
            WriteCommit(json, bundle);
            WriteEpoch(json, bundle);
            json.WriteBase64String("head", bundle.Head.Encode());
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>Reads a document; total. Proves nothing: that is <see cref="BundleVerifier"/>'s work.</summary>
    /// <param name="document">Any bytes.</param>
    /// <returns>Null when the bytes are not a bundle.</returns>
    public static Bundle? Decode(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            return Read(json.RootElement);
        }
        catch (Exception e) when (e
            is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, Entry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("sequence", entry.Sequence);
        json.WriteNumber("kind", entry.Kind);
        json.WriteNumber("decidedAt", entry.Header.DecidedAt);
        json.WriteString("previous", entry.Previous.ToString());
        json.WriteString("payloadHash", entry.PayloadHash.ToString());
        json.WriteNumber("payloadLength", entry.Payload.Length);
        if (IsErased(entry)) json.WriteNull("payload");
        else json.WriteBase64String("payload", entry.Payload.Span);
        json.WriteEndObject();
    }

    private static bool IsErased(Entry entry) => !entry.Payload.Span.ContainsAnyExcept((byte)0) && !entry.IsPayloadWhole();

    private static void WriteCommit(Utf8JsonWriter json, Bundle bundle)
    {
        json.WriteStartObject("commit");
        json.WriteNumber("number", bundle.CommitNumber);
        json.WriteNumber("recordedAt", bundle.RecordedAt.ToUnixTimeMilliseconds());
        Write(json, "entryHashes", bundle.CommitEntryHashes);
        json.WriteEndObject();
    }

    private static void WriteEpoch(Utf8JsonWriter json, Bundle bundle)
    {
        json.WriteStartObject("epoch");
        json.WriteNumber("number", bundle.Epoch.Number);
        json.WriteNumber("firstCommit", bundle.Epoch.FirstCommit);
        json.WriteNumber("lastCommit", bundle.Epoch.LastCommit);
        json.WriteString("root", bundle.Epoch.Root.ToString());
        Write(json, "commitProof", bundle.CommitProof);
        Write(json, "epochProof", bundle.EpochProof);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<Digest> digests)
    {
        json.WriteStartArray(name);
        foreach (var digest in digests) json.WriteStringValue(digest.ToString());
        json.WriteEndArray();
    }

    private static Bundle Read(JsonElement json)
    {
        if (json.GetProperty("format").GetString() != Format) throw new FormatException("Another format.");
        var subject = new Subject(json.GetProperty("subject").GetString() ?? "");
        var (commit, epoch) = (json.GetProperty("commit"), json.GetProperty("epoch"));
        return new Bundle
        {
            Subject = subject,
            Entries = [.. json.GetProperty("entries").EnumerateArray().Select(entry => ReadEntry(entry, subject))],
            CommitNumber = commit.GetProperty("number").GetInt64(),
            RecordedAt = DateTimeOffset.FromUnixTimeMilliseconds(commit.GetProperty("recordedAt").GetInt64()),
            CommitEntryHashes = ReadDigests(commit.GetProperty("entryHashes")),
            Epoch = new Epoch(
                epoch.GetProperty("number").GetInt64(), epoch.GetProperty("firstCommit").GetInt64(),
                epoch.GetProperty("lastCommit").GetInt64(), ReadDigest(epoch.GetProperty("root"))),
            CommitProof = ReadDigests(epoch.GetProperty("commitProof")),
            EpochProof = ReadDigests(epoch.GetProperty("epochProof")),
            Head = Head.Decode(json.GetProperty("head").GetBytesFromBase64()) ?? throw new FormatException("Not a head."),
        };
    }

    private static Entry ReadEntry(JsonElement json, Subject subject)
    {
        var length = json.GetProperty("payloadLength").GetInt32();
        if (length is < 0 or > JournalLimits.PayloadLengthMax) throw new FormatException("Too long a payload.");
        var text = json.GetProperty("payload");
        var payload = text.ValueKind == JsonValueKind.Null ? new byte[length] : text.GetBytesFromBase64();
        var header = new EntryHeader(
            subject, json.GetProperty("sequence").GetInt64(), ReadDigest(json.GetProperty("previous")),
            json.GetProperty("decidedAt").GetInt64(), json.GetProperty("kind").GetUInt16(), length,
            ReadDigest(json.GetProperty("payloadHash")));
        return new Entry(header, payload);
    }

    private static ImmutableArray<Digest> ReadDigests(JsonElement json) => [.. json.EnumerateArray().Select(ReadDigest)];

    private static Digest ReadDigest(JsonElement json) =>
        Digest.TryParse(json.GetString(), out var digest) ? digest : throw new FormatException("Not a digest.");
}
