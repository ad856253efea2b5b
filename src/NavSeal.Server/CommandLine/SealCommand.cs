using System.CommandLine;
using System.Net.Sockets;
using NavSeal.Server.Control;
using NavSeal.Server.Registry;
using NavSeal.Tracking;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal seal import | add | list | passwords</c>: the registry of seals of the running server.</summary>
internal static class SealCommand
{
    public static Command Create()
    {
        var command = new Command("seal", "The registry of seals and relays of the running server.");
        command.Subcommands.Add(Import());
        command.Subcommands.Add(Add());
        command.Subcommands.Add(List());
        command.Subcommands.Add(Passwords());
        return command;
    }

    private static Command Import()
    {
        var file = new Argument<string>("file")
        {
            Description = $"CSV with the columns {string.Join(", ", SealRow.Columns)}; - reads standard input.",
        };
        var (replace, data) = (ReplaceOption(), DataOption());
        var command = new Command("import", "Enter all seals of a file; entries of the same device are brought up to date.")
        {
            file, replace, data,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var name = parsed.GetRequiredValue(file);
            try
            {
                var text = name == "-" ? await Console.In.ReadToEndAsync(stop) : await File.ReadAllTextAsync(name, stop);
                var rows = Replacing(SealRow.ParseAll(name, text), parsed.GetValue(replace));
                return await SendAsync(parsed.GetValue(data)!, "/control/seals", rows, stop);
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"navseal: {e.Message}");
                return 2;
            }
        });
        return command;
    }

    private static Command Add()
    {
        var arguments = SealRow.Columns.Select(column => new Argument<string>(column)).ToList();
        var (replace, data) = (ReplaceOption(), DataOption());
        var command = new Command(
            "add", "Enter one seal: for example  seal add KZ-000123 egts OID 215380396 \"Model 7\" egts-seal KZ") { replace, data };
        foreach (var argument in arguments) command.Arguments.Add(argument);
        command.SetAction((parsed, stop) =>
        {
            var values = arguments.Select(argument => parsed.GetRequiredValue(argument)).ToList();
            var row = new SealRow(values[0], values[1], values[2], values[3], values[4], values[5], values[6]);
            return SendAsync(parsed.GetValue(data)!, "/control/seals", Replacing([row], parsed.GetValue(replace)), stop);
        });
        return command;
    }

    private static Command List()
    {
        var data = DataOption();
        var command = new Command("list", "Print the registry as CSV, in the form that import reads.") { data };
        command.SetAction((parsed, stop) => TalkAsync(parsed.GetValue(data)!, async client =>
        {
            var rows = await client.GetFromJsonAsync<SealRow[]>("/control/seals", stop) ?? [];
            Console.WriteLine(string.Join(',', SealRow.Columns));
            foreach (var row in rows)
            {
                string[] cells = [row.Seal, row.Protocol, row.IdentityKind, row.Identity, row.Model, row.Profile, row.Operator];
                Console.WriteLine(string.Join(',', cells.Select(Quoted)));
            }

            return 0;
        }));
        return command;
    }

    private static Command Passwords()
    {
        var file = new Argument<string>("file") { Description = "CSV with the columns seal, password; - reads standard input." };
        var data = DataOption();
        var command = new Command("passwords", "Enter the passwords by which seals are opened. Nobody can read them back.") { file, data };
        command.SetAction(async (parsed, stop) =>
        {
            var name = parsed.GetRequiredValue(file);
            try
            {
                var text = name == "-" ? await Console.In.ReadToEndAsync(stop) : await File.ReadAllTextAsync(name, stop);
                var table = CsvText.Parse(name, text);
                foreach (var column in (string[])["seal", "password"]) table.Require(column);
                var rows = table.Rows.Select(row => new SecretRow(row["seal"], row["password"])).ToList();
                return await SendAsync(parsed.GetValue(data)!, SecretControl.Path, rows, stop);
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"navseal: {e.Message}");
                return 2;
            }
        });
        return command;
    }

    private static Option<bool> ReplaceOption() =>
        new("--replace") { Description = "This device takes the place of another that is registered under the number." };

    private static IReadOnlyList<SealRow> Replacing(IEnumerable<SealRow> rows, bool replaces) =>
        [.. rows.Select(row => row with { Replaces = replaces })];

    public static Option<string> DataOption() =>
        new("--data")
        {
            Description = "Data folder of the running server.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("NAVSEAL_DATA") ?? "data",
        };

    /// <summary>Sends many commands, prints what became of them; exit status 1 where any was refused.</summary>
    public static Task<int> SendAsync<T>(string dataFolder, string path, T body, CancellationToken stop) => TalkAsync(
        dataFolder, async client =>
    {
        using var response = await client.PostAsJsonAsync(path, body, stop);
        if (!response.IsSuccessStatusCode)
        {
            await Console.Error.WriteLineAsync($"navseal: the server answered {(int)response.StatusCode}.");
            return 1;
        }

        var outcome = await response.Content.ReadFromJsonAsync<Outcome>(stop) ?? new Outcome(0, []);
        foreach (var line in outcome.Refused) await Console.Error.WriteLineAsync($"refused: {line}");
        Console.WriteLine($"{outcome.Done} done, {outcome.Refused.Count} refused");
        return outcome.Refused.Count == 0 ? 0 : 1;
    });

    /// <summary>Talks with the server that runs on a data folder.</summary>
    public static async Task<int> TalkAsync(string dataFolder, Func<HttpClient, Task<int>> talk)
    {
        try
        {
            using var client = ControlSocket.Connect(Path.GetFullPath(dataFolder));
            return await talk(client);
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException or null)
        {
            await Console.Error.WriteLineAsync(
                $"navseal: no server runs on '{dataFolder}'. Start it with  navseal serve --data {dataFolder}");
            return 1;
        }
    }

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny("\",\r\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
