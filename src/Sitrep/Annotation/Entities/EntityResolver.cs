using System.Collections.Immutable;
using Sitrep.Annotation.Places;
using Sitrep.Annotation.Statements;

namespace Sitrep.Annotation.Entities;

/// <summary>Joins names, nominals and pronouns into entities, with actor codes and affiliations.</summary>
/// <remarks>
/// A sieve after Raghunathan et al. (2010): equal and partial names, aliases and acronyms, titles and appositions,
/// then definite nouns by their role, then pronouns by gender and nearness.
/// </remarks>
public sealed class EntityResolver(Resources resources)
{
    private readonly ActorCoder coder = new(resources);
    private readonly GivenNames givenNames = new(resources);
    private readonly CueWords cues = new(resources);

    public ImmutableArray<Entity> Resolve(ParsedArticle parsed, ImmutableArray<Place> places)
    {
        var names = new NameLinker(parsed, places, coder);
        var roles = new RoleReader(parsed, places, coder);
        foreach (Name name in parsed.FullNames)
        {
            EntityDraft draft = names.Link(name, roles.Homes.Of(name.Sentence));
            roles.Describe(draft, name);
            if (draft.Type == EntityType.Person && draft.Gender.Length == 0)
            {
                draft.Gender = givenNames.GenderOf(draft.Name);
            }
        }

        // "Merkel" without title or first name is the one whom everybody knows.
        foreach (EntityDraft draft in names.Drafts.Where(d => d.Type == EntityType.Person && d.Actor is null && d.Roles.Count == 0))
        {
            draft.Actor = coder.Actors.OfFamily(draft.Name, ActorCoder.YearOf(parsed)) is { } known ? ActorCoder.Make(known.Code, known.Name) : null;
        }

        new NominalLinker(parsed, places, coder, names.Drafts, roles.Homes).Link();
        new PronounLinker(parsed, names.Drafts, cues).Link();
        return
        [
            .. names.Drafts.Where(d => d.Mentions.Count > 0).OrderBy(d => d.Mentions.Min(m => m.Span.Start))
                .Select((draft, i) => draft.ToEntity(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"e{i + 1}"))),
        ];
    }
}
