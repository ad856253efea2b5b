namespace NavSeal.Workplaces.Views.Seals;

/// <summary>The last commits of the journal that hold frames of a seal: the journal has no index by subject, and to search it backwards
/// for a seal that has been silent for a month would read all that others sent since.</summary>
internal sealed class FrameCommits
{
    /// <summary>So many are kept; each holds at least one frame.</summary>
    public const int CountMax = 20;

    /// <summary>Most bytes of <see cref="Write"/>: the first number whole, of the others how far each is behind the one before.</summary>
    public const int LengthMax = CountMax * NumberLengthMax;

    private const int NumberLengthMax = 9;
    private const int BitsOfByte = 7;
    private const byte MoreFollows = 0x80, LowBits = 0x7F;

    private readonly List<long> numbers = [];

    /// <summary>Takes in a commit; the same one again changes nothing.</summary>
    public void Add(long number)
    {
        if (numbers.Count > 0 && numbers[^1] == number) return;
        if (numbers.Count == CountMax) numbers.RemoveAt(0);
        numbers.Add(number);
    }

    /// <summary>Writes them as they stand in the file.</summary>
    /// <param name="bytes">At least <see cref="LengthMax"/>.</param>
    /// <returns>How many bytes were written.</returns>
    public int Write(Span<byte> bytes)
    {
        var (length, before) = (0, 0L);
        foreach (var number in numbers)
        {
            var rest = number - before;
            for (; rest >= MoreFollows; rest >>= BitsOfByte) bytes[length++] = (byte)((rest & LowBits) | MoreFollows);
            bytes[length++] = (byte)rest;
            before = number;
        }

        return length;
    }

    /// <summary>Takes in what stands in the file.</summary>
    public void Load(ReadOnlySpan<byte> bytes) => numbers.AddRange(Read(bytes));

    /// <summary>The numbers that stand in the file, the oldest first.</summary>
    public static List<long> Read(ReadOnlySpan<byte> bytes)
    {
        var read = new List<long>();
        var (before, rest, shift) = (0L, 0L, 0);
        foreach (var one in bytes)
        {
            rest |= (long)(one & LowBits) << shift;
            shift += BitsOfByte;
            if ((one & MoreFollows) != 0) continue;
            read.Add(before += rest);
            (rest, shift) = (0, 0);
        }

        return read;
    }
}
