using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>The register of documents that belongs to a seal for one transportation (Agreement, 7.2): entries, never the documents
/// themselves (Council of 12.12.2023).</summary>
public static class SealRegister
{
    private const int BytesMax = 60_000;

    /// <summary>The kind of the entry that holds the number of the transportation.</summary>
    public const string NumberKind = "UTN";

    /// <summary>What an empty memory is told by: SHA-256 of nothing.</summary>
    public static readonly string HashOfNone = HashOf("");

    /// <summary>The entries: the number of the transportation, the declaration, then the documents in the order in which they
    /// came.</summary>
    /// <param name="number">The transportation.</param>
    /// <param name="state">What is known of it.</param>
    public static ImmutableArray<RegisterEntry> Of(TransportationNumber number, Transportation state)
    {
        var entries = ImmutableArray.CreateBuilder<RegisterEntry>();
        entries.Add(new RegisterEntry(null, NumberKind, number.ToString(), null, 0));
        var application = state.Papers.Application;
        if (DemandDecisions.DeclarationOf(state) is { } declaration)
        {
            var kind = application?.Declaration?.Kind ?? DeclarationKind.TransitDeclaration;
            entries.Add(new RegisterEntry(null, kind.ToString(), declaration, null, 0));
        }

        foreach (var document in application?.Documents ?? [])
            entries.Add(new RegisterEntry(document.Id, document.Kind, document.Number, document.Sha256, document.SizeBytes));
        return entries.ToImmutable();
    }

    /// <summary>The entries as canonical JSON, as a seal with a memory keeps them.</summary>
    public static string TextOf(ImmutableArray<RegisterEntry> entries) =>
        JsonSerializer.Serialize(entries, RegisterJson.Default.ImmutableArrayRegisterEntry);

    /// <summary>Whether a register goes into one message to a seal: at most 60,000 bytes, so that every family has room for the rest of
    /// its packet.</summary>
    public static bool FitsIntoSeal(string text) => Encoding.UTF8.GetByteCount(text) <= BytesMax;

    /// <summary>SHA-256 over the entries as canonical JSON, 64 hexadecimal digits in lower case.</summary>
    public static string HashOf(ImmutableArray<RegisterEntry> entries) => HashOf(TextOf(entries));

    /// <summary>SHA-256 of a register as it is kept, 64 hexadecimal digits in lower case; of nothing where the memory is empty.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableArray<RegisterEntry>))]
internal sealed partial class RegisterJson : JsonSerializerContext;
