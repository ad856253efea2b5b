using NavSeal.Model.Need;

namespace NavSeal.Workplaces.Need;

/// <summary>What page and API of the question stand on.</summary>
public sealed record NeedParts
{
    /// <summary>Decides, by the tables.</summary>
    public required Func<NeedQuestion, NeedAnswer> Answer { get; init; }

    /// <summary>The member states to choose from.</summary>
    public required IReadOnlyList<string> MemberStates { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Whose today stands in the form.</summary>
    public required TimeZoneInfo HomeZone { get; init; }

    /// <summary>The policy by which a stranger's questions are counted.</summary>
    public required string RatePolicy { get; init; }
}
