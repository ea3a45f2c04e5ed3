using System.Collections.Immutable;
using System.CommandLine;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Sitrep.Annotation.Statements;
using Sitrep.Learning;
using Sitrep.Training.Learning;

namespace Sitrep.Training;

/// <summary>Trains the tagger of cues, sources and contents on annotated news and labelled sentences.</summary>
internal static class StatementsCommand
{
    private const int Bits = 20;

    /// <summary>Labelled sentences count less: they leave many wishes and plans unmarked that the corpus marks.</summary>
    private const float OwnWeight = 0.2f;

    private static readonly ChainSettings CueSettings = new(Bits, Epochs: 8, Hidden: 32, Members: 2);
    private static readonly ChainSettings RoleSettings = new(Bits, Epochs: 6, Members: 4);

    public static Command Create()
    {
        var shared = new Option<DirectoryInfo>("--shared") { Description = "Folder that holds the corpora.", Required = true };
        var labelled = new Option<DirectoryInfo>("--labelled") { Description = "Folder of labelled sentences (*.jsonl).", Required = true };
        var output = new Option<FileInfo>("--output") { Description = "The model file to write.", Required = true };
        var command = new Command("statements", "Trains the models of who says what.") { shared, labelled, output };
        command.SetAction(result => Train(result.GetValue(shared)!, result.GetValue(labelled)!, result.GetValue(output)!));
        return command;
    }

    private static void Train(DirectoryInfo shared, DirectoryInfo labelled, FileInfo output)
    {
        var flow = new Flow(Resources.Installed);
        var words = new CueWords(Resources.Installed);
        var lines = new List<(string Json, bool Own)>();
        using (var zipped = new GZipStream(File.OpenRead(Path.Combine(shared.FullName, "bench", "attribution", "data", "polnear-train.jsonl.gz")), CompressionMode.Decompress))
        using (var reader = new StreamReader(zipped, Encoding.UTF8))
        {
            while (reader.ReadLine() is { } line)
            {
                lines.Add((line, false));
            }
        }

        lines.AddRange(labelled.GetFiles("*.jsonl").OrderBy(f => f.Name, StringComparer.Ordinal).SelectMany(f => File.ReadLines(f.FullName)).Where(l => l.Length > 0).Select(l => (l, true)));
        var read = new Document?[lines.Count];
        Parallel.For(0, lines.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => read[i] = lines[i].Own ? Own(lines[i].Json, flow, words) : Corpus(lines[i].Json, flow, words));
        List<Document> documents = [.. read.OfType<Document>()];
        Console.WriteLine($"{documents.Count} texts, {documents.Sum(d => d.Gold.Count)} statements");

        // Cues that a model did not learn from show the second model what mistaken cues look like.
        var foreseen = new Dictionary<Document, List<List<int>>>();
        for (int half = 0; half < 2; half++)
        {
            LinearChain other = Cues([.. documents.Where((_, i) => i % 2 != half)], CueSettings with { Epochs = 4, Members = 1 }, $"half {half}");
            var tagger = new AttributionTagger(other, other);
            foreach (Document document in documents.Where((_, i) => i % 2 == half))
            {
                foreseen[document] = tagger.Cues(document.Text, 0);
            }
        }

        LinearChain cues = Cues(documents, CueSettings, "cues");
        LinearChain roles = Roles(documents, foreseen);
        var file = new ModelFileWriter();
        cues.Save(file, AttributionTagger.CuesSection);
        roles.Save(file, AttributionTagger.RolesSection);
        file.Write(output.FullName);
    }

    private static LinearChain Cues(List<Document> documents, ChainSettings settings, string name)
    {
        var examples = new List<ChainExample>();
        var features = new FeatureSet();
        foreach (Document document in documents)
        {
            byte[] labels = new byte[document.Text.Count];
            foreach (GoldStatement gold in document.Gold)
            {
                int before = -9;
                foreach (int i in gold.Cue)
                {
                    labels[i] = (byte)(i == before + 1 && document.Text.SentenceOf(i) == document.Text.SentenceOf(before) ? 2 : 1);
                    before = i;
                }
            }

            var describe = new CueFeatures(document.Text);
            for (int s = 0; s < document.Text.SentenceCount; s++)
            {
                int start = document.Text.Start(s), n = document.Text.Start(s + 1) - start;
                bool quotes = document.Text.Quoted.AsSpan(start, n).Contains(true);
                examples.Add(Example(document, start, start + n, labels.AsSpan(start, n), token => describe.Describe(token, quotes, features), features));
            }
        }

        return ChainTrainer.Fit(AttributionTagger.CueLabels, examples, settings, name);
    }

