using System.Collections.Concurrent;
using NavSeal.Model.Seals;

namespace NavSeal.Server.Gateway;

/// <summary>By which connection a seal can be reached in this process: the latest that named it. Seals behind a relay, and seals that send
/// datagrams, cannot be reached.</summary>
internal sealed class SealLinks
{
    private readonly ConcurrentDictionary<SealNumber, SealLink> links = new();

    /// <summary>The connection of a seal; null where there is none.</summary>
    public SealLink? Find(SealNumber seal) => links.GetValueOrDefault(seal);

    /// <summary>From now on the seal is reached by this connection.</summary>
    public void Put(SealNumber seal, SealLink link) => links[seal] = link;

    /// <summary>The connection is gone; a later one of the same seal stays.</summary>
    public void Remove(SealNumber seal, SealLink link) => links.TryRemove(KeyValuePair.Create(seal, link));
}

/// <summary>A command on its way to a seal.</summary>
/// <param name="Seal">Whom it is for.</param>
/// <param name="Number">Its number within the seal.</param>
internal readonly record struct Outgoing(RegisteredSeal Seal, int Number);
