using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sitrep.Learning;

namespace Sitrep.Parsing;

/// <summary>Article → sentences, tokens, tags, lemmas, tree, names.</summary>
/// <remarks>Safe for any number of threads; the result depends on the text and its blocks alone.</remarks>
public sealed class LanguageParser
{
    /// <summary>The folder under <c>models/</c> and <c>data/</c>.</summary>
    private const string Language = "en";

    // Together in one run of the network: enough to keep its products busy, few enough to stay in the cache.
    private const int BatchRows = 1024;

    // Longer ones are tables or lists without full stops; the number of arcs grows with the square.
    private const int LongestSentence = 250;

    private readonly Tokenizer tokenizer;
    private readonly SentenceSplitter splitter;
    private readonly ParserNetwork network;
    private readonly Morphology morphology;
    private readonly ImmutableArray<string> upos;
    private readonly ImmutableArray<string> xpos;
    private readonly ImmutableArray<string> relations;
    private readonly int properNoun;
    private readonly WholeNames wholeNames;
    private readonly NameHeads nameHeads;
    private readonly ConcurrentBag<Workspace> workspaces = [];

    /// <exception cref="InvalidDataException">The model is damaged or made for another version.</exception>
    public LanguageParser(Resources resources)
        : this(resources, ModelFile.Open(resources.Model(Language, "language.model")), Lanes.Widest)
    {
    }

    internal LanguageParser(Resources resources, ModelFile file, LaneWidth width)
    {
        var abbreviations = new Abbreviations(resources.Table(Language, "abbreviations.tsv"));
        tokenizer = new Tokenizer(LinearModel.Load(file, "tokens"), new Contractions(resources.Table(Language, "contractions.tsv")), abbreviations);
        splitter = new SentenceSplitter(LinearModel.Load(file, "sentences"), abbreviations);
        upos = file.Lines("upos");
        xpos = file.Lines("xpos");
        relations = file.Lines("relations");
        properNoun = upos.IndexOf("PROPN");
        wholeNames = new WholeNames(resources, CutName, properNoun);
        nameHeads = new NameHeads(resources.Table(Language, "name-heads.tsv"), resources.Table("countries.tsv"), upos, xpos);
        network = new ParserNetwork(file, relations.IndexOf("root"), new TagPairs(upos, xpos, file.Lines("features")), width);
        morphology = Morphology.Load(file, resources, network.Words);
    }

    public ParsedArticle Parse(Article article)
    {
        if (!workspaces.TryTake(out Workspace? workspace))
        {
            workspace = new Workspace(new NetworkScratch(network.Shape, network.NameStride, network.TagStride, network.RelationStride));
        }

        ParsedArticle parsed = Parse(article, workspace);
        workspaces.Add(workspace);
        return parsed;
    }

    private ParsedArticle Parse(Article article, Workspace workspace)
    {
        FindSentences(article, workspace);
        workspace.Order.Sort((a, b) => a.Length != b.Length ? b.Length.CompareTo(a.Length) : a.Index.CompareTo(b.Index));
        for (int from = 0; from < workspace.Order.Count;)
        {
            int to = from, rows = 0;
            workspace.Readings.Clear();
            while (to < workspace.Order.Count && (to == from || rows + workspace.Order[to].Length + 1 <= BatchRows))
            {
                rows += workspace.Order[to].Length + 1;
                workspace.Readings.Add(Look(article.Text, workspace, workspace.Order[to++].Index));
            }

            network.Run(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(workspace.Readings), workspace.Scratch);
            from = to;
        }

        FindNames(article.Text, workspace);
        return Build(article, workspace);
    }

    private string[] CutName(string name)
    {
        var words = new List<Span>();
        tokenizer.Tokenize(name, new Span(0, name.Length), words, new FeatureSet());
        return [.. words.Select(word => word.Of(name))];
    }

