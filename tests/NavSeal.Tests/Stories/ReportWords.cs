using System.Globalization;
using NavSeal.Model.Observations;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Stories;

/// <summary>A report in words. What is not said was not reported.</summary>
/// <remarks>closed open broken; intact breached; sound faulty; battery PERCENT; moving standing; speed KM/H; north METRES (a valid fix so
/// many
/// metres north of the start); satellites NUMBER, invalid, cell (about that fix); null-island; measured INSTANT (else when it came);
/// clockless;
/// note WORD (changes the content and nothing else).</remarks>
internal static class ReportWords
{
    private const double MetresPerDegree = 111_195.0797;

    public static Observation Read(string[] words, DateTimeOffset at)
    {
        var content = string.Join(' ', words.Where((word, i) => word != "measured" && (i == 0 || words[i - 1] != "measured")));
        var said = new Observation { MeasuredAt = at, ContentKey = KeyOf(content) };
        for (var i = 0; i < words.Length; i++)
        {
            said = words[i] switch
            {
                "closed" => said with { SealingElement = SealingElementState.Closed },
                "open" => said with { SealingElement = SealingElementState.Open },
                "broken" => said with { SealingElement = SealingElementState.Broken },
                "intact" => said with { Case = CaseState.Intact },
                "breached" => said with { Case = CaseState.Breached },
                "sound" => said with { HasFault = false },
                "faulty" => said with { HasFault = true },
                "moving" => said with { IsMoving = true },
                "standing" => said with { IsMoving = false },
                "archive" => said with { FromMemory = true },
                "clockless" => said with { MeasuredAt = null },
                "battery" => said with { BatteryLeft = new Percent(Number(words[++i])) },
                "north" => said with { Fix = North(Number(words[++i])) },
                "null-island" => said with { Fix = new Fix { At = new GeoPoint(0, 0), IsValid = true } },
                "satellites" => said with { Fix = said.Fix!.Value with { Satellites = Number(words[++i]) } },
                "invalid" => said with { Fix = said.Fix!.Value with { IsValid = false } },
                "cell" => said with { Fix = said.Fix!.Value with { Source = FixSource.Cell } },
                "speed" => said with { Fix = (said.Fix ?? North(0)) with { SpeedTenthsKilometrePerHour = Number(words[++i]) * 10 } },
                "measured" => said with { MeasuredAt = Clock.Read(words[++i]) },
                "note" => said with { Cause = words[++i].Length },
                var other => throw new FormatException($"'{other}' is no word of a report."),
            };
        }

        return said;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static Fix North(int metres) => new() { At = GeoPoint.FromDegrees(44 + (metres / MetresPerDegree), 77), IsValid = true };

    /// <summary>FNV-1a, so that a story reads the same on every machine.</summary>
    private static ulong KeyOf(string content) =>
        content.Aggregate(14_695_981_039_346_656_037UL, (key, letter) => unchecked((key ^ letter) * 1_099_511_628_211UL));
}
