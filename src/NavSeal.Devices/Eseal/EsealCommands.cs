using System.Buffers;

namespace NavSeal.Devices.Eseal;

/// <summary>Commands of the platform and the replies to them.</summary>
internal static class EsealCommands
{
    /// <summary>Opens the lock; it stands where the type of a report stands.</summary>
    public static ReadOnlySpan<byte> Unlock => "RC-Unlock"u8;

    /// <summary>Says that the device has read <see cref="Unlock"/>.</summary>
    public static ReadOnlySpan<byte> UnlockReply => "RC-Unlock ACK"u8;

    /// <summary>Writes the command to open the lock.</summary>
    /// <param name="output">Receives the line.</param>
    /// <param name="head">How the device began its last message, up to its type.</param>
    public static void WriteUnlock(IBufferWriter<byte> output, ReadOnlySpan<byte> head)
    {
        output.Write(head);
        output.Write(Unlock);
        output.Write(EsealFraming.End);
        output.Write("\r\n"u8);
    }
}