    /// <summary>Finds names when the whole article has been read, so that a word in one place can tell what it is in another.</summary>
    private void FindNames(string text, Workspace workspace)
    {
        workspace.Evidence.Clear();
        TakeEvidence(text, workspace, weigh: false);
        TakeEvidence(text, workspace, weigh: true);
        ReadOnlySpan<Span> words = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(workspace.AllWords);
        for (int s = 0; s < workspace.Sentences.Count; s++)
        {
            var (first, length) = workspace.Sentences[s];
            wholeNames.Weigh(text, words.Slice(first, length), workspace.Reading(s));
            network.FindNames(workspace.Reading(s), workspace.Scratch);
            if (nameHeads.Weigh(text, words.Slice(first, length), workspace.Reading(s)))
            {
                network.FindFullNames(workspace.Reading(s), workspace.Scratch);
            }
        }
    }

    private void TakeEvidence(string text, Workspace workspace, bool weigh)
    {
        for (int s = 0; s < workspace.Sentences.Count; s++)
        {
            var (first, length) = workspace.Sentences[s];
            Reading reading = workspace.Reading(s);
            for (int i = 0; i < length; i++)
            {
                ReadOnlySpan<char> word = workspace.AllWords[first + i].In(text);
                if (reading.Upos[i] != properNoun || !char.IsUpper(word[0]))
                {
                    continue;
                }

                Span<float> scores = reading.NameScores.AsSpan(i * NameLabels.Count, NameLabels.Count);
                if (weigh)
                {
                    workspace.Evidence.Weigh(word, scores);
                }
                else
                {
                    workspace.Evidence.Add(word, scores);
                }
            }
        }
    }

    /// <summary>Finds words and sentences block by block; what stands before, between and after blocks belongs to the block before.</summary>
    private void FindSentences(Article article, Workspace workspace)
    {
        workspace.Clear();
        int start = 0;
        for (int i = 0; i <= article.Blocks.Length; i++)
        {
            int end = i < article.Blocks.Length ? article.Blocks[i].Span.Start : article.Text.Length;
            if (end > start)
            {
                workspace.Words.Clear();
                workspace.BlockEnds.Clear();
                tokenizer.Tokenize(article.Text, new Span(start, end), workspace.Words, workspace.Features);
                splitter.Split(article.Text, workspace.Words, workspace.BlockEnds, workspace.Features);
                workspace.AddBlock(LongestSentence);
                start = end;
            }
        }
    }

    private Reading Look(string text, Workspace workspace, int sentence)
    {
        var (first, length) = workspace.Sentences[sentence];
        Reading reading = workspace.Reading(sentence);
        reading.Reset(length);
        for (int i = 0; i < length; i++)
        {
            network.SetWord(reading, i, workspace.AllWords[first + i].In(text));
        }

        return reading;
    }

