using System.Buffers;
using System.Text;
using NavSeal.Devices.Eseal;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

/// <summary>Seals of the tests that speak eSeal, and a connection of one of them.</summary>
internal sealed class EsealWorld : ISealDirectory
{
    public const ulong Number = 4_000_017;

    /// <summary>What stands behind the index of a report of that instant and place.</summary>
    public const string Content = "2026-11-20,10:00:00,15,A,43.250000N 76.950000E,300,61,Close,0.71,0:0:0:0,3.9,-73";
    public const string Report = "##S,eSeal,4000017,256,3.0.6,Normal,34," + Content + ",E##";
    public const string Answer = "##S,eSeal,4000017,256,3.0.6,Normal ACK,34,E##";

    public static readonly DeviceProfile Lock = new()
    {
        Name = "lock",
        Protocol = DeviceProtocol.Eseal,
        SealingElementParameter = new ParameterSwitch("door", ClosedIsOne: false),
        Battery = BatterySource.Internal,
        BatteryEmptyMillivolts = 3_300,
        BatteryFullMillivolts = 4_100,
        MayReportUnauthorised = true,
    };

    private readonly Dictionary<DeviceIdentity, RegisteredSeal> seals = [];

    public EsealWorld()
    {
        Add("S1", Number, Lock);
        Add("S2", 4_000_025, Lock);
        Add("STRICT", 4_000_033, Lock with { MayReportUnauthorised = false });
        Add("RELAY", 90_000, Lock with { IsRelay = true });
        Add("CASE", 40_000, Lock with
        {
            SealingElementParameter = null,
            CaseParameter = new ParameterSwitch("door", ClosedIsOne: true),
            Battery = BatterySource.None,
        });
    }

    public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, out RegisteredSeal seal) =>
        seals.TryGetValue(identity, out seal!) && protocol == DeviceProtocol.Eseal;

    /// <summary>A connection that has said nothing. It is kept as those of the other protocol of lines.</summary>
    public WialonWorld.Connection Connect() => new(new EsealProtocol().Open(this));

    /// <summary>What somebody sends, as bytes.</summary>
    public static byte[] Sent(Action<EsealEncoder, IBufferWriter<byte>> send, ulong device = Number)
    {
        var output = new ArrayBufferWriter<byte>();
        send(new EsealEncoder(device), output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The same as text.</summary>
    public static string Text(Action<EsealEncoder, IBufferWriter<byte>> send) => Encoding.ASCII.GetString(Sent(send));

    private void Add(string number, ulong name, DeviceProfile profile)
    {
        var identity = new DeviceIdentity(IdentityKind.TerminalId, name);
        seals[identity] = new RegisteredSeal
        {
            Number = SealNumber.Parse(number),
            Protocol = DeviceProtocol.Eseal,
            Identity = identity,
            Model = "test",
            Profile = profile,
            Operator = "KZ",
        };
    }
}
