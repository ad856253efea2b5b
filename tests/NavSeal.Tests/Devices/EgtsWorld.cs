using System.Buffers;
using NavSeal.Devices;
using NavSeal.Devices.Egts;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

/// <summary>Seals of the tests and a connection of one of them.</summary>
internal sealed class EgtsWorld : GivenSeals
{
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

    public EgtsWorld()
        : base(new EgtsProtocol())
    {
        Add("S1", new DeviceIdentity(IdentityKind.ObjectId, 1), Loops);
        Add("S2", new DeviceIdentity(IdentityKind.ObjectId, 2), Loops);
        Add("T7", new DeviceIdentity(IdentityKind.TerminalId, 7), Loops);
        Add("I9", new DeviceIdentity(IdentityKind.Imei, 356307042441013), Loops);
        Add("STRICT", new DeviceIdentity(IdentityKind.TerminalId, 30), Loops with { MayReportUnauthorised = false });
        Add("DIN", new DeviceIdentity(IdentityKind.ObjectId, 40), Loops with
        {
            SealingElement = new(InputKind.DigitalClosedIsOne, 1),
            Case = new(InputKind.DigitalClosedIsZero, 10),
        });
        Add("RELAY", new DeviceIdentity(IdentityKind.ObjectId, 90), Loops with { IsRelay = true });
        Add("DISPATCHER", new DeviceIdentity(IdentityKind.DispatcherId, 900), Loops with { IsRelay = true });
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

    public GivenConnection Connect() => new Connection(Opened());

    /// <summary>A connection over which everybody may speak, as recordings of many devices want it.</summary>
    public static GivenConnection Recorded() => new Connection(new EgtsProtocol().Open(new Everybody()));

    private sealed class Everybody : ISealDirectory
    {
        public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, out RegisteredSeal seal)
        {
            seal = new RegisteredSeal
            {
                Number = SealNumber.Parse($"{identity.Kind}-{identity.Number}"),
                Protocol = protocol,
                Identity = identity,
                Model = "test",
                Profile = Loops with { IsRelay = true },
                Operator = "KZ",
            };
            return true;
        }
    }

    /// <summary>A connection whose answers are read.</summary>
    private sealed class Connection(DeviceSession session) : GivenConnection(session)
    {
        /// <summary>The answers in words: "PID PR [record:status …]" of a confirmation, "result N" of an outcome.</summary>
        public override IReadOnlyList<string> Answers
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

        private static string Words(in EgtsAnswer answer)
        {
            if (answer.ConfirmedPacketId is not { } confirmed) return $"result {(byte?)answer.Authorisation}";
            var words = new List<string> { $"{confirmed} {(byte)answer.Result!}" };
            foreach (var confirmation in answer.Confirmations) words.Add($"{confirmation.Record}:{(byte)confirmation.Status}");
            return string.Join(' ', words);
        }
    }
}
