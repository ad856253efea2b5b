using System.CommandLine;
using NavSeal.Server.CommandLine;

var root = new RootCommand("NavSeal tracks customs transportations with navigation seals.");
root.Subcommands.Add(JudgeCommand.Create());
return root.Parse(args).Invoke();
