namespace NavSeal.Devices.Wialon;

/// <summary>A line taken apart: what stands before the packet, its type, its body.</summary>
public readonly ref struct WialonLine
{
    private const int TypeLengthMax = 2;
    private const byte Mark = (byte)'#';

    /// <summary>What stands before the first mark: nothing as a rule, a name of the device as in datagrams, or noise.</summary>
    public ReadOnlySpan<byte> Before { get; private init; }

    /// <summary>The type; <see cref="WialonType.Unknown"/> where there is no packet of a type we know.</summary>
    public WialonType Type { get; private init; }

    /// <summary>What stands between its two marks; empty where there is no packet.</summary>
    public ReadOnlySpan<byte> TypeText { get; private init; }

    /// <summary>What stands behind the second mark.</summary>
    public ReadOnlySpan<byte> Body { get; private init; }

    /// <summary>Finds the first packet of a known type; noise before it may hold marks too.</summary>
    public static WialonLine Read(ReadOnlySpan<byte> line)
    {
        for (var from = 0; line[from..].IndexOf(Mark) is var next and >= 0; from += next + 1)
        {
            var rest = line[(from + next + 1)..];
            var length = rest.IndexOf(Mark);
            if (length < 0) break;
            if (length > TypeLengthMax || TypeOf(rest[..length]) is not (not WialonType.Unknown and var type)) continue;
            return new WialonLine
            {
                Before = line[..(from + next)],
                Type = type,
                TypeText = rest[..length],
                Body = rest[(length + 1)..],
            };
        }

        return new WialonLine { Before = line };
    }

    /// <summary>Whether a line that holds no packet at least looks like one: a mark, a few letters, a mark.</summary>
    public static bool IsPacketOfUnknownType(ReadOnlySpan<byte> line) =>
        line is [Mark, _, ..] && line[1..].IndexOf(Mark) is > 0 and var length && !line.Slice(1, length).ContainsAnyExcept(typeLetters);

    private static readonly System.Buffers.SearchValues<byte> typeLetters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8);

    private static WialonType TypeOf(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'L'] => WialonType.Login,
        [(byte)'S', (byte)'D'] => WialonType.Position,
        [(byte)'D'] => WialonType.Report,
        [(byte)'B'] => WialonType.BlackBox,
        [(byte)'P'] => WialonType.Ping,
        [(byte)'M'] => WialonType.Message,
        [(byte)'I'] => WialonType.Image,
        [(byte)'Q', (byte)'I'] => WialonType.ImageQuery,
        [(byte)'I', (byte)'T'] => WialonType.TachographStart,
        [(byte)'T'] => WialonType.Tachograph,
        [(byte)'Q', (byte)'T'] => WialonType.TachographQuery,
        [(byte)'U', (byte)'S'] => WialonType.Software,
        [(byte)'U', (byte)'C'] => WialonType.Configuration,
        [(byte)'A', (byte)'M'] => WialonType.MessageAnswer,
        _ => WialonType.Unknown,
    };
}
