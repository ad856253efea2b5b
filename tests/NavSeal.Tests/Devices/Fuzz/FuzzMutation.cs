using System.Buffers.Binary;

namespace NavSeal.Tests.Devices.Fuzz;

/// <summary>The ways to spoil a frame.</summary>
internal static class FuzzMutation
{
    private const int Ways = 13, PieceMax = 40;

    /// <summary>What the protocols part, mark and escape with, and what breaks readers of text and of numbers.</summary>
    private static readonly byte[][] tokens =
    [
        .. new[]
        {
            "#", "##S,", ",E##", ",", ";", "|", ":", "\r\n", "\n", "NA", "$", "(", ")", "#L#", "#D#", "#B#", "#SD#", "2.0;", " ACK", "Open",
            "-", ".", "-1", "0x", "99999999999999999999", "1e9", "2026-02-30", "000000", "240000", "90.000001N 180.000001E", "P45", "WLNET",
            "é", "%n%s",
        }.Select(text => System.Text.Encoding.UTF8.GetBytes(text)),
        [0x7E], [0x7D, 0x01], [0x7D, 0x02], [0x7D], [0], [0, 0, 0, 0], [0xFF], [0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFF],
        [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0], [1, 0, 0, 0x0B], [0, 0x0F], [0x0C], [0x8E], [0xED, 0xA0, 0x80],
    ];

    private static readonly uint[] numbers = [0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];

    /// <summary>Spoils the bytes in one way.</summary>
    /// <param name="bytes">A frame; may be empty.</param>
    /// <param name="other">Another one, to splice.</param>
    /// <param name="dice">Chooses way and place.</param>
    public static void Apply(FuzzBytes bytes, ReadOnlySpan<byte> other, ref FuzzDice dice)
    {
        if (bytes.Length == 0)
        {
            bytes.Add(tokens[dice.Next(tokens.Length)]);
            return;
        }

        var at = dice.Next(bytes.Length);
        var count = Math.Min(dice.Next(1, PieceMax), bytes.Length - at);
        switch (dice.Next(Ways))
        {
            case 0:
                bytes.Span[at] ^= (byte)(1 << dice.Next(8));
                break;
            case 1:
                bytes.Span[at] = dice.Byte();
                break;
            case 2:
                bytes.Cut(at);
                break;
            case 3:
                bytes.Remove(at, count);
                break;
            case 4:
                bytes.Insert(at, bytes.Span.Slice(at, count));
                break;
            case 5 or 6:
                bytes.Insert(at, tokens[dice.Next(tokens.Length)]);
                break;
            case 7 or 8:
                var token = tokens[dice.Next(tokens.Length)];
                token.AsSpan(0, Math.Min(token.Length, bytes.Length - at)).CopyTo(bytes.Span[at..]);
                break;
            case 9 or 10:
                WriteNumber(bytes.Span[at..], ref dice);
                break;
            case 11:
                bytes.Cut(at);
                bytes.Add(other[dice.Next(other.Length + 1)..]);
                break;
            default:
                for (var n = 0; n < count; n++) bytes.Span[at + n] = dice.Byte();
                break;
        }
    }

    /// <summary>A number that is at a border, or one beside the count of bytes that follow: lengths and counts are believed
    /// there.</summary>
    private static void WriteNumber(Span<byte> place, ref FuzzDice dice)
    {
        var number = dice.OneIn(3) ? (uint)Math.Max(0, place.Length - dice.Next(8)) : numbers[dice.Next(numbers.Length)];
        switch (dice.Next(5), place.Length)
        {
            case (0, >= 2):
                BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)(number & 0xFFFF));
                break;
            case (1, >= 2):
                BinaryPrimitives.WriteUInt16BigEndian(place, (ushort)(number & 0xFFFF));
                break;
            case (2, >= 4):
                BinaryPrimitives.WriteUInt32LittleEndian(place, number);
                break;
            case (3, >= 4):
                BinaryPrimitives.WriteUInt32BigEndian(place, number);
                break;
            default:
                place[0] = (byte)(number & 0xFF);
                break;
        }
    }
}
