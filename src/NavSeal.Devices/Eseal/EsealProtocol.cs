using NavSeal.Model.Seals;

namespace NavSeal.Devices.Eseal;

/// <summary>The text protocol of eSeal over TCP; how it is read stands in <c>docs/protocols/eseal.md</c>.</summary>
public sealed class EsealProtocol : IDeviceProtocol
{
    /// <inheritdoc/>
    public DeviceProtocol Protocol => DeviceProtocol.Eseal;

    /// <inheritdoc/>
    public string Name => "eseal";

    /// <summary>Listened for on the shared port alone, unless somebody sets a port of its own.</summary>
    public ProtocolPort Port { get; } = new("eseal-port", 0);

    /// <inheritdoc/>
    public ProtocolLimits Limits { get; } = new()
    {
        MessageLengthMax = EsealFraming.MessageLengthMax,
        LoginTime = TimeSpan.FromSeconds(60),
        PartialTime = TimeSpan.FromSeconds(10),
        IdleTime = TimeSpan.FromHours(2),
    };

    /// <inheritdoc/>
    public ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <inheritdoc/>
    public Recognition Recognise(ReadOnlySpan<byte> first)
    {
        var start = EsealFraming.Start;
        if (first.Length >= start.Length) return first.StartsWith(start) ? Recognition.Yes : Recognition.No;
        return start.StartsWith(first) ? Recognition.NeedMore : Recognition.No;
    }

    /// <inheritdoc/>
    public bool CanBe(DeviceIdentity identity) => identity is { Kind: IdentityKind.TerminalId, Text: null, Number: > 0 };

    /// <inheritdoc/>
    public string IdentityForm => "of the kind TID, digits, at most 19 of them";

    /// <inheritdoc/>
    public byte[]? LoginOf(DeviceIdentity identity) => null;

    /// <inheritdoc/>
    public string Explain(ReadOnlySpan<byte> bytes) => EsealExplain.Of(bytes);

    /// <inheritdoc/>
    public DeviceSession Open(ISealDirectory seals) => new EsealSession(seals, authorised: null);

    /// <inheritdoc/>
    public DeviceSession Resume(ISealDirectory seals, RegisteredSeal sender) => new EsealSession(seals, sender);
}
