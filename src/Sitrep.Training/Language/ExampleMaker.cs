using Sitrep.Learning;
using Sitrep.Parsing;

namespace Sitrep.Training.Language;

/// <summary>Sentences of corpora → rows of tables and numbers of labels.</summary>
internal sealed class ExampleMaker(Vocabulary vocabulary, ContextCache? contexts = null)
{
    /// <summary>The sentences of a document with their trees and tags, and with a teacher's names where they carry them.</summary>
    public IEnumerable<Example> Trees(IReadOnlyList<IReadOnlyList<GoldWord>> sentences)
    {
        Half[][]? context = contexts?[Forms(sentences)];
        for (int s = 0; s < sentences.Count; s++)
        {
            IReadOnlyList<GoldWord> words = sentences[s];
            var (rows, vectors) = Rows([.. words.Select(word => word.Form)]);
            yield return new Example
            {
                Rows = rows,
                Vectors = vectors,
                Heads = [.. words.Select(word => word.Head)],
                Relations = [.. words.Select(word => vocabulary.Relations.IndexOf(Vocabulary.Relation(word.Deprel)))],
                Upos = [.. words.Select(word => vocabulary.Upos.IndexOf(word.Upos))],
                Xpos = [.. words.Select(word => vocabulary.Xpos.IndexOf(word.Xpos))],
                NameShares = NameShares.Read(words),
                Context = context?[s],
            };
        }
    }

    /// <summary>Sentences of which nothing is known.</summary>
    public IEnumerable<Example> Plain(string text, IReadOnlyList<IReadOnlyList<Span>> sentences)
    {
        List<string[]> forms = Forms(text, sentences);
        Half[][]? context = contexts?[forms];
        for (int s = 0; s < forms.Count; s++)
        {
            var (rows, vectors) = Rows(forms[s]);
            yield return new Example { Rows = rows, Vectors = vectors, Context = context?[s] };
        }
    }

    public static List<string[]> Forms(IReadOnlyList<IReadOnlyList<GoldWord>> sentences) => [.. sentences.Select(words => words.Select(word => word.Form).ToArray())];

    public static List<string[]> Forms(string text, IReadOnlyList<IReadOnlyList<Span>> sentences) => [.. sentences.Select(words => words.Select(word => word.Of(text)).ToArray())];

    /// <summary>The sentences of a text with the labels that its annotation allows.</summary>
    public IEnumerable<Example> Names(NamedText text, IReadOnlyList<IReadOnlyList<Span>> sentences, float weight)
    {
        uint open = 1;
        foreach (EntityType type in Enum.GetValues<EntityType>().Except(text.Types))
        {
            open |= 0xFu << NameLabels.Of(type, 0);
        }

        List<string[]> forms = Forms(text.Text, sentences);
        Half[][]? context = contexts?[forms];
        for (int s = 0; s < sentences.Count; s++)
        {
            IReadOnlyList<Span> words = sentences[s];
            uint[] allowed = new uint[words.Count];
            Array.Fill(allowed, open);
            foreach (var (span, type) in text.Names)
            {
                int first = -1, last = -1;
                for (int i = 0; i < words.Count; i++)
                {
                    if (words[i].Overlaps(span))
                    {
                        first = first < 0 ? i : first;
                        last = i;
                    }
                }

                for (int i = first; first >= 0 && i <= last; i++)
                {
                    int position = first == last ? NameLabels.Single : i == first ? NameLabels.Begin : i == last ? NameLabels.Last : NameLabels.Inside;
                    allowed[i] = 1u << NameLabels.Of(type, position);
                    if (text.Acting.Contains(span))
                    {
                        allowed[i] |= (1u << NameLabels.Of(EntityType.Location, position)) | (1u << NameLabels.Of(EntityType.Organization, position));
                    }
                }
            }

            var (rows, vectors) = Rows(forms[s]);
            yield return new Example { Rows = rows, Vectors = vectors, Names = allowed, Weight = weight, Context = context?[s] };
        }
    }

