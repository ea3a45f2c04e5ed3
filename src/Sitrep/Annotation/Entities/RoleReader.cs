using System.Collections.Immutable;
using Sitrep.Annotation.Places;

namespace Sitrep.Annotation.Entities;

/// <summary>Reads titles before a name and appositions after it: role, country, affiliation.</summary>
internal sealed class RoleReader(ParsedArticle parsed, ImmutableArray<Place> places, ActorCoder coder)
{
    private const int TitleReach = 7;
    private const int AppositionReach = 14;

    /// <summary>The countries that unmarked roles belong to.</summary>
    public HomeCountries Homes { get; } = coder.HomesOf(parsed, places);

    public void Describe(EntityDraft draft, Name name)
    {
        if (draft.Type != EntityType.Person)
        {
            return;
        }

        Sentence sentence = parsed.Sentences[name.Sentence];
        Before(draft, sentence, name.First);
        After(draft, sentence, name.Last);
    }

    // "Russian President Vladimir Putin", "acting Kursk region leader X", "RAND analyst X".
    private void Before(EntityDraft draft, Sentence sentence, int first)
    {
        Role? role = null;
        string? country = null;
        Name? organization = null;
        for (int i = first - 1; i >= 0 && i >= first - TitleReach; i--)
        {
            Token token = sentence.Tokens[i];
            bool possessive = token.Form is "'s" or "’s";
            if (!(token.Upos is "NOUN" or "PROPN" or "ADJ" or "NUM" || possessive || token.Form is "-"))
            {
                break;
            }

            if (role is null && Person(sentence, i) is { } found)
            {
                role = found;
                continue;
            }

            if (role is null && i < first - 3)
            {
                break;
            }

            country ??= CountryAt(sentence, i);
            organization ??= OrganizationAt(sentence, i);
        }

        if (role is not null)
        {
            Apply(draft, sentence.Index, role, country, organization);
        }
    }

    // "X, a fellow at the Delta Institute in Kochi,".
    private void After(EntityDraft draft, Sentence sentence, int last)
    {
        int next = last + 1;
        if (next >= sentence.Tokens.Length || sentence.Tokens[next].Form is not ("," or "(" or "–" or "—"))
        {
            if (next < sentence.Tokens.Length && sentence.Tokens[next].Form is "of" or "from" && OrganizationBetween(sentence, next + 1, Math.Min(sentence.Tokens.Length, next + 4)) is { } body)
            {
                draft.Affiliation ??= body.Span.Of(parsed.Text);
            }

            return;
        }

        Role? role = null;
        string? country = null;
        int at = -1, end = Math.Min(sentence.Tokens.Length, next + AppositionReach);
        for (int i = next + 1; i < end; i++)
        {
            Token token = sentence.Tokens[i];
            if (token.Form is "," or ";" or ")" or "." or "who" or "which" or "whose" || (token.IsVerbal && token.Upos == "VERB" && token.Xpos is "VBD" or "VBZ" or "VBP"))
            {
                end = i;
                break;
            }

            if (role is null)
            {
                country ??= CountryAt(sentence, i);
                (role, at) = Person(sentence, i) is { } found ? (found, i) : (null, -1);
            }
            else
            {
                country ??= CountryAt(sentence, i);
            }
        }

        if (role is not null)
        {
            Apply(draft, sentence.Index, role, country, OrganizationBetween(sentence, at + 1, end) ?? OrganizationBetween(sentence, next + 1, at));
        }
    }

    private Role? Person(Sentence sentence, int token) =>
        coder.Roles.At(sentence, token) is { Form: RoleForm.Person } role && sentence.Tokens[token].Upos is "NOUN" or "PROPN" or "ADJ" ? role : null;

    private void Apply(EntityDraft draft, int sentence, Role role, string? country, Name? organization)
    {
        draft.Roles.Add(role.Word);
        if (role.Gender.Length > 0)
        {
            draft.Gender = role.Gender;
        }

        Actor? body = null;
        if (organization is not null)
        {
            string words = organization.Span.Of(parsed.Text);
            draft.Affiliation ??= words.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? words[4..] : words;
            body = coder.OfName(words, ActorCoder.YearOf(parsed));
        }

        if (draft.Actor is not null)
        {
            return;
        }

        if (body is not null && body.Sector != "GOV")
        {
            draft.Actor = body with { Name = draft.Name };
            return;
        }

        country ??= body?.Country;
        bool political = role.Sector is "GOV" or "MIL" or "COP" or "JUD" or "LEG";
        country ??= political ? Homes.Of(sentence) : null;
        draft.Actor = country is null
            ? new Actor("---" + role.Sector, null, role.Sector, draft.Name)
            : new Actor(country + role.Sector, country, role.Sector, draft.Name);
    }

    private string? CountryAt(Sentence sentence, int token)
    {
        Token word = sentence.Tokens[token];
        if (!char.IsUpper(word.Form[0]))
        {
            return null;
        }

        if (token + 1 < sentence.Tokens.Length && coder.Countries.Of(word.Form + " " + sentence.Tokens[token + 1].Form) is { } two)
        {
            return two;
        }

        string? named = coder.Countries.Of(word.Form);
        return named is null ? PlaceAt(word)?.Country : places.NamesakeOf(word.Span, named)?.Country ?? named;
    }

    private Place? PlaceAt(Token word) =>
        places.FirstOrDefault(p => p.Span.Start <= word.Span.Start && word.Span.End <= p.Span.End && p.Country.Length > 0);

    private Name? OrganizationAt(Sentence sentence, int token) =>
        parsed.Names.FirstOrDefault(n => n.Sentence == sentence.Index && n.First <= token && token <= n.Last && IsOrganization(n));

    private Name? OrganizationBetween(Sentence sentence, int first, int end) =>
        parsed.Names.FirstOrDefault(n => n.Sentence == sentence.Index && n.First >= first && n.Last < end && IsOrganization(n));

    private bool IsOrganization(Name name) =>
        name.Type == EntityType.Organization || coder.IsBody(name.Span.Of(parsed.Text)) || coder.Actors.Of(name.Span.Of(parsed.Text), ActorCoder.YearOf(parsed)) is { Type: EntityType.Organization };
}
