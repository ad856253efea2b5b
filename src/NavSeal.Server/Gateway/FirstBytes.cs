using System.Buffers;
using Microsoft.AspNetCore.Connections;
using NavSeal.Devices;

namespace NavSeal.Server.Gateway;

/// <summary>Waits for the first bytes of a connection, until they tell which protocol it speaks; bounded in time and in bytes.</summary>
internal static class FirstBytes
{
    /// <summary>How long a connection may say nothing: as long as the most patient protocol lets a device be nobody.</summary>
    public static readonly TimeSpan TimeMax = DeviceProtocols.All.Max(protocol => protocol.Limits.LoginTime);

    /// <summary>The protocol; null where the bytes are of none, do not come in time, or the device goes away. They stay unread.</summary>
    public static async Task<IDeviceProtocol?> RecogniseAsync(
        ConnectionContext connection, TimeProvider clock, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(TimeMax, clock);
        using var ending = stop.Register(patience.Cancel);
        var input = connection.Transport.Input;
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(patience.Token);
                var outcome = Recognise(read.Buffer, out var protocol);
                // What is not examined is read again at once by whoever takes the connection over.
                input.AdvanceTo(read.Buffer.Start, outcome == Recognition.NeedMore ? read.Buffer.End : read.Buffer.Start);
                if (outcome == Recognition.Yes) return protocol;
                if (outcome == Recognition.No || read.IsCompleted) return null;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionResetException or ConnectionAbortedException)
        {
            return null;
        }
    }

    private static Recognition Recognise(ReadOnlySequence<byte> buffer, out IDeviceProtocol? protocol)
    {
        Span<byte> first = stackalloc byte[DeviceProtocols.FirstBytesMax];
        first = first[..(int)Math.Min(buffer.Length, first.Length)];
        buffer.Slice(0, first.Length).CopyTo(first);
        var outcome = DeviceProtocols.Recognise(first, out protocol);
        return outcome == Recognition.NeedMore && first.Length == DeviceProtocols.FirstBytesMax ? Recognition.No : outcome;
    }
}
