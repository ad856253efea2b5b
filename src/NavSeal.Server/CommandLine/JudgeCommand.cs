using System.CommandLine;
using System.Text.Json;
using NavSeal.Tracking;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal judge</c>: which situations arise? Runs the pure core over scripted transportations, one JSON object a line, with no
/// server, no clock and no storage.</summary>
internal static class JudgeCommand
{
    private const char ByteOrderMark = '\uFEFF';

    private static readonly TimeSpan HomeOffset = TimeSpan.FromHours(5);

    public static Command Create()
    {
        var reference = new Option<DirectoryInfo>("--reference")
        {
            Description = "Folder of the tables of law; by default the one beside the program.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "reference")),
        };
        var command = new Command("judge", "Reads scripted transportations as JSON Lines and says which situations arise.") { reference };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(reference), Console.In, Console.Out));
        return command;
    }

    /// <summary>Answers each line with a line. A line that cannot be judged is answered with its error, and the next one is
    /// taken.</summary>
    /// <returns>The exit code: 0, or 2 where the tables of law cannot be read.</returns>
    internal static int Run(DirectoryInfo reference, TextReader input, TextWriter output)
    {
        RulesTable rules;
        try
        {
            rules = ReadRules(reference);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            Console.Error.WriteLine($"The tables of law in {reference.FullName} cannot be read: {e.Message}");
            return 2;
        }

        while (input.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line)) output.WriteLine(Answer(line, rules));
        }

        output.Flush();
        return 0;
    }

    private static RulesTable ReadRules(DirectoryInfo reference)
    {
        return RulesTable.Parse(Text("situations.csv"), Text("operator-rules.csv"), Text("reasons.csv"), HomeOffset);

        string Text(string name) => File.ReadAllText(Path.Combine(reference.FullName, name));
    }

    private static string Answer(string line, RulesTable rules)
    {
        string? id = null;
        try
        {
            using var parsed = JsonDocument.Parse(line.TrimStart(ByteOrderMark));
            id = JudgeScript.IdOf(parsed.RootElement);
            return JudgeScript.Judge(parsed.RootElement, rules);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException
            or ArgumentException
            or OverflowException)
        {
            return JudgeScript.Error(id, e.Message);
        }
    }
}
