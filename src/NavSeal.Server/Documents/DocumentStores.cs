using NavSeal.Journal;
using NavSeal.Server.Keys;

namespace NavSeal.Server.Documents;

/// <summary>Where a process keeps documents.</summary>
/// <param name="Open">By their hash.</param>
/// <param name="Protected">Personal data, under the keys of their transportations.</param>
internal sealed record DocumentStores(IDocumentStore Open, ProtectedDocuments Protected)
{
    /// <summary>In the data folder, or in the database where there is one.</summary>
    /// <exception cref="IOException">One of them cannot be used.</exception>
    public static DocumentStores Of(string dataFolder, PostgresDatabase? database, ITransportationKeys keys)
    {
        IDocumentStore store = database is null ? FolderDocuments.Open(dataFolder) : PostgresDocuments.Open(database);
        return new DocumentStores(store, new ProtectedDocuments(store, keys));
    }
}
