using System.Buffers.Binary;
using System.Text;
using NavSeal.Devices;
using NavSeal.Devices.Egts;
using NavSeal.Devices.Eseal;
using NavSeal.Devices.Jointech;
using NavSeal.Devices.Jt808;
using NavSeal.Devices.Teltonika;
using NavSeal.Devices.Wialon;
using NavSeal.Tests.Devices.Fuzz;

namespace NavSeal.Tests.Devices;

/// <summary>One family as those tests need it that hold for all of them: the seals S1 and S2, a relay, and what they send.</summary>
internal sealed record Family
{
    public required IDeviceProtocol Protocol { get; init; }

    public required GivenSeals Seals { get; init; }

    /// <summary>A connection that has said nothing.</summary>
    public required Func<GivenConnection> Fresh { get; init; }

    /// <summary>The connection on which golden frames are read.</summary>
    public required Func<GivenConnection> Recorded { get; init; }

    /// <summary>How S1 names itself before it reports; empty where reports do.</summary>
    public byte[] Login { get; init; } = [];

    /// <summary>Whether a message that was cut is told from a whole one: else it may be read as somebody else's, and end the
    /// connection.</summary>
    public bool HasChecks { get; init; } = true;

    /// <summary>How a relay names itself.</summary>
    public required byte[] LoginOfRelay { get; init; }

    /// <summary>A report of S1, measured so many seconds before <see cref="GivenSeals.MeasuredAt"/> and counted so.</summary>
    public required Func<int, byte[]> Report { get; init; }

    /// <summary>What S2 sends to report.</summary>
    public required byte[] OfAnother { get; init; }

    /// <summary>What somebody sends whom nobody registered, until he is sent away.</summary>
    public required byte[] OfNobody { get; init; }

    /// <summary>A whole message of a kind that does not exist.</summary>
    public required byte[] OfNoKind { get; init; }

    /// <summary>With what a message begins.</summary>
    public required byte[] Start { get; init; }

    /// <summary>The date and time in <see cref="Report"/> 0, and what may stand there instead.</summary>
    public required FamilyClock Clock { get; init; }

    public static IReadOnlyList<Family> All { get; } = [Egts(), Wialon(), Jointech(), Jt808(), Teltonika(), Eseal()];

    public static Family Of(string name) => All.Single(family => family.Protocol.Name == name);

    /// <summary>The golden frames; their folder is named like the namespace of the family.</summary>
    public GoldenFrames Golden => new(Protocol.GetType().Namespace!.Split('.')[^1].ToLowerInvariant());

    /// <summary>A connection of S1 that may report.</summary>
    public GivenConnection LetIn() => Fresh().Read(Login).Begun();

    /// <summary>A connection of a relay that may report.</summary>
    public GivenConnection Relay() => Fresh().Read(LoginOfRelay).Begun();

    /// <summary>Counters of two bytes begin anew.</summary>
    private static ushort Counter(int n) => (ushort)(n & 0xFFFF);

    private static DateTimeOffset Before(int seconds) => GivenSeals.MeasuredAt.AddSeconds(-seconds);

