using System.Globalization;
using System.Text;

namespace NavSeal.Devices.Wialon;

/// <summary>What an answer of the platform belongs to.</summary>
public enum WialonAnswered : byte
{
    /// <summary>No answer: a message of the platform, or noise.</summary>
    None = 0,

    /// <summary>AL: to a login.</summary>
    Login = 1,

    /// <summary>ASD or AD: to a report.</summary>
    Report = 2,

    /// <summary>AB: to a black box.</summary>
    BlackBox = 3,

    /// <summary>AP: to a ping.</summary>
    Ping = 4,

    /// <summary>AM: to a message.</summary>
    Message = 5,
}

/// <summary>A line of the platform as the device's side reads it.</summary>
/// <param name="To">What it answers.</param>
/// <param name="Code">Its code: for a black box the number of records taken, and nothing where it was damaged; else 1 where it was
/// taken.</param>
public readonly record struct WialonAnswer(WialonAnswered To, string Code)
{
    /// <summary>Whether a login or a report was taken.</summary>
    public bool IsPositive => Code == "1";

    /// <summary>Records of a black box that were taken; 0 where none were.</summary>
    public int Count => int.TryParse(Code, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    /// <summary>Reads a message of the platform to a device that speaks 2.0 (M).</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="text">What it says; empty where its checksum is wrong.</param>
    /// <returns>False where the line is no message.</returns>
    public static bool TryReadMessage(ReadOnlySpan<byte> line, out string text)
    {
        text = "";
        if (!line.StartsWith("#M#"u8)) return false;
        var body = line[3..];
        var end = body.LastIndexOf((byte)';') + 1;
        var isRight = end > 0
            && ushort.TryParse(body[end..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var checksum)
            && checksum == WialonChecksum.Of(body[..end]);
        if (isRight) text = Encoding.UTF8.GetString(body[..(end - 1)]);
        return true;
    }

    /// <summary>Reads a line without its end.</summary>
    public static WialonAnswer Read(ReadOnlySpan<byte> line)
    {
        if (line is not [(byte)'#', (byte)'A', ..] || line[2..].IndexOf((byte)'#') is not (> 0 and var length)) return default;
        var type = line.Slice(2, length);
        var to = type switch
        {
            [(byte)'L'] => WialonAnswered.Login,
            [(byte)'D'] or [(byte)'S', (byte)'D'] => WialonAnswered.Report,
            [(byte)'B'] => WialonAnswered.BlackBox,
            [(byte)'P'] => WialonAnswered.Ping,
            [(byte)'M'] => WialonAnswered.Message,
            _ => WialonAnswered.None,
        };
        return new WialonAnswer(to, Encoding.ASCII.GetString(line[(type.Length + 3)..]));
    }
}
