using NavSeal.Journal;

namespace NavSeal.Server.Documents;

/// <summary>The bytes of documents, by their content: what the journal cites by a hash is found here as long as it is kept. In a folder, or
/// in the database that several processes share.</summary>
internal interface IDocumentStore
{
    /// <summary>Most bytes of a document.</summary>
    const int LengthMax = 20 << 20;

    /// <summary>Keeps a document; when this returns it is durable. One that is there already stays, one that was damaged is whole
    /// again.</summary>
    /// <param name="bytes">At most <see cref="LengthMax"/>.</param>
    /// <param name="stop">Ends the waiting; what was begun may still come about.</param>
    /// <returns>The hash by which it is found.</returns>
    /// <exception cref="ArgumentException">It is too long.</exception>
    /// <exception cref="IOException">The disk failed, or the database does not answer.</exception>
    Task<Digest> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop);

    /// <summary>A document, checked against its hash.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="InvalidDataException">What is kept under that hash has another one.</exception>
    /// <exception cref="IOException">The disk failed, or the database does not answer.</exception>
    Task<byte[]?> TryGetAsync(Digest hash, CancellationToken stop);

    /// <summary>Destroys a document, when its time of keeping is over.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="IOException">The disk failed, or the database does not answer.</exception>
    Task<bool> DeleteAsync(Digest hash, CancellationToken stop);

    /// <summary>The hashes of all documents, in order.</summary>
    /// <exception cref="IOException">The disk failed, or the database does not answer.</exception>
    IAsyncEnumerable<Digest> AllAsync(CancellationToken stop);

    /// <summary>The hash of a document that is to be kept.</summary>
    /// <exception cref="ArgumentException">It is too long.</exception>
    static Digest HashOf(ReadOnlyMemory<byte> bytes) => bytes.Length <= LengthMax
        ? Digest.Of(bytes.Span)
        : throw new ArgumentException($"A document has at most {LengthMax >> 20} MiB, not {bytes.Length} bytes.", nameof(bytes));

    /// <summary>Holds what was read against the hash under which it is kept.</summary>
    /// <exception cref="InvalidDataException">It has another one.</exception>
    static byte[] Whole(byte[] bytes, Digest hash, string place) => Digest.Of(bytes) == hash
        ? bytes
        : throw new InvalidDataException($"The document {hash} in {place} is damaged: bring it back from a backup.");
}
