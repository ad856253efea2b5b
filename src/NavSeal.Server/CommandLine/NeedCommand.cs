using System.CommandLine;
using System.Text;
using NavSeal.Model.Need;
using NavSeal.Tracking.Need;
using NavSeal.Workplaces.Need;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal need</c>: does this carriage need a seal? Reads questions as JSON Lines and answers each with a line.</summary>
internal static class NeedCommand
{
    /// <summary>Most characters of a line; a declaration of 999 lines of goods has a tenth of it.</summary>
    private const int LineLengthMax = 1 << 20;

    public static Command Create()
    {
        var reference = new Option<DirectoryInfo>("--reference")
        {
            Description = "Folder of the tables of law; by default the one beside the program.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "reference")),
        };
        var explain = new Option<bool>("--explain") { Description = "Say it in words, line of goods by line, instead." };
        var command = new Command("need", "Say whether transportations (standard input, JSON Lines) need a seal, one JSON line each.")
        {
            reference, explain,
        };
        command.SetAction(parsed =>
        {
            using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
            using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            output.NewLine = "\n";
            output.AutoFlush = !Console.IsInputRedirected;
            return Run(parsed.GetRequiredValue(reference), parsed.GetValue(explain), input, output);
        });
        return command;
    }

    /// <summary>Answers line by line; a line that cannot be answered gets its error, and the next one is read.</summary>
    /// <returns>The exit code: 0, or 2 where the tables of law cannot be read.</returns>
    internal static int Run(DirectoryInfo reference, bool explain, TextReader input, TextWriter output)
    {
        NeedTables tables;
        try
        {
            tables = NeedTables.Parse(name => File.ReadAllText(Path.Combine(reference.FullName, name)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            Console.Error.WriteLine($"The tables of law in {reference.FullName} cannot be read: {e.Message}");
            return 2;
        }

        var line = new StringBuilder();
        while (TryReadLine(input, line))
        {
            if (line.Length > LineLengthMax)
            {
                Write(output, explain, new NeedLine.Outcome(null, null, $"line: it is longer than {LineLengthMax} characters"));
                continue;
            }

            var text = line.ToString().TrimStart('\uFEFF');
            if (!string.IsNullOrWhiteSpace(text)) Write(output, explain, NeedLine.Take(text, tables.Answer));
        }

        output.Flush();
        return 0;
    }

    /// <summary>Takes a line; of one that is too long no more is kept than shows that it is.</summary>
    private static bool TryReadLine(TextReader input, StringBuilder line)
    {
        line.Clear();
        var next = input.Read();
        if (next < 0) return false;
        for (; next is >= 0 and not '\n'; next = input.Read())
        {
            if (line.Length <= LineLengthMax) line.Append((char)next);
        }

        return true;
    }

    private static void Write(TextWriter output, bool explain, NeedLine.Outcome outcome)
    {
        if (!explain) output.WriteLine(NeedLine.Write(outcome));
        else Explain(output, outcome);
    }

    private static void Explain(TextWriter output, NeedLine.Outcome outcome)
    {
        var words = NeedText.English;
        output.WriteLine($"{outcome.Id?.ToString() ?? "(no id)"}:");
        if (outcome.Answer is not NeedAnswer.Decided(var decision))
        {
            output.WriteLine($"  It cannot be asked so. {outcome.Error}.");
            return;
        }

        output.WriteLine(decision.IsRequired ? $"  A seal is required ({decision.Deciding!.Rule})." : "  No seal is required.");
        output.WriteLine($"  {words.Why(decision)}");
        foreach (var line in decision.Lines) output.WriteLine($"  {line.Place}. {words.Why(line)}{Cited(line)}");
        if (decision.PhysicalEscort is { } escort) output.WriteLine($"  {words.Escort(escort)}");
        if (decision.AreExemptionsLoaded == false) output.WriteLine("  Exemptions: no list is loaded for that day.");
        if (decision.MayStillApply.Count > 0)
            output.WriteLine($"  A seal may be applied under: {string.Join("; ", decision.MayStillApply.Select(words.Regime))}.");
        output.WriteLine($"  Seals: {decision.Seals} at least. Tables: {decision.TablesVersion}.");
    }

    private static string Cited(LineVerdict line) => line.Rule is { } rule ? $" [{rule}: {line.Clause}]" : "";
}
