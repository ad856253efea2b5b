using System.CommandLine;
using NavSeal.Server.CommandLine;

var root = new RootCommand("NavSeal tracks customs transportations with navigation seals.")
{
    ServeCommand.Create(),
    DemoCommand.Create(),
    SealCommand.Create(),
    TransportationCommand.Create(),
    VerifyCommand.Create(),
    ReplayCommand.Create(),
    DecodeCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
