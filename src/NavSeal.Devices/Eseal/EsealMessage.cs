using System.Runtime.CompilerServices;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Eseal;

/// <summary>What kind of message it is, by its type and the number of its fields.</summary>
internal enum EsealKind : byte
{
    /// <summary>Not read: too few or too many fields, no number of a device, no type, or a report without an index.</summary>
    Damaged,

    /// <summary>A report; answered.</summary>
    Report,

    /// <summary>Says that the device was switched on, without the fields of a report; answered.</summary>
    Greeting,

    /// <summary>The reply to something that the platform sent, or of a type not known; not answered.</summary>
    Word,
}

/// <summary>A message taken apart: what stands between commas.</summary>
internal ref struct EsealMessage
{
    /// <summary>Fields of a report, its marks included.</summary>
    public const int ReportFields = 20;

    /// <summary>Places of the fields.</summary>
    public const int Maker = 1, Device = 2, Customer = 3, Firmware = 4, Type = 5, Index = 6, Date = 7, Time = 8, Interval = 9,
        Validity = 10, Place = 11, Course = 12, Speed = 13, Door = 14, Acceleration = 15, Card = 16, Battery = 17, Radio = 18;

    private const int CountMax = 32, WordFields = Type + 2, GreetingFields = Index + 2, DigitsMax = 19, IndexDigitsMax = 10;

    private Ends ends;

    /// <summary>The bytes, marks included.</summary>
    public ReadOnlySpan<byte> Text { get; private init; }

    /// <summary>How many there are; more than a message can have are not counted to the end.</summary>
    public int Count { get; private set; }

    /// <summary>What the message is sent for.</summary>
    public EsealType SentFor { get; private set; }

    /// <summary>How it is treated.</summary>
    public EsealKind Kind { get; private set; }

    /// <summary>A field.</summary>
    /// <param name="field">From 0, below <see cref="Count"/>.</param>
    public readonly ReadOnlySpan<byte> this[int field] => Text[From(field)..ends[field]];

    /// <summary>What stands before the type: device, customer and firmware, by which a command names its device too.</summary>
    public readonly ReadOnlySpan<byte> Head => Text[..(ends[Firmware] + 1)];

    /// <summary>What stands before the type ends: it begins the answer too.</summary>
    public readonly ReadOnlySpan<byte> Prefix => Text[..ends[Type]];

    /// <summary>What stands behind the type: the index and what follows it.</summary>
    public readonly ReadOnlySpan<byte> BehindType => Text[ends[Type]..];

    /// <summary>What stands behind the index, without which a report says the same.</summary>
    public readonly ReadOnlySpan<byte> BehindIndex => Text[ends[Index]..];

    /// <summary>Takes a message with its two marks apart.</summary>
    public static EsealMessage Read(ReadOnlySpan<byte> text)
    {
        var message = new EsealMessage { Text = text };
        var from = 0;
        while (message.Count < CountMax && text[from..].IndexOf((byte)',') is var length and >= 0)
        {
            message.ends[message.Count++] = from + length;
            from += length + 1;
        }

        message.ends[message.Count++] = text.Length;
        message.Kind = message.IsNamed() ? message.KindByFields() : EsealKind.Damaged;
        return message;
    }

    /// <summary>The number as the registry knows it; null where it names nobody.</summary>
    public static DeviceIdentity? IdentityOf(scoped ReadOnlySpan<byte> device)
    {
        if (device.Length is 0 or > DigitsMax) return null;
        var number = 0ul;
        foreach (var digit in device)
        {
            if (!char.IsAsciiDigit((char)digit)) return null;
            number = (number * 10) + (ulong)(digit - '0');
        }

        return number == 0 ? null : new DeviceIdentity(IdentityKind.TerminalId, number);
    }

    private readonly int From(int field) => field == 0 ? 0 : ends[field - 1] + 1;

    private readonly bool IsNamed() => Count is >= WordFields and <= CountMax
        && this[Maker].SequenceEqual("eSeal"u8) && IdentityOf(this[Device]) is not null && !this[Type].IsEmpty;

    private EsealKind KindByFields()
    {
        SentFor = EsealTypes.Of(this[Type]);
        var isReply = this[Type].EndsWith(" ACK"u8) || this[Type].EndsWith(" OK"u8);
        if (Count == ReportFields && !isReply) return HasIndex() ? EsealKind.Report : EsealKind.Damaged;
        return SentFor switch
        {
            EsealType.Unknown => EsealKind.Word,
            EsealType.Startup when Count >= GreetingFields && HasIndex() => EsealKind.Greeting,
            _ => EsealKind.Damaged,
        };
    }

    private readonly bool HasIndex() =>
        this[Index].Length is > 0 and <= IndexDigitsMax && !this[Index].ContainsAnyExceptInRange((byte)'0', (byte)'9');

    [InlineArray(CountMax + 1)]
    private struct Ends
    {
        private int first;
    }
}
