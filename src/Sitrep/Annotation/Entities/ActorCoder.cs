using System.Collections.Immutable;
using Sitrep.Annotation.Places;

namespace Sitrep.Annotation.Entities;

/// <summary>Gives noun phrases actor codes: country from names, adjectives and capitals in the phrase, sector from its role noun.</summary>
public sealed class ActorCoder
{
    /// <summary>Words of the longest name that is looked for without its capitals.</summary>
    private const int LongestName = 5;

    private readonly CountryNames countries;
    private readonly RoleNouns roles;
    private readonly ActorNames actors;
    private readonly CountryCues cues;

    public ActorCoder(Resources resources)
    {
        countries = new CountryNames(resources);
        roles = new RoleNouns(resources);
        actors = new ActorNames(resources);
        cues = new CountryCues(resources);
    }

    internal CountryNames Countries => countries;

    internal RoleNouns Roles => roles;

    internal ActorNames Actors => actors;

    internal CountryCues Cues => cues;

    /// <summary>The code of a name alone: a listed actor, a country as such, a capital that stands for its government, or a people.</summary>
    public Actor? OfName(string name, int? year)
    {
        if (actors.Of(name, year) is { } entry)
        {
            return Make(entry.Code, entry.Name);
        }

        string bare = name.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? name[4..] : name;
        if (countries.OfName(bare) is { } country)
        {
            return new Actor(country, country, null, countries.NameOf(country));
        }

        if (countries.OfCapital(bare) is { } seat)
        {
            return new Actor(seat + "GOV", seat, "GOV", countries.NameOf(seat));
        }

        return countries.OfAdjective(bare) is { } people && char.IsUpper(bare[0]) ? new Actor(people + "CVL", people, "CVL", bare) : OfBody(bare);
    }

    /// <summary>Whether a name holds, after its first word, the noun of a body: "Hassan II University", "King's College London".</summary>
    internal bool IsBody(string name) => name.Split(' ').Skip(1).Any(word => word.Length > 0 && char.IsUpper(word[0]) && roles.Of(word) is { Form: RoleForm.Body });

    // "Russian Ministry of Defense", "Kenya Police": a country and a body in one name.
    private Actor? OfBody(string name)
    {
        string[] words = name.Split(' ');
        if (words.Length < 2 || !words.Any(w => w.Length > 0 && char.IsUpper(w[0])))
        {
            return null;
        }

        string? country = words.Select(countries.Of).FirstOrDefault(c => c is not null);
        Role? body = words.Select(w => roles.Of(w)).FirstOrDefault(r => r is { Form: RoleForm.Body });
        if (country is null || body is null)
        {
            return null;
        }

        // A defence ministry speaks and acts for the armed forces.
        string sector = body.Sector == "GOV" && words.Any(w => w is "Defense" or "Defence") ? "MIL" : body.Sector;
        return new Actor(country + sector, country, sector, name);
    }

    /// <summary>The code of the phrase that a token heads.</summary>
    /// <param name="places">Of the article: a state of the United States that is named like a country is none.</param>
    /// <param name="head">Index of the head in the sentence.</param>
    /// <param name="home">The country that unmarked roles ("the army", "police") belong to in this article, if there is one.</param>
    /// <returns>Null for what is no political actor.</returns>
    public Actor? OfPhrase(ParsedArticle parsed, ImmutableArray<Place> places, int sentence, int head, string? home)
    {
        Sentence words = parsed.Sentences[sentence];
        head = roles.Counted(words, head);
        int? year = YearOf(parsed);
        Name? name = parsed.Names.FirstOrDefault(n => n.Sentence == sentence && n.First <= head && head <= n.Last);
        string phrase = name?.Span.Of(parsed.Text) ?? ListedWithoutCapitals(words, head, year) ?? words.Tokens[head].Form;
        Actor? named = OfName(phrase, year) is { } actor && !(actor.Country is { } land && countries.OfName(phrase) == land && places.NamesakeOf(name?.Span ?? words.Tokens[head].Span, land) is not null) ? actor : null;
        Role? role = roles.At(words, head) ?? (name is null ? null : TitleBefore(words, name.First));
        if (named is not null && (role is null || actors.Of(phrase, year) is not null))
        {
            return named;
        }

        if (role is null)
        {
            return named;
        }

        var (country, certain) = CountryWithin(parsed, places, words, head);
        if (certain is { } body)
        {
            return body;
        }

        country ??= Defaults(role.Sector) ? home : null;
        string sector = role.Sector == "GOV" && words.Tokens.Any(t => t.Head == head && t.Lemma is "former" or "ex") ? "ELI" : role.Sector;
        return country is null ? new Actor("---" + sector, null, sector, role.Word) : new Actor(country + sector, country, sector, countries.NameOf(country) + " " + role.Word);
    }

