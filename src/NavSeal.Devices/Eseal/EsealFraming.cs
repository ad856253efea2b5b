namespace NavSeal.Devices.Eseal;

/// <summary>Cuts messages out of a stream. A message stands between <c>##S,</c> and <c>,E##</c>; the ends of lines between messages say
/// nothing.</summary>
public static class EsealFraming
{
    /// <summary>Most bytes of a message, its two marks included.</summary>
    public const int MessageLengthMax = 1024;

    /// <summary>What a message begins with.</summary>
    public static ReadOnlySpan<byte> Start => "##S,"u8;

    /// <summary>What a message ends with; the end of the line that follows it is not waited for.</summary>
    public static ReadOnlySpan<byte> End => ",E##"u8;

    /// <summary>Cuts the first message, or the noise before it.</summary>
    /// <param name="bytes">What the connection has buffered, oldest byte first.</param>
    /// <param name="lengthMax">Most bytes of a message; what is longer is corrupt.</param>
    /// <param name="message">With its two marks; empty unless <see cref="Cut.Whole"/>, and there where only ends of lines were
    /// found.</param>
    /// <param name="consumed">Bytes to drop from the front; 0 exactly when <see cref="Cut.NeedMore"/>.</param>
    public static Cut TryCut(ReadOnlySpan<byte> bytes, int lengthMax, out ReadOnlySpan<byte> message, out int consumed)
    {
        var ends = bytes.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        if (ends < 0) ends = bytes.Length;
        var result = TryCutText(bytes[ends..], lengthMax, out message, out consumed);
        // What is counted as noise must not depend on whether the ends of lines came together with it.
        if (result != Cut.Whole && ends > 0) (result, consumed) = (Cut.Whole, 0);
        consumed += ends;
        return result;
    }

    private static Cut TryCutText(ReadOnlySpan<byte> bytes, int lengthMax, out ReadOnlySpan<byte> message, out int consumed)
    {
        var near = bytes.Length > lengthMax ? bytes[..lengthMax] : bytes;
        var end = near.IndexOf(End);
        var line = (end < 0 ? near : near[..end]).IndexOf((byte)'\n');
        message = default;
        consumed = 0;
        if (line >= 0)
        {
            consumed = line + 1;
            return Cut.Corrupt;
        }

        if (end < 0 && bytes.Length < lengthMax) return Cut.NeedMore;
        if (end < 0)
        {
            consumed = NoiseIn(near);
            return Cut.Corrupt;
        }

        // A message that broke off is followed by the next one on the same line: the last beginning is the one that has an end.
        var start = near[..end].LastIndexOf(Start);
        consumed = start > 0 ? start : end + End.Length;
        if (start != 0) return Cut.Corrupt;
        message = near[..consumed];
        return Cut.Whole;
    }

    /// <summary>How much of the longest beginning may be dropped without hurting a message that begins in it.</summary>
    private static int NoiseIn(ReadOnlySpan<byte> near)
    {
        var start = near.LastIndexOf(Start);
        if (start > 0) return start;
        for (var length = Start.Length - 1; length > 0; length--)
        {
            if (near.Length > length && near.EndsWith(Start[..length])) return near.Length - length;
        }

        return near.Length;
    }
}
