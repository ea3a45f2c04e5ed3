using System.Collections.Immutable;
using System.CommandLine;
using Sitrep.Annotation.Entities;
using Sitrep.Coding;
using Sitrep.Learning;
using Sitrep.Training.Learning;

namespace Sitrep.Training;

/// <summary>Trains the event classifiers on labelled sentences.</summary>
internal static class EventsCommand
{
    private static readonly ChainSettings TypeSettings = new(18, Epochs: 10, Rate: 0.03f, DenseRate: 0.005f, Drop: 0.8f, Hidden: 64, Members: 2);
    private static readonly ChainSettings ModeSettings = new(14, Epochs: 10, Drop: 0.5f, Members: 4);
    private static readonly ChainSettings ModalitySettings = new(16, Epochs: 8, DenseRate: 0.01f, Drop: 0.4f, Hidden: 32, Members: 3);

    private static readonly TaggerSettings TaggerSettings = new(Epochs: 24, Rate: 0.002f, BatchTokens: 500, new TaggerDropout(Numbers: 0.1f, Inner: 0.2f, Output: 0.35f, Word: 0.05f, Row: 0.2f));

    /// <summary>A word that is a trigger less than once in so many times is asked about only where it has a frame.</summary>
    private const int RarestTrigger = 40;

    public static Command Create() => LabelledCommand.Create("events", "Trains the models of event type, mode, status and time.", Train);

    private static void Train(DirectoryInfo folder, FileInfo output)
    {
        Resources resources = Resources.Installed;
        var flow = new Flow(resources);
        var actors = new ActorCoder(resources);
        var classes = new WordClasses(resources, actors.Roles, actors.Countries);
        var frames = new FrameLexicon(resources, classes);
        var features = new EventFeatures(actors.Roles, actors.Countries, classes, frames);
        List<LabelledItem> items = LabelledItem.ReadAll(folder, flow, all: true);
        Console.WriteLine($"{items.Count} items");
        HashSet<string> triggers = TriggersOf(items);
        ImmutableArray<string> types = [EventClassifier.None, .. items.SelectMany(i => i.Gold).Select(g => g.Type).Distinct().Order(StringComparer.Ordinal)];
        ImmutableArray<string> modes = [.. items.SelectMany(i => i.Gold).Select(g => g.Type + ":" + g.Mode).Distinct().Order(StringComparer.Ordinal)];
        ImmutableArray<string> statuses = [.. items.SelectMany(i => i.Gold).Select(g => g.Status).Distinct().Order(StringComparer.Ordinal)];
        ImmutableArray<string> times = [.. items.SelectMany(i => i.Gold).Select(g => g.Time).Distinct().Order(StringComparer.Ordinal)];
        var examples = new Examples(types, modes, statuses, times);
        var tagged = new List<TaggedSequence>();
        var scratch = new FeatureSet();
        foreach (LabelledItem item in items)
        {
            foreach (Sentence sentence in item.Article.Parsed.Sentences)
            {
                tagged.Add(Tagged(item, sentence));
                float[] mean = features.Mean(sentence);
                for (int i = 0; i < sentence.Tokens.Length; i++)
                {
                    Frame? frame = frames.Match(sentence, i);
                    GoldEvent? gold = GoldAt(item, sentence, i, frame, out bool open);
                    if (gold is not null || (!open && EventClassifier.IsCandidate(sentence, i, frame, triggers)))
                    {
                        examples.Add(item.Article, sentence, i, mean, frame, gold, features, scratch);
                    }
                }
            }
        }

        var file = new ModelFileWriter();
        ChainTrainer.Fit(types, examples.Types, TypeSettings, "type").Save(file, "type");
        ChainTrainer.Fit(modes, examples.Modes, ModeSettings, "mode").Save(file, "mode");
        ChainTrainer.Fit(statuses, examples.Statuses, ModalitySettings, "status").Save(file, "status");
        ChainTrainer.Fit(times, examples.Times, ModalitySettings, "time").Save(file, "time");
        int numbers = tagged[0].Numbers.Length / tagged[0].Length;
        var shape = new TaggerShape(numbers, Width: 96, Hidden: 64, Members: 2, types.Length);
        TaggerTrainer.Save(TaggerTrainer.Fit(shape, EventTagger.Rows(types.Length), tagged, TaggerSettings), file, EventTagger.Prefix);
        file.AddLines("triggers", triggers.Order(StringComparer.Ordinal));
        file.Write(output.FullName);

        TaggedSequence Tagged(LabelledItem item, Sentence sentence)
        {
            var tokens = new EventTagger.Tokens(sentence, [.. Enumerable.Range(0, sentence.Tokens.Length).Select(i => frames.Match(sentence, i))], types, actors.Countries, classes);
            return TaggedSequence.Of(tokens, i =>
            {
                GoldEvent? gold = GoldAt(item, sentence, i, frames.Match(sentence, i), out bool open);
                return gold is not null ? types.IndexOf(gold.Type) : !open && sentence.Tokens[i].Upos is "VERB" or "NOUN" or "ADJ" or "PROPN" ? types.IndexOf(EventClassifier.None) : -1;
            });
        }
    }