    private static LinearChain Roles(List<Document> documents, Dictionary<Document, List<List<int>>> foreseen)
    {
        var examples = new List<ChainExample>();
        var features = new FeatureSet();
        foreach (Document document in documents)
        {
            HashSet<int> all = [.. document.Gold.SelectMany(g => g.Cue), .. foreseen[document].SelectMany(c => c)];
            foreach (GoldStatement gold in document.Gold.Where(g => g.Cue.Count > 0))
            {
                Add(gold.Cue, gold);
            }

            foreach (List<int> cue in foreseen[document])
            {
                GoldStatement? gold = document.Gold.Find(g => g.Cue.Intersect(cue).Any());
                if (gold is null || !gold.Cue.SequenceEqual(cue))
                {
                    Add(cue, gold);
                }
            }

            void Add(List<int> cue, GoldStatement? gold)
            {
                HashSet<int> others = [.. all];
                others.ExceptWith(gold?.Cue ?? []);
                var describe = new RoleFeatures(document.Text, cue, others);
                byte[] labels = new byte[describe.To - describe.From];
                Mark(labels, gold?.Source ?? [], describe.From, 1);
                Mark(labels, gold?.Content ?? [], describe.From, 3);

                // A content that cuts through a source leaves a rest that has to begin anew.
                for (int i = 0; i < labels.Length; i++)
                {
                    labels[i] = (byte)(labels[i] == 2 && (i == 0 || labels[i - 1] is not (1 or 2)) ? 1 : labels[i]);
                }

                examples.Add(Example(document, describe.From, describe.To, labels, token => describe.Describe(token, features), features));
            }
        }

        return ChainTrainer.Fit(AttributionTagger.RoleLabels, examples, RoleSettings, "roles");
    }

    private static void Mark(byte[] labels, List<int> tokens, int from, byte begin)
    {
        int before = -9;
        foreach (int token in tokens)
        {
            int at = token - from;
            if (at >= 0 && at < labels.Length)
            {
                labels[at] = (byte)(token == before + 1 && at > 0 && labels[at - 1] >= begin && labels[at - 1] <= begin + 1 ? begin + 1 : begin);
                before = token;
            }
        }
    }

    private static ChainExample Example(Document document, int from, int to, ReadOnlySpan<byte> labels, Action<int> describe, FeatureSet features)
    {
        var keys = new List<uint>();
        int[] ends = new int[to - from];
        var numbers = new ReadOnlyMemory<float>[to - from];
        for (int i = from; i < to; i++)
        {
            describe(i);
            foreach (ulong key in features.Keys)
            {
                keys.Add(ChainTrainer.Key(key, Bits));
            }

            ends[i - from] = keys.Count;
            numbers[i - from] = document.Numbers[i];
        }

        return new ChainExample([.. keys], ends, numbers, labels.ToArray(), document.Weight);
    }

    private static Document Corpus(string line, Flow flow, CueWords words)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        JsonElement root = json.RootElement;
        AttributionText text = Read(root, null, flow, words);
        List<GoldStatement> gold =
        [
            .. root.GetProperty("attributions").EnumerateArray().Select(a => new GoldStatement(Tokens(a, "source"), Tokens(a, "cue"), Tokens(a, "content"))),
        ];
        return new Document(text, gold, 1);

        List<int> Tokens(JsonElement value, string name) =>
            [.. value.GetProperty(name).EnumerateArray().SelectMany(s => text.Within(new Span(s[0].GetInt32(), s[1].GetInt32()))).Distinct().Order()];
    }

    private static Document? Own(string line, Flow flow, CueWords words)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        JsonElement root = json.RootElement;
        if (LabelledItem.IsSetAside(root.GetProperty("id").GetString()!))
        {
            return null;
        }

        string raw = root.GetProperty("text").GetString()!;
        AttributionText text = Read(root, root.TryGetProperty("published", out JsonElement p) ? p.GetString() : null, flow, words);
        List<GoldStatement> gold = !root.TryGetProperty("statements", out JsonElement statements) ? [] :
        [
            .. statements.EnumerateArray().Select(s => new GoldStatement(
                Tokens([s.GetProperty("source")]), Tokens([s.GetProperty("cue")]), Tokens(s.GetProperty("content").EnumerateArray()))),
        ];
        return new Document(text, gold, OwnWeight);

        List<int> Tokens(IEnumerable<JsonElement> values) =>
            [.. values.Where(v => v.ValueKind == JsonValueKind.String).Select(v => LabelledItem.Find(raw, v.GetString()!)).OfType<Span>().SelectMany(text.Within).Distinct().Order()];
    }

    private static AttributionText Read(JsonElement root, string? published, Flow flow, CueWords words)
    {
        string raw = root.GetProperty("text").GetString()!;
        ParsedArticle parsed = flow.Parse(flow.Extract(new Page(root.GetProperty("id").GetString()!, PageKind.Prose, raw, "", null, null, published)));
        return new AttributionText(parsed, Quotations.Find(parsed.Text), words);
    }

    private sealed record GoldStatement(List<int> Source, List<int> Cue, List<int> Content);

    private sealed class Document
    {
        public Document(AttributionText text, List<GoldStatement> gold, float weight)
        {
            (Text, Gold, Weight) = (text, gold, weight);
            Numbers = new ReadOnlyMemory<float>[text.Count];
            for (int i = 0; i < Numbers.Length; i++)
            {
                Numbers[i] = text.Encoding(i).ToArray();
            }
        }

        public AttributionText Text { get; }

        public List<GoldStatement> Gold { get; }

        public float Weight { get; }

        public ReadOnlyMemory<float>[] Numbers { get; }
    }
}
