using System.CommandLine;

var root = new RootCommand("NavSeal tracks customs transportations with navigation seals.");
return root.Parse(args).Invoke();
