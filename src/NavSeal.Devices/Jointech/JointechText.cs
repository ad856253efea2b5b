using System.Runtime.CompilerServices;

namespace NavSeal.Devices.Jointech;

/// <summary>What a text message is.</summary>
internal enum JointechMessage : byte
{
    /// <summary>An answer to a command, or something that we do not know: kept as it came.</summary>
    Other = 0,
    Heartbeat,
    LockReport,
    DynamicPassword,
    AsksTime,
    Sensor,

    /// <summary>U01 to U03: positions of older models.</summary>
    Position,

    /// <summary>U06: an alarm of older models.</summary>
    Alarm,

    /// <summary>W01: positions of the oldest models.</summary>
    OldPosition,
}

/// <summary>A message between parentheses: fields between commas, the number of its device first.</summary>
internal ref struct JointechText
{
    /// <summary>Fields of a lock report up to its serial number, which stands behind the 16th comma whatever follows.</summary>
    public const int LockReportSerial = 16;

    private const int CountMax = 32, PayloadField = 6;

    private ReadOnlySpan<byte> text;
    private Ends ends;

    /// <summary>What tells the message of a sensor, whose payload is no text.</summary>
    public static ReadOnlySpan<byte> SensorMark => ",WLNET,5,"u8;

    /// <summary>How many fields there are; more than are read are not counted.</summary>
    public int Count { get; private set; }

    /// <summary>What it is.</summary>
    public JointechMessage Kind { get; private set; }

    /// <summary>The number of its device.</summary>
    public ulong Device { get; private set; }

    /// <summary>Whether it holds a password.</summary>
    public readonly bool HoldsSecret => JointechSecrets.AreIn(text);

    /// <summary>All behind the number of the device.</summary>
    public readonly ReadOnlySpan<byte> Body => text[Math.Min(text.Length, ends[0] + 1)..];

    /// <summary>The payload of a sensor as it stands on the wire.</summary>
    public readonly ReadOnlySpan<byte> Payload => Count > PayloadField ? text[(ends[PayloadField - 1] + 1)..] : default;

    /// <summary>A field; empty where there is none.</summary>
    public readonly ReadOnlySpan<byte> this[int index] =>
        index >= Count ? default : text[(index == 0 ? 0 : ends[index - 1] + 1)..ends[index]];

    /// <summary>The fields from the second up to one of them, with the commas between; all where there are not so many.</summary>
    public readonly ReadOnlySpan<byte> Until(int index) => index < Count ? text[(ends[0] + 1)..ends[index - 1]] : Body;

    /// <summary>What <see cref="Body"/> is known by without its passwords: a hash of six digits would tell them.</summary>
    /// <param name="seed">Tells messages that are not read from others.</param>
    public readonly ulong KeyOfBody(ulong seed)
    {
        if (!HoldsSecret) return ContentHash.Of(Body, seed);
        var masked = text.ToArray();
        JointechSecrets.Hide(masked);
        return ContentHash.Of(masked.AsSpan(masked.Length - Body.Length), seed);
    }

    /// <summary>Reads a message with its parentheses.</summary>
    public static JointechText Read(ReadOnlySpan<byte> frame)
    {
        var message = new JointechText { text = frame[1..^1] };
        var from = 0;
        while (message.Count < CountMax - 1 && message.text[from..].IndexOf((byte)',') is var length and >= 0)
        {
            message.ends[message.Count++] = from + length;
            from += length + 1;
        }

        message.ends[message.Count++] = message.text.Length;
        foreach (var digit in message[0]) message.Device = (message.Device * 10) + (ulong)(digit - '0');
        message.Kind = message.KindOf();
        return message;
    }

    private readonly JointechMessage KindOf() => this[1] switch
    {
        [(byte)'@', (byte)'J', (byte)'T'] => JointechMessage.Heartbeat,
        [(byte)'P', (byte)'4', (byte)'5'] => JointechMessage.LockReport,
        [(byte)'P', (byte)'5', (byte)'2'] when this[2] is [(byte)'2'] => JointechMessage.DynamicPassword,
        [(byte)'P', (byte)'2', (byte)'2'] when this[2] is [(byte)'2'] => JointechMessage.AsksTime,
        [(byte)'U', (byte)'0', >= (byte)'1' and <= (byte)'3'] => JointechMessage.Position,
        [(byte)'U', (byte)'0', (byte)'6'] => JointechMessage.Alarm,
        [(byte)'W', (byte)'0', (byte)'1'] => JointechMessage.OldPosition,
        _ when this[3].SequenceEqual("WLNET"u8) && this[4] is [(byte)'5'] => JointechMessage.Sensor,
        _ => JointechMessage.Other,
    };

    [InlineArray(CountMax)]
    private struct Ends
    {
        private int first;
    }
}
