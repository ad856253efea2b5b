using NavSeal.Model.Units;

namespace NavSeal.Devices.Jt808;

/// <summary>What one location of a device holds, for the side that sends it.</summary>
public readonly record struct Jt808Telemetry
{
    /// <summary>What the device's clock showed, offset and all; cut to whole seconds.</summary>
    public required DateTimeOffset Clock { get; init; }

    /// <summary>Where.</summary>
    public required GeoPoint At { get; init; }

    /// <summary>Alarm bits.</summary>
    public uint Alarm { get; init; }

    /// <summary>Status bits; those of the hemispheres are set by <see cref="At"/>.</summary>
    public uint Status { get; init; }

    /// <summary>Metres above the sea.</summary>
    public short AltitudeMetres { get; init; }

    /// <summary>How fast it moves, 0 to 6,553.5 km/h in steps of 0.1.</summary>
    public ushort SpeedTenthsKilometrePerHour { get; init; }

    /// <summary>Course, 0 to 359 degrees.</summary>
    public ushort CourseDegrees { get; init; }

    /// <summary>Items as they stand on the wire: number, length, value.</summary>
    public ReadOnlyMemory<byte> Items { get; init; }
}
