namespace NavSeal.Model.Need;

/// <summary>The question whether a carriage needs a seal, as somebody wrote it: nothing in it has been checked. Whoever answers names the
/// field that cannot be used.</summary>
public sealed record NeedQuestion
{
    /// <summary>The day on which tracking begins, as 2026-03-01; not the day on which somebody applies.</summary>
    public string? Day { get; init; }

    /// <summary>One of <c>transit</c>, <c>export</c>, <c>mutual_trade</c>.</summary>
    public string? Procedure { get; init; }

    /// <summary>One of <c>road</c>, <c>rail</c>, <c>air</c>, <c>sea</c>.</summary>
    public string? Mode { get; init; }

    /// <summary>Member states on the way, two capital letters each, in the order of travel; a state may come twice.</summary>
    public IReadOnlyList<string?>? States { get; init; }

    /// <summary>Every line of the declaration.</summary>
    public IReadOnlyList<GoodsLine?>? Goods { get; init; }

    /// <summary>Cargo compartments that are locked one by one, a whole number; null: not said.</summary>
    public string? Compartments { get; init; }

    /// <summary>Tracking objects that carry a seal on themselves, a whole number; null: none.</summary>
    public string? TrackingObjects { get; init; }

    /// <summary>Sum that secures duties and taxes, a decimal number; null: not said.</summary>
    public string? Security { get; init; }

    /// <summary>Currency of that sum by three letters; null: not said.</summary>
    public string? SecurityCurrency { get; init; }
}

/// <summary>One line of goods, as somebody wrote it.</summary>
/// <param name="Code">Four to ten digits; spaces between them do not count.</param>
/// <param name="SpecialMeasures">States whose register of special measures holds these goods, as the asker knows; null: none.</param>
/// <param name="Exemption">Id of the exemption whose case and condition the asker says are met; null: none.</param>
public sealed record GoodsLine(string? Code, IReadOnlyList<string?>? SpecialMeasures = null, string? Exemption = null);
