using NavSeal.Model.Seals;

namespace NavSeal.Devices.Egts;

/// <summary>EGTS by GOST 33472-2015 and its corrections; how it is read stands in <c>docs/protocols/egts.md</c>.</summary>
public sealed class EgtsProtocol : IDeviceProtocol
{
    private const ulong ImeiMax = 999_999_999_999_999;

    /// <inheritdoc/>
    public DeviceProtocol Protocol => DeviceProtocol.Egts;

    /// <inheritdoc/>
    public string Name => "egts";

    /// <inheritdoc/>
    public ProtocolPort Port { get; } = new("egts-port", 9010);

    /// <inheritdoc/>
    public ProtocolLimits Limits { get; } = new()
    {
        MessageLengthMax = EgtsFraming.PacketLengthMax,
        LoginTime = TimeSpan.FromSeconds(6),
        PartialTime = TimeSpan.FromSeconds(10),
        IdleTime = TimeSpan.FromHours(2),
    };

    /// <inheritdoc/>
    public ReadOnlySpan<byte> LineEnd => default;

    /// <inheritdoc/>
    public Recognition Recognise(ReadOnlySpan<byte> first) => first switch
    {
        [] => Recognition.NeedMore,
        [not EgtsHeader.Version, ..] => Recognition.No,
        [_, _, _, var length, ..] => length is EgtsHeader.LengthShort or EgtsHeader.LengthRouted ? Recognition.Yes : Recognition.No,
        _ => Recognition.NeedMore,
    };

    /// <inheritdoc/>
    public bool CanBe(DeviceIdentity identity) => identity.Text is null
        && identity.Number > 0 && identity.Number <= (identity.Kind == IdentityKind.Imei ? ImeiMax : uint.MaxValue);

    /// <inheritdoc/>
    public string IdentityForm => $"up to 15 digits for IMEI, else a number from 1 to {uint.MaxValue}";

    /// <inheritdoc/>
    public byte[]? LoginOf(DeviceIdentity identity) => null;

    /// <inheritdoc/>
    public string Explain(ReadOnlySpan<byte> bytes) => EgtsExplain.Of(bytes);

    /// <inheritdoc/>
    public void Mask(Span<byte> bytes) => EgtsSecrets.Hide(bytes);

    /// <inheritdoc/>
    public DeviceSession Open(ISealDirectory seals) => new EgtsSession(seals, authorised: null);

    /// <inheritdoc/>
    public DeviceSession Resume(ISealDirectory seals, RegisteredSeal sender) => new EgtsSession(seals, sender);
}
