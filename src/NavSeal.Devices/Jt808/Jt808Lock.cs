using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace NavSeal.Devices.Jt808;

/// <summary>The first lock of the list that Huabao locks report in item D5.</summary>
/// <param name="BatteryPercent">Its charge as it says it.</param>
/// <param name="Status">Its status bits.</param>
internal readonly record struct Jt808Lock(byte BatteryPercent, ushort Status)
{
    private const int HeadLength = 1, IdLength = 5, CardLength = 5, LockLength = 13;

    /// <summary>Reads the list; null where it is none or holds no lock.</summary>
    public static Jt808Lock? Read(ReadOnlySpan<byte> value)
    {
        if (value.Length < HeadLength + LockLength || value[0] == 0) return null;
        var state = value[(HeadLength + IdLength + CardLength)..];
        return new Jt808Lock(state[0], BinaryPrimitives.ReadUInt16BigEndian(state[1..]));
    }
}

/// <summary>What happened to a lock, item 0B of Jointech locks.</summary>
internal readonly ref struct Jt808LockEvent
{
    /// <summary>Bytes of a password.</summary>
    public const int PasswordLength = 6;

    private const int CardLength = 4;

    /// <summary>Code of the event.</summary>
    public byte Code { get; private init; }

    /// <summary>Number of the card; null where it is no event of a card.</summary>
    public uint? Card { get; private init; }

    /// <summary>Whether a password was entered.</summary>
    public bool HasPassword { get; private init; }

    /// <summary>The result; null where none is reported.</summary>
    public byte? Result { get; private init; }

    /// <summary>Reads the item.</summary>
    public static Jt808LockEvent Read(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return default;
        var code = value[0];
        var rest = value[1..];
        if (IsOfCard(code) && rest.Length >= CardLength)
        {
            return new Jt808LockEvent
            {
                Code = code,
                Card = BinaryPrimitives.ReadUInt32BigEndian(rest),
                Result = rest.Length > CardLength ? rest[CardLength] : null,
            };
        }

        var hasPassword = IsOfPassword(code) && rest.Length >= PasswordLength;
        return new Jt808LockEvent
        {
            Code = code,
            HasPassword = hasPassword,
            Result = hasPassword && rest.Length > PasswordLength ? rest[PasswordLength] : null,
        };
    }

    /// <summary>Where the password stands in the item, be it cut short; empty where there is none.</summary>
    public static Range PasswordIn(ReadOnlySpan<byte> value) =>
        value.IsEmpty || !IsOfPassword(value[0]) ? default : 1..Math.Min(value.Length, 1 + PasswordLength);

    /// <summary>The event in words.</summary>
    public string Words()
    {
        var text = new StringBuilder(Code switch
        {
            0x01 => "static password by network",
            0x02 => "static password by Bluetooth",
            0x03 => "static password by SMS",
            0x05 => "static password by serial line",
            0x1E or 0x1F => "dynamic password",
            0x22 => "authorised card",
            0x23 or 0x2A or 0x2B => "card refused",
            _ when IsOfPassword(Code) => "password refused",
            _ => "change of state",
        });
        if (Card is { } card) text.Append(CultureInfo.InvariantCulture, $", card {card}");
        if (HasPassword) text.Append($", password {ExplainText.Masked}");
        if (Result is { } result)
        {
            text.Append(CultureInfo.InvariantCulture, $", result {result}: ");
            text.Append(result switch { 0xFF => "refused", >= 1 and <= 99 => "unlocked inside a zone", _ => "unlocked" });
        }

        return text.ToString();
    }

    private static bool IsOfCard(byte code) => code is 0x22 or 0x23 or 0x2A or 0x2B;

    private static bool IsOfPassword(byte code) =>
        code is (>= 0x01 and <= 0x03) or (>= 0x05 and <= 0x08) or 0x10 or 0x11 or (>= 0x18 and <= 0x20) or 0x28 or 0x29;
}
