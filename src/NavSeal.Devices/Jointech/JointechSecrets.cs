namespace NavSeal.Devices.Jointech;

/// <summary>The passwords of a sentence, whoever sends it: of P43, P44 and P52, and of ELOCK, by which the locks that speak JT/T 808
/// carry them. Counts and results are one or two digits long; what is longer in such a sentence may be a password.</summary>
/// <param name="content">What stands between the brackets.</param>
internal ref struct JointechSecrets(ReadOnlySpan<byte> content)
{
    /// <summary>What a byte of a password is shown as.</summary>
    public const byte Mask = (byte)'*';

    /// <summary>Behind the number of the device and two counters.</summary>
    private const int WordFieldMax = 3;

    private const int PlainLengthMax = 2;

    private readonly ReadOnlySpan<byte> content = content;
    private int field, next;
    private bool isOfPasswords;

    /// <summary>Where the password in hand stands in the sentence.</summary>
    public Range Current { get; private set; }

    /// <summary>Whether a sentence holds a password.</summary>
    public static bool AreIn(ReadOnlySpan<byte> content) => new JointechSecrets(content).MoveNext();

    /// <summary>Overwrites the passwords of a sentence.</summary>
    /// <param name="content">What stands between the brackets.</param>
    public static void Hide(Span<byte> content)
    {
        var secrets = new JointechSecrets(content);
        while (secrets.MoveNext()) content[secrets.Current].Fill(Mask);
    }

    /// <summary>Goes to the next password.</summary>
    public bool MoveNext()
    {
        while (next <= content.Length)
        {
            var from = next;
            var length = content[from..].IndexOf((byte)',');
            if (length < 0) length = content.Length - from;
            next = from + length + 1;
            if (isOfPasswords && length > PlainLengthMax)
            {
                Current = from..(from + length);
                return true;
            }

            isOfPasswords |= field++ <= WordFieldMax && IsOfPasswords(content.Slice(from, length));
        }

        return false;
    }

    private static bool IsOfPasswords(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("P43"u8) || word.SequenceEqual("P44"u8) || word.SequenceEqual("P52"u8) || word.SequenceEqual("ELOCK"u8);
}
