using System.CommandLine;
using NavSeal.Bench.Load;

namespace NavSeal.Bench.Commands;

/// <summary>The verbs <c>load</c> and <c>resend</c>.</summary>
internal static class LoadCommand
{
    public static Command Create() =>
        Create("load", "Sends reports of many seals and checks every acknowledgement; a lost connection is an error.", resends: false);

    public static Command CreateResend() =>
        Create("resend", "The same for kill tests: reconnects, and sends again what was not acknowledged.", resends: true);

    private static Command Create(string name, string description, bool resends)
    {
        var command = new Command(name, description);
        var arguments = new LoadArguments();
        arguments.AddTo(command);
        command.SetAction(parsed => Run(arguments.Read(parsed, resends)));
        return command;
    }

    private static int Run(LoadOptions options)
    {
        using var generator = new Generator(options, TimeProvider.System.GetUtcNow());
        generator.Connect();
        generator.Run();
        LoadReport.Write(options, generator.Measurement);
        return LoadReport.ExitCode(options, generator.Measurement);
    }
}
