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
    FaultsCommand.Create(),
    LivesCommand.Create(),
    PicturesCommand.Create(),
    PostgresCommand.Create(),
    MicroCommand.Create(),
};

// Whoever has built something takes it down first.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
