using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace NavSeal.Devices.Teltonika;

/// <summary>A command of the server, or the device's reply to one. Replies carry no number: they come in the order of the commands, and
/// one command is under way at a time.</summary>
public readonly ref struct TeltonikaCommand
{
    /// <summary>Types of messages: a command; a reply; bytes of a port; refused, since the IMEI is another device's.</summary>
    public const byte Command = 0x05, Reply = 0x06, Binary = 0x0D, Refused = 0x11;

    /// <summary>Longest command, in bytes of text; longer ones are not sent.</summary>
    public const int TextLengthMax = 512;

    /// <summary>Bytes of data around one message: codec, count, type, length, count.</summary>
    internal const int Overhead = 8;

    private const int TimeLength = 4, DeviceLength = 8;

    /// <summary>12, 13 or 14.</summary>
    public TeltonikaCodec Codec { get; private init; }

    /// <summary>What it is, by the types above.</summary>
    public byte Type { get; private init; }

    /// <summary>The IMEI in 16 decimal digits of four bits; empty but in codec 14.</summary>
    public ReadOnlySpan<byte> Device { get; private init; }

    /// <summary>Seconds since 1970 by the device; null but in codec 13.</summary>
    public uint? Seconds { get; private init; }

    /// <summary>What is commanded or replied, ASCII as a rule, as the device wrote it; bytes of a port may be anything.</summary>
    public ReadOnlySpan<byte> Text { get; private init; }

    /// <summary>Reads the first message of data.</summary>
    /// <param name="data">From the codec to the second count.</param>
    /// <param name="command">The message.</param>
    /// <returns>False where lengths or counts do not fit.</returns>
    public static bool TryRead(ReadOnlySpan<byte> data, out TeltonikaCommand command)
    {
        command = default;
        if (data.Length < Overhead || data[1] == 0 || data[1] != data[^1]) return false;
        var codec = (TeltonikaCodec)data[0];
        var messages = data[2..^1];
        for (var left = data[1]; left > 0; left--)
        {
            if (messages.Length < 5) return false;
            var length = BinaryPrimitives.ReadUInt32BigEndian(messages[1..]);
            if (length > messages.Length - 5) return false;
            var text = messages.Slice(5, (int)length);
            if (!TryRead(codec, messages[0], text, out var message)) return false;
            if (left == data[1]) command = message;
            messages = messages[(5 + (int)length)..];
        }

        return messages.IsEmpty;
    }

    /// <summary>Writes the packet by which the platform commands a device.</summary>
    /// <param name="output">Receives the packet.</param>
    /// <param name="text">ASCII on one line, 1 to <see cref="TextLengthMax"/> characters, for example <c>setdigout 1</c>.</param>
    /// <param name="device">IMEI of the device that alone shall obey, by codec 14; null: codec 12, whoever is connected.</param>
    /// <exception cref="ArgumentException">The text cannot be sent.</exception>
    public static void Send(IBufferWriter<byte> output, string text, ulong? device = null)
    {
        if (text.Length is 0 or > TextLengthMax || text.Any(letter => !char.IsAscii(letter) || char.IsControl(letter)))
            throw new ArgumentException($"A command is 1 to {TextLengthMax} printable characters of ASCII.", nameof(text));
        Write(output, (Command, device, Seconds: null), Encoding.ASCII.GetBytes(text));
    }

    /// <summary>Writes a packet with one message.</summary>
    internal static void Write(IBufferWriter<byte> output, (byte Type, ulong? Device, uint? Seconds) head, ReadOnlySpan<byte> text)
    {
        var before = head.Device is not null ? DeviceLength : head.Seconds is not null ? TimeLength : 0;
        var data = new byte[Overhead + before + text.Length];
        var codec = head.Device is not null ? TeltonikaCodec.Codec14
            : head.Seconds is not null ? TeltonikaCodec.Codec13
            : TeltonikaCodec.Codec12;
        (data[0], data[1], data[2], data[^1]) = ((byte)codec, 1, head.Type, 1);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(3), before + text.Length);
        if (head.Device is { } device) WriteDigits(data.AsSpan(7, DeviceLength), device);
        else if (head.Seconds is { } seconds) BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(7), seconds);
        text.CopyTo(data.AsSpan(7 + before));
        TeltonikaEncoder.WritePacket(output, data);
    }

    private static bool TryRead(TeltonikaCodec codec, byte type, ReadOnlySpan<byte> content, out TeltonikaCommand command)
    {
        // A command of codec 13 has a time only in what the device sends.
        var before = codec == TeltonikaCodec.Codec14 ? DeviceLength : codec == TeltonikaCodec.Codec13 && type != Command ? TimeLength : 0;
        command = default;
        if (content.Length < before) return false;
        command = new TeltonikaCommand
        {
            Codec = codec,
            Type = type,
            Device = before == DeviceLength ? content[..before] : default,
            Seconds = before == TimeLength ? BinaryPrimitives.ReadUInt32BigEndian(content) : null,
            Text = content[before..],
        };
        return true;
    }

    private static void WriteDigits(Span<byte> bytes, ulong number)
    {
        for (var at = bytes.Length - 1; at >= 0; at--, number /= 100) bytes[at] = (byte)((number / 10 % 10 << 4) | (number % 10));
    }
}
