using System.Buffers;
using System.Net.Sockets;
using NavSeal.Devices.Egts;
using NavSeal.Server.Configuration;
using NavSeal.Tests.Architecture;

namespace NavSeal.Tests.Server;

/// <summary>What a server leaves behind, and what can be checked without one.</summary>
public sealed class Stopped_server_tests
{
    [Fact]
    public async Task A_stop_is_clean_and_what_is_left_can_be_verified_by_a_stranger()
    {
        using var folder = new ServerFolder();
        using (var server = await NavSealProcess.ServeAsync(folder))
        {
            using var silent = new TcpClient("127.0.0.1", folder.EgtsPort);
            using var added = await NavSealProcess.RunAsync(
                "seal", "add", "KZ-000001", "egts", "OID", "1", "Model 7", "egts-seal", "KZ", "--data", folder.Path);
            Assert.Equal((0, ""), (added.ExitCode, added.Errors));
            await ReportAsync(folder);
            Assert.Equal(0, await server.StopAsync());
            Assert.Equal("", server.Errors);
        }

        using var whole = await NavSealProcess.RunAsync("verify", folder.Path);
        Assert.Equal((0, ""), (whole.ExitCode, whole.Errors));
        Assert.EndsWith("whole", whole.Output.TrimEnd(), StringComparison.Ordinal);
        FlipAByteOf(folder, "Model 7");
        using var damaged = await NavSealProcess.RunAsync("verify", folder.Path);
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("seal/KZ-000001 1", damaged.Output, StringComparison.Ordinal);
        Assert.EndsWith("damaged: 1 findings", damaged.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verb_that_needs_a_server_says_so_where_none_runs()
    {
        using var folder = new ServerFolder();
        using var list = await NavSealProcess.RunAsync("seal", "list", "--data", folder.Path);
        Assert.Equal(1, list.ExitCode);
        Assert.Contains($"no server runs on '{folder.Path}'", list.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_the_settings_is_the_list_of_the_settings()
    {
        var rows = Settings.All.Select(setting =>
            $"| `{setting.Name}` | {(setting.Default.Length == 0 ? "(empty)" : $"`{setting.Default}`")} "
            + $"| `{Settings.VariableOf(setting.Name)}` | {setting.Meaning} |");
        var page = Repository.TextOf("docs/operations/settings.md").Split('\n');
        Assert.Equal(rows, page.Where(line => line.StartsWith("| `", StringComparison.Ordinal)));
    }

    private static async Task ReportAsync(ServerFolder folder)
    {
        using var client = new TcpClient("127.0.0.1", folder.EgtsPort);
        var packet = new ArrayBufferWriter<byte>();
        new EgtsEncoder().Report(packet, RunningServer.Report(1, TimeProvider.System.GetUtcNow()));
        await client.GetStream().WriteAsync(packet.WrittenMemory, Deadline.Token);
        Assert.True(await client.GetStream().ReadAsync(new byte[256], Deadline.Token) > 0, "No answer came.");
    }

    private static void FlipAByteOf(ServerFolder folder, string text)
    {
        using var file = File.Open(Directory.EnumerateFiles(folder.Journal).Order().First(IsSegment), FileMode.Open);
        var bytes = new byte[64 * 1024];
        file.ReadExactly(bytes);
        var at = bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(text));
        Assert.True(at > 0, $"'{text}' is not in the journal.");
        file.Position = at;
        file.WriteByte((byte)(bytes[at] ^ 1));

        static bool IsSegment(string path) => new FileInfo(path).Length > 1 << 20;
    }
}
