using NavSeal.Model.Units;

namespace NavSeal.Devices.Wialon;

/// <summary>What one report of a device holds, for the side that sends it. A member that is null is sent as NA.</summary>
public readonly record struct WialonTelemetry
{
    /// <summary>When it was measured, in whole milliseconds.</summary>
    public required DateTimeOffset? MeasuredAt { get; init; }

    /// <summary>Where.</summary>
    public required GeoPoint? At { get; init; }

    /// <summary>Over ground, 0 to 65,534; sent with one decimal.</summary>
    public int? SpeedTenthsKilometrePerHour { get; init; }

    /// <summary>Course, 0 to 359 degrees.</summary>
    public int? CourseDegrees { get; init; }

    /// <summary>Metres above the sea.</summary>
    public int? AltitudeMetres { get; init; }

    /// <summary>Satellites used; fewer than 3 say that the place is one the device remembers.</summary>
    public int? Satellites { get; init; }

    /// <summary>Horizontal dilution of precision in hundredths.</summary>
    public int? HdopHundredths { get; init; }

    /// <summary>Digital inputs, input 1 lowest.</summary>
    public uint? Inputs { get; init; }

    /// <summary>Digital outputs, output 1 lowest.</summary>
    public uint? Outputs { get; init; }

    /// <summary>Parameters as they stand on the wire, <c>name:type:value</c> between commas.</summary>
    public string? Parameters { get; init; }
}
