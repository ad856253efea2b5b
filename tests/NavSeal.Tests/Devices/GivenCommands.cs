using System.Buffers;
using NavSeal.Devices;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

/// <summary>Commands of the tests, and how a connection is given one.</summary>
internal static class GivenCommands
{
    public static DeviceCommand Of(DeviceCommandKind kind, int number = 1) => new() { Number = number, Kind = kind };

    public static DeviceCommand Periods(int moving, int standing, int number = 1) => new()
    {
        Number = number,
        Kind = DeviceCommandKind.SetPeriods,
        MovingSeconds = moving,
        StandingSeconds = standing,
    };

    /// <summary>Gives the device at the other end, or another one, a command.</summary>
    /// <returns>The bytes that go out; null where it cannot be written, and then nothing is.</returns>
    public static byte[]? Give(this DeviceSession session, DeviceCommand command, RegisteredSeal? seal = null)
    {
        var output = new ArrayBufferWriter<byte>();
        if (session.TryCommand(command, seal ?? session.Sender!, WialonWorld.Now, output)) return output.WrittenSpan.ToArray();
        Assert.Equal(0, output.WrittenCount);
        return null;
    }

    /// <summary>The answers that came, in short: number and + or -, and what was said beside that.</summary>
    public static string Words(this IntakeBatch batch) => string.Join(", ", batch.Answers.Select(Words));

    private static string Words(SealAnswer one) =>
        $"{one.Seal.Number} {one.Answer.Number}{(one.Answer.IsAccepted ? '+' : '-')} {one.Answer.Text}".TrimEnd();
}
