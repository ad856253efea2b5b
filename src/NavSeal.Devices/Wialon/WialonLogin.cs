using System.Text;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Wialon;

/// <summary>The body of a login. The password is not read: the registry holds none.</summary>
internal readonly ref struct WialonLogin
{
    private const int DigitsMax = 19, PlainFields = 2, VersionedFields = 3;

    /// <summary>Version as sent, for example 2.0; empty in 1.1, which sends none.</summary>
    public ReadOnlySpan<byte> Version { get; private init; }

    /// <summary>As what the device names itself.</summary>
    public ReadOnlySpan<byte> Device { get; private init; }

    /// <summary>What is wrong with it: structure or checksum.</summary>
    public WialonFault Fault { get; private init; }

    /// <summary>Reads <c>imei;password</c> or <c>version;imei;password;checksum</c>.</summary>
    public static WialonLogin Read(ReadOnlySpan<byte> body)
    {
        var first = body.IndexOf((byte)';');
        if (first < 0) return new WialonLogin { Device = body, Fault = WialonFault.Structure };
        var isVersioned = IsVersion(body[..first]);
        var fields = body.Count((byte)';') + 1;
        if (!isVersioned)
        {
            var fault = fields == PlainFields ? WialonFault.None : WialonFault.Structure;
            return new WialonLogin { Device = body[..first], Fault = fault };
        }

        var rest = body[(first + 1)..];
        var second = rest.IndexOf((byte)';');
        return new WialonLogin
        {
            Version = body[..first],
            Device = second < 0 ? rest : rest[..second],
            Fault = fields switch
            {
                VersionedFields => WialonFault.Checksum,
                VersionedFields + 1 => IsChecksumRight(body) ? WialonFault.None : WialonFault.Checksum,
                _ => WialonFault.Structure,
            },
        };
    }

    /// <summary>Reads a name as datagrams have it before their packet: <c>imei</c> or <c>version;imei</c>.</summary>
    /// <param name="before">What stands before the first mark.</param>
    /// <param name="device">The name.</param>
    /// <returns>False where it is no name but noise: anything but letters, digits, hyphens and underscores.</returns>
    public static bool TryReadPrefix(ReadOnlySpan<byte> before, out ReadOnlySpan<byte> device)
    {
        var semicolon = before.IndexOf((byte)';');
        var isVersioned = semicolon > 0 && IsVersion(before[..semicolon]);
        device = isVersioned ? before[(semicolon + 1)..] : before;
        return device.Length is > 0 and <= DeviceIdentity.LengthMax && !device.ContainsAnyExcept(nameBytes);
    }

    /// <summary>The name as the registry knows it, without an allocation where it is digits; null where it names nobody.</summary>
    public static DeviceIdentity? IdentityOf(ReadOnlySpan<byte> device)
    {
        if (device.Length is 0 or > DeviceIdentity.LengthMax) return null;
        var number = 0ul;
        foreach (var digit in device)
        {
            if (device.Length > DigitsMax || !char.IsAsciiDigit((char)digit))
                return DeviceIdentity.Parse(IdentityKind.Imei, Encoding.UTF8.GetString(device));
            number = (number * 10) + (ulong)(digit - '0');
        }

        return number == 0 ? null : new DeviceIdentity(IdentityKind.Imei, number);
    }

    private static readonly System.Buffers.SearchValues<byte> nameBytes =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>A digit, a point, a digit.</summary>
    private static bool IsVersion(ReadOnlySpan<byte> text) =>
        text is [>= (byte)'2' and <= (byte)'9', (byte)'.', >= (byte)'0' and <= (byte)'9'];

    private static bool IsChecksumRight(ReadOnlySpan<byte> body)
    {
        var at = body.LastIndexOf((byte)';') + 1;
        return WialonChecksum.TryRead(body[at..], out var sent) && sent == WialonChecksum.Of(body[..at]);
    }
}
