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

    /// <summary>A people, a parliament, a square: words of the table of cues.</summary>
    Cue,

    /// <summary>A name of the gazetteer that was not taken for a place.</summary>
    Doubtful,
}

/// <param name="Token">Index of the first token in its sentence.</param>
/// <param name="Country">A code of three letters.</param>
internal readonly record struct CountryMention(int Token, string Country, CountryCue Cue);

/// <summary>All words of an article that point to a country: names, adjectives, capitals, places in it, listed actors of it.</summary>
internal sealed class CountryMentions
{
    /// <summary>Mentions of a country that the article keeps coming back to.</summary>
    private const int Many = 3;

    /// <summary>Sentences back.</summary>
    private const int Near = 4;

    /// <summary>Words of a listed actor's name.</summary>
    private const int LongestActor = 7;

    private readonly ImmutableArray<CountryMention>[] bySentence;

    public CountryMentions(AnnotatedArticle article, ActorCoder coder)
    {
        ParsedArticle parsed = article.Parsed;
        ImmutableArray<Place> places = article.Places;
        int? year = ActorCoder.YearOf(parsed);
        ILookup<int, Place> doubtful = Doubtful(article);
        ILookup<int, Name> names = parsed.Names.ToLookup(n => n.Sentence);
        bySentence = new ImmutableArray<CountryMention>[parsed.Sentences.Length];
        var first = new Dictionary<string, (int Count, int Order)>(StringComparer.Ordinal);
        var hinted = new Dictionary<string, (int Count, int Order)>(StringComparer.Ordinal);
        foreach (Sentence sentence in parsed.Sentences)
        {
            var found = new List<CountryMention>();
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
                if (sentence.TokenAt(place.Span.Start) is >= 0 and var at && coder.Countries.OfPeople(sentence, at) is null && taken.Add(at))
                {
                    found.Add(new(at, place.Country, place.Kind == PlaceKind.Country ? CountryCue.Name : CountryCue.Place));
                }
            }

            for (int i = 0; i < sentence.Tokens.Length; i++)
            {
                string form = sentence.Tokens[i].Form;
                if (char.IsUpper(form[0]) && !taken.Contains(i)
                    && (coder.Countries.OfPeople(sentence, i) is { } people ? new(i, people, CountryCue.Adjective)
                        : coder.Countries.OfName(form) is { } country ? new(i, country, CountryCue.Name)
                        : coder.Countries.OfCapital(form) is { } seat && !places.HasPart(sentence.Tokens[i].Span) ? new CountryMention(i, seat, CountryCue.Capital) : (CountryMention?)null) is { } mention)
                {
                    found.Add(mention);
                }
            }

            Listed(article, sentence, coder, year, taken, found);
            foreach (CountryMention mention in found)
            {
                first[mention.Country] = first.TryGetValue(mention.Country, out var known) ? (known.Count + 1, known.Order) : (1, first.Count);
            }

            Hint(article, sentence, coder.Cues, doubtful[sentence.Index], found);
            found.Sort((a, b) => a.Token != b.Token ? a.Token.CompareTo(b.Token) : a.Cue != b.Cue ? a.Cue.CompareTo(b.Cue) : string.CompareOrdinal(a.Country, b.Country));
            bySentence[sentence.Index] = [.. found];
            foreach (CountryMention mention in found.Where(m => m.Cue is CountryCue.Cue or CountryCue.Doubtful))
            {
                hinted[mention.Country] = hinted.TryGetValue(mention.Country, out var known) ? (known.Count + 1, known.Order) : (1, hinted.Count);
            }
        }

        Hinted = Ranking(hinted);

