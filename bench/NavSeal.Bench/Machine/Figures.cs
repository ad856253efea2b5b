using System.Globalization;

namespace NavSeal.Bench.Machine;

/// <summary>Results on the standard output, a name and a value per line, so that a script finds each.</summary>
internal static class Figures
{
    public static void Write(string name, double value) =>
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.####}"));
}
