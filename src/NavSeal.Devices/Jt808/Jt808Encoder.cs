using System.Buffers;
using System.Buffers.Binary;

namespace NavSeal.Devices.Jt808;

/// <summary>The device's side of a connection: writes its messages and counts them.</summary>
/// <param name="address">How it names itself.</param>
/// <param name="firstSerial">Number of its first message.</param>
public sealed class Jt808Encoder(Jt808Address address, ushort firstSerial = 0)
{
    private const uint South = 1 << 2, West = 1 << 3;
    private const int LocationLengthMax = Jt808Message.BodyLengthMax;

    private readonly Jt808Writer writer = new();

    /// <summary>Number of the next message.</summary>
    public ushort NextSerial { get; private set; } = firstSerial;

    /// <summary>Asks to be registered, in the form of 2013 or of 2019.</summary>
    public void Register(IBufferWriter<byte> output)
    {
        Span<byte> body = stackalloc byte[address.Version is null ? 37 : 76];
        body.Clear();
        Send(output, Jt808MessageId.Register, body);
    }

    /// <summary>Shows its code.</summary>
    public void Authenticate(IBufferWriter<byte> output, ReadOnlySpan<byte> code)
    {
        Begin(Jt808MessageId.Authenticate);
        if (address.Version is not null) writer.One((byte)code.Length);
        writer.Bytes(code);
        if (address.Version is not null) writer.Bytes(new byte[35]);
        writer.WriteTo(output);
    }

    /// <summary>Reports a location.</summary>
    public void Report(IBufferWriter<byte> output, in Jt808Telemetry telemetry)
    {
        Span<byte> body = stackalloc byte[LocationLengthMax];
        Send(output, Jt808MessageId.Location, body[..Write(body, telemetry)]);
    }

    /// <summary>Reports locations together.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="isBacklog">Whether they come from memory.</param>
    /// <param name="locations">So many as a message holds.</param>
    public void ReportBatch(IBufferWriter<byte> output, bool isBacklog, params ReadOnlySpan<Jt808Telemetry> locations)
    {
        Span<byte> body = stackalloc byte[LocationLengthMax];
        Begin(Jt808MessageId.Batch);
        writer.Two((ushort)locations.Length);
        writer.One(isBacklog ? (byte)1 : (byte)0);
        foreach (var telemetry in locations)
        {
            var length = Write(body, telemetry);
            writer.Two((ushort)length);
            writer.Bytes(body[..length]);
        }

        writer.WriteTo(output);
    }

    /// <summary>Answers a message of the platform.</summary>
    /// <param name="output">Receives the message.</param>
    /// <param name="asked">What is answered.</param>
    /// <param name="result">What became of it.</param>
    public void Answer(IBufferWriter<byte> output, in Jt808Answer asked, Jt808Result result)
    {
        Begin(Jt808MessageId.DeviceAnswer);
        writer.Two(asked.Serial);
        writer.Two((ushort)asked.Id);
        writer.One((byte)result);
        writer.WriteTo(output);
    }

    /// <summary>Sends any message.</summary>
    public void Send(IBufferWriter<byte> output, Jt808MessageId id, ReadOnlySpan<byte> body)
    {
        Begin(id);
        writer.Bytes(body);
        writer.WriteTo(output);
    }

    /// <summary>Sends a content in parts.</summary>
    /// <param name="output">Receives one part after the other.</param>
    /// <param name="id">Its kind.</param>
    /// <param name="body">The content.</param>
    /// <param name="partLength">Bytes of a part.</param>
    public void SendParts(IBufferWriter<byte> output, Jt808MessageId id, ReadOnlySpan<byte> body, int partLength)
    {
        var parts = (ushort)Math.Max(1, (body.Length + partLength - 1) / partLength);
        for (ushort part = 1; part <= parts; part++)
        {
            writer.Begin(id, address, TakeSerial(), (part, parts));
            var content = body[((part - 1) * partLength)..];
            writer.Bytes(content.Length > partLength ? content[..partLength] : content);
            writer.WriteTo(output);
        }
    }

    /// <summary>A location as it stands on the wire.</summary>
    /// <returns>Its length.</returns>
    internal static int Write(Span<byte> body, in Jt808Telemetry telemetry)
    {
        var (north, east) = (telemetry.At.LatitudeMicrodegrees, telemetry.At.LongitudeMicrodegrees);
        var status = (telemetry.Status & ~(South | West)) | (north < 0 ? South : 0) | (east < 0 ? West : 0);
        BinaryPrimitives.WriteUInt32BigEndian(body, telemetry.Alarm);
        BinaryPrimitives.WriteUInt32BigEndian(body[4..], status);
        BinaryPrimitives.WriteInt32BigEndian(body[8..], Math.Abs(north));
        BinaryPrimitives.WriteInt32BigEndian(body[12..], Math.Abs(east));
        BinaryPrimitives.WriteInt16BigEndian(body[16..], telemetry.AltitudeMetres);
        BinaryPrimitives.WriteUInt16BigEndian(body[18..], telemetry.SpeedTenthsKilometrePerHour);
        BinaryPrimitives.WriteUInt16BigEndian(body[20..], telemetry.CourseDegrees);
        Jt808Clock.Write(body[22..], new DateTimeOffset(telemetry.Clock.DateTime, TimeSpan.Zero));
        telemetry.Items.Span.CopyTo(body[Jt808Readings.LocationLength..]);
        return Jt808Readings.LocationLength + telemetry.Items.Length;
    }

    private ushort TakeSerial()
    {
        var taken = NextSerial;
        NextSerial = unchecked((ushort)(NextSerial + 1));
        return taken;
    }

    private void Begin(Jt808MessageId id) => writer.Begin(id, address, TakeSerial());
}