    /// <param name="open">Whether the word is no counterexample: a further one of a trigger, or one that tells of a labelled act once more, which some annotators label and some do not.</param>
    private static GoldEvent? GoldAt(LabelledItem item, Sentence sentence, int token, Frame? frame, out bool open)
    {
        GoldEvent? gold = item.Gold.Find(g => g.Sentence == sentence.Index && g.Token == token);
        open = gold is null && item.Gold.Exists(g => (g.Sentence == sentence.Index && g.Trigger.Overlaps(sentence.Tokens[token].Span)) || (g.Sentence != sentence.Index && g.Type == frame?.Type));
        return gold;
    }

    // Lemmas of triggers, but for those that hardly ever are one.
    private static HashSet<string> TriggersOf(List<LabelledItem> items)
    {
        var seen = new Dictionary<string, (int Told, int All)>(StringComparer.Ordinal);
        foreach (LabelledItem item in items)
        {
            foreach (Sentence sentence in item.Article.Parsed.Sentences)
            {
                for (int i = 0; i < sentence.Tokens.Length; i++)
                {
                    string lemma = sentence.LowerLemma(i);
                    var (told, all) = seen.GetValueOrDefault(lemma);
                    seen[lemma] = (told + (item.Gold.Exists(g => g.Sentence == sentence.Index && g.Token == i) ? 1 : 0), all + 1);
                }
            }
        }

        return [.. seen.Where(s => s.Value.Told > 0 && s.Value.Told * RarestTrigger >= s.Value.All).Select(s => s.Key)];
    }

    /// <summary>What the four models learn from.</summary>
    private sealed class Examples(ImmutableArray<string> types, ImmutableArray<string> modes, ImmutableArray<string> statuses, ImmutableArray<string> times)
    {
        public List<ChainExample> Types { get; } = [];

        public List<ChainExample> Modes { get; } = [];

        public List<ChainExample> Statuses { get; } = [];

        public List<ChainExample> Times { get; } = [];

        public void Add(AnnotatedArticle article, Sentence sentence, int token, float[] mean, Frame? frame, GoldEvent? gold, EventFeatures features, FeatureSet scratch)
        {
            float[] numbers = new float[EventFeatures.WidthOf(sentence)];
            features.Write(sentence, token, mean, numbers);
            var statement = EventCoder.StatementOf(article, sentence.Tokens[token].Span);
            features.Describe(sentence, token, frame, statement is not null, scratch);
            Types.Add(ChainTrainer.Alone(scratch, TypeSettings.Bits, numbers, types.IndexOf(gold?.Type ?? EventClassifier.None)));
            if (gold is null)
            {
                return;
            }

            Modes.Add(ChainTrainer.Alone(scratch, ModeSettings.Bits, numbers, modes.IndexOf(gold.Type + ":" + gold.Mode)));
            features.DescribeModality(sentence, token, gold.Type, statement?.CueLemma ?? (statement is null ? null : "quote"), scratch);
            Statuses.Add(ChainTrainer.Alone(scratch, ModalitySettings.Bits, numbers, statuses.IndexOf(gold.Status)));
            features.DescribeModality(sentence, token, gold.Type, statement?.CueLemma, scratch);
            Times.Add(ChainTrainer.Alone(scratch, ModalitySettings.Bits, numbers, times.IndexOf(gold.Time)));
        }
    }
}
