using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>A clock of the law that runs: something is owed and not done.</summary>
/// <param name="Number">Within the transportation, from 1.</param>
/// <param name="Kind">What.</param>
/// <param name="DueAt">Later than this is a breach.</param>
public readonly record struct Obligation(int Number, ObligationKind Kind, DateTimeOffset DueAt)
{
    /// <summary>The situation it is about; null: none.</summary>
    public int? Situation { get; init; }

    /// <summary>The seal it is about; null: none.</summary>
    public SealNumber? Seal { get; init; }

    /// <summary>Whether the breach is recorded, or there can be none; what is owed is owed still.</summary>
    public bool IsOver { get; init; }
}
