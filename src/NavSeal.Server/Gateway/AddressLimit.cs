using System.Collections.Concurrent;
using System.Net;

namespace NavSeal.Server.Gateway;

/// <summary>How many connections one address may hold, so that one peer cannot take the places of all. Proxies and this
/// machine itself stand for many and are passed by: they hold peers to their own limits.</summary>
/// <param name="max">Most connections of one address; 0: as many as there are places.</param>
/// <param name="proxies">Who is passed by.</param>
internal sealed class AddressLimit(int max, IReadOnlyList<IPNetwork> proxies)
{
    private readonly ConcurrentDictionary<IPAddress, int> held = new();

    /// <summary>Takes a place for a connection of an address.</summary>
    /// <returns>False where it holds as many as it may.</returns>
    public bool TryEnter(IPAddress? address)
    {
        if (!IsCounted(address)) return true;
        if (held.AddOrUpdate(Plain(address!), 1, (_, count) => count + 1) <= max) return true;
        Leave(address);
        return false;
    }

    /// <summary>Gives the place back.</summary>
    public void Leave(IPAddress? address)
    {
        if (!IsCounted(address)) return;
        var key = Plain(address!);
        while (held.TryGetValue(key, out var count))
        {
            var isLeft = count > 1 ? held.TryUpdate(key, count - 1, count) : held.TryRemove(KeyValuePair.Create(key, count));
            if (isLeft) return;
        }
    }

    private bool IsCounted(IPAddress? address) =>
        max > 0 && address is not null && !IPAddress.IsLoopback(Plain(address)) && !proxies.Any(proxy => proxy.Contains(Plain(address)));

    /// <summary>An address of version 4 is one address, also where it comes in the form of version 6.</summary>
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
