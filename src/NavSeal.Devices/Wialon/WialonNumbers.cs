namespace NavSeal.Devices.Wialon;

/// <summary>The forms of fields that Wialon IPS has of its own; numbers are <see cref="DecimalText"/>.</summary>
internal static class WialonNumbers
{
    /// <summary>Whether a field says nothing: empty, or NA.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> field) => field is [] or [(byte)'N', (byte)'A'] or [(byte)'n', (byte)'a'];
}
