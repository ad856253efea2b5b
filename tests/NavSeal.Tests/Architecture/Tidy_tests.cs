using System.IO.Enumeration;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NavSeal.Tests.Architecture;

/// <summary>What does not stand in the texts of this repository.</summary>
public sealed partial class Tidy_tests
{
    /// <summary>Files that may catch everything, because they are the top of a worker: there the unit of work ends, the rest goes on.
    /// Each is named with its reason; a line that is no longer needed fails.</summary>
    private static readonly (string Files, string Why)[] WorkerTops =
    [
        ("src/NavSeal.Server/NavSealServer.cs", "top of the loop's thread: what it throws ends the process, no reply leaves"),
        ("src/NavSeal.Server/Readers.cs", "top of each reader: it stops and says so, intake and the other readers go on"),
        ("src/NavSeal.Server/State/CommitWork.cs", "a decision that throws is a fact, NotJudged: the frame is kept and acknowledged"),
        ("src/NavSeal.Server/State/StateSaver.cs", "the saved state is a short cut: without it the start only takes longer"),
        ("tests/NavSeal.Tests/Seeds.cs", "adds the failing seed to whatever a property throws, and throws it on"),
    ];

    /// <summary>Symbols that every project but the Server is refused, by their documentation identifiers.</summary>
    private static readonly string[] Banned =
    [
        "P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTimeOffset.Now", "P:System.DateTimeOffset.UtcNow",
        "M:System.Guid.NewGuid", "P:System.Random.Shared",
        "M:System.Threading.Thread.Sleep(System.Int32)", "M:System.Threading.Thread.Sleep(System.TimeSpan)",
        "M:System.Threading.Tasks.Task.Delay(System.Int32)", "M:System.Threading.Tasks.Task.Delay(System.TimeSpan)",
    ];

    [Fact]
    public void No_text_puts_work_off() => Rules.Hold(PutOff(Sources.Texts));

    [Theory]
    [InlineData("// TO" + "DO: later")]
    [InlineData("# FIX" + "ME")]
    [InlineData("/* HA" + "CK */")]
    public void A_planted_put_off_is_reported(string text) => Rules.Report("Planted.cs:2", PutOff([Sources.Planted("\n" + text)]));

    [Fact]
    public void No_region_folds_code_away() => Rules.Hold(Regions(Sources.CSharp));

    [Fact]
    public void A_planted_region_is_reported() =>
        Rules.Report("Planted.cs:2", Regions([Sources.Planted("public sealed class P {\n#region All\n#endregion\n}")]));

    [Fact]
    public void Nothing_but_the_top_of_a_worker_catches_everything() => Rules.Hold(CatchesOfEverything(Sources.CSharp, WorkerTops));

    [Theory]
    [InlineData("catch { }")]
    [InlineData("catch (Exception) { }")]
    [InlineData("catch (System.Exception e) { System.Console.Write(e); }")]
    [InlineData("catch (Exception e) when (true) { System.Console.Write(e); }")]
    public void A_planted_catch_of_everything_is_reported(string handler) =>
        Rules.Report("Planted.cs:1", CatchesOfEverything([Sources.Planted("try { } " + handler)], []));

    [Fact]
    public void A_catch_that_says_what_it_catches_is_not_reported() => Rules.Hold(CatchesOfEverything([Sources.Planted("""
        try { } catch (IOException) { }
        try { } catch (Exception e) when (e is IOException or TimeoutException) { }
        """)], []));

    [Fact]
    public void A_worker_top_that_catches_nothing_any_more_is_reported() => Rules.Report(
        "src/NavSeal.Server/Gateway/*",
        CatchesOfEverything([Sources.Planted("return 0;")], [("src/NavSeal.Server/Gateway/*", "one connection ends")]));

    [Fact]
    public void Time_chance_and_pauses_are_banned_symbols() => Rules.Hold(NotBanned(Repository.TextOf("BannedSymbols.txt")));

