using System.CommandLine;
using System.Net.Http.Headers;
using NavSeal.Model.Registries;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Views.Registries;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal registry list | export | import</c>: the registries of the running server.</summary>
internal static class RegistryCommand
{
    private const int ShownMax = 40;

    public static Command Create()
    {
        var command = new Command("registry", "The registries of the running server: organisations, offices, vehicles and others.");
        command.Subcommands.Add(List());
        command.Subcommands.Add(Export());
        command.Subcommands.Add(Import());
        return command;
    }

    private static Argument<string> Kind() => new("registry")
    {
        Description = $"One of {string.Join(", ", RegistryKinds.All.Select(RegistryKinds.NameOf))}.",
    };

    private static Command List()
    {
        var (kind, data) = (Kind(), SealCommand.DataOption());
        var text = new Option<string?>("--text") { Description = "Rows alone in which this stands." };
        var day = new Option<string?>("--day") { Description = "Day of law, 2026-01-31; without it today." };
        var command = new Command("list", "Print the rows that are valid on a day, as CSV; at most 1000.") { kind, text, day, data };
        command.SetAction((parsed, stop) => SealCommand.TalkAsync(parsed.GetValue(data)!, client => PrintAsync(
            client,
            $"/control/registries/{Name(parsed.GetRequiredValue(kind))}/rows?text={Name(parsed.GetValue(text))}"
                + $"&day={Name(parsed.GetValue(day))}",
            null, stop)));
        return command;
    }

    private static Command Export()
    {
        var (kind, data) = (Kind(), SealCommand.DataOption());
        var file = new Argument<string>("file") { Description = "Where to; - prints it.", DefaultValueFactory = _ => "-" };
        var command = new Command("export", "Write every version that stands, in the form that import reads.") { kind, file, data };
        command.SetAction((parsed, stop) => SealCommand.TalkAsync(parsed.GetValue(data)!, client => PrintAsync(
            client, $"/control/registries/{Name(parsed.GetRequiredValue(kind))}", parsed.GetRequiredValue(file), stop)));
        return command;
    }

    private static Command Import()
    {
        var (kind, data) = (Kind(), SealCommand.DataOption());
        var file = new Argument<string>("file") { Description = "CSV in UTF-8; the first line names the columns. - reads standard input." };
        var dry = new Option<bool>("--dry-run") { Description = "Print the difference and change nothing." };
        var yes = new Option<bool>("--yes") { Description = "Apply without asking." };
        var whole = new Option<string?>("--whole-until")
        {
            Description = "The file is the whole registry: rows that it does not hold end on this day.",
        };
        var source = new Option<string?>("--source") { Description = "Whence the file comes; stands in the history." };
        var command = new Command("import", "Hold a file against a registry, print the difference, and apply it whole or not at all.")
        {
            kind, file, dry, yes, whole, source, data,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var day = parsed.GetValue(whole);
            if (day is not null && RegistryDays.Parse(day) is null)
            {
                await Console.Error.WriteLineAsync($"navseal: --whole-until '{day}' is no day; write it as 2026-01-31.");
                return 2;
            }

            try
            {
                var bytes = await BytesOf(parsed.GetRequiredValue(file), stop);
                var path = $"/control/registries/{Name(parsed.GetRequiredValue(kind))}/import?source={Name(parsed.GetValue(source))}";
                var asked = new ImportAsked(day is null ? path : $"{path}&whole={day}", bytes, parsed.GetValue(dry), parsed.GetValue(yes));
                return await SealCommand.TalkAsync(parsed.GetValue(data)!, client => ImportAsync(client, asked, stop));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"navseal: {e.Message}");
                return 2;
            }
        });
        return command;
    }

    private static async Task<int> ImportAsync(HttpClient client, ImportAsked asked, CancellationToken stop)
    {
        using var report = await client.PostAsync(asked.Path, Body(asked.File), stop);
        if (!report.IsSuccessStatusCode) return await FailAsync(report, stop);
        var difference = await report.Content.ReadFromJsonAsync(ApiJson.Default.DifferenceResource, stop);
        Print(difference!);
        if (difference!.Wrong.Count > 0) return 1;
        if (asked.IsDry || difference.Added.Count + difference.Changed.Count + difference.Ended.Count == 0) return 0;
        if (!asked.IsSure && !await IsConfirmedAsync(stop)) return 1;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{asked.Path}&apply={difference.Digest}");
        request.Content = Body(asked.File);
        using var applied = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        if (!applied.IsSuccessStatusCode) return await FailAsync(applied, stop);
        using var lines = new StreamReader(await applied.Content.ReadAsStreamAsync(stop));
        var last = "";
        while (await lines.ReadLineAsync(stop) is { } line) Console.WriteLine(last = line);
        return last.StartsWith("done", StringComparison.Ordinal) ? 0 : 1;
    }

    private static void Print(DifferenceResource difference)
    {
        foreach (var key in difference.Added.Take(ShownMax)) Console.WriteLine($"+ {key}");
        foreach (var change in difference.Changed.Take(ShownMax))
        {
            Console.WriteLine($"~ {change.Key}, version {change.Version}");
            foreach (var column in change.Columns) Console.WriteLine($"    {column.Column}: '{column.Old}' -> '{column.New}'");
        }

        foreach (var key in difference.Ended.Take(ShownMax)) Console.WriteLine($"- {key}");
        foreach (var finding in difference.Warnings.Take(ShownMax)) Console.WriteLine($"? {TextOf(finding)}");
        foreach (var finding in difference.Wrong.Take(ShownMax)) Console.Error.WriteLine($"wrong: {TextOf(finding)}");
        Console.WriteLine($"{difference.Added.Count} added, {difference.Changed.Count} changed, {difference.Ended.Count} ended, "
            + $"{difference.Unchanged} unchanged, {difference.Wrong.Count} wrong");
    }

    private static string TextOf(FindingResource finding) =>
        $"line {finding.Line}{(finding.Column.Length > 0 ? $", column '{finding.Column}'" : "")}: {finding.Cure}";

    private static async Task<bool> IsConfirmedAsync(CancellationToken stop)
    {
        await Console.Out.WriteAsync("Apply? Write yes: ".AsMemory(), stop);
        return (await Console.In.ReadLineAsync(stop))?.Trim() == "yes";
    }

    private static async Task<int> PrintAsync(HttpClient client, string path, string? file, CancellationToken stop)
    {
        using var answer = await client.GetAsync(path, stop);
        if (!answer.IsSuccessStatusCode) return await FailAsync(answer, stop);
        var text = await answer.Content.ReadAsStringAsync(stop);
        if (file is null or "-") Console.Write(text);
        else await File.WriteAllTextAsync(file, text, stop);
        return 0;
    }

    private static async Task<int> FailAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        await Console.Error.WriteLineAsync($"navseal: {(await answer.Content.ReadAsStringAsync(stop)).Trim()}");
        return 1;
    }

    private static async Task<byte[]> BytesOf(string file, CancellationToken stop)
    {
        if (file != "-") return await File.ReadAllBytesAsync(file, stop);
        using var bytes = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(bytes, stop);
        return bytes.ToArray();
    }

    private static ByteArrayContent Body(byte[] file) =>
        new(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };

    private static string Name(string? text) => Uri.EscapeDataString(text ?? "");

    /// <summary>What an import was asked for.</summary>
    private sealed record ImportAsked(string Path, byte[] File, bool IsDry, bool IsSure);
}
