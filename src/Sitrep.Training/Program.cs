using System.CommandLine;

return new RootCommand("Trains Sitrep's models and compiles its tables.").Parse(args).Invoke();
