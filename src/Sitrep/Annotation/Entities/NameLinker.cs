using System.Collections.Immutable;
using Sitrep.Annotation.Places;

namespace Sitrep.Annotation.Entities;

/// <summary>Gives each name to the entity that it names: equal, partial, listed and abbreviated names are one.</summary>
internal sealed class NameLinker(ParsedArticle parsed, ImmutableArray<Place> places, ActorCoder coder)
{
    private readonly Dictionary<string, EntityDraft> byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly int? year = ActorCoder.YearOf(parsed);
    private readonly ILookup<int, Name> within = parsed.Names.ToLookup(name => name.Sentence);

    public List<EntityDraft> Drafts { get; } = [];

    /// <param name="full">One of the article's full names.</param>
    /// <param name="home">The country that unmarked roles belong to in its sentence, if there is one.</param>
    public EntityDraft Link(Name full, string? home)
    {
        Name[] parts = [.. within[full.Sentence].Where(name => full.First <= name.First && name.Last <= full.Last)];
        if (parts is [{ } only] && only.Span == full.Span)
        {
            return Link(full, full.Span);
        }

        Name? place = full.Type == EntityType.Location ? Array.Find(parts, part => part.Type == EntityType.Location && FollowsOf(part)) ?? Array.Find(parts, part => part.Type == EntityType.Location) : null;
        return place is null ? LinkBody(full, home) : Link(place, full.Span);
    }

    // "Black Sea port of Poti" is Poti, "Hasaka province" Hasaka.
    private bool FollowsOf(Name part)
    {
        ImmutableArray<Token> tokens = parsed.Sentences[part.Sentence].Tokens;
        int before = part.First - (part.First > 1 && tokens[part.First - 1].Form == "the" ? 2 : 1);
        return before >= 0 && tokens[before].Form == "of";
    }

    // Of the same country and role is the same, as among nominals: "the Iraqi government" and "the government of Iraq".
    private EntityDraft LinkBody(Name full, string? home)
    {
        int head = HeadOf(full);
        if (coder.Roles.At(parsed.Sentences[full.Sentence], head) is not { } role)
        {
            return Link(full, full.Span);
        }

        Actor? actor = coder.OfPhrase(parsed, places, full.Sentence, head, home);
        EntityDraft? same = actor is null ? null : Drafts.Find(draft => draft.Actor?.Code == actor.Code && draft.Type != EntityType.Person && draft.Roles.Contains(role.Word));
        if (same is not null)
        {
            same.Add(new Mention(full.Span, MentionForm.Name, full.Sentence, head), full.Type);
            return same;
        }

        EntityDraft named = Link(full, full.Span);
        named.Actor ??= actor;
        named.Roles.Add(role.Word);
        return named;
    }

    private EntityDraft Link(Name name, Span mention)
    {
        string words = Bare(name.Span.Of(parsed.Text));
        EntityDraft draft = Find(name, words) ?? Start(name, words);
        if (words.Length > draft.Name.Length && draft.Known is null)
        {
            draft.Name = words;
        }

        byKey.TryAdd(words, draft);
        draft.Add(new Mention(mention, MentionForm.Name, name.Sentence, HeadOf(name)), name.Type);
        return draft;
    }

    private static string Bare(string words)
    {
        words = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.StartsWith("The ", StringComparison.OrdinalIgnoreCase) && words.Length > 4 ? words[4..] : words;
    }

    private int HeadOf(Name name)
    {
        Sentence sentence = parsed.Sentences[name.Sentence];
        for (int i = name.First; i <= name.Last; i++)
        {
            if (sentence.Tokens[i].Head < name.First || sentence.Tokens[i].Head > name.Last)
            {
                return i;
            }
        }

        return name.Last;
    }

    private EntityDraft? Find(Name name, string words)
    {
        if (byKey.TryGetValue(words, out EntityDraft? same) && Compatible(same, name))
        {
            return same;
        }

        if (Identity(name, words) is { } identity && byKey.TryGetValue(identity, out EntityDraft? known))
        {
            return known;
        }

        return Person(name, words) ?? Abbreviation(name, words) ?? Shorter(name, words);
    }

    private static bool Compatible(EntityDraft draft, Name name) => draft.Type != EntityType.Person || name.Type == EntityType.Person || draft.Words.Length > 1;

    // What the tables know under several names.
    private string? Identity(Name name, string words) =>
        coder.Actors.Of(words, year) is { } entry ? "actor " + entry.Name
        : CountryOf(name, words) is { } country ? "country " + country
        : null;

