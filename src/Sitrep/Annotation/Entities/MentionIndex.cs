using System.Collections.Immutable;

namespace Sitrep.Annotation.Entities;

/// <summary>Which entity words stand for.</summary>
internal sealed class MentionIndex(ImmutableArray<Entity> entities)
{
    private readonly (Span Span, string Entity, MentionForm Form)[] mentions =
        [.. entities.SelectMany(e => e.Mentions.Select(m => (m.Span, e.Id, m.Form))).OrderBy(m => m.Span.Start)];

    /// <summary>The entity that a phrase names: the first person or name in it, else its longest mention; null if it has none.</summary>
    public string? Within(Span phrase)
    {
        var inside = mentions.Where(m => phrase.Start <= m.Span.Start && m.Span.End <= phrase.End).ToList();
        if (inside.Count == 0)
        {
            return mentions.Where(m => m.Span.Start <= phrase.Start && phrase.End <= m.Span.End).Select(m => m.Entity).FirstOrDefault();
        }

        string? person = inside.Where(m => entities.First(e => e.Id == m.Entity).Type == EntityType.Person && m.Form != MentionForm.Nominal).Select(m => m.Entity).FirstOrDefault();
        return person ?? inside.OrderByDescending(m => m.Span.Length).First().Entity;
    }
}
