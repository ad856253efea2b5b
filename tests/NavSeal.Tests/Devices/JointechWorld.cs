using System.Buffers;
using NavSeal.Devices.Jointech;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Devices;

/// <summary>Locks of the tests that speak Jointech, and a connection of one of them.</summary>
internal sealed class JointechWorld : ISealDirectory
{
    public const ulong Number = 7_500_000_017;

    /// <summary>Date, time, place and motion of a lock report of that instant and place.</summary>
    public const string Moment = "201126,100000,43.250000,N,76.950000,E,A,61,300";

    public static readonly DateTimeOffset MeasuredAt = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    /// <summary>A report of a lock that is closed: rope in, motor locked, cover closed.</summary>
    public static readonly JointechTelemetry Closed = new()
    {
        MeasuredAt = MeasuredAt,
        At = new GeoPoint(43_250_000, 76_950_000),
        IsValid = true,
        Knots = 33,
        HalfCourse = 150,
        Satellites = 11,
        MileageKilometres = 1_234,
        Status = 0x20C0,
        Battery = 87,
        Wake = 1,
        Data = 1,
        Version = 0x19,
        Serial = 5,
    };

    private static readonly DeviceProfile Lock = new()
    {
        Name = "lock",
        Protocol = DeviceProtocol.Jointech,
        MayReportUnauthorised = true,
    };

    private readonly Dictionary<DeviceIdentity, RegisteredSeal> seals = [];

    public JointechWorld()
    {
        Add("S1", "7500000017", Lock);
        Add("S2", "7500000025", Lock);
        Add("JT600", "3100000017", Lock);
        Add("STRICT", "7500000033", Lock with { MayReportUnauthorised = false });
        Add("OLD", "7500000041", Lock with { Case = new InputAddress(InputKind.DigitalClosedIsZero, 13) });
        Add("MASTER", "7500000058", Lock with { IsRelay = true });
        Add("SUB", "E0AABBCC01", Lock);
    }

    public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, out RegisteredSeal seal) =>
        seals.TryGetValue(identity, out seal!) && protocol == DeviceProtocol.Jointech;

    /// <summary>A connection that has said nothing. It is kept as those of the other protocols.</summary>
    public WialonWorld.Connection Connect() => new(new JointechProtocol().Open(this));

    /// <summary>What a lock sends, as bytes.</summary>
    public static byte[] Sent(Action<JointechEncoder, IBufferWriter<byte>> send, ulong device = Number)
    {
        var output = new ArrayBufferWriter<byte>();
        send(new JointechEncoder(device), output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A binary report, as bytes.</summary>
    public static byte[] Report(JointechTelemetry report, ulong device = Number) =>
        Sent((encoder, output) => encoder.Report(output, report), device);

    private void Add(string number, string name, DeviceProfile profile)
    {
        var identity = DeviceIdentity.Parse(IdentityKind.TerminalId, name)!.Value;
        seals[identity] = new RegisteredSeal
        {
            Number = SealNumber.Parse(number),
            Protocol = DeviceProtocol.Jointech,
            Identity = identity,
            Model = "test",
            Profile = profile,
            Operator = "KZ",
        };
    }
}
