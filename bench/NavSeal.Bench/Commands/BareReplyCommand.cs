using System.CommandLine;
using System.Net;
using NavSeal.Bench.Bare;

namespace NavSeal.Bench.Commands;

/// <summary>The verb <c>bare-reply</c>.</summary>
internal static class BareReplyCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1.", DefaultValueFactory = _ => 9011 };
        var queues = new Option<int?>("--queues") { Description = "Threads that take turns over the sockets; 0: the thread pool." };
        var inline = new Option<bool>("--inline") { Description = "Read connections on the threads that wait for the sockets." };
        var command = new Command("bare-reply", "A server that receives, cuts and replies, and stores nothing.") { port, queues, inline };
        command.SetAction((parsed, stop) => BareReply.RunAsync(
            new BareReplyOptions
            {
                Listen = new IPEndPoint(IPAddress.Loopback, parsed.GetValue(port)),
                QueueCount = parsed.GetValue(queues),
                Inline = parsed.GetValue(inline),
            },
            stop));
        return command;
    }
}