    private static Family Egts()
    {
        static byte[] Report(uint objectId, int n) => EgtsWorld.Sent((_, output) => new EgtsEncoder(Counter(n), Counter(n))
            .Report(output, EgtsWorld.Report(objectId) with { MeasuredAt = Before(n) }));

        var seals = new EgtsWorld();
        var seconds = new byte[sizeof(uint)];
        var since2010 = Before(0) - new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);
        BinaryPrimitives.WriteUInt32LittleEndian(seconds, (uint)since2010.TotalSeconds);
        return new Family
        {
            Protocol = new EgtsProtocol(),
            Seals = seals,
            Fresh = seals.Connect,
            Recorded = EgtsWorld.Recorded,
            LoginOfRelay = Report(90, 0),
            Report = n => Report(1, n),
            OfAnother = Report(2, 0),
            OfNobody = Report(999, 0),
            OfNoKind = EgtsWorld.Packet(writer =>
                writer.BeginRecord(new EgtsRecordHead { Number = 1, Service = (EgtsService)77, ObjectId = 1 })),
            Start = [1, 0],
            Clock = new FamilyClock(seconds, [0], [[0, 0, 0, 0], [1, 0, 0, 0], [255, 255, 255, 127], [255, 255, 255, 255]])
            {
                Mend = bytes => EgtsWorld.Changed(bytes, _ => { }),
            },
        };
    }

    private static Family Wialon()
    {
        var seals = new WialonWorld();
        return new Family
        {
            Protocol = new WialonProtocol(),
            Seals = seals,
            Fresh = seals.Connect,
            Recorded = () => seals.LoggedIn(),
            Login = Bytes($"#L#{WialonWorld.Imei};NA\r\n"),
            LoginOfRelay = Bytes("#L#90000;NA\r\n"),
            Report = n => WialonWorld.Sent(
                (device, output) => device.Report(output, new WialonTelemetry { MeasuredAt = Before(n), At = GivenSeals.Almaty }),
                withChecksum: false),
            OfAnother = Bytes($"#L#860000000000025;NA\r\n#D#{WialonWorld.Full}\r\n"),
            OfNobody = Bytes("#L#860000000000099;NA\r\n#L#860000000000099;NA\r\n#L#860000000000099;NA\r\n"),
            OfNoKind = Bytes("#XYZ#1;2\r\n"),
            Start = Bytes("#"),
            Clock = new FamilyClock(Bytes("201126;100000"), [0, 2, 4, 7, 9, 11], FamilyClock.Digits),
        };
    }

    private static Family Jointech()
    {
        static byte[] Report(ulong device, int n) =>
            JointechWorld.Report(JointechWorld.Closed with { MeasuredAt = Before(n), Serial = (byte)(n & 0xFF) }, device);

        var seals = new JointechWorld();
        return new Family
        {
            Protocol = new JointechProtocol(),
            Seals = seals,
            Fresh = seals.Connect,
            Recorded = seals.Connect,
            LoginOfRelay = Report(7_500_000_058, 0),
            HasChecks = false,
            Report = n => Report(JointechWorld.Number, n),
            OfAnother = Report(7_500_000_025, 0),
            OfNobody = Report(7_599_999_999, 0),
            OfNoKind = Bytes("(7500000017,XYZ,1)"),
            Start = Bytes("$"),
            Clock = new FamilyClock([0x20, 0x11, 0x26, 0x10, 0, 0], [0, 1, 2, 3, 4, 5], FamilyClock.Bytes),
        };
    }

    private static Family Jt808()
    {
        static byte[] Report(string number, int n) => Jt808World.Sent(
            (device, output) => device.Report(output, Jt808World.At() with { Clock = Before(n) }), number, first: Counter(n));

        var seals = new Jt808World();
        return new Family
        {
            Protocol = new Jt808Protocol(),
            Seals = seals,
            Fresh = seals.Connect,
            Recorded = seals.Connect,
            LoginOfRelay = Report("90000", 0),
            Report = n => Report(Jt808World.Number, n),
            OfAnother = Report("13800000025", 0),
            OfNobody = Report("13899999999", 0),
            OfNoKind = Jt808World.Sent((device, output) => device.Send(output, (Jt808MessageId)0x0F0F, [1, 2])),
            Start = [0x7E],
            Clock = new FamilyClock([0x26, 0x11, 0x20, 0x10, 0, 0], [0, 1, 2, 3, 4, 5], FamilyClock.Bytes)
            {
                Mend = bytes => Jt808World.Framed(bytes.AsSpan()[1..^2]),
            },
        };
    }

    private static Family Teltonika()
    {
        static byte[] Report(int n) => TeltonikaWorld.Packet(TeltonikaWorld.Record() with { MeasuredAt = Before(n) });
        static byte[] Mended(byte[] packet)
        {
            FuzzMend.Apply("teltonika", packet);
            return packet;
        }

        const int CodecAt = 8;
        var noKind = Report(0);
        noKind[CodecAt] = 0x07;
        var milliseconds = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(milliseconds, (ulong)Before(0).ToUnixTimeMilliseconds());
        var stranger = TeltonikaWorld.Login(TeltonikaWorld.Unknown);
        var seals = new TeltonikaWorld();
        return new Family
        {
            Protocol = new TeltonikaProtocol(),
            Seals = seals,
            Fresh = seals.Connect,
            Recorded = seals.Resumed,
            Login = TeltonikaWorld.Login(TeltonikaWorld.Imei),
            LoginOfRelay = TeltonikaWorld.Login(TeltonikaWorld.Relay),
            Report = Report,
            OfAnother = [.. TeltonikaWorld.Login(TeltonikaWorld.Second), .. Report(0)],
            OfNobody = [.. stranger, .. stranger, .. stranger],
            OfNoKind = Mended(noKind),
            Start = [0, 0, 0, 0],
            Clock = new FamilyClock(
                milliseconds, [0], [new byte[8], [0, 0, 0, 0, 0, 0, 0, 1], [127, .. FamilyClock.Ones(7)], FamilyClock.Ones(8)])
            {
                Mend = Mended,
            },
        };
    }

    private static Family Eseal()
    {
        static byte[] Report(ulong device, int n) => EsealWorld.Sent(
            (encoder, output) => encoder.Report(
                output, EsealType.Normal, (uint)n, new EsealTelemetry { MeasuredAt = Before(n), At = GivenSeals.Almaty, IsValid = true }),
            device);

        var seals = new EsealWorld();
        return new Family
        {
            Protocol = new EsealProtocol(),
            Seals = seals,
            Fresh = seals.Connect,
            Recorded = seals.Connect,
            LoginOfRelay = Report(90_000, 0),
            Report = n => Report(EsealWorld.Number, n),
            OfAnother = Report(4_000_025, 0),
            OfNobody = Report(4_999_999, 0),
            OfNoKind = Bytes("##S,eSeal,4000017,256,3.0.6,Dance,1,E##\r\n"),
            Start = Bytes("##S,"),
            Clock = new FamilyClock(Bytes("2026-11-20,10:00:00"), [0, 2, 5, 8, 11, 14, 17], FamilyClock.Digits),
        };
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}

