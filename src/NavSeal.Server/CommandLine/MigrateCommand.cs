using System.CommandLine;
using System.Net.Sockets;
using NavSeal.Journal;
using NavSeal.Server.Configuration;
using NavSeal.Server.Control;
using NavSeal.Server.Moving;
using NavSeal.Server.State;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal migrate</c>: moves an embedded installation into a shared database, whether its server runs or not.</summary>
internal static class MigrateCommand
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        var to = new Option<string>("--to") { Description = "Where to: postgres.", Required = true };
        to.AcceptOnlyFromAmong("postgres");
        var postgres = new Option<string>("--postgres")
        {
            Description = "How the database is reached, which has to be empty: Host=db1,db2;Database=navseal;Username=navseal;Passfile=…",
            Required = true,
        };
        var command = new Command("migrate", "Move an installation from its files into PostgreSQL, also while its server runs.")
        {
            to, postgres,
        };
        var options = new SettingOptions(command, "data", "keys");
        command.SetAction((parsed, stop) => RunAsync(() => options.Read(parsed), parsed.GetRequiredValue(postgres), stop));
        return command;
    }

    private static async Task<int> RunAsync(Func<Settings> read, string connection, CancellationToken stop)
    {
        try
        {
            var settings = read();
            if (MovedMark.TryRead(settings.DataFolder) is { } before) return Tell(settings.DataFolder, before);
            if (!Directory.Exists(Path.Combine(settings.DataFolder, "journal")))
                throw new SettingException($"there is no journal in '{settings.DataFolder}'.");
            PostgresDatabase.Open(connection).Dispose();
            return await TryAskServerAsync(settings.DataFolder, connection, stop)
                ?? Tell(settings.DataFolder, await MoveAsync(settings, connection, stop));
        }
        catch (SettingException e)
        {
            await Console.Error.WriteLineAsync($"navseal: {e.Message}");
            return 2;
        }
        catch (ArgumentException e)
        {
            await Console.Error.WriteLineAsync($"navseal: postgres cannot be read: {e.Message}");
            return 2;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JournalDamagedException or InvalidDataException
            or HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"navseal: {e.Message} The installation is as it was; run it again and it goes on.");
            return 1;
        }
    }

    /// <summary>No server runs: this process does it.</summary>
    private static async Task<Moved> MoveAsync(Settings settings, string connection, CancellationToken stop)
    {
        using var folderLock = FolderLock.Take(settings.DataFolder);
        using var journal = ViewRebuild.OpenJournal(settings.DataFolder);
        var source = new MoveSource(settings.DataFolder, settings.KeysFolder, journal);
        using var move = await Move.BeginAsync(source, connection, stop);
        await move.CopyAsync(Console.WriteLine, stop);
        return await move.FinishAsync(Console.WriteLine);
    }

    /// <summary>A server runs: it moves itself.</summary>
    /// <returns>The exit status; null where no server runs.</returns>
    private static async Task<int?> TryAskServerAsync(string dataFolder, string connection, CancellationToken stop)
    {
        using var client = ControlSocket.Connect(dataFolder);
        using var request = new HttpRequestMessage(HttpMethod.Post, MoveEndpoint.Path)
        {
            Content = JsonContent.Create(new MoveRequest(connection)),
        };
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            if (!answer.IsSuccessStatusCode) throw new IOException($"The server answered {(int)answer.StatusCode}.");
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(stop));
            while (await lines.ReadLineAsync(stop) is { } line)
            {
                if (line.StartsWith(Mover.Failed, StringComparison.Ordinal)) throw new IOException(line[Mover.Failed.Length..]);
                Console.WriteLine(line);
            }
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException)
        {
            return null;
        }

        return Tell(dataFolder, await WaitAsync(dataFolder, client, stop));
    }

    /// <summary>The server stops, moves the rest and ends; it may be started again before anybody looks.</summary>
    private static async Task<Moved> WaitAsync(string dataFolder, HttpClient client, CancellationToken stop)
    {
        var hasStopped = false;
        while (true)
        {
            if (MovedMark.TryRead(dataFolder) is { } moved) return moved;
            var isFree = IsFree(dataFolder);
            var answers = await AnswersAsync(client, stop);
            if (MovedMark.TryRead(dataFolder) is { } now) return now;
            if (isFree || (hasStopped && answers)) throw new IOException("The rest could not be moved, the server's log says why.");
            hasStopped |= !answers;
            await Task.Delay(LookPeriod, TimeProvider.System, stop);
        }
    }

    private static bool IsFree(string dataFolder)
    {
        try
        {
            FolderLock.Take(dataFolder).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, CancellationToken stop)
    {
        try
        {
            using var answer = await client.GetAsync("/control/metrics", stop);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int Tell(string dataFolder, Moved moved)
    {
        Console.WriteLine($"moved to PostgreSQL ({moved.Database}) at commit {moved.Commit}");
        Console.WriteLine(
            $"'{Path.Combine(dataFolder, "navseal.json")}' leads there now. If no service manager starts the server again, start it with  "
            + $"navseal serve --data {dataFolder}");
        Console.WriteLine("Further machines need a copy of the folder of keys. The files of the journal can be kept, or deleted.");
        return 0;
    }
}
