using System.Collections.Immutable;

namespace Sitrep;

/// <summary>An article with its sentences and the names in them.</summary>
/// <param name="Sentences">In text order; none crosses a block.</param>
/// <param name="Names">In text order, not overlapping.</param>
public sealed record ParsedArticle(Article Article, ImmutableArray<Sentence> Sentences, ImmutableArray<Name> Names)
{
    /// <summary>The names with the common nouns that belong to them, which are what an entity is called: "Iraqi forces" and "city of Mosul", where <see cref="Names"/> has the people and the town.</summary>
    /// <remarks>In text order, not overlapping. A name without such a noun is in both.</remarks>
    public ImmutableArray<Name> FullNames { get; init; } = Names;

    public string Text => Article.Text;

    /// <summary>The sentence that holds the offset, else null.</summary>
    public Sentence? SentenceAt(int offset)
    {
        int low = 0, high = Sentences.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (offset < Sentences[middle].Span.Start)
            {
                high = middle - 1;
            }
            else if (offset >= Sentences[middle].Span.End)
            {
                low = middle + 1;
            }
            else
            {
                return Sentences[middle];
            }
        }

        return null;
    }
}
