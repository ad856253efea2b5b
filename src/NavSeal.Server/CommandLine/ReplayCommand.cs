using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using NavSeal.Model.Seals;
using NavSeal.Server.Configuration;
using NavSeal.Server.Registry;
using NavSeal.Server.Replay;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal replay FILE.jsonl</c>: sends recorded frames to a running gateway as the devices did.</summary>
internal static class ReplayCommand
{
    private const int ShownMax = 20;

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "JSON Lines of recorded frames: id, protocol, frame_hex or frame_text." };
        var host = new Option<string>("--host") { Description = "Where the gateway listens.", DefaultValueFactory = _ => "127.0.0.1" };
        var port = new Option<int>("--port")
        {
            Description = "Its shared port, or its port for the protocol.",
            DefaultValueFactory = _ => 9000,
        };
        var register = new Option<bool>("--register") { Description = "Register the recorded devices first." };
        var data = SealCommand.DataOption();
        var command = new Command("replay", "Send recorded frames to the running gateway, and check every answer.")
        {
            file, host, port, register, data,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (!File.Exists(path))
            {
                await Console.Error.WriteLineAsync($"navseal: there is no file '{path}'.");
                return 2;
            }

            var plan = ReplayPlan.Of(File.ReadLines(path));
            foreach (var line in plan.Wrong.Take(ShownMax)) await Console.Error.WriteLineAsync($"skipped: {line}");
            if (parsed.GetValue(register))
            {
                var answer = await SealCommand.SendAsync(parsed.GetValue(data)!, "/control/seals", plan.Registrations(), stop);
                if (answer != 0) return 1;
            }

            return await RunAsync(plan, (parsed.GetValue(host)!, parsed.GetValue(port)), stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(ReplayPlan plan, (string Host, int Port) gateway, CancellationToken stop)
    {
        var seals = new PlannedDirectory(plan.Registrations(), ProfileTable.Parse(await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "reference", "device-profiles.csv"), stop)));
        var (acknowledged, refused) = (0, new List<string>());
        foreach (var frames in plan.Connections)
        {
            try
            {
                var outcome = await new ReplayConnection(gateway.Host, gateway.Port, seals).RunAsync(frames, stop);
                acknowledged += outcome.Acknowledged;
                refused.AddRange(outcome.Refused);
            }
            catch (System.Net.Sockets.SocketException e)
            {
                await Console.Error.WriteLineAsync(
                $"navseal: nobody listens on {gateway.Host}:{gateway.Port} ({e.Message}). Start the server first.");
                return 1;
            }
        }

        foreach (var line in refused.Take(ShownMax)) await Console.Error.WriteLineAsync($"not acknowledged: {line}");
        Console.WriteLine(
            $"{acknowledged} acknowledged, {refused.Count} not, over {plan.Connections.Count} connections; "
            + $"{plan.Answers} answers of a platform skipped, {plan.Nameless} frames without identity refused, "
            + $"{plan.MadeLogins} logins made, "
            + $"{plan.Wrong.Count} lines skipped");
        return refused.Count == 0 && plan.Wrong.Count == 0 ? 0 : 1;
    }

    /// <summary>The registrations that the plan asks for: what the running server is expected to know.</summary>
    private sealed class PlannedDirectory : ISealDirectory
    {
        private readonly Dictionary<(DeviceProtocol, DeviceIdentity), RegisteredSeal> seals = [];

        public PlannedDirectory(IReadOnlyList<SealRow> rows, ProfileTable profiles)
        {
            foreach (var row in rows)
            {
                var (entry, _, wrong) = row.Read(profiles);
                if (entry is null) throw new SettingException(wrong!);
                seals[(entry.Protocol, entry.Identity)] = entry;
            }
        }

        public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, [NotNullWhen(true)] out RegisteredSeal? seal) =>
            seals.TryGetValue((protocol, identity), out seal);
    }
}
