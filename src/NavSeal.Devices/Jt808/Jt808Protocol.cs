using NavSeal.Model.Seals;

namespace NavSeal.Devices.Jt808;

/// <summary>JT/T 808 of 2011, 2013 and 2019 with the items of electronic locks; how it is read stands in
/// <c>docs/protocols/jt808.md</c>.</summary>
public sealed class Jt808Protocol : IDeviceProtocol
{
    private const int DigitsMax = 2 * Jt808Address.LongLength;

    /// <inheritdoc/>
    public DeviceProtocol Protocol => DeviceProtocol.Jt808;

    /// <inheritdoc/>
    public string Name => "jt808";

    /// <inheritdoc/>
    public ProtocolPort Port { get; } = new("jt808-port", 0);

    /// <inheritdoc/>
    public ProtocolLimits Limits { get; } = new()
    {
        MessageLengthMax = Jt808Framing.FrameLengthMax,
        LoginTime = TimeSpan.FromSeconds(60),
        PartialTime = TimeSpan.FromSeconds(10),
        IdleTime = TimeSpan.FromHours(2),
    };

    /// <inheritdoc/>
    public ReadOnlySpan<byte> LineEnd => default;

    /// <inheritdoc/>
    public Recognition Recognise(ReadOnlySpan<byte> first) => first switch
    {
        [] => Recognition.NeedMore,
        [Jt808Framing.Delimiter, ..] => Recognition.Yes,
        _ => Recognition.No,
    };

    /// <inheritdoc/>
    public bool CanBe(DeviceIdentity identity) => identity.Kind == IdentityKind.TerminalId
        && (identity.Text is not { } text || (text.Length <= DigitsMax && text[0] != '0' && text.All(char.IsAsciiHexDigitLower)));

    /// <inheritdoc/>
    public string IdentityForm => $"of the kind TerminalId, at most {DigitsMax} digits, hexadecimal ones in small letters";

    /// <inheritdoc/>
    public byte[]? LoginOf(DeviceIdentity identity) => null;

    /// <inheritdoc/>
    public string Explain(ReadOnlySpan<byte> bytes) => Jt808Explain.Of(bytes);

    /// <inheritdoc/>
    public void Mask(Span<byte> bytes) => Jt808Secrets.Hide(bytes);

    /// <inheritdoc/>
    public DeviceSession Open(ISealDirectory seals) => new Jt808Session(seals, authorised: null);

    /// <inheritdoc/>
    public DeviceSession Resume(ISealDirectory seals, RegisteredSeal sender) => new Jt808Session(seals, sender);
}
