using System.Globalization;

namespace NavSeal.Tests;

/// <summary>Runs a property under many seeds; the failing seed is in the message and SEED=n runs it alone. SEEDS=n runs so many.</summary>
internal static class Seeds
{
    public static void Each(int count, Action<Random> property)
    {
        if (Environment.GetEnvironmentVariable("SEEDS") is { } more) count = int.Parse(more, CultureInfo.InvariantCulture);
        var only = Environment.GetEnvironmentVariable("SEED");
        var seeds = only is null ? Enumerable.Range(0, count) : [int.Parse(only, CultureInfo.InvariantCulture)];
        foreach (var seed in seeds)
        {
            try { property(new Random(seed)); }
            catch (Exception e) { throw new InvalidOperationException($"SEED={seed}: {e.Message}", e); }
        }
    }
}
