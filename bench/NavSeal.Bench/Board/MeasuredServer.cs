using System.Diagnostics;
using System.Globalization;
using NavSeal.Simulator;

namespace NavSeal.Bench.Board;

/// <summary>The server in a process of its own, spoken to by its command line.</summary>
internal sealed class MeasuredServer : IDisposable
{
    public const string User = "bench", Password = "four words are enough";

    private const string SealModel = "bench";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly BoardOptions options;
    private readonly Process process;

    private MeasuredServer(BoardOptions options, Process process) => (this.options, this.process) = (options, process);

    public int Id => process.Id;

    /// <summary>Starts on an empty folder and returns when it is ready.</summary>
    public static async Task<MeasuredServer> StartAsync(BoardOptions options, CancellationToken stop)
    {
        if (Directory.Exists(options.DataFolder)) Directory.Delete(options.DataFolder, recursive: true);
        var start = new ProcessStartInfo(options.Program,
        [
            "serve", "--data", options.DataFolder, "--http-port", Text(options.HttpPort), "--egts-port", Text(options.SealPort),
            "--wialon-port", "0", "--teltonika-port", "0", "--seal-address", "127.0.0.1", "--log-level", "Warning",
        ]);
        var server = new MeasuredServer(options, Process.Start(start)!);
        using var http = new HttpClient();
        while (!await IsReadyAsync(http, options.HttpPort, stop)) await Task.Delay(Pause, TimeProvider.System, stop);
        return server;
    }

    /// <summary>Enters the seals of a fleet, and somebody who looks at them.</summary>
    public async Task EnterAsync(IEnumerable<FleetRegistration> registrations)
    {
        var rows = registrations.Select(row => string.Join(
            ',', row.Number, "egts", Kind(row), row.Identity.Value, SealModel, row.Profile, row.Operator));
        await RunAsync(["seal", "import", "-"], "seal,protocol,identity_kind,identity,model,profile,operator\n" + string.Join('\n', rows));
        await RunAsync(["user", "add", User, "--role", "dispatcher", "administrator"], Password + "\n");
    }

    /// <summary>Begins tracking with these seals, a transportation each.</summary>
    public Task ActivateAsync(IEnumerable<string> seals) =>
        RunAsync(["do", "-"], string.Join('\n', TrackingLines.Of([.. seals], SealModel)));

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }

    private static string Kind(FleetRegistration row) => row.Identity.Kind switch
    {
        Model.Seals.IdentityKind.TerminalId => "TID",
        Model.Seals.IdentityKind.ObjectId => "OID",
        _ => "DID",
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<bool> IsReadyAsync(HttpClient http, int port, CancellationToken stop)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"), stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task RunAsync(string[] arguments, string input)
    {
        var start = new ProcessStartInfo(options.Program, [.. arguments, "--data", options.DataFolder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var run = Process.Start(start)!;
        var said = run.StandardOutput.ReadToEndAsync();
        await run.StandardInput.WriteAsync(input);
        run.StandardInput.Close();
        await run.WaitForExitAsync();
        if (run.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', arguments)}: {run.ExitCode}, {await said}");
    }
}
