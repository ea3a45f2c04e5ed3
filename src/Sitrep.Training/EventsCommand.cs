using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sitrep.Annotation.Entities;
using Sitrep.Coding;
using Sitrep.Learning;
using Sitrep.Training.Learning;

namespace Sitrep.Training;

/// <summary>Trains the event classifiers on labelled sentences.</summary>
internal static class EventsCommand
{
    private static readonly ChainSettings TypeSettings = new(17, Epochs: 8, Rate: 0.05f, Drop: 0.8f, Hidden: 48);
    private static readonly ChainSettings ModeSettings = new(14, Epochs: 10, Drop: 0.5f);
    private static readonly ChainSettings ModalitySettings = new(16, Epochs: 8, DenseRate: 0.01f, Drop: 0.4f, Hidden: 32);

    public static Command Create()
    {
        var labelled = new Option<DirectoryInfo>("--labelled") { Description = "Folder of labelled sentences (*.jsonl).", Required = true };
        var output = new Option<FileInfo>("--output") { Description = "The model file to write.", Required = true };
        var command = new Command("events", "Trains the models of event type, mode, status and time.") { labelled, output };
        command.SetAction(result => Train(result.GetValue(labelled)!, result.GetValue(output)!));
        return command;
    }

    /// <summary>Whether an item is kept out of training for ever, to measure with.</summary>
    internal static bool IsSetAside(string id) => SHA256.HashData(Encoding.UTF8.GetBytes(id))[0] % 5 == 0;

    private static void Train(DirectoryInfo folder, FileInfo output)
    {
        Resources resources = Resources.Installed;
        var flow = new Flow(resources);
        var frames = new FrameLexicon(resources);
        var actors = new ActorCoder(resources);
        var features = new EventFeatures(actors.Roles, actors.Countries);
        List<Item> items = [.. folder.GetFiles("*.jsonl").OrderBy(f => f.Name, StringComparer.Ordinal).SelectMany(f => File.ReadLines(f.FullName)).Where(l => l.Length > 0).Select(l => Read(l, flow)).OfType<Item>()];
        Console.WriteLine($"{items.Count} items");
        HashSet<string> triggers = [.. items.SelectMany(i => i.Gold.Select(g => i.Article.Parsed.Sentences[g.Sentence].Tokens[g.Token].Lemma.ToLowerInvariant()))];
        ImmutableArray<string> types = [EventClassifier.None, .. items.SelectMany(i => i.Gold).Select(g => g.Type).Distinct().Order(StringComparer.Ordinal)];
        ImmutableArray<string> modes = [.. items.SelectMany(i => i.Gold).Select(g => g.Type + ":" + g.Mode).Distinct().Order(StringComparer.Ordinal)];
        ImmutableArray<string> statuses = [.. items.SelectMany(i => i.Gold).Select(g => g.Status).Distinct().Order(StringComparer.Ordinal)];
        ImmutableArray<string> times = [.. items.SelectMany(i => i.Gold).Select(g => g.Time).Distinct().Order(StringComparer.Ordinal)];
        var examples = new Examples(types, modes, statuses, times);
        var scratch = new FeatureSet();
        foreach (Item item in items)
        {
            foreach (Sentence sentence in item.Article.Parsed.Sentences)
            {
                float[] mean = EventFeatures.Mean(sentence);
                for (int i = 0; i < sentence.Tokens.Length; i++)
                {
                    Gold? gold = item.Gold.Find(g => g.Sentence == sentence.Index && g.Token == i);
                    if (gold is not null || EventClassifier.IsCandidate(sentence.Tokens[i], frames, triggers))
                    {
                        examples.Add(item.Article, sentence, i, mean, frames.Match(sentence, i), gold, features, scratch);
                    }
                }
            }
        }

        var file = new ModelFileWriter();
        ChainTrainer.Fit(types, examples.Types, TypeSettings, "type").Save(file, "type");
        ChainTrainer.Fit(modes, examples.Modes, ModeSettings, "mode").Save(file, "mode");
        ChainTrainer.Fit(statuses, examples.Statuses, ModalitySettings, "status").Save(file, "status");
        ChainTrainer.Fit(times, examples.Times, ModalitySettings, "time").Save(file, "time");
        file.AddLines("triggers", triggers.Order(StringComparer.Ordinal));
        file.Write(output.FullName);
    }

