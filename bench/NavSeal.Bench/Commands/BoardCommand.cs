using System.CommandLine;
using NavSeal.Bench.Board;

namespace NavSeal.Bench.Commands;

/// <summary>The verb <c>board</c>: how soon what a seal reports stands on the screen of a dispatcher.</summary>
internal static class BoardCommand
{
    public static Command Create()
    {
        var seals = new Option<int>("--seals") { Description = "Seals that report.", DefaultValueFactory = _ => 20_000 };
        var period = new Option<int>("--period") { Description = "Seconds between two reports of a seal.", DefaultValueFactory = _ => 60 };
        var seconds = new Option<int>("--seconds") { Description = "How long each part is measured.", DefaultValueFactory = _ => 60 };
        var port = new Option<int>("--http-port") { Description = "Devices get the next one.", DefaultValueFactory = _ => 8320 };
        var navseal = new Option<string>("--navseal") { Description = "The server's program.", Required = true };
        var data = new Option<string>("--data") { Description = "Folder for its data; emptied first.", Required = true };
        var command = new Command("board", "Starts a server, a fleet and a browser; from the frame received to the pixel drawn.")
        {
            seals, period, seconds, port, navseal, data,
        };
        command.SetAction((parsed, stop) => BoardRun.RunAsync(
            new BoardOptions
            {
                Seals = parsed.GetValue(seals),
                Period = TimeSpan.FromSeconds(parsed.GetValue(period)),
                Measured = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                HttpPort = parsed.GetValue(port),
                Program = parsed.GetRequiredValue(navseal),
                DataFolder = parsed.GetRequiredValue(data),
            },
            stop));
        return command;
    }
}
