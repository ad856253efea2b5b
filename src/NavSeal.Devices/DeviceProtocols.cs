using NavSeal.Devices.Egts;
using NavSeal.Devices.Eseal;
using NavSeal.Devices.Jointech;
using NavSeal.Devices.Jt808;
using NavSeal.Devices.Teltonika;
using NavSeal.Devices.Wialon;

namespace NavSeal.Devices;

/// <summary>All protocols, one line each.</summary>
public static class DeviceProtocols
{
    /// <summary>So many bytes are enough to tell every protocol from the others.</summary>
    public const int FirstBytesMax = 16;

    /// <summary>In the order of their numbers.</summary>
    public static IReadOnlyList<IDeviceProtocol> All { get; } =
    [
        new EgtsProtocol(),
        new WialonProtocol(),
        new JointechProtocol(),
        new Jt808Protocol(),
        new TeltonikaProtocol(),
        new EsealProtocol(),
    ];

    /// <summary>Tells the protocol of a fresh connection on a port that all of them share.</summary>
    /// <param name="first">Its first bytes.</param>
    /// <param name="protocol">The protocol; null unless the outcome is <see cref="Recognition.Yes"/>.</param>
    /// <returns><see cref="Recognition.NeedMore"/> only below <see cref="FirstBytesMax"/> bytes.</returns>
    public static Recognition Recognise(ReadOnlySpan<byte> first, out IDeviceProtocol? protocol)
    {
        var outcome = Recognition.No;
        protocol = null;
        foreach (var each in All)
        {
            var recognition = each.Recognise(first);
            if (recognition == Recognition.NeedMore) outcome = Recognition.NeedMore;
            if (recognition != Recognition.Yes) continue;
            protocol = each;
            return Recognition.Yes;
        }

        return outcome;
    }
}
