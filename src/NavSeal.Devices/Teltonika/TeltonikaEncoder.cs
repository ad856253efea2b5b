using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace NavSeal.Devices.Teltonika;

/// <summary>The device's side of a session: names itself, sends records and replies. Pure: no socket, no clock.</summary>
/// <param name="codec">8, 8 Extended or 16.</param>
public sealed class TeltonikaEncoder(TeltonikaCodec codec)
{
    /// <summary>Most records of one packet.</summary>
    public const int RecordsMax = byte.MaxValue;

    private const int Groups = 4;
    private readonly ArrayBufferWriter<byte> data = new();

    /// <summary>Names the device.</summary>
    /// <param name="output">Receives the message.</param>
    /// <param name="device">Its IMEI, at most 15 digits.</param>
    public static void Login(IBufferWriter<byte> output, ulong device)
    {
        Number(output, TeltonikaFraming.DeviceDigits, 2);
        output.Write(Digits(device));
    }

    /// <summary>Keeps the connection alive.</summary>
    public static void KeepAlive(IBufferWriter<byte> output) => output.Write([TeltonikaFraming.KeepAlive]);

    /// <summary>Replies to a command, in the codec of the command.</summary>
    /// <param name="output">Receives the packet.</param>
    /// <param name="text">The reply.</param>
    /// <param name="device">IMEI in codec 14; null in others.</param>
    /// <param name="seconds">Seconds since 1970 in codec 13; null in others.</param>
    public static void Reply(IBufferWriter<byte> output, string text, ulong? device = null, uint? seconds = null) =>
        TeltonikaCommand.Write(output, (TeltonikaCommand.Reply, device, seconds), Encoding.ASCII.GetBytes(text));

    /// <summary>Sends records over a connection.</summary>
    /// <param name="output">Receives the packet.</param>
    /// <param name="records">1 to <see cref="RecordsMax"/>.</param>
    public void Report(IBufferWriter<byte> output, ReadOnlySpan<TeltonikaTelemetry> records) => WritePacket(output, DataOf(records));

    /// <summary>Sends records in a datagram.</summary>
    /// <param name="output">Receives it.</param>
    /// <param name="numbers">Number of the datagram, and that of its data.</param>
    /// <param name="device">Its IMEI, at most 15 digits.</param>
    /// <param name="records">1 to <see cref="RecordsMax"/>, together at most
    /// <see cref="TeltonikaFraming.DatagramLengthMax"/> bytes.</param>
    public void Report(
        IBufferWriter<byte> output, (ushort Packet, byte Data) numbers, ulong device, ReadOnlySpan<TeltonikaTelemetry> records)
    {
        var content = DataOf(records);
        Number(output, (ulong)(6 + TeltonikaFraming.DeviceDigits + content.Length), 2);
        Number(output, numbers.Packet, 2);
        output.Write([(byte)1, numbers.Data]);
        Login(output, device);
        output.Write(content);
    }

    /// <summary>Zeros, length, data and checksum.</summary>
    internal static void WritePacket(IBufferWriter<byte> output, ReadOnlySpan<byte> data)
    {
        Number(output, (ulong)data.Length, 8);
        output.Write(data);
        Number(output, Crc16.Of(data), 4);
    }

    private ReadOnlySpan<byte> DataOf(ReadOnlySpan<TeltonikaTelemetry> records)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(records.Length, RecordsMax);
        if (!TeltonikaLayout.TryOf(codec, out var layout)) throw new InvalidOperationException($"Codec {codec} has no records.");
        data.ResetWrittenCount();
        data.Write([(byte)codec, (byte)records.Length]);
        foreach (var record in records) Record(record, layout);
        data.Write([(byte)records.Length]);
        return data.WrittenSpan;
    }

    private void Record(in TeltonikaTelemetry record, TeltonikaLayout layout)
    {
        Number(data, (ulong)record.MeasuredAt.ToUnixTimeMilliseconds(), 8);
        Number(data, record.Priority, 1);
        Number(data, unchecked((uint)(record.At.LongitudeMicrodegrees * 10)), 4);
        Number(data, unchecked((uint)(record.At.LatitudeMicrodegrees * 10)), 4);
        Number(data, unchecked((ushort)record.AltitudeMetres), 2);
        Number(data, record.CourseDegrees, 2);
        Number(data, record.Satellites, 1);
        Number(data, record.SpeedKilometresPerHour, 2);
        Number(data, record.Event, layout.EventBytes);
        Number(data, 0, layout.GenerationBytes);
        var items = record.Items ?? [];
        Number(data, (ulong)items.Count, layout.CountBytes);
        for (var group = 0; group <= (layout.HasItemsOfAnyLength ? Groups : Groups - 1); group++)
        {
            var width = group == Groups ? 0 : 1 << group;
            Number(data, (ulong)items.Count(item => item.Width == width), layout.CountBytes);
            foreach (var item in items) Item(item, width, layout);
        }
    }

    private void Item(TeltonikaItem item, int width, TeltonikaLayout layout)
    {
        if (item.Width != width) return;
        Number(data, item.Id, layout.IdBytes);
        Number(data, width == 0 ? (ulong)item.Text.Length : item.Value, width == 0 ? 2 : width);
        data.Write(item.Text.Span);
    }

    private static byte[] Digits(ulong device) => Encoding.ASCII.GetBytes(device.ToString("D15", CultureInfo.InvariantCulture));

    private static void Number(IBufferWriter<byte> output, ulong value, int width)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        output.Write(bytes[^width..]);
    }
}
