using System.CommandLine;
using System.Text.Json;
using NavSeal.Server.Control;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal do</c>: hands commands to the running server, as JSON Lines, for scripts at the server itself. Each is decided like
/// any other; the file permissions of the data folder say who may.</summary>
internal static class DoCommand
{
    private const string NameMember = "command", Input = "-";

    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "A file of JSON Lines, each a command with its members: {\"command\": \"Confirm\", \"Transportation\": …}; - "
                + "reads standard input. They are done in their order; what is refused is named by its line.",
        };
        var data = SealCommand.DataOption();
        var command = new Command("do", "Hand commands to the running server.") { file, data };
        command.SetAction(async (parsed, stop) =>
        {
            try
            {
                var rows = await ReadAsync(parsed.GetRequiredValue(file), stop);
                return await SealCommand.SendAsync(parsed.GetValue(data)!, "/control/commands", rows, stop);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
            {
                await Console.Error.WriteLineAsync($"navseal: {e.Message}");
                return 1;
            }
        });
        return command;
    }

    private static async Task<List<CommandRow>> ReadAsync(string file, CancellationToken stop)
    {
        var text = file == Input ? await Console.In.ReadToEndAsync(stop) : await File.ReadAllTextAsync(file, stop);
        var rows = new List<CommandRow>();
        var number = 0;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            number++;
            if (line.Length > 0) rows.Add(RowOf(line, number));
        }

        return rows;
    }

    private static CommandRow RowOf(string line, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.TryGetProperty(NameMember, out var name) && name.ValueKind == JsonValueKind.String
                ? new CommandRow(name.GetString()!, line)
                : throw new FormatException($"Line {number}: the member '{NameMember}' is missing.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"Line {number} is no JSON object.", e);
        }
    }
}
