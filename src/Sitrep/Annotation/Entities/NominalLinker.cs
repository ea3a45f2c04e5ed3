using System.Collections.Immutable;
using Sitrep.Annotation.Places;

namespace Sitrep.Annotation.Entities;

/// <summary>Finds noun phrases headed by role nouns: "the Ukrainian army", "the governor", "military analysts".</summary>
internal sealed class NominalLinker(ParsedArticle parsed, ImmutableArray<Place> places, ActorCoder coder, List<EntityDraft> drafts, HomeCountries homes)
{
    private readonly HashSet<(int Sentence, int Token)> named = [.. parsed.FullNames.SelectMany(n => Enumerable.Range(n.First, n.Last - n.First + 1).Select(t => (n.Sentence, t)))];

    public void Link()
    {
        foreach (Sentence sentence in parsed.Sentences)
        {
            for (int i = 0; i < sentence.Tokens.Length; i++)
            {
                if (!named.Contains((sentence.Index, i)) && sentence.Tokens[i].Upos is "NOUN" && !sentence.Tokens[i].Is("compound") && coder.Roles.At(sentence, i) is { } role)
                {
                    Link(sentence, i, role);
                }
            }
        }
    }

    private void Link(Sentence sentence, int head, Role role)
    {
        // A title or an apposition belongs to the name beside it.
        if (Named(sentence, head + 1) || sentence.Child(head, "appos", "flat") is >= 0 and var child && Named(sentence, child) || sentence.Tokens[head].Is("appos"))
        {
            return;
        }

        int first = Premodifiers(sentence, head);
        var mention = new Mention(sentence.Cover(first, head), MentionForm.Nominal, sentence.Index, head);
        Actor? actor = coder.OfPhrase(parsed, places, sentence.Index, head, homes.Of(sentence.Index));
        bool marked = Enumerable.Range(first, head - first + 1).Any(i => (coder.Countries.OfName(sentence.Tokens[i].Form) ?? coder.Countries.OfPeople(sentence, i)) is not null);
        bool definite = sentence.Tokens[first].Form.ToLowerInvariant() is "the" or "this" or "that" or "his" or "her" or "its" or "their";
        bool plural = sentence.Tokens[head].Xpos == "NNS";

        EntityDraft? antecedent = marked ? Same(actor, role) : definite ? Role(role, plural, mention) : null;
        if (antecedent is null)
        {
            if (role.Sector == "CVL" && !marked)
            {
                return;
            }

            EntityType type = role.Form == RoleForm.Body ? EntityType.Organization : role.Form == RoleForm.Person && !plural ? EntityType.Person : EntityType.Group;
            antecedent = new EntityDraft(role.Word, NameOf(sentence, first, head), type) { Actor = actor };
            antecedent.Roles.Add(role.Word);
            drafts.Add(antecedent);
        }

        antecedent.Add(mention);
    }

    private bool Named(Sentence sentence, int token) => named.Contains((sentence.Index, token));

    private static int Premodifiers(Sentence sentence, int head)
    {
        int first = head;
        while (first > 0 && sentence.Tokens[first - 1] is var before
            && (before.Upos is "ADJ" or "NOUN" or "PROPN" or "DET" or "NUM" || before.Form is "-" or "'s" or "’s" || before.Xpos is "PRP$" or "VBN" or "VBG" && before.Head == head || before.Is("advmod") && before.Head < head && before.Head >= first))
        {
            first--;
            if (before.Upos == "DET" || before.Xpos == "PRP$")
            {
                break;
            }
        }

        return first;
    }

    // The words without determiners: "Ukrainian army".
    private string NameOf(Sentence sentence, int first, int head)
    {
        while (first < head && sentence.Tokens[first].Upos is "DET" or "PUNCT" or "PART")
        {
            first++;
        }

        return sentence.Cover(first, head).Of(parsed.Text);
    }

    private EntityDraft? Same(Actor? actor, Role role) =>
        actor is null ? null : drafts.LastOrDefault(d => d.Actor?.Code == actor.Code && d.Roles.Contains(role.Word) && d.Type != EntityType.Person);

    private EntityDraft? Role(Role role, bool plural, Mention mention) =>
        drafts.Where(d => d.Roles.Contains(role.Word) && (role.Form != RoleForm.Person || plural == (d.Type != EntityType.Person)))
            .Where(d => d.Mentions.Any(m => m.Span.End <= mention.Span.Start))
            .MaxBy(d => d.Mentions.Where(m => m.Span.End <= mention.Span.Start).Max(m => m.Span.Start));
}
