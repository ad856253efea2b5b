namespace NavSeal.Model.Transportations;

/// <summary>The non-routine situations. The names are the keys of <c>reference/situations.csv</c>.</summary>
public enum NonRoutineKind : byte
{
    /// <summary>Code 01: integrity of the sealing element broken.</summary>
    SealingElementBroken = 1,

    /// <summary>Code 02: integrity of the case of the electronic unit broken.</summary>
    CaseBroken = 2,

    /// <summary>Code 03: road carriage farther off its route than the limit.</summary>
    RouteDeviation = 3,

    /// <summary>Code 04: fault of the seal.</summary>
    SealFault = 4,

    /// <summary>Code 05: charge below 15 percent.</summary>
    LowBattery = 5,

    /// <summary>Code 06: no technological data for two consecutive reporting periods.</summary>
    NoData = 6,

    /// <summary>Code 07: unauthorised actions.</summary>
    UnauthorisedAction = 7,

    /// <summary>Electronic customs escort of Kazakhstan: signal lost for more than three hours.</summary>
    KzSilence = 101,

    /// <summary>Electronic customs escort of Kazakhstan: unauthorised removal of the seal.</summary>
    KzRemoval = 102,

    /// <summary>Electronic customs escort of Kazakhstan: deviation from a set route.</summary>
    KzDeviation = 103,
}

/// <summary>Under which law a transportation is tracked; it may be under several at once, and each judges for itself.</summary>
[Flags]
public enum TrackingRegimes : byte
{
    /// <summary>None: judges nothing.</summary>
    None = 0,

    /// <summary>The Agreement of 19.04.2022: codes 01 to 07.</summary>
    Union = 1,

    /// <summary>Electronic customs escort by Order 407 of Kazakhstan: silence, removal, deviation.</summary>
    KzElectronicCustomsEscort = 2,
}

/// <summary>Mode of transport; a deviation is judged for road only.</summary>
public enum TransportMode : byte
{
    /// <summary>On a lorry or another road vehicle.</summary>
    Road = 1,

    /// <summary>On a wagon.</summary>
    Rail = 2,
}
