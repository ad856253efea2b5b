using System.Buffers;

namespace NavSeal.Devices.Eseal;

/// <summary>The answers of the platform.</summary>
internal static class EsealReplies
{
    /// <summary>Acknowledges a message: the same prefix and type, and its index.</summary>
    public static void Acknowledge(IBufferWriter<byte> output, scoped in EsealMessage message)
    {
        output.Write(message.Prefix);
        output.Write(" ACK,"u8);
        output.Write(message[EsealMessage.Index]);
        output.Write(",E##\r\n"u8);
    }
}
