using System.Buffers;
using System.Globalization;
using System.Text;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Wialon;

/// <summary>Commands to a seal, as messages of text (M), and what it answers to them (AM). The protocol has no command that locks: the
/// words are those of <see cref="CommandWords"/>.</summary>
internal static class WialonCommands
{
    /// <summary>Whether there are words for a command: a line is no place for a register.</summary>
    public static bool Has(DeviceCommand command) => command.Kind switch
    {
        DeviceCommandKind.Open or DeviceCommandKind.Close or DeviceCommandKind.AskPosition => true,
        DeviceCommandKind.SetPeriods => command is { MovingSeconds: not null, StandingSeconds: not null },
        _ => false,
    };

    /// <summary>Writes the message of a command.</summary>
    /// <param name="output">Receives the line.</param>
    /// <param name="command">One that there are words for.</param>
    /// <param name="withChecksum">Whether the device speaks 2.x, with a checksum behind each packet.</param>
    public static void Write(IBufferWriter<byte> output, DeviceCommand command, bool withChecksum)
    {
        var body = Encoding.ASCII.GetBytes(CommandWords.Of(command) + (withChecksum ? ";" : ""));
        output.Write("#M#"u8);
        output.Write(body);
        if (withChecksum) output.Write(Encoding.ASCII.GetBytes(WialonChecksum.Of(body).ToString("X4", CultureInfo.InvariantCulture)));
        output.Write("\r\n"u8);
    }

    /// <summary>What the code of an answer says in words, and whether the device does what was asked.</summary>
    /// <returns>Null where the code is not known.</returns>
    public static (bool IsAccepted, string Words)? Read(ReadOnlySpan<byte> code) => code switch
    {
        [(byte)'1'] => (true, "done"),
        [(byte)'0'] => (false, "not done"),
        [(byte)'0', (byte)'1'] => (false, "checksum wrong"),
        _ => null,
    };
}
