using NavSeal.Bench.Load;
using NavSeal.Model.Seals;

namespace NavSeal.Bench.Micro;

/// <summary>Reports as they come from a connection: many whole packets in a row.</summary>
internal static class ReportBytes
{
    public const uint Terminal = 1_000_000;

    public static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The packet by which the seal names itself.</summary>
    public static byte[] Identity() => SealPackets.Identity(Terminal, out _);

    /// <summary>A seal as the registry knows it.</summary>
    public static RegisteredSeal Seal(uint terminal = Terminal) => new()
    {
        Number = SealNumber.Parse($"B{terminal}"),
        Protocol = DeviceProtocol.Egts,
        Identity = new DeviceIdentity(IdentityKind.TerminalId, terminal),
        Model = "bench",
        Operator = "KZ",
        Profile = new DeviceProfile
        {
            Name = "egts-seal",
            Protocol = DeviceProtocol.Egts,
            SealingElement = new InputAddress(InputKind.Loop, 1),
            Case = new InputAddress(InputKind.Loop, 2),
            Battery = BatterySource.Internal,
            BatteryEmptyMillivolts = 3300,
            BatteryFullMillivolts = 4150,
            MayReportUnauthorised = true,
        },
    };

    /// <summary>Reports of the seal, a second apart.</summary>
    public static byte[] Make(int count)
    {
        var seal = new GeneratedSeal(Terminal, new SealClock(Now, daysBack: 1, framesPerSecond: 1));
        var bytes = new byte[count * GeneratedSeal.FrameLength];
        for (var sequence = 0; sequence < count; sequence++)
            seal.Write(sequence, bytes.AsSpan(sequence * GeneratedSeal.FrameLength, GeneratedSeal.FrameLength));
        return bytes;
    }
}
