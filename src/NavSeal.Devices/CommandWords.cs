using System.Diagnostics;
using System.Globalization;
using NavSeal.Model.Seals;

namespace NavSeal.Devices;

/// <summary>The line of text that a command is in families whose standard has no command to a seal: EGTS, where
/// <c>docs/protocols/egts.md</c> lists them, and Wialon IPS. The words are our own, agreed with who makes the model.</summary>
internal static class CommandWords
{
    /// <summary>The line without an end of line.</summary>
    public static string Of(DeviceCommand command) => command.Kind switch
    {
        DeviceCommandKind.Open => "OPEN",
        DeviceCommandKind.Close => "CLOSE",
        DeviceCommandKind.SetPeriods =>
            string.Create(CultureInfo.InvariantCulture, $"PERIODS {command.MovingSeconds} {command.StandingSeconds}"),
        DeviceCommandKind.AskPosition => "POSITION",
        DeviceCommandKind.WriteRegister => "WRITE " + command.Register,
        DeviceCommandKind.ReadRegister => "READ",
        DeviceCommandKind.EraseRegister => "ERASE",
        _ => throw new UnreachableException(),
    };
}
