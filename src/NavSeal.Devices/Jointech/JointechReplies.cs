using System.Buffers;
using System.Globalization;
using System.Text;

namespace NavSeal.Devices.Jointech;

/// <summary>The answers of the platform. A device erases from its memory what is answered.</summary>
internal static class JointechReplies
{
    private const int Longest = 64;

    /// <summary>Takes a report by its serial number.</summary>
    public static void Taken(IBufferWriter<byte> output, byte serial) => Write(output, "(P69,0,"u8, serial);

    /// <summary>Takes a report of a device that does not count them.</summary>
    public static void Taken(IBufferWriter<byte> output) => output.Write("(P35)"u8);

    /// <summary>Takes a position (U01 to U03) or an alarm (U06) of an older model.</summary>
    public static void TakenOld(IBufferWriter<byte> output, bool isAlarm) => output.Write(isAlarm ? "(S20)"u8 : "(S39)"u8);

    /// <summary>Tells the time.</summary>
    public static void Time(IBufferWriter<byte> output, DateTimeOffset now) =>
        output.Write(Encoding.ASCII.GetBytes(now.UtcDateTime.ToString("'(P22,'ddMMyyHHmmss')'", CultureInfo.InvariantCulture)));

    /// <summary>Says that a new dynamic password has come.</summary>
    public static void DynamicPassword(IBufferWriter<byte> output, ReadOnlySpan<byte> password)
    {
        output.Write("(P52,2,"u8);
        output.Write(password);
        output.Write(")"u8);
    }

    private static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> before, int number)
    {
        var answer = output.GetSpan(Longest);
        before.CopyTo(answer);
        number.TryFormat(answer[before.Length..], out var digits, default, CultureInfo.InvariantCulture);
        answer[before.Length + digits] = (byte)')';
        output.Advance(before.Length + digits + 1);
    }
}
