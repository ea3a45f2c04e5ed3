using System.Globalization;
using System.Text;

namespace Sitrep.Training.Language;

/// <summary>Puts datelines as agencies write them (<c>MINSK, June 3 (Wire) - </c>) before sentences of a treebank, which has too few to learn from.</summary>
/// <remarks>Places and agencies are names of the treebank. The place hangs from the sentence's root as <c>parataxis</c>, so it takes no argument's part.</remarks>
internal sealed class DatelineMaker
{
    private static readonly string[] Months = ["Jan.", "Feb", "March", "April", "May", "June", "July", "Aug.", "Sept", "October", "Nov.", "Dec"];
    private static readonly string[] Dashes = ["-", "–", "—", "--"];

    private readonly Random random;
    private readonly string[] names;

    public DatelineMaker(IReadOnlyList<GoldDocument> documents, int seed)
    {
        random = new Random(seed);
        names = [.. documents.SelectMany(d => d.Sentences.SelectMany(s => s)).Where(w => w.Upos == "PROPN" && w.Form.Length > 2 && w.Form.All(char.IsLetter)).Select(w => w.Form)];
    }

    /// <summary>The first sentences of some documents, with a dateline before the first.</summary>
    public IEnumerable<GoldDocument> Documents(IReadOnlyList<GoldDocument> documents, double share) =>
        documents.Where(_ => random.NextDouble() < share).Select(document => Prefixed(document.Id, document.Text, [.. document.Sentences.Take(2)]));

    /// <summary>Some sentences whose root is a verb, each with a dateline.</summary>
    public IEnumerable<IReadOnlyList<GoldWord>> Sentences(IReadOnlyList<GoldDocument> documents, double share) =>
        from document in documents
        from sentence in document.Sentences
        where sentence.Count > 5 && char.IsUpper(sentence[0].Form[0]) && sentence.Any(w => w.Head == 0 && w.Upos == "VERB") && random.NextDouble() < share
        select Prefixed(document.Id, document.Text, [sentence]).Sentences[0];

    private GoldDocument Prefixed(string id, string text, IReadOnlyList<IReadOnlyList<GoldWord>> sentences)
    {
        var prefix = new List<GoldWord>();
        var written = new StringBuilder();
        int root = 1 + sentences[0].ToList().FindIndex(word => word.Head == 0);
        Line(prefix, written);
        written.Append(' ');
        prefix[0] = prefix[0] with { Head = root + prefix.Count };

        int start = sentences[0][0].Span.Start, moved = written.Length - start;
        var copies = sentences.Select(sentence => sentence.Select(w => w with { Span = new Span(w.Span.Start + moved, w.Span.End + moved) }).ToList()).ToList();
        copies[0] = [.. prefix, .. copies[0].Select(w => w with { Head = w.Head == 0 ? 0 : w.Head + prefix.Count })];
        written.Append(text, start, sentences[^1][^1].Span.End - start);
        return new GoldDocument(id, written.ToString(), copies);
    }

    private void Line(List<GoldWord> words, StringBuilder text)
    {
        Write(words, text, Name(random.Next(4) > 0), "PROPN", "NNP", 0, "parataxis");
        if (random.Next(3) == 0)
        {
            Write(words, text, ",", "PUNCT", ",", words.Count + 2, "punct");
            Write(words, text, Name(false), "PROPN", "NNP", 1, "appos");
        }

        if (random.Next(2) == 0)
        {
            Write(words, text, ",", "PUNCT", ",", words.Count + 2, "punct");
            Write(words, text, Months[random.Next(Months.Length)], "PROPN", "NNP", 1, "nmod:unmarked");
            Write(words, text, (random.Next(31) + 1).ToString(CultureInfo.InvariantCulture), "NUM", "CD", words.Count, "nummod");
        }

        if (random.Next(3) > 0)
        {
            Write(words, text, "(", "PUNCT", "-LRB-", words.Count + 2, "punct");
            Write(words, text, Name(random.Next(2) == 0), "PROPN", "NNP", 1, "parataxis");
            Write(words, text, ")", "PUNCT", "-RRB-", words.Count, "punct");
        }

        string dash = Dashes[random.Next(Dashes.Length)];
        Write(words, text, dash, "PUNCT", dash == "-" ? "HYPH" : ":", 1, "punct");
    }

    private static void Write(List<GoldWord> words, StringBuilder text, string form, string upos, string xpos, int head, string deprel)
    {
        text.Append(text.Length == 0 || form is "," or ")" || text[^1] == '(' ? "" : " ");
        words.Add(new GoldWord(new Span(text.Length, text.Length + form.Length), form, form, upos, xpos, "_", head, deprel));
        text.Append(form);
    }

    private string Name(bool shout)
    {
        string name = names[random.Next(names.Length)];
        return shout ? name.ToUpperInvariant() : name;
    }
}
