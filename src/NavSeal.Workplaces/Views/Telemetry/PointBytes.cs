using System.Buffers.Binary;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;

namespace NavSeal.Workplaces.Views.Telemetry;

/// <summary>One report as telemetry keeps it, 54 bytes: the layout of <see cref="ObservedEncoding"/> without what only evidence needs
/// (frame, content key, metres). Described in <c>docs/telemetry-blocks.md</c>.</summary>
internal static class PointBytes
{
    public const int Length = 54;

    private const int HeadLength = 50, OdometerFrom = 52, MeasuredAt = 8, ReceivedAt = 16, Judged = 7;

    public static void Write(in ObservedBytes observed, Span<byte> point)
    {
        observed.All[..HeadLength].CopyTo(point);
        observed.All[OdometerFrom..(OdometerFrom + Length - HeadLength)].CopyTo(point[HeadLength..]);
    }

    /// <summary>The report as it was observed; what telemetry does not keep is 0.</summary>
    public static SealEvent.Observed Read(ReadOnlySpan<byte> point)
    {
        Span<byte> observed = stackalloc byte[ObservedEncoding.Length];
        observed.Clear();
        point[..HeadLength].CopyTo(observed);
        point[HeadLength..Length].CopyTo(observed[OdometerFrom..]);
        return ObservedEncoding.Read(observed);
    }

    /// <summary>The instant by which points are put in order, milliseconds since 1970: when it was measured, or when it was received where
    /// the seal's clock is unknown.</summary>
    public static long TimeOf(ReadOnlySpan<byte> point)
    {
        var measuredAt = BinaryPrimitives.ReadInt64LittleEndian(point[MeasuredAt..]);
        return measuredAt == long.MaxValue || (Judgement)point[Judged] == Judgement.UnknownClock
            ? BinaryPrimitives.ReadInt64LittleEndian(point[ReceivedAt..])
            : measuredAt;
    }
}
