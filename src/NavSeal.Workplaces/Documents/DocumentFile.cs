using Microsoft.AspNetCore.Http;

namespace NavSeal.Workplaces.Documents;

/// <summary>The bytes of a document, to whoever sees a transportation that cites it.</summary>
public static class DocumentFile
{
    private const int HashLength = 64, NamePart = 16;

    /// <summary>Gives it as a file to be saved: a browser never draws it as a page of ours, nor runs what stands in it.</summary>
    public static async Task<IResult> GetAsync(HttpContext context, DocumentParts parts, string sha256)
    {
        if (sha256.Length != HashLength || !sha256.All(char.IsAsciiHexDigitLower))
            return Problems.Field("hash", "This is no SHA-256.", "Take 64 hexadecimal digits in lower case.");
        var right = context.User.IsKey() ? Scopes.TransportationsRead : Rights.See;
        var seen = parts.Views.For(parts.Sights.Of(context.User, right));
        var unknown = Problems.NotFound($"document {sha256} that you see");
        if (seen.Documents.CitedBy(sha256) is null) return unknown;
        byte[]? bytes;
        try
        {
            bytes = await parts.Find(sha256, context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return Problems.Of(
                500, "document-damaged", "What is kept under this hash is damaged.", "Tell the operator to bring it back from a backup.");
        }

        if (bytes is null) return unknown;
        var type = MediaType.Of(bytes);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(bytes, type?.Name ?? "application/octet-stream", $"{sha256[..NamePart]}.{type?.Extension ?? "bin"}");
    }
}
