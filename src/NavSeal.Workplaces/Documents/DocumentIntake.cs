namespace NavSeal.Workplaces.Documents;

/// <summary>Why a document is not taken in.</summary>
public enum DocumentFault
{
    /// <summary>It has no bytes.</summary>
    Empty = 1,

    /// <summary>It is longer than <see cref="DocumentParts.BytesMax"/>.</summary>
    TooLarge = 2,

    /// <summary>Its content is of a type that is not taken.</summary>
    TypeNotTaken = 3,
}

/// <summary>A document that was read, or why it is none.</summary>
/// <param name="Bytes">Empty where it is none.</param>
/// <param name="Type">By its content; null where it is none.</param>
/// <param name="Fault">Null where it is one.</param>
public sealed record DocumentIntake(byte[] Bytes, MediaType? Type, DocumentFault? Fault)
{
    /// <summary>Bytes of a request that carries one, form fields and borders with it.</summary>
    public const long RequestBytesMax = DocumentParts.BytesMax + (1 << 20);

    private const int PieceBytes = 64 << 10;

    /// <summary>Reads to the end, or to the first byte too many.</summary>
    public static async Task<DocumentIntake> ReadAsync(Stream source, CancellationToken stop)
    {
        using var read = new MemoryStream();
        var piece = new byte[PieceBytes];
        while (await source.ReadAsync(piece, stop) is var count and > 0)
        {
            if (read.Length + count > DocumentParts.BytesMax) return Refused(DocumentFault.TooLarge);
            read.Write(piece, 0, count);
        }

        if (read.Length == 0) return Refused(DocumentFault.Empty);
        var bytes = read.ToArray();
        return MediaType.Of(bytes) is { } type ? new DocumentIntake(bytes, type, null) : Refused(DocumentFault.TypeNotTaken);
    }

    /// <summary>None was read.</summary>
    public static DocumentIntake Refused(DocumentFault fault) => new([], null, fault);
}
