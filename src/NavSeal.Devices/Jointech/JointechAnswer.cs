using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace NavSeal.Devices.Jointech;

/// <summary>A message of the platform as the device's side reads it: the serial number of a report that was taken, or a command.</summary>
/// <param name="Serial">Serial number of that report; null where the message answers none.</param>
/// <param name="Periods">Seconds between reports while awake, and minutes while asleep; null where none are set.</param>
/// <param name="Password">The static password by which it is to open; null where it is not to.</param>
public readonly record struct JointechAnswer(byte? Serial, (int Seconds, int Minutes)? Periods, string? Password = null)
{
    private const byte Opening = (byte)'(', Closing = (byte)')';

    private static ReadOnlySpan<byte> SetPeriods => "P04,1,"u8;

    private static ReadOnlySpan<byte> Open => "P43,"u8;

    private static ReadOnlySpan<byte> Taken => "P69,0,"u8;

    /// <summary>Takes the first message of the platform, or what stands before it.</summary>
    /// <param name="buffered">What the connection has buffered, oldest byte first.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="consumed">Bytes to drop from the front; 0 exactly when <see cref="Cut.NeedMore"/>.</param>
    public static Cut TryTake(ReadOnlySpan<byte> buffered, out JointechAnswer answer, out int consumed)
    {
        (answer, consumed) = (default, 0);
        var begin = buffered.IndexOf(Opening);
        if (begin != 0)
        {
            consumed = begin < 0 ? buffered.Length : begin;
            return consumed == 0 ? Cut.NeedMore : Cut.Corrupt;
        }

        var end = buffered.IndexOf(Closing);
        if (end < 0) return Cut.NeedMore;
        consumed = end + 1;
        var text = buffered[1..end];
        if (text.StartsWith(Taken) && Utf8Parser.TryParse(text[Taken.Length..], out byte serial, out var read)
            && read == text.Length - Taken.Length)
        {
            answer = new JointechAnswer(serial, Periods: null);
        }

        if (text.StartsWith(SetPeriods)) answer = new JointechAnswer(Serial: null, ReadPeriods(text[SetPeriods.Length..]));
        if (text.StartsWith(Open)) answer = new JointechAnswer(Serial: null, Periods: null, Encoding.ASCII.GetString(text[Open.Length..]));

        return Cut.Whole;
    }

    private static (int Seconds, int Minutes)? ReadPeriods(ReadOnlySpan<byte> numbers)
    {
        var comma = numbers.IndexOf((byte)',');
        return comma > 0 && int.TryParse(numbers[..comma], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && int.TryParse(numbers[(comma + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            ? (seconds, minutes)
            : null;
    }
}
