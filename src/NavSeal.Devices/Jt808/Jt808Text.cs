using System.Text;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Jt808;

/// <summary>A sentence of a Jointech lock among the frames: values between commas, the first of them the number of the device.</summary>
internal readonly ref struct Jt808Text
{
    /// <summary>The sentence without its brackets.</summary>
    public ReadOnlySpan<byte> Content { get; private init; }

    /// <summary>Who sends it; null where it begins with no number.</summary>
    public DeviceIdentity? Device { get; private init; }

    /// <summary>What stands before the time where it asks for the time; else empty.</summary>
    public ReadOnlySpan<byte> BeforeTime =>
        Content.EndsWith(AsksTime) ? Content[..^"TIME".Length] : default;

    private static ReadOnlySpan<byte> AsksTime => ",BASE,2,TIME"u8;

    /// <summary>Reads a sentence.</summary>
    /// <param name="content">What stands between the brackets.</param>
    public static Jt808Text Read(ReadOnlySpan<byte> content)
    {
        var comma = content.IndexOf((byte)',');
        var name = comma < 0 ? default : content[..comma];
        var isNumber = !name.IsEmpty && name.Length <= 2 * Jt808Address.LongLength && !name.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        return new Jt808Text
        {
            Content = content,
            Device = isNumber ? DeviceIdentity.Parse(IdentityKind.TerminalId, Encoding.ASCII.GetString(name).TrimStart('0')) : null,
        };
    }
}
