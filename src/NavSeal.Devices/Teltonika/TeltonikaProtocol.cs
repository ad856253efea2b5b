using System.Globalization;
using System.Text;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Teltonika;

/// <summary>Teltonika, codecs 8, 8 Extended and 16 over TCP and UDP, with replies to commands; how it is read stands in
/// <c>docs/protocols/teltonika.md</c>.</summary>
public sealed class TeltonikaProtocol : IDeviceProtocol
{
    /// <inheritdoc/>
    public DeviceProtocol Protocol => DeviceProtocol.Teltonika;

    /// <inheritdoc/>
    public string Name => "teltonika";

    /// <inheritdoc/>
    public ProtocolPort Port { get; } = new("teltonika-port", 9014);

    /// <inheritdoc/>
    public ProtocolLimits Limits { get; } = new()
    {
        MessageLengthMax = TeltonikaFraming.PacketLengthMax,
        LoginTime = TimeSpan.FromSeconds(60),
        PartialTime = TimeSpan.FromSeconds(10),
        IdleTime = TimeSpan.FromHours(2),
    };

    /// <inheritdoc/>
    public ReadOnlySpan<byte> LineEnd => [];

    /// <inheritdoc/>
    public Recognition Recognise(ReadOnlySpan<byte> first)
    {
        ReadOnlySpan<byte> head = [0, TeltonikaFraming.DeviceDigits];
        if (!first[..Math.Min(first.Length, head.Length)].SequenceEqual(head[..Math.Min(first.Length, head.Length)])) return Recognition.No;
        if (first.Length <= head.Length) return Recognition.NeedMore;
        return char.IsAsciiDigit((char)first[head.Length]) ? Recognition.Yes : Recognition.No;
    }

    /// <inheritdoc/>
    public bool CanBe(DeviceIdentity identity) => identity is { Kind: IdentityKind.Imei, Text: null, Number: > 0 }
        && identity.Value.Length <= TeltonikaFraming.DeviceDigits;

    /// <inheritdoc/>
    public string IdentityForm => $"of the kind IMEI, at most {TeltonikaFraming.DeviceDigits} digits";

    /// <inheritdoc/>
    public byte[]? LoginOf(DeviceIdentity identity) =>
        [0, TeltonikaFraming.DeviceDigits, .. Encoding.ASCII.GetBytes(identity.Number.ToString("D15", CultureInfo.InvariantCulture))];

    /// <inheritdoc/>
    public string Explain(ReadOnlySpan<byte> bytes) => TeltonikaExplain.Of(bytes);

    /// <inheritdoc/>
    public DeviceSession Open(ISealDirectory seals) => new TeltonikaSession(seals, TeltonikaCarrier.Stream, authorised: null);

    /// <inheritdoc/>
    public DeviceSession OpenForDatagrams(ISealDirectory seals) => new TeltonikaSession(seals, TeltonikaCarrier.Datagram, authorised: null);

    /// <inheritdoc/>
    public DeviceSession Resume(ISealDirectory seals, RegisteredSeal sender) =>
        new TeltonikaSession(seals, TeltonikaCarrier.Any, sender);
}
