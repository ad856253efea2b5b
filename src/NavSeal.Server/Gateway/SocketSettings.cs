using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace NavSeal.Server.Gateway;

/// <summary>How sockets are served; the bare ceiling of the benchmark uses the same.</summary>
internal static class SocketSettings
{
    /// <summary>Small pauses and few thread hops matter more than anything else here.</summary>
    public static void Apply(SocketTransportOptions options)
    {
        options.NoDelay = true;
        options.Backlog = 4096;
        options.WaitForDataBeforeAllocatingBuffer = true;
    }
}
