using System.Collections.Concurrent;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;

namespace NavSeal.Workplaces.Views.Seals;

/// <summary>What is known of one seal now.</summary>
public sealed record SealRow
{
    public required SealNumber Seal { get; init; }

    public string Model { get; init; } = "";

    /// <summary>The last believed position in the order of measuring.</summary>
    public GeoPoint? At { get; init; }

    /// <summary>When that position was measured.</summary>
    public DateTimeOffset? FixMeasuredAt { get; init; }

    public int? SpeedTenthsKilometrePerHour { get; init; }

    /// <summary>The latest instant at which a report was received.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    /// <summary>The latest instant at which one was measured; what is older does not change the states below.</summary>
    public DateTimeOffset? MeasuredAt { get; init; }

    public SealingElementState? SealingElement { get; init; }

    public CaseState? Case { get; init; }

    public Percent? BatteryLeft { get; init; }

    public TransportationNumber? Transportation { get; init; }

    /// <summary>Reports stored.</summary>
    public long Reports { get; init; }
}

/// <summary>All seals with their last known facts: a fold over the events of seals.</summary>
public sealed class SealsView
{
    private readonly ConcurrentDictionary<SealNumber, SealRow> rows = new();

    /// <summary>How many seals and relays are known.</summary>
    public int Count => rows.Count;

    /// <summary>All rows in the order of their numbers.</summary>
    public IReadOnlyList<SealRow> All() => [.. rows.Values.OrderBy(row => row.Seal.Text, StringComparer.Ordinal)];

    /// <summary>Takes in what happened to one seal.</summary>
    public void Apply(SealNumber seal, IEnumerable<SealEvent> changes)
    {
        var row = rows.GetValueOrDefault(seal) ?? new SealRow { Seal = seal };
        foreach (var change in changes)
        {
            row = change switch
            {
                SealEvent.SealRegistered registered => row with { Model = registered.Model },
                SealEvent.SealBound bound => row with { Transportation = bound.Transportation },
                SealEvent.SealUnbound => row with { Transportation = null },
                SealEvent.Observed observed => Observe(row, observed),
                _ => row,
            };
        }

        rows[seal] = row;
    }

    private static SealRow Observe(SealRow row, SealEvent.Observed change)
    {
        var observation = change.Observation;
        row = row with { Reports = row.Reports + 1, HeardAt = row.HeardAt > change.ReceivedAt ? row.HeardAt : change.ReceivedAt };
        if (observation.MeasuredAt is not { } measuredAt || measuredAt < row.MeasuredAt) return row;
        row = row with
        {
            MeasuredAt = measuredAt,
            SealingElement = observation.SealingElement ?? row.SealingElement,
            Case = observation.Case ?? row.Case,
            BatteryLeft = observation.BatteryLeft ?? row.BatteryLeft,
        };
        return change.Verdict != FixVerdict.Believed || observation.Fix is not { } fix
            ? row
            : row with { At = fix.At, FixMeasuredAt = measuredAt, SpeedTenthsKilometrePerHour = fix.SpeedTenthsKilometrePerHour };
    }
}
