using System.Buffers;
using System.Globalization;
using System.Text;
using NavSeal.Devices;
using NavSeal.Devices.Wialon;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Devices;

/// <summary>Seals of the tests that speak Wialon IPS, and a connection of one of them.</summary>
internal sealed class WialonWorld : ISealDirectory
{
    public const string Imei = "860000000000017";

    /// <summary>A position and a report of that instant and place.</summary>
    public const string Short = "201126;100000;4315.000000;N;07657.000000;E;61.5;300;780;11";
    public const string Full = Short + ";0.9;3;0;12.5,NA;NA;lock:1:1,tamper:1:0,pwr_int:2:3.9";

    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset MeasuredAt = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    public static readonly GeoPoint Almaty = new(43_250_000, 76_950_000);

    public static readonly DeviceProfile Lock = new()
    {
        Name = "lock",
        Protocol = DeviceProtocol.WialonIps,
        SealingElementParameter = new ParameterSwitch("lock", ClosedIsOne: true),
        CaseParameter = new ParameterSwitch("tamper", ClosedIsOne: false),
        Battery = BatterySource.ParameterVolts,
        BatteryParameter = "pwr_int",
        BatteryEmptyMillivolts = 3_300,
        BatteryFullMillivolts = 4_100,
    };

    private readonly Dictionary<DeviceIdentity, RegisteredSeal> seals = [];

    public WialonWorld()
    {
        Add("S1", Imei, Lock);
        Add("S2", "860000000000025", Lock);
        Add("WORD", "Truck-7", Lock);
        Add("FREE", "55501", Lock with { MayReportUnauthorised = true });
        Add("RELAY", "90000", Lock with { IsRelay = true });
        Add("INPUTS", "40000", Lock with
        {
            SealingElementParameter = null,
            CaseParameter = null,
            SealingElement = new InputAddress(InputKind.DigitalClosedIsOne, 1),
            Case = new InputAddress(InputKind.DigitalClosedIsZero, 10),
            Battery = BatterySource.ParameterPercent,
            BatteryParameter = "bat",
        });
    }

    public RegisteredSeal this[string number] => seals.Values.Single(seal => seal.Number.Text == number);

    public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, out RegisteredSeal seal) =>
        seals.TryGetValue(identity, out seal!) && protocol == DeviceProtocol.WialonIps;

    /// <summary>A connection that has said nothing.</summary>
    public Connection Connect() => new(new WialonProtocol().Open(this));

    /// <summary>A connection that has logged in by 1.1, without checksums.</summary>
    public Connection LoggedIn(string device = Imei)
    {
        var connection = Connect().Read($"#L#{device};NA\r\n");
        Assert.Equal(["#AL#1"], connection.Answers);
        connection.Batch.Clear();
        connection.Cuts.Clear();
        return connection;
    }

    /// <summary>A packet with the checksum of its body.</summary>
    public static string Checked(string type, string body, char border = ';', string form = "{0:X4}")
    {
        var whole = body + border;
        var checksum = string.Format(CultureInfo.InvariantCulture, form, WialonChecksum.Of(Encoding.UTF8.GetBytes(whole)));
        return $"#{type}#{whole}{checksum}\r\n";
    }

    /// <summary>What a device sends, as bytes.</summary>
    public static byte[] Sent(Action<WialonEncoder, IBufferWriter<byte>> send, bool withChecksum = true)
    {
        var output = new ArrayBufferWriter<byte>();
        send(new WialonEncoder(withChecksum), output);
        return output.WrittenSpan.ToArray();
    }

    private void Add(string number, string name, DeviceProfile profile)
    {
        var identity = DeviceIdentity.Parse(IdentityKind.Imei, name)!.Value;
        seals[identity] = new RegisteredSeal
        {
            Number = SealNumber.Parse(number),
            Protocol = DeviceProtocol.WialonIps,
            Identity = identity,
            Model = "test",
            Profile = profile,
            Operator = "KZ",
        };
    }

    /// <summary>A connection as the gateway keeps it: a buffer in front of the session.</summary>
    internal sealed class Connection(DeviceSession session)
    {
        private readonly List<byte> buffer = [];

        public DeviceSession Session { get; } = session;

        public IntakeBatch Batch { get; } = new();

        public List<Cut> Cuts { get; } = [];

        public Connection Read(string text) => Read(Encoding.UTF8.GetBytes(text));

        public Connection Read(ReadOnlySpan<byte> bytes)
        {
            buffer.AddRange(bytes);
            while (buffer.Count > 0)
            {
                var cut = Session.Take(buffer.ToArray(), Now, Batch, out var consumed);
                Assert.Equal(cut == Cut.NeedMore, consumed == 0);
                if (cut == Cut.NeedMore) break;
                Cuts.Add(cut);
                buffer.RemoveRange(0, consumed);
            }

            return this;
        }

        public IReadOnlyList<Observation> Observations => [.. Batch.Reports.Select(report => report.Observation)];

        public IReadOnlyList<string> Speakers => [.. Batch.Reports.Select(report => report.Seal.Number.Text)];

        public IReadOnlyList<string> Frames => [.. Batch.Frames.Select(frame => Encoding.UTF8.GetString(Batch.BytesOf(frame)))];

        /// <summary>The answers, a line each.</summary>
        public IReadOnlyList<string> Answers =>
            Encoding.ASCII.GetString(Batch.Replies.Span).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        /// <summary>All that a connection did, to compare two of them.</summary>
        public string Story => string.Join('\n', [
            .. Batch.Reports.Select(report => $"{report.Seal.Number} {report.Observation} frame {report.Frame}"),
            .. Frames,
            .. Answers,
            $"{Batch.Received} {Batch.Acknowledged} {Batch.Skipped} {Batch.Corrupt} {Batch.Unknown} {Session.End} {Session.Sender?.Number}",
        ]);
    }
}
