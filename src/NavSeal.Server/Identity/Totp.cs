using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NavSeal.Server.Identity;

/// <summary>Codes that change with time (RFC 6238: SHA-1, 30 seconds, six digits, which is what every app understands). Pure.</summary>
internal static class Totp
{
    /// <summary>Steps before and after the present one whose codes are taken, for clocks that differ.</summary>
    private const int StepsAround = 1;

    private const int StepSeconds = 30, Digits = 6, SecretBytes = 20;
    private const uint Modulus = 1_000_000;
    private const string Base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret of 160 bits in base 32.</summary>
    public static string NewSecret() => Base32(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The step that an instant lies in.</summary>
    public static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step.</summary>
    public static string Code(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        // The standard and the apps know SHA-1 only; as HMAC it is not broken.
#pragma warning disable CA5350
        HMACSHA1.HashData(Bytes(secret), counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0xF)..]) & 0x7FFF_FFFF;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code was typed, later than <paramref name="lastStep"/> so that a code counts once; null: a wrong
    /// code.</summary>
    public static long? Match(string secret, string typed, DateTimeOffset now, long lastStep)
    {
        var digits = new string([.. typed.Where(char.IsAsciiDigit).Take(Digits + 1)]);
        if (digits.Length != Digits) return null;
        for (var step = StepOf(now) - StepsAround; step <= StepOf(now) + StepsAround; step++)
        {
            var isSame = CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(Code(secret, step)), Encoding.ASCII.GetBytes(digits));
            if (isSame && step > lastStep) return step;
        }

        return null;
    }

    /// <summary>What the QR code says.</summary>
    public static string Address(string secret, string name) =>
        $"otpauth://totp/NavSeal:{Uri.EscapeDataString(name)}?secret={secret}&issuer=NavSeal";

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var one in bytes)
        {
            (buffer, bits) = (((buffer & 0xFF) << 8) | one, bits + 8);
            for (; bits >= 5; bits -= 5) text.Append(Base32Letters[(buffer >> (bits - 5)) & 31]);
        }

        return text.ToString();
    }

    private static byte[] Bytes(string base32)
    {
        var bytes = new byte[base32.Length * 5 / 8];
        var (buffer, bits, at) = (0, 0, 0);
        foreach (var letter in base32)
        {
            (buffer, bits) = (((buffer & 0xFF) << 5) | Base32Letters.IndexOf(letter, StringComparison.Ordinal), bits + 5);
            if (bits < 8) continue;
            bits -= 8;
            bytes[at++] = (byte)((buffer >> bits) & 0xFF);
        }

        return bytes;
    }
}
