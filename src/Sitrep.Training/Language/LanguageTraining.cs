using System.Collections.Immutable;
using Sitrep.Learning;
using Sitrep.Parsing;

namespace Sitrep.Training.Language;

/// <summary>The steps of training the language core, from corpora to the network's weights.</summary>
internal sealed class LanguageTraining
{
    private const int Capacity = 4096;
    private const int LongestTree = 110;
    private const double DatelineShare = 0.04;
    private const int LongestNamed = 160;

    private readonly int seed;
    private readonly LanguageCorpora corpora;
    private readonly WordVectors vectors;
    private readonly LinearModel tokenizerModel;
    private readonly LinearModel splitterModel;
    private readonly List<Example> trees;
    private readonly List<Example> programTrees;
    private readonly List<Example> names;
    private readonly List<Example> programNames;

    /// <param name="hidden">Size of the memories; arcs and relations grow with it.</param>
    /// <param name="withNames">Whether to learn names too.</param>
    /// <param name="silver">CoNLL-U that a teacher wrote, or null.</param>
    public LanguageTraining(LanguageCorpora corpora, WordVectors vectors, int hidden, bool withNames, string? silver, int seed)
    {
        this.seed = seed;
        this.corpora = corpora;
        this.vectors = vectors;
        var contractions = new Contractions(Resources.Installed.Table("en", "contractions.tsv"));
        var abbreviations = new Abbreviations(Resources.Installed.Table("en", "abbreviations.tsv"));
        (tokenizerModel, splitterModel) = new BoundaryTrainer(contractions, abbreviations).Train(corpora.Train);
        var tokenizer = new Tokenizer(tokenizerModel, contractions, abbreviations);
        var splitter = new SentenceSplitter(splitterModel, abbreviations);

        List<IReadOnlyList<GoldWord>> sentences = [.. corpora.Train.SelectMany(document => document.Sentences)];
        List<(NamedText Text, float Weight, List<List<Span>> Sentences)> byHand = [.. Split(corpora.NamesByHand())];
        Vocabulary = new Vocabulary(sentences, byHand.SelectMany(t => t.Sentences.SelectMany(s => s).Select(w => w.Of(t.Text.Text))), vectors);
        var maker = new ExampleMaker(Vocabulary);
        IEnumerable<IReadOnlyList<GoldWord>> datelines = new DatelineMaker(corpora.Train, seed).Sentences(corpora.Train, DatelineShare);
        trees = [.. sentences.Concat(datelines).Where(words => words.Count <= LongestTree).Select(maker.Tree)];
        programTrees = silver is null ? [] : [.. Treebank.Read(silver).SelectMany(document => document.Sentences).Where(words => words.Count is > 3 and <= LongestTree).Select(maker.Tree)];
        names = !withNames ? [] : [.. byHand.SelectMany(t => maker.Names(t.Text, t.Sentences, t.Weight)).Where(e => e.Length <= LongestNamed)];
        programNames = !withNames ? [] : [.. Split(corpora.NamesByProgram()).SelectMany(t => maker.Names(t.Text, t.Sentences, t.Weight)).Where(e => e.Length <= LongestNamed)];

        var shape = new NetworkShape(
            WordVectors.Size, Width: 128, hidden, Layers: 2, Arc: hidden, Label: hidden / 2,
            Vocabulary.Upos.Count, Vocabulary.Xpos.Count, Vocabulary.Relations.Count, NameLabels.Count, [.. Vocabulary.TableKeys.Select(keys => keys.Length + 1)]);
        Network = new TrainedNetwork(shape, vectors.Expand(), seed);

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
        file.AddLines("lemma.exceptions", morphology.Exceptions(new Morphology(irregular, [], rules, [], lexicon)));
        file.AddLines("features", morphology.Features());
    }
}
