using System.CommandLine;
using NavSeal.Server.Control;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal transportation …</c>: the acts of tracking, for operators at a terminal.</summary>
internal static class TransportationCommand
{
    public static Command Create()
    {
        var command = new Command("transportation", "Activate, deactivate, remove, re-apply, open and close on the running server.");
        var regimes = new Option<string[]>("--regime")
        {
            Description = "eaeu, kz-escort, or both.",
            DefaultValueFactory = _ => ["eaeu"],
            AllowMultipleArgumentsPerToken = true,
        };
        regimes.AcceptOnlyFromAmong("eaeu", "kz-escort");
        var mode = new Option<string>("--mode") { Description = "road or rail.", DefaultValueFactory = _ => "road" };
        mode.AcceptOnlyFromAmong("road", "rail");
        var reason = new Option<string>("--reason") { Description = "A code of reference/reasons.csv, kind removal.", Required = true };
        command.Subcommands.Add(Verb("activate", "Begin tracking with these seals, a new transportation each.", regimes, mode));
        command.Subcommands.Add(Verb("deactivate", "End tracking of these transportations."));
        command.Subcommands.Add(Verb("remove", "Record that the seal is taken off on the way.", reason));
        command.Subcommands.Add(Verb("reapply", "Record that the seal is applied again."));
        command.Subcommands.Add(Verb("open", "Record that the command to open was sent to these seals."));
        command.Subcommands.Add(Verb("close", "Record that the command to close was sent to these seals."));
        return command;

        Command Verb(string name, string description, params Option[] options)
        {
            var names = new Argument<string[]>("numbers")
            {
                Description = "Seal or transportation numbers; - reads them from standard input, one a line.",
                Arity = ArgumentArity.OneOrMore,
            };
            var data = SealCommand.DataOption();
            var verb = new Command(name, description) { names, data };
            foreach (var option in options) verb.Options.Add(option);
            verb.SetAction(async (parsed, stop) =>
            {
                var given = parsed.GetRequiredValue(names);
                if (given is ["-"])
                {
                    given = (await Console.In.ReadToEndAsync(stop))
                        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                }

                var request = new TrackingRequest(
                    name, given, options.Contains(regimes) ? parsed.GetValue(regimes) ?? [] : [],
                    options.Contains(mode) ? parsed.GetValue(mode)! : "road", options.Contains(reason) ? parsed.GetValue(reason)! : "");
                return await SealCommand.SendAsync(parsed.GetValue(data)!, "/control/tracking", request, stop);
            });
            return verb;
        }
    }
}