    [Fact]
    public void A_planted_gap_in_the_banned_symbols_is_reported() => Rules.Report(
        "P:System.Random.Shared",
        NotBanned(string.Join('\n', Banned.Where(symbol => symbol != "P:System.Random.Shared").Select(symbol => symbol + ";Why"))));

    [Fact]
    public void Texts_hold_no_secret_and_no_path_of_a_workplace() => Rules.Hold(Secrets(Sources.Texts));

    [Theory]
    [InlineData("-----BEGIN EC PRIVATE" + " KEY-----")]
    [InlineData("key = AKIA" + "ABCDEFGHIJKLMNOP")]
    [InlineData("token: ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("\"password\": \"corr" + "ecthorse\"")]
    [InlineData("see /wo" + "rk/notes.md")]
    [InlineData("see ../sha" + "red/notes.md")]
    [InlineData("see /home" + "/somebody/notes.md")]
    public void A_planted_secret_is_reported(string text) =>
        Rules.Report("Planted.md:1", Secrets([Sources.Planted(text, "docs/Planted.md")]));

    private static IEnumerable<string> PutOff(IEnumerable<SourceFile> files) =>
        LinesWith(files, PuttingOff(), "put off: do it, or open an issue");

    private static IEnumerable<string> Secrets(IEnumerable<SourceFile> files) =>
        LinesWith(files, Secret(), "looks like a secret or like a path of one machine");

    private static IEnumerable<string> LinesWith(IEnumerable<SourceFile> files, Regex pattern, string finding) =>
        from file in files
        where pattern.IsMatch(file.Text)
        from line in file.Lines.Index()
        where pattern.IsMatch(line.Item)
        select file.At(line.Index, finding);

    private static IEnumerable<string> Regions(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Text.Contains("#region", StringComparison.Ordinal)
        from region in file.Syntax.DescendantNodes(descendIntoTrivia: true).OfType<RegionDirectiveTriviaSyntax>()
        select file.At(region, "a region hides code; make it a type or a file of its own");

    private static IEnumerable<string> CatchesOfEverything(IEnumerable<SourceFile> files, (string Files, string Why)[] allowed)
    {
        var needed = new HashSet<string>();
        foreach (var file in files)
        {
            var top = allowed.Select(entry => entry.Files)
                .FirstOrDefault(pattern => FileSystemName.MatchesSimpleExpression(pattern, file.Path, ignoreCase: false));
            foreach (var handler in file.Nodes<CatchClauseSyntax>().Where(CatchesEverything))
            {
                if (top is null) yield return file.At(handler, "catches everything; only the top of a worker may (Tidy_tests.WorkerTops)");
                else needed.Add(top);
            }
        }

        foreach (var (pattern, _) in allowed.Where(entry => !needed.Contains(entry.Files)))
            yield return $"{pattern} is listed as a worker top and catches nothing any more";
    }

    private static bool CatchesEverything(CatchClauseSyntax handler) =>
        (handler.Declaration is null || handler.Declaration.Type.ToString() is "Exception" or "System.Exception")
        && handler.Filter?.FilterExpression is null or LiteralExpressionSyntax;

    private static IEnumerable<string> NotBanned(string symbols)
    {
        var listed = symbols.Split('\n').Select(line => line.Split(';')[0].Trim()).ToHashSet();
        return Banned.Where(symbol => !listed.Contains(symbol)).Select(symbol => $"{symbol} is missing in BannedSymbols.txt");
    }

    [GeneratedRegex(@"\b(TOD[O]|FIXM[E]|HAC[K])\b")]
    private static partial Regex PuttingOff();

    [GeneratedRegex("""
        -----BEGIN\ [A-Z ]*PRIVATE\ KEY
        | \bAKIA[0-9A-Z]{16}\b | \bgh[pousr]_[A-Za-z0-9]{30,} | \bxox[abpr]-[A-Za-z0-9-]{10,} | \bglpat-[\w-]{20,}
        | "(password|secret|token|api_?key)"\s*:\s*"[^"<{$]{8,}" | (?<![\w.~:>*}-])/(work|home|Users)/ | \.\./shared\b
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Secret();
}
