using Sitrep.Learning;
using Sitrep.Parsing;

namespace Sitrep.Training.Language;

/// <summary>What the language core learns from, read from the development data beside the checkout.</summary>
internal sealed class LanguageCorpora
{
    /// <summary>Names that people marked, with the weight of each corpus: small ones near news count more, tweets less.</summary>
    private static readonly (string Name, float Weight)[] GoldNames =
        [("gum", 1), ("unerewt", 3), ("politics", 1), ("wikigold", 2), ("re3d", 4), ("wnut17", 0.4f), ("btc", 0.4f)];

    // News, and the only items that tell facilities and events apart from places.
    private const float OwnWeight = 2;

    private readonly string shared;
    private readonly string own;

    /// <param name="own">Folder of the own labelled texts; null for those beside the benches.</param>
    public LanguageCorpora(string shared, string? own = null)
    {
        this.shared = shared;
        this.own = own ?? Path.Combine(shared, "own");
        Train = [.. Bank("ewt-train"), .. Bank("gum-train")];
    }

    public List<GoldDocument> Train { get; }

    public List<GoldDocument> Bank(string name) => Treebank.Read(Path.Combine(shared, "bench", "language", "treebank", name + ".conllu.gz"));

    public IEnumerable<(NamedText Text, float Weight)> NamesByHand()
    {
        foreach (var (name, weight) in GoldNames)
        {
            foreach (NamedText text in Marked(name + "-train"))
            {
                yield return (text, weight);
            }
        }

        var states = new StateNames(Resources.Installed.Table("countries.tsv"));
        foreach (NamedText text in Own().Where(text => !NameCorpus.IsSetAside(text)))
        {
            yield return (text with { Acting = states.Acting(text) }, OwnWeight);
        }
    }

    /// <summary>News labelled by another program, about nine names in ten rightly.</summary>
    public IEnumerable<(NamedText Text, float Weight)> NamesByProgram() => Marked("polnear-silver").Select(text => (text, 0.25f));

    public List<NamedText> Marked(string name) => NameCorpus.Read(Path.Combine(shared, "bench", "language", "ner", name + ".jsonl.gz"));

    public IEnumerable<NamedText> Own() =>
        Directory.GetFiles(own, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(NameCorpus.ReadOwn);

    /// <summary>The words of each sentence of a text.</summary>
    public static List<List<Span>> Sentences(string text, Tokenizer tokenizer, SentenceSplitter splitter)
    {
        var features = new FeatureSet();
        var words = new List<Span>();
        var ends = new List<int>();
        tokenizer.Tokenize(text, new Span(0, text.Length), words, features);
        splitter.Split(text, words, ends, features);
        var sentences = new List<List<Span>>();
        int start = 0;
        foreach (int end in ends)
        {
            sentences.Add(words.GetRange(start, end - start));
            start = end;
        }

        return sentences;
    }
}
