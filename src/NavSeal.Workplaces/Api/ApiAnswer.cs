using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Net.Http.Headers;
using NavSeal.Workplaces.Views;

namespace NavSeal.Workplaces.Api;

/// <summary>An answer in JSON with its tag: whoever has it already gets 304 and no body.</summary>
internal sealed class ApiAnswer<T>(T value, JsonTypeInfo<T> form) : IResult
{
    private const int TagBytes = 16;

    /// <summary>Readable as it comes: an address keeps its ampersand. The answer is no page, and nobody may take it for one
    /// (nosniff).</summary>
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var body = Body();
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, TagBytes))}\"");
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Authorization, Cookie, Accept";
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known == EntityTagHeaderValue.Any || known.Compare(tag, false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }

    private byte[] Body()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable)) JsonSerializer.Serialize(writer, value, form);
        return buffer.WrittenSpan.ToArray();
    }
}

/// <summary>Makes answers.</summary>
public static class ApiAnswer
{
    public static IResult Of<T>(T value, JsonTypeInfo<T> form) => new ApiAnswer<T>(value, form);

    /// <summary>A list, with the address of the rows behind it.</summary>
    public static IResult Page<TRow, T>(HttpContext context, ResultPage<TRow> page, Func<TRow, T> resource, JsonTypeInfo<ApiList<T>> form)
    {
        if (page.IsCursorWrong)
            return Problems.Field("cursor", "'cursor' is none of this list.", "Take the address in 'next', or begin without a cursor.");
        var next = page.Next is { } cursor ? AddressWith(context.Request, cursor) : null;
        if (next is not null) context.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        return Of(new ApiList<T>([.. page.Items.Select(resource)], next), form);
    }

    private static string AddressWith(HttpRequest request, string cursor)
    {
        var kept = request.Query.Where(pair => pair.Key is not ("cursor" or "after"))
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")));
        return request.Path + new QueryBuilder(kept.Append(KeyValuePair.Create("cursor", cursor))).ToString();
    }
}

/// <summary>Reads parameters; keeps the first problem.</summary>
public sealed class ApiInput
{
    public const int LimitDefault = 100, LimitMax = 1000;

    private const int TextLengthMax = 64;

    /// <summary>What is wrong; null: nothing.</summary>
    public IResult? Problem { get; private set; }

    public int Limit(string? text)
    {
        if (text is null) return LimitDefault;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= LimitMax)
            return limit;
        Say("limit", $"Take a whole number from 1 to {LimitMax}.");
        return LimitDefault;
    }

    public DateTimeOffset? Instant(string name, string? text)
    {
        if (text is null) return null;
        // A plus in an address is a space to whoever decodes it; there is no other space in an instant.
        if (UtcConverter.TryRead(text.Replace(' ', '+'), out var at)) return at;
        Say(name, "Take ISO 8601 with an offset or Z, for example 2026-03-05T14:07:09.250Z.");
        return null;
    }

    public bool? Truth(string name, string? text)
    {
        if (text is null) return null;
        if (bool.TryParse(text, out var truth)) return truth;
        Say(name, "Take true or false.");
        return null;
    }

    public TEnum? Word<TEnum>(string name, string? text)
        where TEnum : struct, Enum
    {
        if (text is null) return null;
        var known = Enum.GetNames<TEnum>().FirstOrDefault(one => one.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (known is not null) return Enum.Parse<TEnum>(known);
        Say(name, $"Take one of {string.Join(", ", Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.");
        return null;
    }

    public string? Text(string name, string? text)
    {
        if (text is null or { Length: <= TextLengthMax }) return text;
        Say(name, $"Take at most {TextLengthMax} characters.");
        return null;
    }

    /// <summary>Reads what a type of the model parses itself.</summary>
    public T Number<T>(string name, string? text, Parser<T> parse, string form)
    {
        if (parse(text, out var number)) return number;
        Say(name, form);
        return number;
    }

    /// <summary>Notes a problem of a parameter.</summary>
    public void Say(string name, string cure) => Problem ??= Problems.Field(name, $"'{name}' cannot be used.", cure);

    /// <summary>A TryParse of the model.</summary>
    public delegate bool Parser<T>(string? text, out T number);
}
