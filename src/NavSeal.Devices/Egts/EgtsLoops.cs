namespace NavSeal.Devices.Egts;

/// <summary>State of one loop input (LOOPIN). The standard gives each its own bit; combinations do occur and are kept as they
/// come.</summary>
[Flags]
public enum EgtsLoopState : byte
{
    /// <summary>Whole.</summary>
    Normal = 0,

    /// <summary>The sensor on the loop has tripped.</summary>
    Alarm = 1,

    /// <summary>The wire is cut or unplugged.</summary>
    Break = 2,

    /// <summary>The wire touches ground.</summary>
    ShortToGround = 4,

    /// <summary>The wire touches the supply voltage.</summary>
    ShortToSupply = 8,
}

/// <summary>States of the loop inputs 1 to 8 that a report carries.</summary>
/// <param name="Present">Bit n-1: loop n is reported.</param>
/// <param name="States">Four bits a loop, loop 1 lowest; 0 where not reported.</param>
public readonly record struct EgtsLoops(byte Present, uint States)
{
    /// <summary>Number of the last loop.</summary>
    public const int NumberMax = 8;

    /// <summary>State of loop <paramref name="number"/>, 1 to 8; null where it is not reported.</summary>
    public EgtsLoopState? this[int number] => number is >= 1 and <= NumberMax && (Present & (1 << (number - 1))) != 0
        ? (EgtsLoopState)((States >> ((number - 1) * 4)) & 0x0F)
        : null;

    /// <summary>The same with loop <paramref name="number"/>, 1 to 8, in a state.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such loop.</exception>
    public EgtsLoops With(int number, EgtsLoopState state)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, NumberMax);
        var shift = (number - 1) * 4;
        return new EgtsLoops((byte)(Present | (1 << (number - 1))), (States & ~(0x0Fu << shift)) | (((uint)state & 0x0F) << shift));
    }

    /// <summary>Reads the body of a LOOPIN_DATA: one byte a pair of loops with the odd loop in the low half, as the table of the
    /// standard shows;
    /// or one byte a loop, which some software writes and which the length gives away.</summary>
    /// <returns>Null where the length fits neither.</returns>
    public static EgtsLoops? Read(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return null;
        var present = body[0];
        var states = body[1..];
        if (states.Length == PairsOf(present)) return InPairs(present, states);
        return states.Length == System.Numerics.BitOperations.PopCount(present) ? OneByOne(present, states) : null;
    }

    /// <summary>Number of pairs (1,2) (3,4) (5,6) (7,8) with at least one loop reported.</summary>
    internal static int PairsOf(byte present)
    {
        var pairs = 0;
        for (var pair = 0; pair < NumberMax / 2; pair++)
        {
            if (((present >> (pair * 2)) & 3) != 0) pairs++;
        }

        return pairs;
    }

    private static EgtsLoops InPairs(byte present, ReadOnlySpan<byte> states)
    {
        var loops = default(EgtsLoops);
        var next = 0;
        for (var pair = 0; pair < NumberMax / 2; pair++)
        {
            var reported = (present >> (pair * 2)) & 3;
            if (reported == 0) continue;
            var both = states[next++];
            if ((reported & 1) != 0) loops = loops.With((pair * 2) + 1, (EgtsLoopState)(both & 0x0F));
            if ((reported & 2) != 0) loops = loops.With((pair * 2) + 2, (EgtsLoopState)(both >> 4));
        }

        return loops;
    }

    private static EgtsLoops OneByOne(byte present, ReadOnlySpan<byte> states)
    {
        var loops = default(EgtsLoops);
        var next = 0;
        for (var number = 1; number <= NumberMax; number++)
        {
            if ((present & (1 << (number - 1))) != 0) loops = loops.With(number, (EgtsLoopState)(states[next++] & 0x0F));
        }

        return loops;
    }
}
