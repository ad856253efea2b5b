namespace NavSeal.Model.Need;

/// <summary>Whether a carriage needs a seal under the Agreement, and all that one needs to check the answer.</summary>
public sealed record NeedDecision
{
    /// <summary>Whether one line at least obliges.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>Why, for the carriage as a whole.</summary>
    public required NeedReason Reason { get; init; }

    /// <summary>The line that stands for the answer: of those that oblige the one of the earliest stage, then of the lowest rule; else the
    /// line whose reason is the reason of all. Null where goods do not matter.</summary>
    public LineVerdict? Deciding { get; init; }

    /// <summary>Every line with its own reason, in the order of the question; empty where goods do not matter.</summary>
    public required IReadOnlyList<LineVerdict> Lines { get; init; }

    /// <summary>Keys of <c>reference/seal-regimes.csv</c> under which a seal may be applied though the Agreement asks for none.</summary>
    public required IReadOnlyList<string> MayStillApply { get; init; }

    /// <summary>The least number of seals to propose (Agreement 6.3).</summary>
    public required int Seals { get; init; }

    /// <summary>Whether a list of exemptions was there to be looked at; null where exemptions cannot matter, outside transit.</summary>
    public bool? AreExemptionsLoaded { get; init; }

    /// <summary>Whether officers may ride along beside the seal (Agreement 2.4); null where no seal is required.</summary>
    public PhysicalEscortVerdict? PhysicalEscort { get; init; }

    /// <summary>The tables that decided, by their hash.</summary>
    public required string TablesVersion { get; init; }
}

/// <summary>What one line of goods comes to.</summary>
public sealed record LineVerdict
{
    /// <summary>From 1, in the order of the question.</summary>
    public required int Place { get; init; }

    /// <summary>The digits of the line.</summary>
    public required string Code { get; init; }

    /// <summary>Why it obliges or does not.</summary>
    public required NeedReason Reason { get; init; }

    /// <summary>Id of the rule that obliges, will oblige or would without an exemption, for example STG-004; null: none.</summary>
    public string? Rule { get; init; }

    /// <summary>The clause behind the rule.</summary>
    public string? Clause { get; init; }

    /// <summary>Stage of the introduction, 1 to 3.</summary>
    public int? Stage { get; init; }

    /// <summary>Key of the group of goods, for example <c>alcohol</c>, <c>sanctioned</c> or <c>all_other</c>.</summary>
    public string? Group { get; init; }

    /// <summary>The heading that the code falls under, as the act writes it; null where no heading decides.</summary>
    public string? Heading { get; init; }

    /// <summary>First day of the rule.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Id of the exemption that frees the line.</summary>
    public string? Exemption { get; init; }

    /// <summary>Ids of exemptions that would free it if their case and condition were met.</summary>
    public IReadOnlyList<string> PossibleExemptions { get; init; } = [];

    /// <summary>Whether this line alone makes the seal necessary.</summary>
    public bool Obliges => Reason is NeedReason.ListedHeading or NeedReason.SpecialMeasures or NeedReason.OtherGoods;
}

/// <summary>Why a seal is or is not required; pages have words for each.</summary>
public enum NeedReason : byte
{
    /// <summary>Required: the code falls under a heading of a group.</summary>
    ListedHeading = 1,

    /// <summary>Required: special measures of a state on the way.</summary>
    SpecialMeasures,

    /// <summary>Required: the stage takes in all goods that no earlier rule obliges.</summary>
    OtherGoods,

    /// <summary>Not required: the way lies in fewer than two member states (Agreement 2.1).</summary>
    OneMemberState,

    /// <summary>Not required: the Commission has not opened that mode of transport (Agreement 3.2).</summary>
    ModeNotOpened,

    /// <summary>Not required yet: the rule begins on a later day.</summary>
    NotYet,

    /// <summary>Not required: an exemption frees the line (Agreement 3.2(1)).</summary>
    Exempt,

    /// <summary>Not required: the states that apply special measures are not on the way, and no other rule holds.</summary>
    MeasuresElsewhere,

    /// <summary>Not required: no rule of any day takes in these goods with this procedure and mode.</summary>
    NoRule,
}

/// <summary>Whether physical customs escort is allowed beside the seal.</summary>
/// <param name="IsAllowed">Null: it cannot be told.</param>
/// <param name="Ground">By what.</param>
/// <param name="Line">The line of goods that makes the exception, from 1; null: none does.</param>
/// <param name="RateSource">Where the rate of the day comes from; null: no rate was needed.</param>
public sealed record PhysicalEscortVerdict(bool? IsAllowed, EscortGround Ground, int? Line = null, string? RateSource = null);

/// <summary>By what physical customs escort is allowed or barred (Agreement 2.4).</summary>
public enum EscortGround : byte
{
    /// <summary>Allowed: goods of a group that is excepted.</summary>
    Goods = 1,

    /// <summary>Allowed: goods under special measures.</summary>
    SpecialMeasures,

    /// <summary>Allowed: the security is above the limit.</summary>
    SecurityAbove,

    /// <summary>Barred: the security is at the limit or below it.</summary>
    SecurityNotAbove,

    /// <summary>Barred so far as is known: no sum was named.</summary>
    SecurityNotStated,

    /// <summary>Not to be told: there is no rate for the day.</summary>
    RateUnknown,
}