    private string? CountryOf(Name name, string words) => IsNamesake(name, words) ? null : coder.Countries.OfName(words);

    private bool IsNamesake(Name name, string words) => coder.Countries.OfName(words) is { } country && places.NamesakeOf(name.Span, country) is not null;

    // "Putin" after "Vladimir Putin", "V. Putin" and "Mr Putin" likewise: the last word decides, the first may not contradict.
    private EntityDraft? Person(Name name, string words)
    {
        string[] parts = words.Split(' ');
        for (int i = Drafts.Count - 1; i >= 0; i--)
        {
            EntityDraft draft = Drafts[i];
            string[] known = draft.Words;
            if (draft.Type != EntityType.Person || !(name.Type == EntityType.Person || (parts.Length == 1 && known.Length > 1)))
            {
                continue;
            }

            bool last = string.Equals(parts[^1], known[^1], StringComparison.Ordinal);
            bool first = parts.Length == 1 || known.Length == 1 || parts[0][0] == known[0][0];
            bool given = parts.Length == 1 && known.Length > 1 && parts[0] == known[0];
            if ((last && first) || given)
            {
                return draft;
            }
        }

        return null;
    }

    // "ISW" for "Institute for the Study of War", by initials of capitalised words.
    private EntityDraft? Abbreviation(Name name, string words)
    {
        string letters = words.Replace(".", "", StringComparison.Ordinal);
        if (name.Type == EntityType.Person)
        {
            return null;
        }

        bool short2 = letters.Length is >= 2 and <= 7 && letters.All(char.IsUpper);
        string? initials = words.Contains(' ', StringComparison.Ordinal) ? EntityDraft.InitialsOf(words.Split(' ')) : null;
        if (!short2 && initials is null)
        {
            return null;
        }

        foreach (EntityDraft draft in Drafts)
        {
            if (draft.Type != EntityType.Person && ((short2 && draft.Initials == letters)
                || (initials is not null && draft.Name.Length is >= 2 and <= 7 && draft.Name == initials)))
            {
                return draft;
            }
        }

        return null;
    }

    // "the Royal Institute" for "Royal Institute of Defence Studies": a beginning of two words and more, of the same kind.
    private EntityDraft? Shorter(Name name, string words) =>
        name.Type != EntityType.Organization || !words.Contains(' ', StringComparison.Ordinal)
            ? null
            : Drafts.LastOrDefault(d => d.Type == EntityType.Organization && (Begins(words, d.Name) || Begins(d.Name, words)) && d.Name.Contains(' ', StringComparison.Ordinal));

    // Whether whole words of the longer name are the shorter one.
    private static bool Begins(string shorter, string longer) =>
        longer.Length > shorter.Length && longer[shorter.Length] == ' ' && longer.StartsWith(shorter, StringComparison.Ordinal);

    private EntityDraft Start(Name name, string words)
    {
        var draft = new EntityDraft(Identity(name, words) ?? words, words, name.Type);
        if (coder.Actors.Of(words, year) is { } entry && (entry.Type != EntityType.Person || name.Type == EntityType.Person || words.Contains(' ', StringComparison.Ordinal)))
        {
            draft.Known = entry.Type;
            draft.Name = words.Length >= entry.Name.Length ? words : entry.Name.Length <= 40 && !Written(entry.Name) ? words : entry.Name;
        }
        else if (CountryOf(name, words) is { } country)
        {
            draft.Known = EntityType.Location;
            draft.Name = coder.Countries.NameOf(country);
        }
        else if (coder.Countries.OfAdjective(words) is not null)
        {
            draft.Known = EntityType.Group;
        }
        else if (coder.Countries.OfCapital(words) is not null && name.Type is EntityType.Person or EntityType.Other or EntityType.Group)
        {
            draft.Known = EntityType.Location;
        }

        else if (name.Type == EntityType.Location && coder.IsBody(words))
        {
            draft.Known = EntityType.Organization;
        }

        if (draft.Type != EntityType.Person || coder.Actors.Of(words, year) is not null)
        {
            // What a country as such says and does, its government does; the events keep the country.
            draft.Actor = !IsNamesake(name, words) && coder.OfName(words, year) is { } actor ? (actor.Sector is null && draft.Known == EntityType.Location && actor.Country is { } land ? actor with { Code = land + "GOV", Sector = "GOV" } : actor) : null;
        }

        Drafts.Add(draft);
        byKey.TryAdd(draft.Key, draft);
        return draft;
    }

    private bool Written(string name) => parsed.Text.Contains(name, StringComparison.Ordinal);
}
