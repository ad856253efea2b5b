using NavSeal.Model.Transportations;

namespace NavSeal.Server.Keys;

/// <summary>A key for each transportation, under which personal data are kept that belong to it alone; destroying it erases them. In the
/// folder of keys, or in the database that several processes share.</summary>
internal interface ITransportationKeys
{
    /// <summary>Bytes of a key.</summary>
    const int KeyLength = 32;

    /// <summary>The key of a transportation; a new one where there is none.</summary>
    /// <exception cref="IOException">The disk failed, or the database does not answer.</exception>
    byte[] OpenOrMake(TransportationNumber number);

    /// <summary>The key of a transportation; null where none was made, or it was destroyed.</summary>
    /// <exception cref="IOException">The disk failed, or the database does not answer.</exception>
    byte[]? Find(TransportationNumber number);

    /// <summary>Destroys the key of a transportation.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="IOException">The disk failed, or the database does not answer.</exception>
    bool Destroy(TransportationNumber number);

    /// <summary>The transportations that have a key, in order.</summary>
    IReadOnlyList<TransportationNumber> All();
}