    private static ImmutableArray<EntityType?> TypesOf(ImmutableArray<Name>.Builder names, int from, int length)
    {
        if (names.Count == from)
        {
            return [];
        }

        var types = new EntityType?[length];
        for (int n = from; n < names.Count; n++)
        {
            types.AsSpan(names[n].First..(names[n].Last + 1)).Fill(names[n].Type);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(types);
    }

    private ParsedArticle Build(Article article, Workspace workspace)
    {
        var sentences = ImmutableArray.CreateBuilder<Sentence>(workspace.Sentences.Count);
        var names = ImmutableArray.CreateBuilder<Name>();
        var fullNames = ImmutableArray.CreateBuilder<Name>();
        for (int s = 0; s < workspace.Sentences.Count; s++)
        {
            var (first, length) = workspace.Sentences[s];
            Reading reading = workspace.Reading(s);
            var tokens = ImmutableArray.CreateBuilder<Token>(length);
            for (int i = 0; i < length; i++)
            {
                Span span = workspace.AllWords[first + i];
                string form = span.Of(article.Text), tag = upos[reading.Upos[i]], treebankTag = xpos[reading.Xpos[i]];
                tokens.Add(new Token(
                    span,
                    form,
                    morphology.Lemma(form, tag, treebankTag, i == 0),
                    tag,
                    treebankTag,
                    morphology.Features(form, tag, treebankTag),
                    reading.Heads[i] - 1,
                    relations[reading.Relations[i]]));
            }

            int known = names.Count;
            AddNames(s, reading.Names, tokens, names);
            AddNames(s, reading.FullNames, tokens, fullNames);
            ImmutableArray<MultiwordToken> multiwords = Multiwords(tokens);
            sentences.Add(new Sentence(s, Span.Cover(tokens[0].Span, tokens[^1].Span), tokens.MoveToImmutable(), multiwords)
            {
                Encodings = reading.Encodings,
                NameTypes = TypesOf(names, known, length),
            });
        }

        NameMemory.Apply(names, sentences);
        NameMemory.Apply(fullNames, sentences);
        return new ParsedArticle(article, sentences.MoveToImmutable(), names.ToImmutable()) { FullNames = fullNames.ToImmutable() };
    }

    private static void AddNames(int sentence, ReadOnlySpan<byte> labels, ImmutableArray<Token>.Builder tokens, ImmutableArray<Name>.Builder names)
    {
        int first = 0;
        for (int i = 0; i < tokens.Count; i++)
        {
            int position = NameLabels.Position(labels[i]);
            first = position is NameLabels.Begin or NameLabels.Single ? i : first;
            if (position is NameLabels.Last or NameLabels.Single)
            {
                names.Add(new Name(sentence, first, i, NameLabels.Type(labels[i]), Span.Cover(tokens[first].Span, tokens[i].Span)));
            }
        }
    }

    private static ImmutableArray<MultiwordToken> Multiwords(ImmutableArray<Token>.Builder tokens)
    {
        var found = ImmutableArray.CreateBuilder<MultiwordToken>();
        for (int i = 0; i < tokens.Count; i++)
        {
            int last = i;
            while (last + 1 < tokens.Count && tokens[last + 1].Span.Start == tokens[last].Span.End
                && Contractions.Continues(tokens[last].Form, tokens[last + 1].Form, tokens[last + 1].Xpos == "POS"))
            {
                last++;
            }

            if (last > i)
            {
                found.Add(new MultiwordToken(i, last, Span.Cover(tokens[i].Span, tokens[last].Span)));
                i = last;
            }
        }

        return found.ToImmutable();
    }

    /// <summary>What one thread parses with; kept for the next article.</summary>
    private sealed class Workspace(NetworkScratch scratch)
    {
        private readonly List<Reading> readings = [];

        public NetworkScratch Scratch => scratch;

        public FeatureSet Features { get; } = new();

        public NameEvidence Evidence { get; } = new();

        /// <summary>Words of the block at hand.</summary>
        public List<Span> Words { get; } = [];

        /// <summary>Ends of its sentences, as indices after the last word.</summary>
        public List<int> BlockEnds { get; } = [];

        public List<Span> AllWords { get; } = [];

        public List<(int First, int Length)> Sentences { get; } = [];

        public List<(int Length, int Index)> Order { get; } = [];

        /// <summary>The batch at hand.</summary>
        public List<Reading> Readings { get; } = [];

        public Reading Reading(int sentence)
        {
            while (readings.Count <= sentence)
            {
                readings.Add(new Reading());
            }

            return readings[sentence];
        }

        public void Clear()
        {
            AllWords.Clear();
            Sentences.Clear();
            Order.Clear();
        }

        /// <summary>Takes over the sentences of a block, cutting those that are too long into pieces of like length.</summary>
        public void AddBlock(int longest)
        {
            int offset = AllWords.Count, from = 0;
            AllWords.AddRange(Words);
            foreach (int end in BlockEnds)
            {
                int pieces = (end - from + longest - 1) / longest;
                for (int piece = 0; piece < pieces; piece++)
                {
                    int first = from + ((end - from) * piece / pieces), next = from + ((end - from) * (piece + 1) / pieces);
                    Order.Add((next - first, Sentences.Count));
                    Sentences.Add((offset + first, next - first));
                }

                from = end;
            }
        }
    }
}
