using System.Collections.Immutable;

namespace Sitrep.Gathering.Copies;

/// <summary>An article as far as copies are concerned.</summary>
/// <param name="Published">ISO 8601, null where unknown; the earlier of two copies counts as the origin.</param>
public sealed record CopyCandidate(string Id, string? Published, string Text);

/// <summary>Where an article stands among copies.</summary>
/// <param name="Groups">Numbers of its copy groups: one, or two for an article merged from two texts.</param>
/// <param name="CopyOf">The id of the group's earliest article; null for that article itself and for merged ones.</param>
/// <param name="Similarity">The share of the article that the origin's text covers, 0 to 1; null without an origin.</param>
public sealed record CopyPlacement(string Id, ImmutableArray<int> Groups, string? CopyOf, double? Similarity);

/// <summary>Groups articles that go back to one text: the same again, shortened, reordered, edited or reworded.</summary>
/// <remarks>
/// Judged by coverage, not by overall likeness: the share of 24-word windows of one text that hold rare word sequences of the other, both ways.
/// A paragraph that recurs in otherwise unlike articles is a site's notice and counts for nothing. A short unbroken run is a quotation. Deterministic.
/// </remarks>
public sealed class CopyFinder
{
    /// <summary>A text is a copy where at least this share of it is covered by the other.</summary>
    internal const double CopyShare = 0.7;

    private readonly WordReader words;

    public CopyFinder(Resources resources) => words = new WordReader(resources);

    /// <returns>A placement for each article, in the order given.</returns>
    public ImmutableArray<CopyPlacement> Group(IReadOnlyList<CopyCandidate> articles)
    {
        WordSequence[] texts = new WordSequence[articles.Count];
        Parallel.For(0, texts.Length, i => texts[i] = words.Read(articles[i].Text));
        Boilerplate.Remove(texts);
        FeatureIndex index = FeatureIndex.Of(texts);
        int[] windows = [.. texts.Select(Coverage.WindowsOf)];
        int[] groups = new CopyGroups(articles, Coverage.Measure(index, windows, new bool[index.Features])).Roots();
        return new CopyGroups(articles, Coverage.Measure(index, windows, Formulas.Of(index, groups))).Place();
    }
}
