using System.Collections.Immutable;
using Sitrep.Annotation.Entities;
using Sitrep.Annotation.Places;

namespace Sitrep.Coding;

/// <summary>How words point to a country.</summary>
internal enum CountryCue
{
    Name,
    Adjective,
    Capital,
    Place,
    Actor,
}

/// <param name="Token">Index of the first token in its sentence.</param>
/// <param name="Country">A code of three letters.</param>
internal readonly record struct CountryMention(int Token, string Country, CountryCue Cue);

/// <summary>All words of an article that point to a country: names, adjectives, capitals, places in it, listed actors of it.</summary>
internal sealed class CountryMentions
{
    private readonly ImmutableArray<CountryMention>[] bySentence;

    public CountryMentions(ParsedArticle parsed, ImmutableArray<Place> places, ActorCoder coder)
    {
        int? year = ActorCoder.YearOf(parsed);
        ILookup<int, Name> names = parsed.Names.ToLookup(n => n.Sentence);
        bySentence = new ImmutableArray<CountryMention>[parsed.Sentences.Length];
        var first = new Dictionary<string, (int Count, int Order)>(StringComparer.Ordinal);
        foreach (Sentence sentence in parsed.Sentences)
        {
            var found = ImmutableArray.CreateBuilder<CountryMention>();
            var taken = new HashSet<int>();
            foreach (Name name in names[sentence.Index])
            {
                string words = name.Span.Of(parsed.Text);
                CountryMention? mention = coder.Countries.OfName(words) is { } country ? places.NamesakeOf(name.Span, country) is { } other ? new(name.First, other.Country, CountryCue.Place) : new(name.First, country, CountryCue.Name)
                    : coder.Countries.OfCapital(words) is { } seat ? new(name.First, seat, CountryCue.Capital)
                    : coder.Actors.Of(words, year) is { } entry && ActorCoder.Make(entry.Code, entry.Name).Country is { } owner ? new(name.First, owner, CountryCue.Actor)
                    : null;
                if (mention is { } one)
                {
                    found.Add(one);
                    taken.UnionWith(Enumerable.Range(name.First, name.Last - name.First + 1));
                }
            }

            foreach (Place place in places.Where(p => sentence.Span.Start <= p.Span.Start && p.Span.End <= sentence.Span.End && p.Country.Length > 0))
            {
                // "Somali" is a people before it is a region.
                if (sentence.TokenAt(place.Span.Start) is >= 0 and var at && coder.Countries.OfAdjective(sentence.Tokens[at].Form) is null && taken.Add(at))
                {
                    found.Add(new(at, place.Country, place.Kind == PlaceKind.Country ? CountryCue.Name : CountryCue.Place));
                }
            }

            for (int i = 0; i < sentence.Tokens.Length; i++)
            {
                string form = sentence.Tokens[i].Form;
                if (char.IsUpper(form[0]) && !taken.Contains(i)
                    && (coder.Countries.OfAdjective(form) is { } people ? new(i, people, CountryCue.Adjective)
                        : coder.Countries.OfName(form) is { } country ? new(i, country, CountryCue.Name)
                        : coder.Countries.OfCapital(form) is { } seat && !places.HasPart(sentence.Tokens[i].Span) ? new CountryMention(i, seat, CountryCue.Capital) : (CountryMention?)null) is { } mention)
                {
                    found.Add(mention);
                }
            }

            found.Sort((a, b) => a.Token.CompareTo(b.Token));
            bySentence[sentence.Index] = found.ToImmutable();
            foreach (CountryMention mention in found)
            {
                first[mention.Country] = first.TryGetValue(mention.Country, out var known) ? (known.Count + 1, known.Order) : (1, first.Count);
            }
        }

        Ranked = [.. first.OrderByDescending(f => f.Value.Count).ThenBy(f => f.Value.Order).Select(f => f.Key)];
    }

    /// <summary>The countries of the article, the most mentioned first, of equals the one named first.</summary>
    public ImmutableArray<string> Ranked { get; }

    public ImmutableArray<CountryMention> Of(int sentence) => bySentence[sentence];
}
