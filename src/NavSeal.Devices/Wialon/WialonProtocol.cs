using System.Text;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Wialon;

/// <summary>Wialon IPS 1.1 and 2.x over TCP and UDP; how it is read stands in <c>docs/protocols/wialon-ips.md</c>.</summary>
public sealed class WialonProtocol : IDeviceProtocol
{
    /// <inheritdoc/>
    public DeviceProtocol Protocol => DeviceProtocol.WialonIps;

    /// <inheritdoc/>
    public string Name => "wialon-ips";

    /// <inheritdoc/>
    public ProtocolPort Port { get; } = new("wialon-port", 9011);

    /// <inheritdoc/>
    public ProtocolLimits Limits { get; } = new()
    {
        MessageLengthMax = WialonFraming.LineLengthMax,
        LoginTime = TimeSpan.FromSeconds(60),
        PartialTime = TimeSpan.FromSeconds(10),
        IdleTime = TimeSpan.FromHours(2),
    };

    /// <inheritdoc/>
    public ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <inheritdoc/>
    public Recognition Recognise(ReadOnlySpan<byte> first)
    {
        if (first.IsEmpty) return Recognition.NeedMore;
        if (first[0] != '#') return Recognition.No;
        if (first.Length == 1) return Recognition.NeedMore;
        return char.IsAsciiLetterUpper((char)first[1]) ? Recognition.Yes : Recognition.No;
    }

    /// <inheritdoc/>
    public bool CanBe(DeviceIdentity identity) => identity.Kind == IdentityKind.Imei
        && !identity.Value.AsSpan().ContainsAny(';', '#') && !identity.Value.Any(char.IsControl);

    /// <inheritdoc/>
    public string IdentityForm => $"of the kind IMEI, digits or text without ; and #, at most {DeviceIdentity.LengthMax} characters";

    /// <inheritdoc/>
    public byte[]? LoginOf(DeviceIdentity identity) => Encoding.UTF8.GetBytes($"#L#{identity.Value};NA\r\n");

    /// <inheritdoc/>
    public string Explain(ReadOnlySpan<byte> bytes) => WialonExplain.Of(bytes);

    /// <inheritdoc/>
    public DeviceSession Open(ISealDirectory seals) => new WialonSession(seals, authorised: null);

    /// <inheritdoc/>
    public DeviceSession OpenForDatagrams(ISealDirectory seals) => new WialonSession(seals, authorised: null, hasLogins: false);

    /// <inheritdoc/>
    public DeviceSession Resume(ISealDirectory seals, RegisteredSeal sender) => new WialonSession(seals, sender);
}
