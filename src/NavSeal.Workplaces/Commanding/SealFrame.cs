using System.Globalization;
using NavSeal.Model.Seals;

namespace NavSeal.Workplaces.Commanding;

/// <summary>What may be shown of the bytes of a frame.</summary>
/// <param name="Explanation">Field by field, secrets masked; technical, in English. Empty where the frame cannot be opened.</param>
/// <param name="Length">Number of bytes as they came.</param>
/// <param name="Bytes">The bytes, secrets masked; null where the frame cannot be opened.</param>
public sealed record FrameText(string Explanation, int Length, ReadOnlyMemory<byte>? Bytes)
{
    /// <summary>Whether a secret is masked: these are not the bytes as they came, and nobody gets those.</summary>
    public bool HoldsSecret { get; init; }
}

/// <summary>What a frame said of one seal.</summary>
/// <param name="Seal">Of which.</param>
/// <param name="MeasuredAt">By the seal's clock; null where it is unknown.</param>
/// <param name="Judgement">What the report was good for.</param>
/// <param name="Verdict">Whether its position is believed.</param>
public sealed record SealFrameReport(SealNumber Seal, DateTimeOffset? MeasuredAt, Judgement Judgement, FixVerdict Verdict);

/// <summary>One frame as the journal holds it.</summary>
public sealed record SealFrame
{
    /// <summary>The commit that holds it.</summary>
    public required long Commit { get; init; }

    /// <summary>Its place among the frames of the seal in that commit, from 1.</summary>
    public required int Place { get; init; }

    public required DeviceProtocol Protocol { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The relay that carried it; null where the seal sent it itself.</summary>
    public SealNumber? Relay { get; init; }

    /// <summary>The new reports that it gave: of this seal, or of all seals where it is a relay's.</summary>
    public required IReadOnlyList<SealFrameReport> Reports { get; init; }

    public required FrameText Text { get; init; }

    /// <summary>By which it is named within its seal.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Commit}-{Place}");

    /// <summary>Reads a name; null where the text is none.</summary>
    public static (long Commit, int Place)? ParseName(string text) => text.Split('-') is [var commit, var place]
        && long.TryParse(commit, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? (number, at) : null;
}
