using System.Globalization;

namespace NavSeal.Tests;

/// <summary>Runs a property under many seeds; the failing seed is in the message and SEED=n runs it alone.</summary>
internal static class Seeds
{
    public static void Each(int count, Action<Random> property)
    {
        var only = Environment.GetEnvironmentVariable("SEED");
        var seeds = only is null ? Enumerable.Range(0, count) : [int.Parse(only, CultureInfo.InvariantCulture)];
        foreach (var seed in seeds)
        {
            try { property(new Random(seed)); }
            catch (Exception e) { throw new InvalidOperationException($"SEED={seed}: {e.Message}", e); }
        }
    }
}
