using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tracking.Devices;

namespace NavSeal.Tracking;

/// <summary>Everything of a seal's state but the window of reports: one value, copied whole before each change. The arrays in it are never
/// changed in place.</summary>
internal record struct SealFacts
{
    public const int SaysMoving = int.MaxValue, SaysStanding = -1;

    public SealEvent.SealRegistered? Registration;

    public SealStock Stock;

    /// <summary>To whom it is issued; null where it is not, or nobody was named.</summary>
    public SealHolder? IssuedTo;

    /// <summary>Latest receivedAt of any report; what silence counts from.</summary>
    public Moment LastHeardAt;

    /// <summary>Each value as the report with the latest measuredAt says that speaks of it.</summary>
    public Latest<SealingElementState> Element;
    public Latest<CaseState> Case;
    public Latest<FaultReport> Fault;
    public Latest<byte> Battery;

    /// <summary>Tenths of a kilometre an hour; <see cref="SaysMoving"/> and <see cref="SaysStanding"/> where the device itself
    /// tells.</summary>
    public Latest<int> Motion;

    /// <summary>The believed fix with the latest measuredAt.</summary>
    public Latest<GeoPoint> Fix;

    /// <summary>In the order of time; only the last one can be without an end.</summary>
    public Binding[] Bindings;
    public OpeningCommand[] Openings;
    public Removal[] Removals;

    /// <summary>Keys of the latest reports that have no place in the window, as many as the window holds of the others.</summary>
    public PlacelessKey[] Placeless;

    /// <summary>Silences before the window, in the order of time.</summary>
    public Gap[] Gaps;

    public Past Past;

    /// <summary>The commands to it that are not over.</summary>
    public CommandQueue Commands;

    /// <summary>The password of this device as it stands in the journal; null where nobody entered one.</summary>
    public string? SealedSecret;

    public static SealFacts Empty() => new()
    {
        LastHeardAt = Moment.Never,
        Element = Latest<SealingElementState>.None,
        Case = Latest<CaseState>.None,
        Fault = Latest<FaultReport>.None,
        Battery = Latest<byte>.None,
        Motion = Latest<int>.None,
        Fix = Latest<GeoPoint>.None,
        Bindings = [],
        Openings = [],
        Removals = [],
        Placeless = [],
        Gaps = [],
        Past = Past.Empty(),
        Commands = CommandQueue.Empty,
    };
}

/// <summary>A reported value and when it was measured.</summary>
internal readonly record struct Latest<T>(Moment MeasuredAt, T Value)
    where T : struct
{
    public static readonly Latest<T> None = new(Moment.Never, default);

    public bool IsKnown => !MeasuredAt.IsNever;
}

/// <summary>That a seal tracks a transportation: observations measured from <paramref name="From"/> to <paramref name="Until"/>, both ends
/// included, belong to it.</summary>
internal readonly record struct Binding(TransportationNumber Transportation, Moment From, Moment Until)
{
    public bool IsCurrent => Until.IsEndless;

    public bool Contains(Moment moment) => moment >= From && moment <= Until;
}

/// <summary>A command to open: in force between two instants, both included, unless an opening and a closing used it up.</summary>
internal readonly record struct OpeningCommand(Moment From, Moment Until);

/// <summary>A removal on the way: openings between both ends, included, are covered by it.</summary>
internal readonly record struct Removal(Moment From, Moment ReapplyBy, Moment Until)
{
    public bool IsCurrent => Until.IsEndless;

    public bool Contains(Moment moment) => moment >= From && moment <= Until;

    public static bool AnyContains(Removal[] removals, Moment moment)
    {
        for (var i = removals.Length - 1; i >= 0; i--)
            if (removals[i].Contains(moment)) return true;
        return false;
    }
}

/// <summary>Key of a report without a place in time: hash of content and date, and when it came.</summary>
internal readonly record struct PlacelessKey(ulong Key, Moment ReceivedAt)
{
    /// <summary>Mixes the date into the hash, so that one content under two dates is two reports.</summary>
    public static ulong Of(Observation observation) => observation.MeasuredAt is not { } measuredAt
        ? observation.ContentKey
        : unchecked(observation.ContentKey ^ ((ulong)Moment.Of(measuredAt).Milliseconds * 0x9E3779B97F4A7C15));
}

/// <summary>The conditions as far as they are known at one instant; a member that is 0 (battery: 255) is not known.</summary>
internal readonly record struct Known(SealingElementState Element, CaseState Case, FaultReport Fault, byte Battery)
{
    public const byte NoBattery = byte.MaxValue;

    public static readonly Known Nothing = new(0, 0, FaultReport.None, NoBattery);

    /// <summary>What one report says.</summary>
    public static Known Of(Observation observation) => new(
        observation.SealingElement ?? 0,
        observation.Case ?? 0,
        observation.HasFault switch { null => FaultReport.None, false => FaultReport.Sound, true => FaultReport.Faulty },
        observation.BatteryLeft?.Value ?? NoBattery);

    /// <summary>What is known when <paramref name="report"/> was measured after this.</summary>
    public Known Then(in Report report) => new(
        report.Element == 0 ? Element : report.Element,
        report.Case == 0 ? Case : report.Case,
        report.Fault == 0 ? Fault : report.Fault,
        report.BatteryPercent is { } percent ? (byte)percent : Battery);
}

/// <summary>What remains of the reports that dropped out of the window.</summary>
internal record struct Past
{
    /// <summary>Largest measuredAt that ever dropped out: what is not later and not in the window cannot be told from a repeat.</summary>
    public Moment Floor;

    /// <summary>The conditions as they stood there; nothing is known of them from before the latest binding.</summary>
    public Known At;

    /// <summary>When the opening of the element began that lasts beyond the floor; <see cref="Moment.Never"/> where it was closed
    /// there.</summary>
    public Moment OpenSince;

    /// <summary>The believed fix before the window.</summary>
    public Latest<GeoPoint> Fix;

    /// <summary>The regimes whose limit of deviation that fix is beyond; of fixes of one instant those that all of them are.</summary>
    public TrackingRegimes FixBeyond;

    /// <summary>Way before the window with the element open, outside removals; and since the seal was taken off.</summary>
    public Way Open, Removed;

    public static Past Empty() => new() { Floor = Moment.Never, At = Known.Nothing, OpenSince = Moment.Never, Fix = Latest<GeoPoint>.None };
}

/// <summary>A length of path; it begins at its first fix. In millimetres, so that many short steps lose nothing by being rounded.</summary>
internal readonly record struct Way(bool HasBegun, long Millimetres)
{
    private const double MillimetresPerMetre = 1000;

    public double Metres => Millimetres / MillimetresPerMetre;

    /// <summary>The way after the fix <paramref name="to"/>; <paramref name="from"/> is the fix before it, without meaning where the way
    /// begins here.</summary>
    public Way Then(GeoPoint from, GeoPoint to) =>
        new(true, HasBegun ? Millimetres + (long)Math.Round(from.MetresTo(to) * MillimetresPerMetre) : Millimetres);

    /// <summary>The way where the next step does not count.</summary>
    public Way Interrupted() => this with { HasBegun = false };
}