        Ranked = Ranking(first);
        First = first.OrderBy(f => f.Value.Order).Select(f => f.Key).FirstOrDefault();
        Often = [.. Ranked.Where(c => first[c].Count >= Many)];
    }

    /// <summary>The countries of the article, the most mentioned first, of equals the one named first.</summary>
    public ImmutableArray<string> Ranked { get; }

    /// <summary>The country that is named first, null where none is.</summary>
    public string? First { get; }

    /// <summary>Countries that are named again and again.</summary>
    public ImmutableArray<string> Often { get; }

    /// <summary>The countries that the article only hints at, in the same order.</summary>
    public ImmutableArray<string> Hinted { get; }

    public ImmutableArray<CountryMention> Of(int sentence) => bySentence[sentence];

    /// <summary>The country that was named last before a sentence, not far before it; null if there is none.</summary>
    public string? Before(int sentence)
    {
        for (int i = sentence - 1; i >= Math.Max(0, sentence - Near); i--)
        {
            for (int k = bySentence[i].Length - 1; k >= 0; k--)
            {
                if (bySentence[i][k].Cue is not (CountryCue.Cue or CountryCue.Doubtful))
                {
                    return bySentence[i][k].Country;
                }
            }
        }

        return null;
    }

    private static ImmutableArray<string> Ranking(Dictionary<string, (int Count, int Order)> countries) =>
        [.. countries.OrderByDescending(f => f.Value.Count).ThenBy(f => f.Value.Order).Select(f => f.Key)];

    // Actors of several words, or of capitals alone, are known also where they are a part of a longer name: "the Commissioner of the Council of Europe".
    private static void Listed(AnnotatedArticle article, Sentence sentence, ActorCoder coder, int? year, HashSet<int> taken, List<CountryMention> found)
    {
        for (int i = 0; i < sentence.Tokens.Length; i++)
        {
            string form = sentence.Tokens[i].Form;
            if (!char.IsUpper(form[0]) || taken.Contains(i))
            {
                continue;
            }

            for (int last = Math.Min(i + LongestActor, sentence.Tokens.Length) - 1; last >= i; last--)
            {
                if ((last > i || (form.Length > 1 && form.All(char.IsUpper))) && char.IsUpper(sentence.Tokens[last].Form[0])
                    && coder.Actors.Of(sentence.Cover(i, last).Of(article.Text), year) is { } entry && ActorCoder.Make(entry.Code, entry.Name).Country is { } owner)
                {
                    found.Add(new(i, owner, CountryCue.Actor));
                    taken.UnionWith(Enumerable.Range(i, last - i + 1));
                    break;
                }
            }
        }
    }

    // By sentence. "March" is a town in England, and people are named like towns.
    private static ILookup<int, Place> Doubtful(AnnotatedArticle article)
    {
        IEnumerable<Span> others = article.Times.Select(t => t.Span).Concat(article.Parsed.Names.Where(n => n.Type == EntityType.Person).Select(n => n.Span));
        HashSet<int> taken = [.. others.SelectMany(s => Enumerable.Range(s.Start, s.Length))];
        return article.Doubtful.Where(p => !Enumerable.Range(p.Span.Start, p.Span.Length).Any(taken.Contains)).ToLookup(p => article.Parsed.SentenceAt(p.Span.Start)?.Index ?? -1);
    }

    // What names no country and no place may still tell of one.
    private static void Hint(AnnotatedArticle article, Sentence sentence, CountryCues cues, IEnumerable<Place> doubtful, List<CountryMention> found)
    {
        for (int i = 0; i < sentence.Tokens.Length; i++)
        {
            foreach (string country in cues.At(article.Text, sentence.Tokens[i].Span))
            {
                found.Add(new(i, country, CountryCue.Cue));
            }
        }

        foreach (Place place in doubtful)
        {
            if (place.Country.Length > 0 && sentence.Span.Contains(place.Span) && sentence.TokenAt(place.Span.Start) is >= 0 and var at && sentence.Tokens[at].Upos == "PROPN" && !found.Exists(m => m.Token == at && m.Country == place.Country))
            {
                found.Add(new(at, place.Country, CountryCue.Doubtful));
            }
        }
    }
}
