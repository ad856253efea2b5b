using NavSeal.Model.Units;

namespace NavSeal.Devices.Teltonika;

/// <summary>What one record of a device holds, for the side that sends it.</summary>
public readonly record struct TeltonikaTelemetry
{
    /// <summary>When it was measured, in whole milliseconds, from 1970 on.</summary>
    public required DateTimeOffset MeasuredAt { get; init; }

    /// <summary>Where; the protocol has no record without a place: 0, 0 with no satellites stands for none.</summary>
    public required GeoPoint At { get; init; }

    /// <summary>Metres above the sea.</summary>
    public short AltitudeMetres { get; init; }

    /// <summary>Course, 0 to 359 degrees.</summary>
    public ushort CourseDegrees { get; init; }

    /// <summary>Satellites used; 0 says that the place is one the device remembers.</summary>
    public byte Satellites { get; init; }

    /// <summary>Over ground.</summary>
    public ushort SpeedKilometresPerHour { get; init; }

    /// <summary>0 low, 1 high, 2 panic.</summary>
    public byte Priority { get; init; }

    /// <summary>Number of the item that caused the record; 0 for a report of its period. Above 255 not in codec 8.</summary>
    public ushort Event { get; init; }

    /// <summary>The items; null for none.</summary>
    public IReadOnlyList<TeltonikaItem>? Items { get; init; }
}

/// <summary>One item of a record, for the side that sends it.</summary>
/// <param name="Id">Its number; above 255 not in codec 8.</param>
/// <param name="Width">1, 2, 4 or 8 bytes; 0: <paramref name="Text"/>, in codec 8 Extended alone.</param>
/// <param name="Value">Its value in so many bytes.</param>
/// <param name="Text">Bytes of any length, up to 65,535.</param>
public readonly record struct TeltonikaItem(ushort Id, int Width, ulong Value, ReadOnlyMemory<byte> Text = default);
