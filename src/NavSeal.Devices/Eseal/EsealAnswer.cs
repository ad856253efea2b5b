using System.Buffers.Text;

namespace NavSeal.Devices.Eseal;

/// <summary>A message of the platform as the device's side reads it: the index of a report that was taken, or a command.</summary>
/// <param name="Index">Index of that report; null where the message answers none.</param>
/// <param name="IsUnlock">Whether the lock is told to open.</param>
public readonly record struct EsealAnswer(uint? Index, bool IsUnlock)
{
    private static ReadOnlySpan<byte> Mark => " ACK"u8;

    /// <summary>Takes the first message of the platform, or what stands before it.</summary>
    /// <param name="buffered">What the connection has buffered, oldest byte first.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="consumed">Bytes to drop from the front; 0 exactly when <see cref="Cut.NeedMore"/>.</param>
    public static Cut TryTake(ReadOnlySpan<byte> buffered, out EsealAnswer answer, out int consumed)
    {
        answer = default;
        var cut = EsealFraming.TryCut(buffered, EsealFraming.MessageLengthMax, out var text, out consumed);
        if (cut != Cut.Whole || text.IsEmpty) return cut;
        var message = EsealMessage.Read(text);
        if (message.Count > EsealMessage.Index + 1 && message[EsealMessage.Type].EndsWith(Mark)
            && Utf8Parser.TryParse(message[EsealMessage.Index], out uint index, out var read)
            && read == message[EsealMessage.Index].Length)
        {
            answer = new EsealAnswer(index, IsUnlock: false);
        }

        if (message.Count > EsealMessage.Type && message[EsealMessage.Type].SequenceEqual(EsealCommands.Unlock))
            answer = new EsealAnswer(Index: null, IsUnlock: true);

        return Cut.Whole;
    }
}
