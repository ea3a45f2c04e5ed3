using System.CommandLine;
using Sitrep.Training;
using Sitrep.Training.Extraction;
using Sitrep.Training.Language;
using Sitrep.Training.Places;

return new RootCommand("Trains Sitrep's models and compiles its tables.")
{
    LanguageCommand.Create(),
    TeacherCommand.Create(),
    BoundariesCommand.Create(),
    GazetteerCommand.Create(),
    PlacesCommand.Create(),
    ParseCommand.Create(),
    ExtractionCommand.Create(),
    EventsCommand.Create(),
    ParticipantsCommand.Create(),
    SettingsCommand.Create(),
    AcledCommand.Create(),
    StatementsCommand.Create(),
}.Parse(args).Invoke();
