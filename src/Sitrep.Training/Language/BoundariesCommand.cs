using System.CommandLine;
using Sitrep.Learning;
using Sitrep.Parsing;

namespace Sitrep.Training.Language;

/// <summary>Trains what takes seconds alone: tokeniser and sentence splitter, which it measures, lemmas and features.</summary>
internal static class BoundariesCommand
{
    public static Command Create()
    {
        var shared = new Option<DirectoryInfo>("--shared") { Description = "Folder with bench/language", Required = true };
        var model = new Option<FileInfo?>("--into") { Description = "A language model in which to replace them" };
        var command = new Command("language-boundaries", "Trains the tokeniser and the sentence splitter and measures them.") { shared, model };
        command.SetAction(parsed => Run(new LanguageCorpora(parsed.GetRequiredValue(shared).FullName), parsed.GetValue(model)?.FullName));
        return command;
    }

    private static int Run(LanguageCorpora corpora, string? model)
    {
        var contractions = new Contractions(Resources.Installed.Table("en", "contractions.tsv"));
        var abbreviations = new Abbreviations(Resources.Installed.Table("en", "abbreviations.tsv"));
        var (tokens, sentences) = new BoundaryTrainer(contractions, abbreviations).Train(corpora.Train);
        var tokenizer = new Tokenizer(tokens, contractions, abbreviations);
        var splitter = new SentenceSplitter(sentences, abbreviations);
        foreach (string name in new[] { "ewt-dev", "gum-dev" })
        {
            List<GoldDocument> gold = corpora.Bank(name);
            List<GoldDocument>[] halves = [[.. gold.Where((_, i) => i % 2 == 0)], [.. gold.Where((_, i) => i % 2 == 1)]];
            Console.WriteLine($"{name}: {string.Join(" | ", halves.Append(gold).Select(half => Score(half, tokenizer, splitter)))}");
        }

        if (model is not null)
        {
            Replace(model, corpora, tokens, sentences);
        }

        return 0;
    }

    private static void Replace(string path, LanguageCorpora corpora, LinearModel tokens, LinearModel sentences)
    {
        ModelFile old = ModelFile.Open(path);
        var file = new ModelFileWriter();
        tokens.Save(file, "tokens");
        sentences.Save(file, "sentences");
        LanguageTraining.SaveMorphology(file, corpora.Train, new KeyIndex(old.Values<ulong>("vectors.keys")));
        string[] replaced = ["tokens.", "sentences.", "lemma.", "features"];
        foreach (string section in old.Sections.Where(name => !Array.Exists(replaced, start => name.StartsWith(start, StringComparison.Ordinal))))
        {
            file.Add(section, old.Bytes(section));
        }

        file.Write(path + ".new");
        File.Move(path + ".new", path, overwrite: true);
    }

    private static string Score(List<GoldDocument> gold, Tokenizer tokenizer, SentenceSplitter splitter)
    {
        int goldWords = 0, words = 0, rightWords = 0, goldSentences = 0, sentences = 0, rightSentences = 0;
        foreach (GoldDocument document in gold)
        {
            var found = LanguageCorpora.Sentences(document.Text, tokenizer, splitter);
            var known = document.Sentences.SelectMany(s => s).Select(w => w.Span).ToHashSet();
            var whole = document.Sentences.Select(s => Span.Cover(s[0].Span, s[^1].Span)).ToHashSet();
            goldWords += known.Count;
            words += found.Sum(s => s.Count);
            rightWords += found.SelectMany(s => s).Count(known.Contains);
            goldSentences += whole.Count;
            sentences += found.Count;
            rightSentences += found.Select(s => Span.Cover(s[0], s[^1])).Count(whole.Contains);
        }

        return FormattableString.Invariant($"words {200.0 * rightWords / (goldWords + words):f2} sentences {200.0 * rightSentences / (goldSentences + sentences):f2}");
    }
}
