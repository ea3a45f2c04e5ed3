using System.Runtime.InteropServices;
using Sitrep.Gathering;

namespace Sitrep.Presenting.Checking;

/// <summary>A sentence of an article.</summary>
internal sealed record IndexedSentence(DossierArticle Article, int Number, string Text, SentenceTerms Terms);

/// <summary>Finds the sentences of a dossier that share most with another sentence, rare words counting more.</summary>
internal sealed class SentenceIndex
{
    private readonly List<IndexedSentence> sentences = [];
    private readonly Dictionary<string, List<int>> postings = new(StringComparer.Ordinal);

    public SentenceIndex(Dossier dossier, TermReader reader)
    {
        foreach (DossierArticle article in dossier.Articles)
        {
            for (int i = 0; i < article.Record.Sentences.Length; i++)
            {
                string text = article.Record.Quote(article.Record.Sentences[i]);
                var sentence = new IndexedSentence(article, i, text, reader.Read(text));
                foreach (string word in sentence.Terms.Words)
                {
                    ref List<int>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(postings, word, out _);
                    (list ??= []).Add(sentences.Count);
                }

                sentences.Add(sentence);
            }
        }
    }

    /// <summary>The sentences that share words, best first, each with the share of the query's weight that it covers, 0 to 1.</summary>
    public IEnumerable<(IndexedSentence Sentence, double Share)> Closest(SentenceTerms query, int most)
    {
        var scores = new Dictionary<int, double>();
        double whole = 0;
        foreach (string word in query.Words.Order(StringComparer.Ordinal))
        {
            List<int> list = postings.GetValueOrDefault(word) ?? [];
            double weight = Math.Log((sentences.Count + 1.0) / (list.Count + 0.5));
            whole += weight;
            foreach (int at in list)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(scores, at, out _) += weight;
            }
        }

        return scores.OrderByDescending(s => s.Value).ThenBy(s => sentences[s.Key].Article.Copies.CopyOf is null ? 0 : 1).ThenBy(s => s.Key).Take(most).Select(s => (sentences[s.Key], s.Value / whole));
    }
}
