using System.Collections.Immutable;

namespace Sitrep.Annotation.Entities;

/// <summary>Which entity words stand for.</summary>
internal sealed class MentionIndex(ImmutableArray<Entity> entities)
{
    private readonly (Span Span, string Entity, MentionForm Form)[] mentions =
        [.. entities.SelectMany(e => e.Mentions.Select(m => (m.Span, e.Id, m.Form))).OrderBy(m => m.Span.Start)];

    private readonly Dictionary<string, EntityType> types = entities.ToDictionary(e => e.Id, e => e.Type, StringComparer.Ordinal);

    /// <summary>The entity that a phrase names: the first person or name in it, else its longest mention; null if it has none.</summary>
    public string? Within(Span phrase)
    {
        var inside = new List<(Span Span, string Entity, MentionForm Form)>();
        for (int i = FirstFrom(phrase.Start); i < mentions.Length && mentions[i].Span.Start <= phrase.End; i++)
        {
            if (mentions[i].Span.End <= phrase.End)
            {
                inside.Add(mentions[i]);
            }
        }

        if (inside.Count == 0)
        {
            return mentions.Where(m => m.Span.Start <= phrase.Start && phrase.End <= m.Span.End).Select(m => m.Entity).FirstOrDefault();
        }

        string? person = inside.Where(m => types[m.Entity] == EntityType.Person && m.Form != MentionForm.Nominal).Select(m => m.Entity).FirstOrDefault();
        return person ?? inside.OrderByDescending(m => m.Span.Length).First().Entity;
    }

    // The first mention that begins at the offset or behind it.
    private int FirstFrom(int offset)
    {
        int low = 0, high = mentions.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = mentions[middle].Span.Start < offset ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