    private (int[][] Rows, int[] Vectors) Rows(string[] forms)
    {
        int[][] rows = new int[WordKeys.Count][];
        for (int table = 0; table < rows.Length; table++)
        {
            rows[table] = new int[forms.Length];
        }

        Span<ulong> keys = stackalloc ulong[WordKeys.Count];
        for (int i = 0; i < forms.Length; i++)
        {
            WordKeys.Fill(forms[i], keys);
            for (int table = 0; table < rows.Length; table++)
            {
                rows[table][i] = vocabulary.Tables[table].Find(keys[table]);
            }
        }

        return (rows, [.. forms.Select(form => WordKeys.Vector(form, vocabulary.Vectors))]);
    }
}

/// <summary>The keys and labels that a model knows.</summary>
internal sealed class Vocabulary
{
    private static readonly string[] KeptSubtypes = ["nmod:poss", "nsubj:pass", "aux:pass", "acl:relcl", "compound:prt", "obl:agent", "nsubj:outer", "csubj:pass", "obl:unmarked", "nmod:unmarked", "advcl:relcl", "det:predet", "cc:preconj", "flat:foreign", "csubj:outer"];

    /// <summary>How often a key has to occur to get a row: long keys are many.</summary>
    private static readonly int[] LeastCount = [3, 7, 4, 4, 4, 4];

    public Vocabulary(IReadOnlyList<IReadOnlyList<GoldWord>> trees, IEnumerable<string> otherForms, WordVectors vectors)
    {
        Upos = Labels(trees, word => word.Upos, 1);
        Xpos = Labels(trees, word => word.Xpos, 1);
        Relations = Labels(trees, word => Relation(word.Deprel), 1);
        VectorKeys = vectors.Keys;
        Vectors = new KeyIndex(vectors.Keys);

        string[] forms = [.. trees.SelectMany(words => words).Select(word => word.Form), .. otherForms];
        TableKeys = new ulong[WordKeys.Count][];
        for (int table = 0; table < TableKeys.Length; table++)
        {
            TableKeys[table] = Frequent(forms, table, LeastCount[table]);
        }

        Tables = [.. TableKeys.Select(keys => new KeyIndex(keys))];
    }

    /// <summary>That of a model made before.</summary>
    public Vocabulary(ModelFile model, WordVectors vectors)
    {
        Upos = [.. model.Lines("upos")];
        Xpos = [.. model.Lines("xpos")];
        Relations = [.. model.Lines("relations")];
        VectorKeys = vectors.Keys;
        Vectors = new KeyIndex(vectors.Keys);
        TableKeys = [.. Enumerable.Range(0, WordKeys.Count).Select(table => model.Values<ulong>(NetworkShape.TableName(table) + ".keys").ToArray())];
        Tables = [.. TableKeys.Select(keys => new KeyIndex(keys))];
    }

    public List<string> Upos { get; }

    public List<string> Xpos { get; }

    public List<string> Relations { get; }

    public ulong[] VectorKeys { get; }

    public KeyIndex Vectors { get; }

    public ulong[][] TableKeys { get; }

    public KeyIndex[] Tables { get; }

    /// <summary>A relation without the subtypes that are rare or follow from the words.</summary>
    public static string Relation(string deprel) => KeptSubtypes.Contains(deprel) ? deprel : deprel.Split(':')[0];

    private static List<string> Labels(IReadOnlyList<IReadOnlyList<GoldWord>> trees, Func<GoldWord, string> label, int least) =>
        [.. trees.SelectMany(words => words).GroupBy(label).Where(group => group.Count() >= least)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key)];

    private static ulong[] Frequent(string[] forms, int table, int least)
    {
        var counts = new Dictionary<ulong, int>();
        Span<ulong> keys = stackalloc ulong[WordKeys.Count];
        foreach (string form in forms)
        {
            WordKeys.Fill(form, keys);
            counts[keys[table]] = counts.GetValueOrDefault(keys[table]) + 1;
        }

        return [.. counts.Where(pair => pair.Value >= least).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key)];
    }
}
