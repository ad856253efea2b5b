using System.Buffers;
using NavSeal.Devices.Jointech;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

/// <summary>Locks of the tests that speak Jointech, and a connection of one of them.</summary>
internal sealed class JointechWorld : GivenSeals
{
    public const ulong Number = 7_500_000_017;

    /// <summary>Date, time, place and motion of a lock report of that instant and place.</summary>
    public const string Moment = "201126,100000,43.250000,N,76.950000,E,A,61,300";

    /// <summary>A report of a lock that is closed: rope in, motor locked, cover closed.</summary>
    public static readonly JointechTelemetry Closed = new()
    {
        MeasuredAt = MeasuredAt,
        At = Almaty,
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

    public JointechWorld()
        : base(new JointechProtocol())
    {
        Add("S1", IdentityKind.TerminalId, "7500000017", Lock);
        Add("S2", IdentityKind.TerminalId, "7500000025", Lock);
        Add("JT600", IdentityKind.TerminalId, "3100000017", Lock);
        Add("STRICT", IdentityKind.TerminalId, "7500000033", Lock with { MayReportUnauthorised = false });
        Add("OLD", IdentityKind.TerminalId, "7500000041", Lock with { Case = new InputAddress(InputKind.DigitalClosedIsZero, 13) });
        Add("MASTER", IdentityKind.TerminalId, "7500000058", Lock with { IsRelay = true });
        Add("SUB", IdentityKind.TerminalId, "E0AABBCC01", Lock);
    }

    /// <summary>A connection that has said nothing.</summary>
    public GivenConnection Connect() => new TextConnection(Opened());

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
}
