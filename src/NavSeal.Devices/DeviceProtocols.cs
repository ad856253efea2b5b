using NavSeal.Devices.Egts;

namespace NavSeal.Devices;

/// <summary>All protocols, one line each.</summary>
public static class DeviceProtocols
{
    /// <summary>In the order of their numbers.</summary>
    public static IReadOnlyList<IDeviceProtocol> All { get; } =
    [
        new EgtsProtocol(),
    ];
}
