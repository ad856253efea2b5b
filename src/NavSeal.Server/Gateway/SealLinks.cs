using NavSeal.Model.Seals;

namespace NavSeal.Server.Gateway;

/// <summary>By which connections seals are reached in this process. A seal that comes again while its former connection still stands is
/// usual: networks forget connections without telling us. So the latest counts, the one before it may end by itself, and a third closes the
/// oldest. Seals behind a relay, and seals that send datagrams, cannot be reached.</summary>
internal sealed class SealLinks
{
    private readonly Dictionary<SealNumber, (SealLink Latest, SealLink? Former)> links = [];

    /// <summary>The latest connection of a seal; null where there is none.</summary>
    public SealLink? Find(SealNumber seal)
    {
        lock (links) return links.TryGetValue(seal, out var known) ? known.Latest : null;
    }

    /// <summary>From now on the seal is reached by this connection.</summary>
    /// <returns>The connection that is one too many; null where none is.</returns>
    public SealLink? Put(SealNumber seal, SealLink link)
    {
        lock (links)
        {
            if (!links.TryGetValue(seal, out var known))
            {
                links[seal] = (link, null);
                return null;
            }

            links[seal] = (link, known.Latest);
            return known.Former;
        }
    }

    /// <summary>The seal is reached by the connection no more; others of the same seal stay.</summary>
    /// <returns>Whether another connection takes its place.</returns>
    public bool Remove(SealNumber seal, SealLink link)
    {
        lock (links)
        {
            if (!links.TryGetValue(seal, out var known)) return false;
            if (known.Former == link) links[seal] = (known.Latest, null);
            else if (known.Latest == link && known.Former is { } former) links[seal] = (former, null);
            else if (known.Latest == link) return !links.Remove(seal);
            return known.Latest == link;
        }
    }
}

/// <summary>A command on its way to a seal.</summary>
/// <param name="Seal">Whom it is for.</param>
/// <param name="Number">Its number within the seal.</param>
internal readonly record struct Outgoing(RegisteredSeal Seal, int Number);
