using System.CommandLine;
using System.Net;
using NavSeal.Bench.Load;

namespace NavSeal.Bench.Commands;

/// <summary>The options that every verb of the generator has.</summary>
internal sealed class LoadArguments
{
    private readonly Option<string> host = new("--host") { Description = "The server; IPv4.", DefaultValueFactory = _ => "127.0.0.1" };
    private readonly Option<int> port = new("--port") { Description = "Its EGTS port.", DefaultValueFactory = _ => 9010 };
    private readonly Option<int> connections = new("--connections") { Description = "One seal each.", DefaultValueFactory = _ => 100 };

    private readonly Option<int> outstanding = new("--outstanding")
    {
        Description = "Most frames of a connection that wait for their acknowledgement; 1 is stop-and-wait.",
        DefaultValueFactory = _ => 64,
    };

    private readonly Option<int> seconds = new("--seconds") { Description = "Seconds that are measured.", DefaultValueFactory = _ => 10 };
    private readonly Option<int> warmup = new("--warmup") { Description = "Seconds of load before.", DefaultValueFactory = _ => 3 };

    private readonly Option<int> rate = new("--rate")
    {
        Description = "Frames a second of all connections together, by schedule; 0: as fast as acknowledgements come.",
    };

    private readonly Option<uint> firstSealNumber = new("--first-seal-number")
    {
        Description = "Terminal number (TID) of the first seal; the others follow.",
        DefaultValueFactory = _ => 1_000_000,
    };

    private readonly Option<double> daysBack = new("--days-back")
    {
        Description = "Days before now at which the clocks of the seals begin.",
        DefaultValueFactory = _ => 29,
    };

    private readonly Option<int> framesPerDeviceSecond = new("--frames-per-device-second")
    {
        Description = "Frames that share a second of the seal's clock.",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> drain = new("--drain")
    {
        Description = "Most seconds to wait for outstanding acknowledgements at the end.",
        DefaultValueFactory = _ => 10,
    };

    private readonly Option<string?> ledger = new("--ledger") { Description = "File that takes what was acknowledged." };
    private readonly Option<int?> serverPid = new("--server-pid") { Description = "The server's process, to measure its processor time." };

    public void AddTo(Command command)
    {
        Option[] all =
        [
            host, port, connections, outstanding, seconds, warmup, rate,
            firstSealNumber, daysBack, framesPerDeviceSecond, drain, ledger, serverPid,
        ];
        foreach (var option in all) command.Options.Add(option);
    }

    public LoadOptions Read(ParseResult parsed, bool resends) => new()
    {
        Server = new IPEndPoint(IPAddress.Parse(parsed.GetRequiredValue(host)), parsed.GetValue(port)),
        Connections = parsed.GetValue(connections),
        Outstanding = parsed.GetValue(outstanding),
        Seconds = parsed.GetValue(seconds),
        WarmupSeconds = parsed.GetValue(warmup),
        RatePerSecond = parsed.GetValue(rate),
        FirstSealNumber = parsed.GetValue(firstSealNumber),
        DaysBack = parsed.GetValue(daysBack),
        FramesPerDeviceSecond = parsed.GetValue(framesPerDeviceSecond),
        DrainSeconds = parsed.GetValue(drain),
        Resends = resends,
        LedgerPath = parsed.GetValue(ledger),
        ServerProcess = parsed.GetValue(serverPid),
    };
}
