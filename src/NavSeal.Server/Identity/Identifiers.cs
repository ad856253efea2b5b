using System.Security.Cryptography;
using System.Text;

namespace NavSeal.Server.Identity;

/// <summary>Names and secrets made by chance, in letters that cannot be mistaken for each other.</summary>
internal static class Identifiers
{
    /// <summary>Base32 of Crockford in lower case: no i, l, o, u. 32 letters, so a byte taken modulo 32 is even.</summary>
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>The length of an identifier: 60 bits of chance.</summary>
    public const int Length = 12;

    /// <summary>The length of the secret of a key: 160 bits.</summary>
    public const int SecretLength = 32;

    private const int GroupLength = 4, PasswordGroups = 5, RecoveryGroups = 3;

    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    public static string NewSecret() => RandomNumberGenerator.GetString(Letters, SecretLength);

    /// <summary>A password to be read out and typed: 100 bits in groups of four.</summary>
    public static string NewPassword() => Groups(PasswordGroups);

    /// <summary>A code to be kept on paper: 60 bits, of which a guesser gets five tries.</summary>
    public static string NewRecoveryCode() => Groups(RecoveryGroups);

    /// <summary>A name as somebody typed it, without what is no text: control characters, halves of a letter. Not every store takes
    /// them.</summary>
    public static string Plain(string typed, int lengthMax)
    {
        var kept = string.Concat(typed.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar && !Rune.IsControl(rune))).Trim();
        if (kept.Length <= lengthMax) return kept;
        return kept[..(char.IsHighSurrogate(kept[lengthMax - 1]) ? lengthMax - 1 : lengthMax)];
    }

    private static string Groups(int count) =>
        string.Join('-', Enumerable.Range(0, count).Select(_ => RandomNumberGenerator.GetString(Letters, GroupLength)));
}
