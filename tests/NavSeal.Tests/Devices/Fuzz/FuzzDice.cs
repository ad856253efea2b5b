namespace NavSeal.Tests.Devices.Fuzz;

/// <summary>Chance that is the same on every machine and costs next to nothing to begin anew: SplitMix64 by its published
/// constants.</summary>
internal struct FuzzDice(ulong seed)
{
    private ulong state = seed;

    /// <summary>0 to <paramref name="below"/> - 1.</summary>
    public int Next(int below) => (int)(Bits() % (ulong)below);

    /// <summary>From <paramref name="from"/> to <paramref name="below"/> - 1.</summary>
    public int Next(int from, int below) => from + Next(below - from);

    public bool OneIn(int count) => Next(count) == 0;

    public byte Byte() => (byte)(Bits() & 0xFF);

    public ulong Bits()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var bits = state;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }
}
