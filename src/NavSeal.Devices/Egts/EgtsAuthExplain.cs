using System.Buffers.Binary;
using System.Text;

namespace NavSeal.Devices.Egts;

/// <summary>Says what the subrecords of authorisation and of commands hold.</summary>
internal static class EgtsAuthExplain
{
    private const int Level = 3;

    /// <summary>Adds the lines of a subrecord of AUTH; false where its body is too short or its type has no fields to show.</summary>
    public static bool TryAdd(StringBuilder text, in EgtsSubrecord subrecord) => subrecord.Type switch
    {
        EgtsSubrecordType.TermIdentity => Terminal(text, subrecord.Body),
        EgtsSubrecordType.ModuleData => Module(text, subrecord.Body),
        EgtsSubrecordType.VehicleData => Vehicle(text, subrecord.Body),
        EgtsSubrecordType.DispatcherIdentity => Dispatcher(text, subrecord.Body),
        EgtsSubrecordType.AuthInfo => Credentials(text, subrecord.Body),
        EgtsSubrecordType.ServiceInfo => Service(text, subrecord.Body),
        EgtsSubrecordType.ResultCode => Outcome(text, subrecord.Body),
        _ => false,
    };

    /// <summary>Adds the lines of a COMMAND_DATA; false where it is too short.</summary>
    public static bool TryAddCommand(StringBuilder text, ReadOnlySpan<byte> body)
    {
        const int headLength = 10;
        if (body.Length < headLength) return false;
        var (hasCharset, hasCode) = ((body[9] & 1) != 0, (body[9] & 2) != 0);
        var rest = body[headLength..];
        text.Line(Level, $"kind {body[0] >> 4} {CommandKind(body[0] >> 4)}, confirmation {body[0] & 0x0F}");
        text.Line(Level, $"command {BinaryPrimitives.ReadUInt32LittleEndian(body[1..])}");
        text.Line(Level, $"source {BinaryPrimitives.ReadUInt32LittleEndian(body[5..])}");
        if (hasCharset)
        {
            if (rest.IsEmpty) return false;
            text.Line(Level, $"character set {rest[0]}");
            rest = rest[1..];
        }

        if (hasCode)
        {
            if (rest.IsEmpty || rest.Length < 1 + rest[0]) return false;
            text.Line(Level, $"authorisation code {ExplainText.Masked}");
            rest = rest[(1 + rest[0])..];
        }

        text.Line(Level, $"data {Convert.ToHexStringLower(rest)}");
        return true;
    }

    private static string CommandKind(int kind) => kind switch
    {
        1 => "confirmation of a command",
        2 => "confirmation of a message",
        3 => "message from the device",
        4 => "message to the device",
        5 => "command",
        6 => "withdrawal of a command",
        7 => "query",
        8 => "confirmation of delivery",
        _ => "unknown",
    };

    private static bool Terminal(StringBuilder text, ReadOnlySpan<byte> body)
    {
        if (body.Length < 5) return false;
        text.Line(Level, $"terminal {BinaryPrimitives.ReadUInt32LittleEndian(body)}");
        var flags = body[4];
        var rest = new Rest { Bytes = body[5..] };
        if ((flags & 0x01) != 0 && rest.Take(2) is { IsEmpty: false } home)
            text.Line(Level, $"home dispatcher {BinaryPrimitives.ReadUInt16LittleEndian(home)}");
        if ((flags & 0x02) != 0) text.Line(Level, $"IMEI {ExplainText.Words(rest.Take(15))}");
        if ((flags & 0x04) != 0) text.Line(Level, $"IMSI {ExplainText.Words(rest.Take(16))}");
        if ((flags & 0x08) != 0) text.Line(Level, $"language {ExplainText.Words(rest.Take(3))}");
        if ((flags & 0x20) != 0 && rest.Take(3) is { IsEmpty: false } network)
        {
            var codes = EgtsPosition.ThreeBytes(network);
            text.Line(Level, $"network {(codes >> 10) & 0x3FF}-{codes & 0x3FF}");
        }

        if ((flags & 0x40) != 0 && rest.Take(2) is { IsEmpty: false } size)
            text.Line(Level, $"buffer {BinaryPrimitives.ReadUInt16LittleEndian(size)} bytes");
        if ((flags & 0x80) != 0) text.Line(Level, $"MSISDN {ExplainText.Words(rest.Take(15))}");
        text.Line(Level, $"{((flags & 0x10) != 0 ? "simple algorithm: reports without waiting" : "waits for the state of the services")}");
        return !rest.IsShort;
    }

    private static bool Module(StringBuilder text, ReadOnlySpan<byte> body)
    {
        if (body.Length < 11) return false;
        text.Line(Level, $"module {body[0]} of vendor {BinaryPrimitives.ReadUInt32LittleEndian(body[1..])}");
        text.Line(Level, $"firmware {body[6]}.{body[5]}, software {body[8]}.{body[7]}, modification {body[9]}, state {body[10]}");
        var names = body[11..];
        text.Line(Level, $"serial number {ExplainText.Words(names)}");
        if (names.IndexOf((byte)0) is >= 0 and var end) text.Line(Level, $"description {ExplainText.Words(names[(end + 1)..])}");
        return true;
    }

    private static bool Vehicle(StringBuilder text, ReadOnlySpan<byte> body)
    {
        if (body.Length < 25) return false;
        text.Line(Level, $"VIN {ExplainText.Words(body[..17])}");
        text.Line(Level, $"type {BinaryPrimitives.ReadUInt32LittleEndian(body[17..])}");
        text.Line(Level, $"propulsion {BinaryPrimitives.ReadUInt32LittleEndian(body[21..])}");
        return true;
    }

    private static bool Dispatcher(StringBuilder text, ReadOnlySpan<byte> body)
    {
        if (body.Length < 5) return false;
        text.Line(Level, $"dispatcher {BinaryPrimitives.ReadUInt32LittleEndian(body[1..])} of type {body[0]}");
        text.Line(Level, $"description {ExplainText.Words(body[5..])}");
        return true;
    }

    private static bool Credentials(StringBuilder text, ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf((byte)0);
        text.Line(Level, $"user {ExplainText.Words(end < 0 ? body : body[..end])}");
        text.Line(Level, $"password {ExplainText.Masked}");
        return true;
    }

    private static bool Service(StringBuilder text, ReadOnlySpan<byte> body)
    {
        if (body.Length < 3) return false;
        text.Line(Level, $"service {body[0]}, state {body[1]}, parameters {body[2]}");
        return true;
    }

    private static bool Outcome(StringBuilder text, ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return false;
        text.Line(Level, $"{EgtsWords.Of((EgtsResult)body[0])}");
        return true;
    }

    /// <summary>Takes fields off the front and notes when one is not there.</summary>
    private ref struct Rest
    {
        public ReadOnlySpan<byte> Bytes { get; set; }

        public bool IsShort { get; private set; }

        public ReadOnlySpan<byte> Take(int count)
        {
            if (Bytes.Length < count)
            {
                IsShort = true;
                Bytes = default;
                return default;
            }

            var taken = Bytes[..count];
            Bytes = Bytes[count..];
            return taken;
        }
    }
}
