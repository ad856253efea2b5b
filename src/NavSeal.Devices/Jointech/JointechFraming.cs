using System.Buffers.Binary;

namespace NavSeal.Devices.Jointech;

/// <summary>What kind of bytes were cut from a stream of Jointech.</summary>
public enum JointechForm : byte
{
    /// <summary>No message.</summary>
    None = 0,

    /// <summary>A binary report of one position with the state of the lock.</summary>
    Report = 1,

    /// <summary>A binary report of the older JT600: positions alone.</summary>
    Positions = 2,

    /// <summary>Text between parentheses.</summary>
    Text = 3,

    /// <summary>Ends of lines between messages; they say nothing.</summary>
    Blank = 4,
}

/// <summary>Cuts binary and text messages out of one stream. There is no checksum: what cannot be a message is skipped to the next byte
/// that can begin one.</summary>
public static class JointechFraming
{
    /// <summary>Most bytes of a message.</summary>
    public const int LengthMax = 4096;

    /// <summary>Bytes of a message beside those its length counts: the header and the serial number.</summary>
    public const int LengthBeside = 10;

    /// <summary>Bytes of one position of the short form.</summary>
    public const int ShortRecordLength = 27;

    private const int LongLengthMin = 35, LongLengthMax = 60, ShortLengthMin = 17;
    private const int IdDigitsMin = 8, IdDigitsMax = 15, IdEnd = 6, ShortDateAt = 9, ShortDateEnd = 15;
    private const int Undecided = 0, NoMessage = -1;
    private const byte Binary = (byte)'$', Opening = (byte)'(', Closing = (byte)')', LastControl = 0x1F;

    /// <summary>Cuts the first message.</summary>
    /// <param name="bytes">What the connection has buffered, oldest byte first.</param>
    /// <param name="form">What it is; <see cref="JointechForm.None"/> unless <see cref="Cut.Whole"/>.</param>
    /// <param name="consumed">Its length, or that of the noise before the next byte that can begin one; 0 exactly when
    /// <see cref="Cut.NeedMore"/>.</param>
    public static Cut TryCut(ReadOnlySpan<byte> bytes, out JointechForm form, out int consumed)
    {
        (form, consumed) = (JointechForm.None, 0);
        if (bytes.IsEmpty) return Cut.NeedMore;
        var (kind, length) = bytes[0] switch
        {
            Binary => BinaryLength(bytes),
            Opening => (JointechForm.Text, TextLength(bytes)),
            (byte)'\r' or (byte)'\n' => (JointechForm.Blank, BlankLength(bytes)),
            _ => (JointechForm.None, NoMessage),
        };
        if (length == Undecided || length > bytes.Length) return Cut.NeedMore;
        if (length > 0)
        {
            (form, consumed) = (kind, length);
            return Cut.Whole;
        }

        var next = bytes[1..].IndexOfAny(Binary, Opening);
        consumed = next < 0 ? bytes.Length : next + 1;
        return Cut.Corrupt;
    }

    private static int BlankLength(ReadOnlySpan<byte> bytes)
    {
        var other = bytes.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        return other < 0 ? bytes.Length : other;
    }

    /// <summary>The digits of the device and a length that fits a known form are all that tells a message from noise.</summary>
    private static (JointechForm Form, int Length) BinaryLength(ReadOnlySpan<byte> bytes)
    {
        if (!Bcd.IsDigits(bytes[1..Math.Min(bytes.Length, IdEnd)])) return (JointechForm.None, NoMessage);
        if (bytes.Length < LengthBeside) return (JointechForm.None, Undecided);
        if (bytes[8] == 0)
        {
            var isLong = bytes[9] is >= LongLengthMin and <= LongLengthMax;
            return (JointechForm.Report, isLong ? bytes[9] + LengthBeside : NoMessage);
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[7..]);
        // Whole positions, or a single one whose tail is not known.
        var isPossible = length <= LengthMax - LengthBeside
            && (length % ShortRecordLength == 0 || length is >= ShortLengthMin and < 2 * ShortRecordLength);
        isPossible &= Bcd.IsDigits(bytes[ShortDateAt..Math.Min(bytes.Length, ShortDateEnd)]);
        return (JointechForm.Positions, isPossible ? length + LengthBeside : NoMessage);
    }

    /// <summary>Text begins with the number of its device, and nothing but the payload of a sensor holds control characters: a message
    /// that lost its end does not swallow the ones behind it.</summary>
    private static int TextLength(ReadOnlySpan<byte> bytes)
    {
        var near = bytes.Length > LengthMax ? bytes[..LengthMax] : bytes;
        var digits = near[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0) return near.Length - 1 <= IdDigitsMax ? Undecided : NoMessage;
        if (digits is < IdDigitsMin or > IdDigitsMax || near[digits + 1] != ',') return NoMessage;
        var end = near[1..].IndexOfAny(Opening, Closing) + 1;
        var text = end > 0 ? near[..end] : near;
        var control = text.IndexOfAnyInRange((byte)0, LastControl);
        if (control >= 0 && text[..control].IndexOf(JointechText.SensorMark) < 0) return NoMessage;
        if (end > 0) return near[end] == Closing ? end + 1 : NoMessage;
        return bytes.Length < LengthMax ? Undecided : NoMessage;
    }
}
