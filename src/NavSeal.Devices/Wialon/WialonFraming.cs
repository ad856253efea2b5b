namespace NavSeal.Devices.Wialon;

/// <summary>Cuts lines out of a stream. The end of a line is the only border: nothing in a line says how long it is.</summary>
public static class WialonFraming
{
    /// <summary>Most bytes of a line with its end.</summary>
    public const int LineLengthMax = 64 * 1024;

    /// <summary>Cuts the first line: it ends with LF, and a CR before that belongs to the end.</summary>
    /// <param name="bytes">What the connection has buffered, oldest byte first.</param>
    /// <param name="lengthMax">Most bytes of a line with its end; what is longer is corrupt.</param>
    /// <param name="line">The line without its end; empty unless <see cref="Cut.Whole"/>.</param>
    /// <param name="consumed">Bytes to drop from the front; 0 exactly when <see cref="Cut.NeedMore"/>.</param>
    public static Cut TryCut(ReadOnlySpan<byte> bytes, int lengthMax, out ReadOnlySpan<byte> line, out int consumed)
    {
        var near = bytes.Length > lengthMax ? bytes[..lengthMax] : bytes;
        var end = near.IndexOf((byte)'\n');
        line = default;
        consumed = 0;
        if (end < 0 && bytes.Length < lengthMax) return Cut.NeedMore;
        if (end < 0)
        {
            consumed = near.Length;
            return Cut.Corrupt;
        }

        line = near[..end];
        if (line is [.., (byte)'\r']) line = line[..^1];
        consumed = end + 1;
        return Cut.Whole;
    }
}
