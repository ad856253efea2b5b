using System.Buffers;
using System.Buffers.Binary;
using NavSeal.Devices;
using NavSeal.Devices.Jt808;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

/// <summary>Seals of the tests that speak JT/T 808, and a connection of one of them.</summary>
internal sealed class Jt808World : GivenSeals
{
    public const string Number = "13800000017";

    /// <summary>Status of a Jointech lock: positioned and closed, or with its rope out.</summary>
    public const uint Closed = 1 << 1, RopeOut = Closed | (1 << 20);

    public static readonly DeviceProfile Lock = new()
    {
        Name = "lock",
        Protocol = DeviceProtocol.Jt808,
        SealingElementBits = new BitSwitch(StatusWord.Status, (1 << 20) | (1 << 21), ClosedIsOne: false),
        CaseBits = new BitSwitch(StatusWord.Alarm, 1 << 16, ClosedIsOne: false),
        Battery = BatterySource.ParameterPercent,
        BatteryParameter = "D4",
        MayReportUnauthorised = true,
    };

    public Jt808World()
        : base(new Jt808Protocol())
    {
        Add("S1", IdentityKind.TerminalId, Number, Lock);
        Add("S2", IdentityKind.TerminalId, "13800000025", Lock);
        Add("HEX", IdentityKind.TerminalId, "4e000000ab01", Lock);
        Add("LONG", IdentityKind.TerminalId, "86000000000000000017", Lock);
        Add("EAST", IdentityKind.TerminalId, "555001", Lock with { TimeOffset = TimeSpan.FromHours(8) });
        Add("STRICT", IdentityKind.TerminalId, "555002", Lock with { MayReportUnauthorised = false });
        Add("RELAY", IdentityKind.TerminalId, "90000", Lock with { IsRelay = true });
        Add("VOLTS", IdentityKind.TerminalId, "555003", Lock with
        {
            Battery = BatterySource.ParameterVolts,
            BatteryParameter = "D5",
            BatteryEmptyMillivolts = 3_300,
            BatteryFullMillivolts = 4_100,
        });
        Add("HUABAO", IdentityKind.TerminalId, "555004", Lock with
        {
            SealingElementBits = new BitSwitch(StatusWord.Lock, 1 << 5, ClosedIsOne: false),
            CaseBits = new BitSwitch(StatusWord.State, 1 << 3, ClosedIsOne: false),
            BatteryParameter = "D5",
        });
    }

    /// <summary>A connection that has said nothing.</summary>
    public GivenConnection Connect() => new Connection(Opened());

    /// <summary>How a device names itself.</summary>
    public static Jt808Address AddressOf(string number = Number, byte? version = null) =>
        Jt808Address.Of(DeviceIdentity.Parse(IdentityKind.TerminalId, number)!.Value, version);

    /// <summary>What a device sends, as bytes.</summary>
    public static byte[] Sent(
        Action<Jt808Encoder, IBufferWriter<byte>> send, string number = Number, byte? version = null, ushort first = 0)
    {
        var output = new ArrayBufferWriter<byte>();
        send(new Jt808Encoder(AddressOf(number, version), first), output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A location with those status bits and items.</summary>
    public static Jt808Telemetry At(uint status = Closed, uint alarm = 0, params byte[] items) => new()
    {
        Clock = MeasuredAt,
        At = Almaty,
        Status = status,
        Alarm = alarm,
        AltitudeMetres = 780,
        SpeedTenthsKilometrePerHour = 615,
        CourseDegrees = 300,
        Items = items,
    };

    /// <summary>One report of one device, as bytes.</summary>
    public static byte[] Report(uint status = Closed, uint alarm = 0, params byte[] items) =>
        Sent((device, output) => device.Report(output, At(status, alarm, items)));

    /// <summary>A frame around header and body, with its check byte and escapes.</summary>
    public static byte[] Framed(ReadOnlySpan<byte> plain)
    {
        List<byte> frame = [0x7E];
        byte check = 0;
        foreach (var value in plain) check ^= value;
        foreach (var value in (byte[])[.. plain, check])
        {
            if (value is 0x7E or 0x7D) frame.AddRange([0x7D, (byte)(value == 0x7E ? 2 : 1)]);
            else frame.Add(value);
        }

        return [.. frame, 0x7E];
    }

    /// <summary>A connection whose answers are read.</summary>
    private sealed class Connection(DeviceSession session) : GivenConnection(session)
    {
        /// <summary>The answers: kind, then the body in hexadecimal; sentences as they stand.</summary>
        public override IReadOnlyList<string> Answers
        {
            get
            {
                var answers = new List<string>();
                var rest = Batch.Replies.Span;
                while (!rest.IsEmpty)
                {
                    var end = rest[1..].IndexOf(rest[0] == 0x7E ? (byte)0x7E : (byte)')') + 2;
                    answers.Add(rest[0] == 0x7E ? Words(rest[1..(end - 1)]) : System.Text.Encoding.ASCII.GetString(rest[..end]));
                    rest = rest[end..];
                }

                return answers;
            }
        }

        /// <summary>Reads an answer on its own, without the code that is tested.</summary>
        private static string Words(ReadOnlySpan<byte> escaped)
        {
            List<byte> plain = [];
            for (var at = 0; at < escaped.Length; at++)
                plain.Add(escaped[at] == 0x7D ? escaped[++at] == 2 ? (byte)0x7E : (byte)0x7D : escaped[at]);
            Assert.Equal(0, plain.Aggregate(0, (check, value) => check ^ value));
            var bytes = plain.ToArray().AsSpan();
            var attributes = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
            var id = BinaryPrimitives.ReadUInt16BigEndian(bytes);
            var bodyAt = (attributes & 0x4000) != 0 ? 17 : id == 0x4401 ? 11 : 12;
            Assert.Equal(attributes & 0x3FF, bytes.Length - bodyAt - 1);
            return $"{id:X4} {Convert.ToHexString(bytes[bodyAt..^1])}".TrimEnd();
        }
    }
}
