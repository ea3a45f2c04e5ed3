using System.Collections.Immutable;
using System.Numerics.Tensors;
using Sitrep.Learning;
using Sitrep.Parsing;

namespace Sitrep.Training.Language;

/// <summary>What to train, and from what.</summary>
/// <param name="Hidden">Size of the memories; arcs and relations grow with it.</param>
/// <param name="Width">Floats of a token's input.</param>
/// <param name="Names">Whether to learn names too.</param>
/// <param name="From">A model whose words, labels and weights to begin with, or null.</param>
/// <param name="Silver">CoNLL-U that a teacher wrote, or null.</param>
/// <param name="Named">The treebank with names that a teacher wrote, or null.</param>
internal sealed record TrainingPlan(int Seed, int Hidden = 128, int Width = 128, bool Names = true, string? From = null, string? Silver = null, string? Named = null);

/// <summary>The steps of training the language core, from corpora to the network's weights.</summary>
internal sealed class LanguageTraining
{
    private const int Capacity = 4096;
    private const int LongestTree = 110;
    private const double DatelineShare = 0.04;
    private const int LongestNamed = 160;

    private readonly int seed;
    private NetworkPass? reader;
    private readonly LanguageCorpora corpora;
    private readonly WordVectors vectors;
    private readonly Tokenizer tokenizer;
    private readonly SentenceSplitter splitter;
    private readonly ExampleMaker maker;
    private readonly LinearModel tokenizerModel;
    private readonly LinearModel splitterModel;
    private readonly List<Example> trees;
    private readonly List<Example> programTrees;
    private readonly List<Example> names;
    private readonly List<Example> programNames;

    public LanguageTraining(LanguageCorpora corpora, WordVectors vectors, TrainingPlan plan, ContextCache? contexts = null)
    {
        seed = plan.Seed;
        this.corpora = corpora;
        this.vectors = vectors;
        var contractions = new Contractions(Resources.Installed.Table("en", "contractions.tsv"));
        var abbreviations = new Abbreviations(Resources.Installed.Table("en", "abbreviations.tsv"));
        (tokenizerModel, splitterModel) = new BoundaryTrainer(contractions, abbreviations).Train(corpora.Train);
        tokenizer = new Tokenizer(tokenizerModel, contractions, abbreviations);
        splitter = new SentenceSplitter(splitterModel, abbreviations);

        // A teacher, whose rounds take long, reads no tweets.
        List<(NamedText Text, float Weight, List<List<Span>> Sentences)> byHand = [.. Split(corpora.NamesByHand().Where(t => contexts is null || t.Weight >= 1))];
        Vocabulary = plan.From is { } from
            ? new Vocabulary(ModelFile.Open(from), vectors)
            : new Vocabulary([.. corpora.Train.SelectMany(document => document.Sentences)], byHand.SelectMany(t => t.Sentences.SelectMany(s => s).Select(w => w.Of(t.Text.Text))), vectors);
        List<GoldDocument> treebank = plan.Named is null ? corpora.Train : Treebank.Read(plan.Named);
        List<GoldDocument> datelines = [.. new DatelineMaker(corpora.Train, seed).Sentences(corpora.Train, DatelineShare).Select(sentence => new GoldDocument("", "", [sentence]))];
        contexts?.Prepare(treebank.Concat(datelines).Select(document => ExampleMaker.Forms(document.Sentences)));
        contexts?.Prepare(byHand.Select(t => ExampleMaker.Forms(t.Text.Text, t.Sentences)));
        maker = new ExampleMaker(Vocabulary, contexts);
        trees = [.. treebank.Concat(datelines).SelectMany(document => maker.Trees(document.Sentences)).Where(e => e.Length <= LongestTree)];
        programTrees = plan.Silver is null ? [] : [.. Treebank.Read(plan.Silver).SelectMany(document => maker.Trees(document.Sentences)).Where(e => e.Length is > 3 and <= LongestTree)];
        names = !plan.Names ? [] : [.. byHand.SelectMany(t => maker.Names(t.Text, t.Sentences, t.Weight)).Where(e => e.Length <= LongestNamed)];

        // A teacher's opinions take the place of the other program's.
        bool taught = contexts is not null || programTrees.Exists(e => e.NameShares is not null);
        programNames = !plan.Names || taught ? [] : [.. Split(corpora.NamesByProgram()).SelectMany(t => maker.Names(t.Text, t.Sentences, t.Weight)).Where(e => e.Length <= LongestNamed)];

        var shape = new NetworkShape(
            WordVectors.Size, plan.Width, plan.Hidden, Layers: 2, Arc: plan.Hidden, Label: plan.Hidden / 2,
            Vocabulary.Upos.Count, Vocabulary.Xpos.Count, Vocabulary.Relations.Count, NameLabels.Count, [.. Vocabulary.TableKeys.Select(keys => keys.Length + 1)]);
        Network = new TrainedNetwork(shape, vectors.Expand(), seed, contexts is null ? 0 : ContextEncoder.Size);
        if (plan.From is not null)
        {
            WarmStart.Load(plan.From, Network, Vocabulary.TableKeys);
        }

        IEnumerable<(NamedText Text, float Weight, List<List<Span>> Sentences)> Split(IEnumerable<(NamedText Text, float Weight)> texts) =>
            texts.Select(t => (t.Text, t.Weight, LanguageCorpora.Sentences(t.Text.Text, tokenizer, splitter)));
    }

