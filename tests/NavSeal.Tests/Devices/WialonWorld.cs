using System.Buffers;
using System.Globalization;
using System.Text;
using NavSeal.Devices.Wialon;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

/// <summary>Seals of the tests that speak Wialon IPS, and a connection of one of them.</summary>
internal sealed class WialonWorld : GivenSeals
{
    public const string Imei = "860000000000017";

    /// <summary>A position and a report of that instant and place.</summary>
    public const string Short = "201126;100000;4315.000000;N;07657.000000;E;61.5;300;780;11";
    public const string Full = Short + ";0.9;3;0;12.5,NA;NA;lock:1:1,tamper:1:0,pwr_int:2:3.9";

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

    public WialonWorld()
        : base(new WialonProtocol())
    {
        Add("S1", IdentityKind.Imei, Imei, Lock);
        Add("S2", IdentityKind.Imei, "860000000000025", Lock);
        Add("WORD", IdentityKind.Imei, "Truck-7", Lock);
        Add("FREE", IdentityKind.Imei, "55501", Lock with { MayReportUnauthorised = true });
        Add("RELAY", IdentityKind.Imei, "90000", Lock with { IsRelay = true });
        Add("INPUTS", IdentityKind.Imei, "40000", Lock with
        {
            SealingElementParameter = null,
            CaseParameter = null,
            SealingElement = new InputAddress(InputKind.DigitalClosedIsOne, 1),
            Case = new InputAddress(InputKind.DigitalClosedIsZero, 10),
            Battery = BatterySource.ParameterPercent,
            BatteryParameter = "bat",
        });
    }

    /// <summary>A connection that has said nothing.</summary>
    public GivenConnection Connect() => new TextConnection(Opened());

    /// <summary>A connection that has logged in by 1.1, without checksums.</summary>
    public GivenConnection LoggedIn(string device = Imei)
    {
        var connection = Connect().Read($"#L#{device};NA\r\n");
        Assert.Equal(["#AL#1"], connection.Answers);
        return connection.Begun();
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
}
