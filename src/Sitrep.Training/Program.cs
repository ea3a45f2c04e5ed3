using System.CommandLine;
using Sitrep.Training.Extraction;
using Sitrep.Training.Language;

return new RootCommand("Trains Sitrep's models and compiles its tables.")
{
    LanguageCommand.Create(),
    BoundariesCommand.Create(),
    ParseCommand.Create(),
    ExtractionCommand.Create(),
}.Parse(args).Invoke();
