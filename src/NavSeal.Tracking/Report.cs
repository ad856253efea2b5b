using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;

namespace NavSeal.Tracking;

/// <summary>What the state keeps of a report: its key, what it says of the conditions, and where it was. 32 bytes, for there are
/// many.</summary>
internal readonly record struct Report
{
    /// <summary>The value of <see cref="Metres"/> that says that there is no believed fix.</summary>
    public const int NoFix = -1;

    private const byte NotReported = byte.MaxValue;

    private const int TwoBits = 3, CaseBit = 2, FaultBit = 4;

    public required Moment MeasuredAt { get; init; }

    /// <summary>Hash of the content; with <see cref="MeasuredAt"/> the key by which a repeat is known.</summary>
    public required ulong Content { get; init; }

    /// <summary>0 where the report does not speak of the element.</summary>
    public SealingElementState Element
    {
        get => (SealingElementState)(conditions & TwoBits);
        init => conditions = (byte)((conditions & ~TwoBits) | (int)value);
    }

    /// <summary>0 where the report does not speak of the case.</summary>
    public CaseState Case
    {
        get => (CaseState)((conditions >> CaseBit) & TwoBits);
        init => conditions = (byte)((conditions & ~(TwoBits << CaseBit)) | ((int)value << CaseBit));
    }

    public FaultReport Fault
    {
        get => (FaultReport)((conditions >> FaultBit) & TwoBits);
        init => conditions = (byte)((conditions & ~(TwoBits << FaultBit)) | ((int)value << FaultBit));
    }

    /// <summary>The regimes whose limit of deviation the believed fix is beyond.</summary>
    public TrackingRegimes BeyondLimitOf { get; init; }

    private readonly byte conditions, battery;

    /// <summary>The believed fix; 0/0 where there is none.</summary>
    public GeoPoint At { get; init; }

    /// <summary>From the believed fix before it, in the order of measuring, as it was measured when the report came;
    /// <see cref="NoFix"/>.</summary>
    public required int Metres { get; init; }

    public bool HasBelievedFix => Metres != NoFix;

    /// <summary>Whole percent; null where not reported.</summary>
    public int? BatteryPercent
    {
        get => battery == NotReported ? null : battery;
        init => battery = value is { } known ? (byte)known : NotReported;
    }

    public static Report Of(SealEvent.Observed observed, Moment measuredAt)
    {
        var observation = observed.Observation;
        var believed = observed.Verdict == FixVerdict.Believed;
        return new Report
        {
            MeasuredAt = measuredAt,
            Content = observation.ContentKey,
            Element = observation.SealingElement ?? 0,
            Case = observation.Case ?? 0,
            Fault = observation.HasFault switch { null => FaultReport.None, false => FaultReport.Sound, true => FaultReport.Faulty },
            BatteryPercent = observation.BatteryLeft?.Value,
            At = believed ? observation.Fix!.Value.At!.Value : default,
            Metres = believed ? observed.MetresTravelled : NoFix,
            BeyondLimitOf = believed ? observed.BeyondLimitOf : TrackingRegimes.None,
        };
    }
}

/// <summary>What a report says of faults of the seal itself.</summary>
internal enum FaultReport : byte
{
    None = 0,
    Sound = 1,
    Faulty = 2,
}

/// <summary>The reports of a seal with the latest <see cref="Report.MeasuredAt"/>, in that order; those of one instant in the order they
/// came.
/// A ring, so that the ordinary report, the latest one, is appended and the oldest drops out without moving the rest.</summary>
/// <remarks>Changed in place; whoever changes it keeps the <see cref="Undo"/>.</remarks>
internal sealed class ReportWindow
{
    /// <summary>Most reports kept; also the number of keys by which repeats are known.</summary>
    public const int CountMax = 128;

    private const int CapacityMin = 8;

    private Report[] ring;
    private int head;

    public ReportWindow() => ring = [];

    private ReportWindow(ReportWindow other)
    {
        ring = [.. other.ring];
        head = other.head;
        Count = other.Count;
    }

    public int Count { get; private set; }

    public bool IsFull => Count == CountMax;

    /// <summary>From the oldest, 0, to the latest.</summary>
    public ref readonly Report this[int index] => ref ring[Slot(index)];

    public ReportWindow Clone() => new(this);

    /// <summary>Place of the first report measured at or after <paramref name="moment"/>; <see cref="Count"/> where there is
    /// none.</summary>
    public int FirstFrom(Moment moment)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (this[middle].MeasuredAt < moment) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>Place of the last report measured before or at <paramref name="moment"/>; -1 where there is none.</summary>
    public int LastUntil(Moment moment)
    {
        if (Count > 0 && this[Count - 1].MeasuredAt <= moment) return Count - 1;
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (this[middle].MeasuredAt <= moment) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    public bool Contains(Moment measuredAt, ulong content)
    {
        for (var i = LastUntil(measuredAt); i >= 0 && this[i].MeasuredAt == measuredAt; i--)
            if (this[i].Content == content) return true;
        return false;
    }

    /// <summary>Puts a report in its place. The caller has made sure that a full window does not begin after it.</summary>
    /// <returns>What <see cref="TakeBack"/> needs; <see cref="Undo.Evicted"/> says whether the oldest report dropped out.</returns>
    public Undo Insert(in Report report)
    {
        var evicted = IsFull;
        var oldest = evicted ? this[0] : default;
        if (evicted)
        {
            head = (head + 1) & (ring.Length - 1);
            Count--;
        }
        else if (Count == ring.Length)
        {
            Grow();
        }

        var place = LastUntil(report.MeasuredAt) + 1;
        for (var i = Count; i > place; i--) ring[Slot(i)] = ring[Slot(i - 1)];
        ring[Slot(place)] = report;
        Count++;
        return new Undo(place, evicted, oldest);
    }

    /// <summary>Takes the latest change back; changes are taken back in the opposite order.</summary>
    public void TakeBack(in Undo undo)
    {
        for (var i = undo.Place; i < Count - 1; i++) ring[Slot(i)] = ring[Slot(i + 1)];
        Count--;
        if (!undo.Evicted) return;
        head = (head - 1) & (ring.Length - 1);
        ring[head] = undo.Oldest;
        Count++;
    }

    private int Slot(int index) => (head + index) & (ring.Length - 1);

    /// <summary>Lengths are powers of two, so that a place is found without a division.</summary>
    private void Grow()
    {
        var larger = new Report[Math.Max(CapacityMin, ring.Length * 2)];
        for (var i = 0; i < Count; i++) larger[i] = this[i];
        (ring, head) = (larger, 0);
    }

    /// <summary>What one insertion did.</summary>
    /// <param name="Place">Where the report stands since.</param>
    /// <param name="Evicted">Whether the oldest one had to go.</param>
    /// <param name="Oldest">The one that had to go.</param>
    public readonly record struct Undo(int Place, bool Evicted, Report Oldest);
}