    /// <summary>The countries that unmarked roles of an article belong to.</summary>
    internal HomeCountries HomesOf(ParsedArticle parsed, ImmutableArray<Place> places) => new(parsed, places, countries);

    internal static int? YearOf(ParsedArticle parsed) => parsed.Article.Published?.Day.Year;

    internal static Actor Make(string code, string name)
    {
        string? country = code.StartsWith("---", StringComparison.Ordinal) ? null : code[..3];
        return new Actor(code, country, code.Length > 3 ? code[3..6] : null, name);
    }

    // Unmarked, these belong to the country that the article is about; an analyst or a company may come from anywhere.
    private static bool Defaults(string sector) => sector is "GOV" or "MIL" or "COP" or "JUD" or "LEG" or "CVL" or "OPP" or "REB" or "UAF" or "EDU" or "LAB" or "AGR" or "CRM";

    private Role? TitleBefore(Sentence sentence, int first)
    {
        for (int i = first - 1; i >= 0 && i >= first - 3 && sentence.Tokens[i].Upos is "NOUN" or "PROPN" or "ADJ"; i--)
        {
            if (roles.At(sentence, i) is { } role)
            {
                return role;
            }
        }

        return roles.At(sentence, first);
    }

    // Adjectives, compounds, possessives and "of" phrases below the head; a named body there ("UN troops", "Hamas fighters") decides alone.
    private (string? Country, Actor? Certain) CountryWithin(ParsedArticle parsed, ImmutableArray<Place> places, Sentence sentence, int head)
    {
        string? country = null;
        foreach (int child in sentence.Subtree(head))
        {
            Token token = sentence.Tokens[child];
            if (child == head || !char.IsUpper(token.Form[0]) || Depth(sentence, child, head) > 3)
            {
                continue;
            }

            Name? name = parsed.Names.FirstOrDefault(n => n.Sentence == sentence.Index && n.First <= child && child <= n.Last);
            string words = name?.Span.Of(parsed.Text) ?? token.Form;
            if (actors.Of(words, YearOf(parsed)) is { Type: not EntityType.Person } entry)
            {
                return (null, Make(entry.Code, entry.Name));
            }

            country ??= Meant((name is null ? null : countries.Of(words)) ?? countries.OfName(token.Form) ?? countries.OfPeople(sentence, child)) ?? countries.OfCapital(words);

            string? Meant(string? named) => named is null ? null : places.NamesakeOf(token.Span, named)?.Country ?? named;
        }

        return (country, null);
    }

    // The listed name that ends in a noun of a sentence without any capital, as the sentences of some scraped texts are: "rapid action force", "bsf".
    private string? ListedWithoutCapitals(Sentence sentence, int head, int? year)
    {
        if (sentence.Tokens[head].Upos is not ("NOUN" or "PROPN") || sentence.Tokens.Any(t => t.Form.Any(char.IsUpper)))
        {
            return null;
        }

        for (int first = Math.Max(0, head - LongestName + 1); first < head; first++)
        {
            string name = string.Join(' ', sentence.Tokens[first..(head + 1)].Select(t => t.Form));
            // Where it only says what the noun says, any country's may be meant: "the supreme court".
            if (actors.Of(name, year) is { Type: EntityType.Organization } entry && roles.At(sentence, head)?.Sector != Make(entry.Code, entry.Name).Sector)
            {
                return name;
            }
        }

        string acronym = sentence.Tokens[head].Form.ToUpperInvariant();
        return acronym.Length is > 2 and <= 5 && roles.At(sentence, head) is null && actors.Of(acronym, year) is { Type: EntityType.Organization } ? acronym : null;
    }

    private static int Depth(Sentence sentence, int token, int head)
    {
        int depth = 0;
        for (int i = token; i != head && i >= 0; i = sentence.Tokens[i].Head)
        {
            depth++;
        }

        return depth;
    }
}
