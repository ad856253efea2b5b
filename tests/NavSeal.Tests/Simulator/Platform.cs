using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using NavSeal.Devices;
using NavSeal.Devices.Egts;
using NavSeal.Model.Seals;
using NavSeal.Server.Registry;
using NavSeal.Simulator;
using NavSeal.Tests.Simulation;

namespace NavSeal.Tests.Simulator;

/// <summary>Lets in the seals of a fleet, with the profiles of <c>reference/device-profiles.csv</c> that the simulator names.</summary>
internal sealed class FleetDirectory(IEnumerable<FleetRegistration> registrations) : ISealDirectory
{
    private readonly Dictionary<(DeviceProtocol, DeviceIdentity), RegisteredSeal> seals =
        registrations.ToDictionary(each => (each.Protocol, each.Identity), Registered);

    public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, [NotNullWhen(true)] out RegisteredSeal? seal) =>
        seals.TryGetValue((protocol, identity), out seal);

    private static RegisteredSeal Registered(FleetRegistration registration)
    {
        var (kind, value) = (registration.Identity.Kind.ToString(), registration.Identity.Value);
        var protocol = ProtocolNames.Of(registration.Protocol);
        var row = new SealRow(
            registration.Number.Text, protocol, kind, value, registration.Model, registration.Profile, registration.Operator);
        return row.Read(Laws.Profiles).Entry ?? throw new InvalidOperationException(row.Read(Laws.Profiles).Wrong);
    }
}

/// <summary>The platform's end of one connection: the real session of Devices, and what it took.</summary>
internal sealed class Platform(ISealDirectory seals, DeviceProtocol protocol = DeviceProtocol.Egts)
{
    private readonly DeviceSession session = DeviceProtocols.All.Single(each => each.Protocol == protocol).Open(seals);
    private readonly IntakeBatch batch = new();
    private byte[] buffered = [];

    public List<SealReport> Reports { get; } = [];

    /// <summary>What the seal answered to commands.</summary>
    public List<DeviceAnswer> Answers { get; } = [];

    public RegisteredSeal? Sender => session.Sender;

    public SessionEnd? End => session.End;

    public int Corrupt { get; private set; }

    /// <summary>The bytes of a command to the seal.</summary>
    public byte[] Command(DeviceCommand command, DateTimeOffset now)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(session.TryCommand(command, session.Sender!, now, output));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Takes bytes in and gives the replies that belong to them.</summary>
    public byte[] Take(ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        buffered = [.. buffered, .. bytes];
        batch.Clear();
        while (session.Take(buffered, now, batch, out var consumed) != Cut.NeedMore) buffered = buffered[consumed..];
        Reports.AddRange(batch.Reports);
        Answers.AddRange(batch.Answers.Select(one => one.Answer));
        Corrupt += batch.Corrupt;
        return batch.Replies.ToArray();
    }
}

/// <summary>A packet of a client, for tests that play the platform by hand.</summary>
internal sealed record SeenPacket(ushort PacketId, EgtsPacketType Type, ushort[] Records, byte[] Subrecords)
{
    /// <summary>Of each position in it, whether it is marked as from memory.</summary>
    public required bool[] FromMemory { get; init; }

    /// <summary>Of each position in it, when it was measured.</summary>
    public required DateTimeOffset[] MeasuredAt { get; init; }

    public static List<SeenPacket> All(ReadOnlyMemory<byte> bytes)
    {
        List<SeenPacket> seen = [];
        var rest = bytes.Span;
        while (EgtsFraming.TryCut(rest, out var cut) == Cut.Whole)
        {
            seen.Add(Read(cut));
            rest = rest[cut.Consumed..];
        }

        Assert.True(rest.IsEmpty, "What is left is no packet.");
        return seen;
    }

    /// <summary>Confirms the packet as a whole, and its records as far as results are given.</summary>
    public byte[] Answer(EgtsResult packetResult, params EgtsResult[] recordResults)
    {
        var writer = new EgtsPacketWriter();
        writer.BeginResponse(900, PacketId, packetResult);
        foreach (var (record, result) in Records.Zip(recordResults))
        {
            writer.BeginRecord(new EgtsRecordHead { Number = 1, Service = EgtsService.TeleData });
            writer.RecordResponse(record, result);
        }

        return writer.Finish().ToArray();
    }

    public byte[] AnswerAll(EgtsResult result) => Answer(EgtsResult.Ok, [.. Records.Select(_ => result)]);

    /// <summary>The outcome of the authorisation, in a packet of its own.</summary>
    public static byte[] Outcome(EgtsResult result)
    {
        var writer = new EgtsPacketWriter();
        writer.Begin(EgtsPacketType.AppData, 77);
        writer.BeginRecord(new EgtsRecordHead { Number = 55, Service = EgtsService.Auth });
        writer.WriteResultCode(result);
        return writer.Finish().ToArray();
    }

    private static SeenPacket Read(in EgtsCut cut)
    {
        Assert.True(EgtsAnswer.TryRead(cut, out var answer));
        List<ushort> records = [];
        List<byte> subrecords = [];
        List<bool> fromMemory = [];
        List<DateTimeOffset> measuredAt = [];
        var rest = answer.Records;
        while (EgtsRecord.TryTake(ref rest, out var record))
        {
            records.Add(record.Number);
            foreach (var subrecord in record.Subrecords)
            {
                subrecords.Add(subrecord.Type);
                if (subrecord.Type != EgtsSubrecordType.PosData) continue;
                fromMemory.Add((subrecord.Body[12] & 8) != 0);
                measuredAt.Add(EgtsClock.At(BinaryPrimitives.ReadUInt32LittleEndian(subrecord.Body)));
            }
        }

        return new SeenPacket(cut.PacketId, cut.Header.PacketType, [.. records], [.. subrecords])
        {
            FromMemory = [.. fromMemory],
            MeasuredAt = [.. measuredAt],
        };
    }
}
