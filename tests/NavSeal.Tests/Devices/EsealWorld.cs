using System.Buffers;
using System.Text;
using NavSeal.Devices.Eseal;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

/// <summary>Seals of the tests that speak eSeal, and a connection of one of them.</summary>
internal sealed class EsealWorld : GivenSeals
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

    public EsealWorld()
        : base(new EsealProtocol())
    {
        Add("S1", new DeviceIdentity(IdentityKind.TerminalId, Number), Lock);
        Add("S2", new DeviceIdentity(IdentityKind.TerminalId, 4_000_025), Lock);
        Add("STRICT", new DeviceIdentity(IdentityKind.TerminalId, 4_000_033), Lock with { MayReportUnauthorised = false });
        Add("RELAY", new DeviceIdentity(IdentityKind.TerminalId, 90_000), Lock with { IsRelay = true });
        Add("CASE", new DeviceIdentity(IdentityKind.TerminalId, 40_000), Lock with
        {
            SealingElementParameter = null,
            CaseParameter = new ParameterSwitch("door", ClosedIsOne: true),
            Battery = BatterySource.None,
        });
    }

    /// <summary>A connection that has said nothing.</summary>
    public GivenConnection Connect() => new TextConnection(Opened());

    /// <summary>What somebody sends, as bytes.</summary>
    public static byte[] Sent(Action<EsealEncoder, IBufferWriter<byte>> send, ulong device = Number)
    {
        var output = new ArrayBufferWriter<byte>();
        send(new EsealEncoder(device), output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The same as text.</summary>
    public static string Text(Action<EsealEncoder, IBufferWriter<byte>> send) => Encoding.ASCII.GetString(Sent(send));
}
