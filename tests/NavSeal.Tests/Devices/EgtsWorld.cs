using System.Buffers;
using NavSeal.Devices;
using NavSeal.Devices.Egts;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Devices;

/// <summary>Seals of the tests and a connection of one of them.</summary>
internal sealed class EgtsWorld : ISealDirectory
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    public static readonly GeoPoint Almaty = new(43_250_000, 76_950_000);

    public static readonly DeviceProfile Loops = new()
    {
        Name = "loops",
        Protocol = DeviceProtocol.Egts,
        SealingElement = new InputAddress(InputKind.Loop, 1),
        Case = new InputAddress(InputKind.Loop, 2),
        Battery = BatterySource.Internal,
        BatteryEmptyMillivolts = 3300,
        BatteryFullMillivolts = 4100,
        MayReportUnauthorised = true,
    };

    private readonly Dictionary<DeviceIdentity, RegisteredSeal> seals = [];

    public EgtsWorld()
    {
        Add("S1", IdentityKind.ObjectId, 1, Loops);
        Add("S2", IdentityKind.ObjectId, 2, Loops);
        Add("T7", IdentityKind.TerminalId, 7, Loops);
        Add("I9", IdentityKind.Imei, 356307042441013, Loops);
        Add("STRICT", IdentityKind.TerminalId, 30, Loops with { MayReportUnauthorised = false });
        Add("DIN", IdentityKind.ObjectId, 40, Loops with
        {
            SealingElement = new(InputKind.DigitalClosedIsOne, 1),
            Case = new(InputKind.DigitalClosedIsZero, 10),
        });
        Add("RELAY", IdentityKind.ObjectId, 90, Loops with { IsRelay = true });
        Add("DISPATCHER", IdentityKind.DispatcherId, 900, Loops with { IsRelay = true });
    }

    /// <summary>A report from Almaty that a seal sends with its own number.</summary>
    public static EgtsTelemetry Report(uint? objectId = 1) => new() { ObjectId = objectId, MeasuredAt = Now, At = Almaty, IsValid = true };

    /// <summary>What a device sends, as bytes.</summary>
    public static byte[] Sent(Action<EgtsEncoder, IBufferWriter<byte>> send)
    {
        var output = new ArrayBufferWriter<byte>();
        send(new EgtsEncoder(), output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>One packet as bytes.</summary>
    public static byte[] Packet(Action<EgtsPacketWriter> write)
    {
        var writer = new EgtsPacketWriter();
        writer.Begin(EgtsPacketType.AppData, 1);
        write(writer);
        return writer.Finish().ToArray();
    }

    /// <summary>A packet with one record of telemetry of the seal S1.</summary>
    public static byte[] Telemetry(Action<EgtsPacketWriter> write, EgtsService service = EgtsService.TeleData, uint objectId = 1) =>
        Packet(writer =>
        {
            writer.BeginRecord(new EgtsRecordHead { Number = 5, Service = service, ObjectId = objectId });
            write(writer);
        });

    /// <summary>The same packet with other bytes, its checksums made right again.</summary>
    public static byte[] Changed(byte[] packet, Action<byte[]> change)
    {
        var bytes = packet.ToArray();
        change(bytes);
        var data = bytes.AsSpan(11, bytes.Length - 13);
        bytes[10] = EgtsChecksum.OfHeader(bytes.AsSpan(0, 10));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(bytes.Length - 2), EgtsChecksum.OfData(data));
        return bytes;
    }

    public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, out RegisteredSeal seal) =>
        seals.TryGetValue(identity, out seal!);

    public RegisteredSeal this[string number] => seals.Values.Single(seal => seal.Number.Text == number);

    public Connection Connect() => new(new EgtsProtocol().Open(this));

    /// <summary>One more seal.</summary>
    public RegisteredSeal Registered(string number, uint objectId, DeviceProfile profile)
    {
        Add(number, IdentityKind.ObjectId, objectId, profile);
        return this[number];
    }

    private void Add(string number, IdentityKind kind, ulong value, DeviceProfile profile)
    {
        var identity = new DeviceIdentity(kind, value);
        seals[identity] = new RegisteredSeal
        {
            Number = SealNumber.Parse(number),
            Protocol = DeviceProtocol.Egts,
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

        /// <summary>The answers in words: "PID PR [record:status …]" of a confirmation, "result N" of an outcome.</summary>
        public IReadOnlyList<string> Answers
        {
            get
            {
                var found = new List<string>();
                for (var rest = Batch.Replies.Span; !rest.IsEmpty;)
                {
                    Assert.Equal(Cut.Whole, EgtsFraming.TryCut(rest, out var cut));
                    Assert.True(EgtsAnswer.TryRead(cut, out var answer));
                    found.Add(Words(answer));
                    rest = rest[cut.Consumed..];
                }

                return found;
            }
        }

        /// <summary>All that a connection did, to compare two of them.</summary>
        public string Story => string.Join('\n', [
            .. Batch.Reports.Select(report => $"{report.Seal.Number} {report.Observation} frame {report.Frame}"),
            Convert.ToHexString(Batch.Replies.Span),
            $"{Batch.Received} {Batch.Acknowledged} {Batch.Skipped} {Batch.Corrupt} {Batch.Unknown} {Session.End} {Session.Sender?.Number}",
        ]);

        private static string Words(in EgtsAnswer answer)
        {
            if (answer.ConfirmedPacketId is not { } confirmed) return $"result {(byte?)answer.Authorisation}";
            var words = new List<string> { $"{confirmed} {(byte)answer.Result!}" };
            foreach (var confirmation in answer.Confirmations) words.Add($"{confirmation.Record}:{(byte)confirmation.Status}");
            return string.Join(' ', words);
        }
    }
}
