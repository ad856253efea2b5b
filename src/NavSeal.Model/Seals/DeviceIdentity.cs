using System.Globalization;

namespace NavSeal.Model.Seals;

/// <summary>The protocol families a device may speak. The numbers stand in the journal and never change.</summary>
public enum DeviceProtocol : byte
{
    /// <summary>No protocol; stands in no entry.</summary>
    None = 0,

    /// <summary>EGTS, GOST 33472-2015.</summary>
    Egts = 1,

    /// <summary>Wialon IPS, 1.1 and 2.x.</summary>
    WialonIps = 2,

    /// <summary>Jointech JT701 and its family.</summary>
    Jointech = 3,

    /// <summary>JT/T 808 of 2011, 2013 and 2019, with the items of electronic locks.</summary>
    Jt808 = 4,

    /// <summary>Teltonika, codecs 8, 8 Extended and 16.</summary>
    Teltonika = 5,

    /// <summary>The text protocol of eSeal.</summary>
    Eseal = 6,
}

/// <summary>By what a device names itself. The registry maps (protocol, kind, value) to a seal.</summary>
public enum IdentityKind : byte
{
    /// <summary>No identity.</summary>
    None = 0,

    /// <summary>EGTS object identifier of a record (OID), 32 bits; 0 is no identity.</summary>
    ObjectId = 1,

    /// <summary>EGTS terminal identifier of a session (TID), 32 bits; in Jointech the number of the lock, ten digits; in eSeal the number
    /// of the device; 0 is no identity. In JT/T 808 the number of the header, digits or hexadecimal text.</summary>
    TerminalId = 2,

    /// <summary>IMEI of the modem, 15 digits; in Wialon IPS whatever the device logs in as, digits or text.</summary>
    Imei = 3,

    /// <summary>EGTS dispatcher identifier of a relaying platform (DID), 32 bits.</summary>
    DispatcherId = 4,
}

/// <summary>How a device names itself on the wire: a kind and a value. Values of digits are kept as a number,
/// so that looking one up allocates nothing; leading zeros do not count.</summary>
/// <param name="Kind">What the value is.</param>
/// <param name="Number">The value as a number, where it consists of at most 19 digits; else 0.</param>
/// <param name="Text">The value as text where it is no such number; else null.</param>
public readonly record struct DeviceIdentity(IdentityKind Kind, ulong Number, string? Text = null)
{
    private const int DigitsMax = 19;

    /// <summary>Most characters of a value.</summary>
    public const int LengthMax = 64;

    /// <summary>The value as people write it.</summary>
    public string Value => Text ?? Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a value as people write it; null where it is empty, all zeros or longer than <see cref="LengthMax"/>.</summary>
    public static DeviceIdentity? Parse(IdentityKind kind, string value)
    {
        var trimmed = value.Trim();
        if (trimmed.Length is 0 or > LengthMax || trimmed.All(c => c == '0')) return null;
        return trimmed.Length <= DigitsMax && trimmed.All(char.IsAsciiDigit)
            ? new DeviceIdentity(kind, ulong.Parse(trimmed, CultureInfo.InvariantCulture))
            : new DeviceIdentity(kind, 0, trimmed);
    }

    /// <summary>Kind and value, for logs, for example <c>ObjectId 215380396</c>.</summary>
    public override string ToString() => $"{Kind} {Value}";
}
