using System.Buffers;
using NavSeal.Devices;
using NavSeal.Devices.Teltonika;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

/// <summary>Seals of the tests that speak Teltonika, and a connection of one of them.</summary>
internal sealed class TeltonikaWorld : GivenSeals
{
    public const ulong Imei = 860000000000017, Second = 860000000000025, Relay = 860000000000033, Percent = 860000000000041,
        Unknown = 860000000000099;

    public static readonly DeviceProfile Lock = new()
    {
        Name = "lock",
        Protocol = DeviceProtocol.Teltonika,
        SealingElement = new InputAddress(InputKind.DigitalClosedIsOne, 1),
        Case = new InputAddress(InputKind.DigitalClosedIsZero, 2),
        Battery = BatterySource.Internal,
        BatteryEmptyMillivolts = 3_300,
        BatteryFullMillivolts = 4_100,
    };

    public TeltonikaWorld()
        : base(new TeltonikaProtocol())
    {
        Add("S1", new DeviceIdentity(IdentityKind.Imei, Imei), Lock);
        Add("S2", new DeviceIdentity(IdentityKind.Imei, Second), Lock);
        Add("RELAY", new DeviceIdentity(IdentityKind.Imei, Relay), Lock with { IsRelay = true });
        Add("PERCENT", new DeviceIdentity(IdentityKind.Imei, Percent), Lock with
        {
            SealingElement = null,
            Case = null,
            SealingElementParameter = new ParameterSwitch("10804", ClosedIsOne: false),
            CaseParameter = new ParameterSwitch("3", ClosedIsOne: true),
            Battery = BatterySource.ParameterPercent,
            BatteryParameter = "113",
        });
    }

    /// <summary>A connection that has said nothing.</summary>
    public GivenConnection Connect() => new Connection(Opened());

    /// <summary>A conversation of one datagram.</summary>
    public GivenConnection Datagram() => new Connection(new TeltonikaProtocol().OpenForDatagrams(this));

    /// <summary>A connection that has logged in, and reads datagrams too, as recordings mix them.</summary>
    public GivenConnection Resumed() => new Connection(new TeltonikaProtocol().Resume(this, this["S1"]));

    /// <summary>A connection that has logged in.</summary>
    public GivenConnection LoggedIn(ulong device = Imei)
    {
        var connection = Connect().Read(Login(device));
        Assert.Equal("01", connection.Replies);
        return connection.Begun();
    }

    /// <summary>A device names itself.</summary>
    public static byte[] Login(ulong device) => Sent((_, output) => TeltonikaEncoder.Login(output, device));

    /// <summary>A packet of records.</summary>
    public static byte[] Packet(params TeltonikaTelemetry[] records) => Sent((device, output) => device.Report(output, records));

    /// <summary>A datagram of records.</summary>
    public static byte[] Datagram(ulong device, params TeltonikaTelemetry[] records) =>
        Sent((encoder, output) => encoder.Report(output, (0xBEEF, 9), device, records));

    /// <summary>What a device sends, as bytes.</summary>
    public static byte[] Sent(
        Action<TeltonikaEncoder, IBufferWriter<byte>> send, TeltonikaCodec codec = TeltonikaCodec.Codec8Extended)
    {
        var output = new ArrayBufferWriter<byte>();
        send(new TeltonikaEncoder(codec), output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A record with these items.</summary>
    public static TeltonikaTelemetry Record(params TeltonikaItem[] items) => new()
    {
        MeasuredAt = MeasuredAt,
        At = Almaty,
        AltitudeMetres = 780,
        CourseDegrees = 300,
        Satellites = 11,
        SpeedKilometresPerHour = 61,
        Items = items,
    };

    /// <summary>A connection whose answers are numbers.</summary>
    private sealed class Connection(DeviceSession session) : GivenConnection(session)
    {
        public override IReadOnlyList<string> Answers => Replies.Length == 0 ? [] : [Replies];
    }
}
