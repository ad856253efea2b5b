using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NavSeal.Server.Gateway;

namespace NavSeal.Bench.Bare;

/// <summary>How the sockets of the comparison server are served: as the gateway's, but for what is set here.</summary>
internal sealed record BareReplyOptions
{
    /// <summary>Where it listens.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>Threads that take turns over the sockets; null: as the gateway, 0: the thread pool.</summary>
    public int? QueueCount { get; init; }

    /// <summary>Whether connections are read on the threads that wait for the sockets, also where the gateway's are not.</summary>
    public bool Inline { get; init; }
}

/// <summary>A server that receives, cuts and replies, and stores nothing: what the sockets of this machine and framework allow at
/// most.</summary>
internal static class BareReply
{
    public static async Task RunAsync(BareReplyOptions options, CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSockets(sockets => Configure(sockets, options));
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(options.Listen, listen => listen.UseConnectionHandler<BareReplyHandler>()));
        await using var application = builder.Build();
        await application.StartAsync(stop);
        await Console.Out.WriteLineAsync($"listening {options.Listen}");
        await application.WaitForShutdownAsync(stop);
    }

    private static void Configure(SocketTransportOptions sockets, BareReplyOptions options)
    {
        SocketSettings.Apply(sockets);
        if (options.Inline) sockets.UnsafePreferInlineScheduling = true;
        if (options.QueueCount is { } count) sockets.IOQueueCount = count;
    }
}
