using System.Collections.Immutable;
using Sitrep.Annotation.Places;

namespace Sitrep.Annotation.Entities;

/// <summary>Where "the army" and "police" are at home: the country that a sentence's own places and names point to, else the article's.</summary>
internal sealed class HomeCountries
{
    // A town says more about whose police acted there than a country's name, which may be anybody's.
    private const int PlaceVote = 2;
    private const int NameVote = 1;

    private readonly string?[] bySentence;

    public HomeCountries(ParsedArticle parsed, ImmutableArray<Place> places, CountryNames countries)
    {
        var all = new Dictionary<string, (int Votes, int First)>(StringComparer.Ordinal);
        bySentence = new string?[parsed.Sentences.Length];
        foreach (Sentence sentence in parsed.Sentences)
        {
            var here = new Dictionary<string, (int Votes, int First)>(StringComparer.Ordinal);
            foreach (Place place in places.Where(p => sentence.Span.Start <= p.Span.Start && p.Span.End <= sentence.Span.End && p.Country.Length > 0))
            {
                Vote(here, place.Country, place.Kind == PlaceKind.Country ? NameVote : PlaceVote, place.Span.Start);
            }

            for (int i = 0; i < sentence.Tokens.Length; i++)
            {
                Token token = sentence.Tokens[i];
                if (!char.IsUpper(token.Form[0]))
                {
                    continue;
                }

                // A country's name counts also where it was not taken for a place: which one it is must not matter.
                if (countries.OfName(token.Form) is { } named && !places.Any(p => p.Span.Overlaps(token.Span)))
                {
                    Vote(here, named, NameVote, token.Span.Start);
                }
                else if ((countries.OfPeople(sentence, i) ?? (places.HasPart(token.Span) ? null : countries.OfCapital(token.Form))) is { } country)
                {
                    Vote(here, country, NameVote, token.Span.Start);
                }
            }

            foreach (var (country, votes) in here)
            {
                Vote(all, country, votes.Votes, votes.First);
            }

            bySentence[sentence.Index] = Leader(here);
        }

        Article = Leader(all);
    }

    /// <summary>The country of most of the article; null where none is named.</summary>
    public string? Article { get; }

    /// <summary>The country for a sentence: the article's leading one unless its own places clearly name another.</summary>
    public string? Of(int sentence) => bySentence[sentence] ?? Article;

    private static void Vote(Dictionary<string, (int Votes, int First)> votes, string country, int weight, int at) =>
        votes[country] = votes.TryGetValue(country, out var known) ? (known.Votes + weight, Math.Min(known.First, at)) : (weight, at);

    // Of equals the one named first: whose name sorts first must not matter.
    private static string? Leader(Dictionary<string, (int Votes, int First)> votes) =>
        votes.Count == 0 ? null : votes.OrderByDescending(v => v.Value.Votes).ThenBy(v => v.Value.First).ThenBy(v => v.Key, StringComparer.Ordinal).First().Key;
}
