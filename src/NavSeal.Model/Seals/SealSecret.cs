using System.Diagnostics.CodeAnalysis;

namespace NavSeal.Model.Seals;

/// <summary>The password by which a lock is opened from afar: six digits. Nothing shows it by accident: its text is asterisks.</summary>
public sealed class SealSecret
{
    /// <summary>How many digits it has.</summary>
    public const int Length = 6;

    /// <summary>Most characters of its sealed form, which stands in the journal.</summary>
    public const int SealedLengthMax = 200;

    private readonly string digits;

    private SealSecret(string digits) => this.digits = digits;

    /// <summary>Reads what a person typed or a file holds.</summary>
    /// <param name="text">With or without space around it.</param>
    /// <param name="secret">The password.</param>
    /// <returns>False where it is not six digits.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SealSecret? secret)
    {
        var trimmed = text?.Trim() ?? "";
        secret = trimmed.Length == Length && trimmed.All(char.IsAsciiDigit) ? new SealSecret(trimmed) : null;
        return secret is not null;
    }

    /// <summary>The digits, to seal them or to send them to the lock.</summary>
    public string Reveal() => digits;

    /// <summary>Asterisks.</summary>
    public override string ToString() => new('*', Length);
}
