using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Need;

/// <summary>The words of questions and tables.</summary>
internal static class NeedWords
{
    public const string Grounds = "transit, export, mutual_trade", Modes = "road, rail, air, sea";

    public static TrackingGround? GroundOf(string? word) => word switch
    {
        "transit" => TrackingGround.Transit,
        "export" => TrackingGround.Export,
        "mutual_trade" => TrackingGround.MutualTrade,
        _ => null,
    };

    public static CarriageMode? ModeOf(string? word) => word switch
    {
        "road" => CarriageMode.Road,
        "rail" => CarriageMode.Rail,
        "air" => CarriageMode.Air,
        "sea" => CarriageMode.Sea,
        _ => null,
    };

    /// <summary>A code without the spaces in it; null: longer than any code is written.</summary>
    public static string? WithoutSpaces(string text)
    {
        const int writtenMax = 40;
        return text.Length > writtenMax ? null : string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
    }

    public static bool AreDigits(string text) => text.All(char.IsAsciiDigit);
}
