using System.Text;
using System.Text.Json;
using System.Xml;

namespace NavSeal.Workplaces.Documents;

/// <summary>What a document is, by its content: names and what senders call it are not believed.</summary>
public sealed record MediaType(string Name, string Extension)
{
    private const int DepthMax = 64;

    /// <summary>Characters that an XML document may blow up to; no entity can be declared, so it is about its length.</summary>
    private const long CharactersMax = 64L << 20;

    private static readonly MediaType Pdf = new("application/pdf", "pdf"), Png = new("image/png", "png"), Jpeg = new("image/jpeg", "jpg"),
        Json = new("application/json", "json"), Xml = new("application/xml", "xml");

    /// <summary>Those that are taken in, for people to read.</summary>
    public const string Taken = "PDF, PNG, JPEG, XML, JSON";

    /// <summary>The type of some bytes; null where it is none that is taken in.</summary>
    public static MediaType? Of(ReadOnlyMemory<byte> bytes) => bytes.Span switch
    {
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => Pdf,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        _ => FirstLetterOf(bytes.Span) switch
        {
            (byte)'{' or (byte)'[' when IsJson(bytes.Span) => Json,
            (byte)'<' when IsXml(bytes) => Xml,
            _ => null,
        },
    };

    private static byte FirstLetterOf(ReadOnlySpan<byte> bytes)
    {
        var text = WithoutMark(bytes).TrimStart(" \t\r\n"u8);
        return text.IsEmpty ? (byte)0 : text[0];
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;

    private static bool IsJson(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(WithoutMark(bytes), new JsonReaderOptions { MaxDepth = DepthMax });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsXml(ReadOnlyMemory<byte> bytes)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = CharactersMax,
        };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray(), writable: false), settings);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (Exception e) when (e is XmlException or ArgumentException)
        {
            return false;
        }
    }
}
