using System.CommandLine;
using NavSeal.Bench.Commands;

var root = new RootCommand("Measures NavSeal: load over TCP, the ceilings beside it, and single steps.")
{
    LoadCommand.Create(),
    LoadCommand.CreateResend(),
    IdleCommand.Create(),
    BareReplyCommand.Create(),
    BareFlushCommand.Create(),
    BoardCommand.Create(),
    PicturesCommand.Create(),
    MicroCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
