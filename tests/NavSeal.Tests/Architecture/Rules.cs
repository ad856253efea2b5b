namespace NavSeal.Tests.Architecture;

/// <summary>A rule is a function from sources to findings; these say how it must end.</summary>
internal static class Rules
{
    /// <summary>The rule finds nothing; otherwise the message is the whole list, one finding a line.</summary>
    public static void Hold(IEnumerable<string> findings)
    {
        var list = findings.ToList();
        if (list.Count > 0) Assert.Fail($"{list.Count} finding(s):\n{string.Join('\n', list)}");
    }

    /// <summary>Two texts are the same; otherwise the message is the whole of the second, ready to be judged and pasted.</summary>
    public static void Same(string expected, string actual)
    {
        if (expected != actual) Assert.Fail($"Expected:\n{expected}\n\nActual:\n{actual}");
    }

    /// <summary>The rule finds exactly one thing in the planted violation, and its finding names it.</summary>
    public static void Report(string expected, IEnumerable<string> findings) => Assert.Contains(expected, Assert.Single(findings));
}