    public Vocabulary Vocabulary { get; }

    public TrainedNetwork Network { get; }

    public string Summary => FormattableString.Invariant(
        $"{trees.Count} trees of {trees.Sum(e => e.Length)} words, {programTrees.Count} by a teacher; names in {names.Sum(e => e.Length)} words by hand, {programNames.Sum(e => e.Length)} by program; rows {string.Join(' ', Network.Shape.TableRows)}; {Vocabulary.Upos.Count} + {Vocabulary.Xpos.Count} tags, {Vocabulary.Relations.Count} relations");

    /// <summary>Trains the network, or goes on from the checkpoint.</summary>
    public void Run(int rounds, double rate, double steady, int threads, string checkpoint)
    {
        var trainer = new NetworkTrainer(Network, Capacity, threads, (ulong)seed);
        int done = File.Exists(checkpoint) ? Checkpoint.Load(checkpoint, trainer, Network) : 0;
        new NetworkSchedule(rounds, seed, Rate: rate, Steady: steady).Run(trainer, trees, programTrees, names, programNames, done, round => Checkpoint.Save(checkpoint, round + 1, trainer, Network));
    }

    /// <summary>Moves the weights back towards those of the model that training began from.</summary>
    /// <param name="share">How much of that model the mean holds.</param>
    public void Blend(string from, float share)
    {
        var before = new TrainedNetwork(Network.Shape, [], seed);
        WarmStart.Load(from, before, Vocabulary.TableKeys);
        foreach (var (parameter, old) in Network.All.Zip(before.All))
        {
            TensorPrimitives.Lerp(parameter.Value, old.Value, share, parameter.Value);
        }

        Network.Layers.ForEach(layer => layer.Repack());
    }

    public IEnumerable<Example> Examples(IReadOnlyList<IReadOnlyList<GoldWord>> sentences) => maker.Trees(sentences);

    public IEnumerable<Example> Examples(string text, List<List<Span>> sentences) => maker.Plain(text, sentences);

    public List<List<Span>> Sentences(string text) => LanguageCorpora.Sentences(text, tokenizer, splitter);

    /// <summary>What the network says of sentences, in their order.</summary>
    public TeacherReading[] Read(IReadOnlyList<Example> examples)
    {
        var pass = reader ??= new NetworkPass(Network, Capacity, 1);
        var readings = new TeacherReading[examples.Count];
        int[] order = [.. Enumerable.Range(0, examples.Count).OrderByDescending(i => examples[i].Length)];
        for (int from = 0; from < order.Length;)
        {
            int to = from, rows = 0;
            while (to < order.Length && (to == from || rows + examples[order[to]].Length + 1 <= Capacity / 4))
            {
                rows += examples[order[to++]].Length + 1;
            }

            TeacherReading[] some = pass.Read([.. order[from..to].Select(i => examples[i])]);
            for (int i = from; i < to; i++)
            {
                readings[order[i]] = some[i - from];
            }

            from = to;
        }

        return readings;
    }

    /// <summary>Writes the model that the product reads.</summary>
    public void Save(string path)
    {
        var file = new ModelFileWriter();
        tokenizerModel.Save(file, "tokens");
        splitterModel.Save(file, "sentences");
        file.AddLines("upos", Vocabulary.Upos);
        file.AddLines("xpos", Vocabulary.Xpos);
        file.AddLines("relations", Vocabulary.Relations);

        SaveMorphology(file, corpora.Train, Vocabulary.Vectors);
        file.Add<ulong>("vectors.keys", vectors.Keys);
        file.Add<byte>("vectors.values", vectors.Values);
        file.Add<float>("vectors.scales", vectors.Scales);
        for (int table = 0; table < Vocabulary.TableKeys.Length; table++)
        {
            file.Add<ulong>(NetworkShape.TableName(table) + ".keys", Vocabulary.TableKeys[table]);
        }

        NetworkExport.Save(Network, file);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        file.Write(path);
    }

    /// <summary>Learns lemmas and features and adds them to a model.</summary>
    public static void SaveMorphology(ModelFileWriter file, IReadOnlyList<GoldDocument> documents, KeyIndex lexicon)
    {
        TsvTable irregular = Resources.Installed.Table("en", "irregular.tsv");
        var morphology = new MorphologyTrainer(documents);
        ImmutableArray<string> rules = morphology.Rules();
        file.AddLines("lemma.rules", rules);
        file.AddLines("lemma.exceptions", morphology.Exceptions(new Morphology(irregular, [], rules, [], lexicon, ImmutableHashSet<string>.Empty)));
        file.AddLines("features", morphology.Features());
    }
}
