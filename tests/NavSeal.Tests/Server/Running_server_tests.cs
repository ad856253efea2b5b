using System.Buffers;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using NavSeal.Devices;
using NavSeal.Devices.Egts;

namespace NavSeal.Tests.Server;

/// <summary>What a running server shows, refuses and answers, from outside.</summary>
public sealed class Running_server_tests(RunningServer running) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task Health_is_told(string path, string text) =>
        Assert.Equal(text, await running.Http.GetStringAsync(path, Deadline.Token));

    [Theory]
    [InlineData("navseal_frames_received_total")]
    [InlineData("navseal_frames_acknowledged_total")]
    [InlineData("navseal_reports_stored_total")]
    public async Task Metrics_count_what_came_and_what_was_answered(string name)
    {
        var text = await running.Http.GetStringAsync("/metrics", Deadline.Token);
        var line = text.Split('\n').Single(line => line.StartsWith(name + ' ', StringComparison.Ordinal));
        Assert.True(long.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) > 0, line);
        Assert.Contains($"# TYPE {name} counter", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_a_seal_with_its_position_and_how_old_it_is()
    {
        var page = "";
        await Deadline.UntilAsync("the seal on the page", async () =>
            (page = await running.Http.GetStringAsync("/board/seals/" + RunningServer.Seal, Deadline.Token))
                .Contains("43.25000, 76.95000", StringComparison.Ordinal));
        Assert.Contains(RunningServer.Seal, page, StringComparison.Ordinal);
        Assert.Matches(@"(\d+ s ago|\d+ min ago|now)", page);
    }

    [Theory]
    [InlineData("navseal_reader_views_lag_commits")]
    [InlineData("navseal_reader_views_lag_seconds")]
    [InlineData("navseal_reader_heads_lag_seconds")]
    public async Task Readers_catch_up_and_say_so(string name) => await Deadline.UntilAsync($"{name} 0", async () =>
        (await running.Http.GetStringAsync("/metrics", Deadline.Token)).Contains($"\n{name} 0\n", StringComparison.Ordinal));

    [Fact]
    public async Task A_device_that_nobody_registered_is_refused_and_sent_away()
    {
        var packet = new ArrayBufferWriter<byte>();
        new EgtsEncoder().Identify(packet, terminalId: 404_404);
        var answers = await running.ExchangeAsync(packet.WrittenMemory, _ => false);
        Assert.Contains(EgtsResult.IdentityNotFound, StatusesAndOutcomes(answers));
        Assert.Equal(153, (int)EgtsResult.IdentityNotFound);
    }

    [Fact]
    public async Task A_device_that_says_nothing_is_sent_away()
    {
        var reset = await Record.ExceptionAsync(async () => Assert.Equal(0, await running.Silent.ReadAsync(new byte[1], Deadline.Token)));
        Assert.True(
            reset is null or IOException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionReset } }, $"{reset}");
        var figures = await running.Http.GetStringAsync("/metrics", Deadline.Token);
        Assert.Contains("navseal_connections_unnamed_total 1\n", figures, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused_and_does_no_harm()
    {
        using var other = new ServerFolder();
        string[] otherPorts = ["--http-port", $"{other.HttpPort}", "--egts-port", $"{other.EgtsPort}"];
        using var second = await NavSealProcess.RunAsync(["serve", "--data", running.Folder.Path, .. otherPorts]);
        Assert.Equal(1, second.ExitCode);
        Assert.Contains(running.Folder.Path, second.Errors, StringComparison.Ordinal);
        Assert.Contains("another process", second.Errors, StringComparison.Ordinal);
        using var list = await running.RunAsync("seal", "list");
        Assert.Equal(0, list.ExitCode);
    }

    [Theory]
    [InlineData("--http-port", "99999", "http-port is '99999': take a whole number from 1 to 65535.")]
    [InlineData("--seal-address", "here", "seal-address is 'here': take an IP address")]
    [InlineData("--log-level", "Loud", "log-level is 'Loud'")]
    public async Task A_setting_that_cannot_be_used_is_refused_by_name(string option, string value, string message)
    {
        using var folder = new ServerFolder();
        using var refused = await NavSealProcess.RunAsync("serve", "--data", folder.Path, option, value);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(message, refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seals_are_listed_in_the_form_that_is_read()
    {
        var file = running.Folder.Write("more.csv", RunningServer.Rows
            + "KZ-000200,egts,TID,200,\"Model \"\"8\"\", long\",egts-seal,KZ\nKZ-000201,egts,OID,201,Model 7,egts-seal-din,kz\n");
        using var import = await running.RunAsync("seal", "import", file);
        Assert.Equal((0, "2 done, 0 refused"), (import.ExitCode, import.Output.Trim()));
        using var list = await running.RunAsync("seal", "list");
        Assert.Contains("KZ-000200,egts,TerminalId,200,\"Model \"\"8\"\", long\",egts-seal,KZ", list.Output, StringComparison.Ordinal);
        using var again = await running.RunAsync("seal", "import", running.Folder.Write("list.csv", list.Output));
        using var listAgain = await running.RunAsync("seal", "list");
        Assert.Equal((0, list.Output), (again.ExitCode, listAgain.Output));
    }

    [Theory]
    [InlineData("KZ-000300,egts,OID,0,M,egts-seal,KZ", "identity '0' of seal KZ-000300: up to 15 digits for IMEI")]
    [InlineData("KZ-000301,egts,VIN,1,M,egts-seal,KZ", "identity_kind 'VIN' of seal KZ-000301: take OID, TID, IMEI or DID")]
    [InlineData("KZ-000302,egts,OID,2,M,egts-sael,KZ", "profile 'egts-sael' of seal KZ-000302: take one of")]
    [InlineData("KZ-000303,egts,OID,215380396,M,egts-seal,KZ", "KZ-000303: IdentityInUse")]
    public async Task A_row_that_is_refused_is_told_with_its_cure(string row, string message)
    {
        var file = running.Folder.Write($"{row[..9]}.csv", RunningServer.Rows + row + "\n");
        using var import = await running.RunAsync("seal", "import", file);
        Assert.Equal((1, "0 done, 1 refused"), (import.ExitCode, import.Output.Trim()));
        Assert.Contains(message, import.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_table_is_refused_with_its_line()
    {
        var file = running.Folder.Write("broken.csv", RunningServer.Rows + "KZ-000400,egts,OID\n");
        using var import = await running.RunAsync("seal", "import", file);
        Assert.Equal(2, import.ExitCode);
        Assert.Matches(@"broken\.csv.*\b2\b", import.Errors);
    }

    [Fact]
    public async Task Recorded_frames_are_replayed_and_each_answer_is_checked()
    {
        var encoder = new EgtsEncoder();
        var now = TimeProvider.System.GetUtcNow();
        var lines = Enumerable.Range(0, 5).Select(i =>
        {
            var packet = new ArrayBufferWriter<byte>();
            encoder.Report(packet, RunningServer.Report((uint)(700 + (i % 2)), now.AddMinutes(-i)));
            return JsonSerializer.Serialize(new { id = $"F{i}", protocol = "egts", frame_hex = Convert.ToHexString(packet.WrittenSpan) });
        });
        var file = running.Folder.Write("frames.jsonl", string.Join('\n', lines));
        using var replay = await running.RunAsync("replay", file, "--port", $"{running.Folder.EgtsPort}", "--register");
        Assert.Equal("", replay.Errors);
        Assert.Contains("5 acknowledged, 0 not, over 2 connections", replay.Output, StringComparison.Ordinal);
        Assert.Equal(0, replay.ExitCode);
    }

    [Fact]
    public async Task Commands_are_not_taken_from_the_network()
    {
        using var list = await running.Http.GetAsync("/control/seals", Deadline.Token);
        using var enter = await running.Http.PostAsJsonAsync("/control/seals", Array.Empty<string>(), Deadline.Token);
        var open = new[] { new { command = "Deactivate", members = "{}" } };
        using var track = await running.Http.PostAsJsonAsync("/control/commands", open, Deadline.Token);
        Assert.All([list, enter, track], answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
    }

    private static List<EgtsResult> StatusesAndOutcomes(ReadOnlySpan<byte> answers)
    {
        var results = RunningServer.StatusesIn(answers);
        while (EgtsFraming.TryCut(answers, out var cut) == Cut.Whole)
        {
            if (EgtsAnswer.TryRead(cut, out var answer) && answer.Authorisation is { } outcome) results.Add(outcome);
            answers = answers[cut.Consumed..];
        }

        return results;
    }
}
