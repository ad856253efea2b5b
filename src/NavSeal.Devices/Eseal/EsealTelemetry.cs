using NavSeal.Model.Units;

namespace NavSeal.Devices.Eseal;

/// <summary>What one report of a device holds, for the side that sends it.</summary>
public readonly record struct EsealTelemetry
{
    /// <summary>When it was measured, in whole seconds.</summary>
    public required DateTimeOffset MeasuredAt { get; init; }

    /// <summary>Where.</summary>
    public required GeoPoint At { get; init; }

    /// <summary>Whether the device has a fix; else the place is one that it remembers, or none.</summary>
    public bool IsValid { get; init; }

    /// <summary>Over ground, whole kilometres per hour.</summary>
    public int SpeedKilometresPerHour { get; init; }

    /// <summary>Course, 0 to 359 degrees.</summary>
    public int CourseDegrees { get; init; }

    /// <summary>Whether the door contact is open.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The battery in millivolts; sent with two decimals of a volt.</summary>
    public int BatteryMillivolts { get; init; }

    /// <summary>Minutes between two reports, as the device is set.</summary>
    public int IntervalMinutes { get; init; }

    /// <summary>Strength of the mobile network, negative.</summary>
    public int SignalDecibelMilliwatts { get; init; }
}
