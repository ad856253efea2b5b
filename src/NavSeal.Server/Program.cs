using System.CommandLine;
using NavSeal.Server.CommandLine;

var root = new RootCommand("NavSeal tracks customs transportations with navigation seals.")
{
    DemoCommand.Create(),
    ServeCommand.Create(),
    UserCommand.Create(),
    SealCommand.Create(),
    RegistryCommand.Create(),
    DoCommand.Create(),
    ReplayCommand.Create(),
    VerifyCommand.Create(),
    RebuildCommand.Create(),
    MigrateCommand.Create(),
    DecodeCommand.Create(),
    JudgeCommand.Create(),
    NeedCommand.Create(),
};

// Longer than a clean end takes: what was decided is made durable and answered first.
var run = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) };
return await root.Parse(args is ["help", .. var rest] ? [.. rest, "--help"] : args).InvokeAsync(run);
