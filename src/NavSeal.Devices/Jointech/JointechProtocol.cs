using NavSeal.Model.Seals;

namespace NavSeal.Devices.Jointech;

/// <summary>Jointech JT701 and its family over TCP; how it is read stands in <c>docs/protocols/jt701.md</c>.</summary>
public sealed class JointechProtocol : IDeviceProtocol
{
    private const ulong NumberMax = 999_999_999_999_999;
    private const int SensorLength = 10;

    /// <inheritdoc/>
    public DeviceProtocol Protocol => DeviceProtocol.Jointech;

    /// <inheritdoc/>
    public string Name => "jt701";

    /// <inheritdoc/>
    public ProtocolPort Port { get; } = new("jt701-port", 0);

    /// <inheritdoc/>
    public ProtocolLimits Limits { get; } = new()
    {
        MessageLengthMax = JointechFraming.LengthMax,
        LoginTime = TimeSpan.FromSeconds(60),
        PartialTime = TimeSpan.FromSeconds(10),
        IdleTime = TimeSpan.FromHours(2),
    };

    /// <inheritdoc/>
    public ReadOnlySpan<byte> LineEnd => default;

    /// <inheritdoc/>
    public Recognition Recognise(ReadOnlySpan<byte> first)
    {
        if (first.IsEmpty) return Recognition.NeedMore;
        if (first[0] is not ((byte)'$' or (byte)'(')) return Recognition.No;
        if (first.Length == 1) return Recognition.NeedMore;
        var isDigit = first[0] == '$' ? Bcd.IsDigits(first[1..2]) : char.IsAsciiDigit((char)first[1]);
        return isDigit ? Recognition.Yes : Recognition.No;
    }

    /// <inheritdoc/>
    public bool CanBe(DeviceIdentity identity) => identity.Kind == IdentityKind.TerminalId
        && (identity.Text is { } text ? IsSensor(text) : identity.Number is > 0 and <= NumberMax);

    /// <inheritdoc/>
    public string IdentityForm => "of the kind TID, the digits of the lock, at most 15, or the ten characters (0-9, A-F) of a sub-lock";

    /// <inheritdoc/>
    public byte[]? LoginOf(DeviceIdentity identity) => null;

    /// <inheritdoc/>
    public string Explain(ReadOnlySpan<byte> bytes) => JointechExplain.Of(bytes);

    /// <inheritdoc/>
    public void Mask(Span<byte> bytes)
    {
        for (var sentence = bytes; sentence.IndexOf((byte)'(') is var from and >= 0;)
        {
            sentence = sentence[(from + 1)..];
            var end = sentence.IndexOf((byte)')');
            JointechSecrets.Hide(end < 0 ? sentence : sentence[..end]);
        }
    }

    /// <inheritdoc/>
    public DeviceSession Open(ISealDirectory seals) => new JointechSession(seals, sender: null);

    /// <inheritdoc/>
    public DeviceSession Resume(ISealDirectory seals, RegisteredSeal sender) => new JointechSession(seals, sender);

    private static bool IsSensor(string text) =>
        text.Length == SensorLength && text.All(c => c is (>= '0' and <= '9') or (>= 'A' and <= 'F'));
}
