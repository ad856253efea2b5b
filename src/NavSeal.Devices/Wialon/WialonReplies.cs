using System.Buffers;
using System.Globalization;

namespace NavSeal.Devices.Wialon;

/// <summary>The answers of the platform, each a line of its own.</summary>
internal static class WialonReplies
{
    /// <summary>Answer to a login: let in.</summary>
    public static ReadOnlySpan<byte> LetIn => "#AL#1\r\n"u8;

    /// <summary>Answer to a login: nobody registered this device, or it names none.</summary>
    public static ReadOnlySpan<byte> NotLetIn => "#AL#0\r\n"u8;

    /// <summary>Answer to a login: its checksum is wrong.</summary>
    public static ReadOnlySpan<byte> LoginDamaged => "#AL#10\r\n"u8;

    /// <summary>Answer to a ping.</summary>
    public static ReadOnlySpan<byte> Alive => "#AP#\r\n"u8;

    /// <summary>Answer to a black box whose checksum is wrong.</summary>
    public static ReadOnlySpan<byte> BlackBoxDamaged => "#AB#\r\n"u8;

    /// <summary>Answers a single record.</summary>
    public static void Record(IBufferWriter<byte> output, WialonType type, WialonFault fault)
    {
        output.Write(type == WialonType.Position ? "#ASD#"u8 : "#AD#"u8);
        output.Write(type == WialonType.Position ? OfShort(fault) : OfFull(fault));
        output.Write("\r\n"u8);
    }

    /// <summary>Answers a black box with the number of records that were taken.</summary>
    public static void BlackBox(IBufferWriter<byte> output, int taken)
    {
        output.Write("#AB#"u8);
        Span<byte> digits = stackalloc byte[10];
        if (taken.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture)) output.Write(digits[..length]);
        output.Write("\r\n"u8);
    }

    /// <summary>Answers a message of text.</summary>
    public static void Message(IBufferWriter<byte> output, WialonFault fault) =>
        output.Write(fault == WialonFault.None ? "#AM#1\r\n"u8 : "#AM#01\r\n"u8);

    /// <summary>Refuses what this platform takes from nobody: blocks of files name the block in their answers, and "NA" is none.</summary>
    public static void Refuse(IBufferWriter<byte> output, in WialonLine line)
    {
        output.Write("#A"u8);
        output.Write(line.TypeText);
        output.Write(line.Type is WialonType.Image or WialonType.Tachograph ? "#NA;0\r\n"u8 : "#0\r\n"u8);
    }

    private static ReadOnlySpan<byte> OfShort(WialonFault fault) => fault switch
    {
        WialonFault.None => "1"u8,
        WialonFault.Time => "0"u8,
        WialonFault.Coordinates => "10"u8,
        WialonFault.Motion => "11"u8,
        WialonFault.Satellites => "12"u8,
        WialonFault.Checksum => "13"u8,
        _ => "-1"u8,
    };

    private static ReadOnlySpan<byte> OfFull(WialonFault fault) => fault switch
    {
        WialonFault.None => "1"u8,
        WialonFault.Time => "0"u8,
        WialonFault.Coordinates => "10"u8,
        WialonFault.Motion => "11"u8,
        WialonFault.Satellites => "12"u8,
        WialonFault.Inputs => "13"u8,
        WialonFault.Analog => "14"u8,
        WialonFault.Parameters => "15"u8,
        WialonFault.Checksum => "16"u8,
        _ => "-1"u8,
    };
}
