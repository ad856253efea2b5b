using System.Buffers;
using NavSeal.Devices.Teltonika;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

/// <summary>Seals of the tests that speak Teltonika; a connection of one of them is kept as in <see cref="WialonWorld"/>.</summary>
internal sealed class TeltonikaWorld : ISealDirectory
{
    public const ulong Imei = 860000000000017, Second = 860000000000025, Relay = 860000000000033, Percent = 860000000000041,
        Unknown = 860000000000099;

    public static readonly DateTimeOffset Now = WialonWorld.Now;
    public static readonly DateTimeOffset MeasuredAt = WialonWorld.MeasuredAt;

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

    private readonly Dictionary<DeviceIdentity, RegisteredSeal> seals = [];

    public TeltonikaWorld()
    {
        Add("S1", Imei, Lock);
        Add("S2", Second, Lock);
        Add("RELAY", Relay, Lock with { IsRelay = true });
        Add("PERCENT", Percent, Lock with
        {
            SealingElement = null,
            Case = null,
            SealingElementParameter = new ParameterSwitch("10804", ClosedIsOne: false),
            CaseParameter = new ParameterSwitch("3", ClosedIsOne: true),
            Battery = BatterySource.ParameterPercent,
            BatteryParameter = "113",
        });
    }

    public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, out RegisteredSeal seal) =>
        seals.TryGetValue(identity, out seal!) && protocol == DeviceProtocol.Teltonika;

    /// <summary>A connection that has said nothing.</summary>
    public WialonWorld.Connection Connect() => new(new TeltonikaProtocol().Open(this));

    /// <summary>A conversation of one datagram.</summary>
    public WialonWorld.Connection Datagram() => new(new TeltonikaProtocol().OpenForDatagrams(this));

    /// <summary>A connection that has logged in, and reads datagrams too, as recordings mix them.</summary>
    public WialonWorld.Connection Resumed() => new(new TeltonikaProtocol().Resume(this, seals.Values.First()));

    /// <summary>A connection that has logged in.</summary>
    public WialonWorld.Connection LoggedIn(ulong device = Imei)
    {
        var connection = Connect().Read(Login(device));
        Assert.Equal("01", Replies(connection));
        connection.Batch.Clear();
        connection.Cuts.Clear();
        return connection;
    }

    /// <summary>What was answered, in hexadecimal.</summary>
    public static string Replies(WialonWorld.Connection connection) => Convert.ToHexString(connection.Batch.Replies.Span);

    /// <summary>All that a connection did, with its answers in hexadecimal.</summary>
    public static string Story(WialonWorld.Connection connection) => $"{connection.Story}\n{Replies(connection)}";

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
        At = WialonWorld.Almaty,
        AltitudeMetres = 780,
        CourseDegrees = 300,
        Satellites = 11,
        SpeedKilometresPerHour = 61,
        Items = items,
    };

    private void Add(string number, ulong imei, DeviceProfile profile)
    {
        var identity = new DeviceIdentity(IdentityKind.Imei, imei);
        seals[identity] = new RegisteredSeal
        {
            Number = SealNumber.Parse(number),
            Protocol = DeviceProtocol.Teltonika,
            Identity = identity,
            Model = "test",
            Profile = profile,
            Operator = "KZ",
        };
    }
}