/// <summary>Where a report of a family says when it was measured.</summary>
/// <param name="Needle">The bytes of that date and time.</param>
/// <param name="Groups">Where in them a number begins.</param>
/// <param name="Values">What may stand there instead.</param>
internal sealed record FamilyClock(byte[] Needle, int[] Groups, byte[][] Values)
{
    /// <summary>Makes the checksum of a changed frame right again.</summary>
    public Func<byte[], byte[]> Mend { get; init; } = bytes => bytes;

    /// <summary>Every byte there is, most of them no two decimal digits.</summary>
    public static byte[][] Bytes { get; } = [.. Enumerable.Range(0, 256).Select(value => new[] { (byte)value })];

    /// <summary>Every two digits, and what are none.</summary>
    public static byte[][] Digits { get; } =
        [.. Enumerable.Range(0, 100).Select(value => $"{value:00}").Concat(["-1", "A0", "0A", "  ", "+1"]).Select(Encoding.ASCII.GetBytes)];

    /// <summary>So many bytes of ones.</summary>
    public static byte[] Ones(int count) => [.. Enumerable.Repeat(byte.MaxValue, count)];

    /// <summary>The report with every other value in every place of its date and time.</summary>
    public IEnumerable<byte[]> Changed(byte[] report)
    {
        var at = report.AsSpan().IndexOf(Needle);
        Assert.True(at > 0, "The report does not say when it was measured.");
        foreach (var group in Groups)
        {
            foreach (var value in Values)
            {
                var changed = report.ToArray();
                value.CopyTo(changed, at + group);
                yield return Mend(changed);
            }
        }
    }
}