    // An item that is not set aside, annotated, with its gold events at their trigger tokens.
    private static Item? Read(string line, Flow flow)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        JsonElement root = json.RootElement;
        string id = root.GetProperty("id").GetString()!;
        if (IsSetAside(id))
        {
            return null;
        }

        string text = root.GetProperty("text").GetString()!;
        string? published = root.TryGetProperty("published", out JsonElement p) ? p.GetString() : null;
        AnnotatedArticle article = flow.Annotate(flow.Parse(flow.Extract(new Page(id, PageKind.Prose, text, "", null, null, published))));
        var gold = new List<Gold>();
        foreach (JsonElement value in root.GetProperty("events").EnumerateArray())
        {
            if (Find(text, value.GetProperty("trigger").GetString()!) is not { } span || article.Parsed.SentenceAt(span.Start) is not { } sentence)
            {
                continue;
            }

            int token = Head(sentence, span);
            if (token >= 0 && !gold.Exists(g => g.Sentence == sentence.Index && g.Token == token))
            {
                gold.Add(new Gold(
                    sentence.Index, token, value.GetProperty("type").GetString()!, Text(value, "mode") ?? "", Text(value, "status") ?? "asserted", Text(value, "time") ?? "current"));
            }
        }

        return new Item(article, gold);
    }

    private static string? Text(JsonElement value, string name) => value.TryGetProperty(name, out JsonElement found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;

    // The token of the span that governs the others, a verb or noun if it has one.
    private static int Head(Sentence sentence, Span span)
    {
        int[] inside = [.. Enumerable.Range(0, sentence.Tokens.Length).Where(i => sentence.Tokens[i].Span.Overlaps(span))];
        return inside.OrderBy(i => sentence.Tokens[i].Upos is "VERB" or "NOUN" ? 0 : 1).ThenBy(i => Depth(sentence, i)).ThenBy(i => i).DefaultIfEmpty(-1).First();
    }

    private static int Depth(Sentence sentence, int token)
    {
        int depth = 0;
        for (; sentence.Tokens[token].Head >= 0; token = sentence.Tokens[token].Head)
        {
            depth++;
        }

        return depth;
    }

    // "Nyala#2" is the second place where the words stand.
    internal static Span? Find(string text, string words)
    {
        int count = 1, hash = words.LastIndexOf('#');
        if (hash > 0 && int.TryParse(words.AsSpan(hash + 1), System.Globalization.CultureInfo.InvariantCulture, out int given))
        {
            (count, words) = (given, words[..hash]);
        }

        for (int at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            bool whole = (at == 0 || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(words[0]))
                && (at + words.Length == text.Length || !char.IsLetterOrDigit(text[at + words.Length]) || !char.IsLetterOrDigit(words[^1]));
            if (whole && --count == 0)
            {
                return new Span(at, at + words.Length);
            }
        }

        return null;
    }

    private sealed record Gold(int Sentence, int Token, string Type, string Mode, string Status, string Time);

    private sealed record Item(AnnotatedArticle Article, List<Gold> Gold);

    /// <summary>What the four models learn from.</summary>
    private sealed class Examples(ImmutableArray<string> types, ImmutableArray<string> modes, ImmutableArray<string> statuses, ImmutableArray<string> times)
    {
        public List<ChainExample> Types { get; } = [];

        public List<ChainExample> Modes { get; } = [];

        public List<ChainExample> Statuses { get; } = [];

        public List<ChainExample> Times { get; } = [];

        public void Add(AnnotatedArticle article, Sentence sentence, int token, float[] mean, Frame? frame, Gold? gold, EventFeatures features, FeatureSet scratch)
        {
            float[] numbers = EventFeatures.Numbers(sentence, token, mean);
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
