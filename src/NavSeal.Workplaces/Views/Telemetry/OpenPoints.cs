namespace NavSeal.Workplaces.Views.Telemetry;

/// <summary>Where the reports of one seal lie that are not in a block yet: their places in the log of open points, of which the low 32 bits
/// are enough while it is shorter than four thousand million.</summary>
internal sealed class OpenPoints
{
    private const int CapacityMin = 4;
    private uint[] places = [];

    public int Count { get; private set; }

    /// <summary>Places below this one are in blocks.</summary>
    public long FoldedBelow { get; set; }

    /// <summary>The array behind it; what is in it up to <see cref="Count"/> does not change any more, so that others may read
    /// it.</summary>
    public uint[] Places => places;

    public void Add(long place)
    {
        if (Count == places.Length) Array.Resize(ref places, Math.Max(CapacityMin, Count * 2));
        places[Count++] = unchecked((uint)place);
    }

    public void Clear(long foldedBelow)
    {
        // A new array: a reader may still hold the old one.
        (places, Count, FoldedBelow) = ([], 0, foldedBelow);
    }

    /// <summary>The whole place of which <paramref name="low"/> is the low part.</summary>
    /// <param name="low">Its low 32 bits.</param>
    /// <param name="next">The place behind the last point.</param>
    public static long Whole(uint low, long next) => next - unchecked((uint)next - low);
}
