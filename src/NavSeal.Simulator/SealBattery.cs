namespace NavSeal.Simulator;

/// <summary>The battery of every simulated seal.</summary>
internal static class SealBattery
{
    public const int EmptyMillivolts = 3_300, FullMillivolts = 4_150;

    /// <summary>The charge that a seal tells where it tells no voltage.</summary>
    public static int PercentOf(int millivolts) =>
        Math.Clamp((millivolts - EmptyMillivolts) * 100 / (FullMillivolts - EmptyMillivolts), 0, 100);
}
