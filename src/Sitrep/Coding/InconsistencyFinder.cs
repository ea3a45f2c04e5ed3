using System.Collections.Immutable;
using Sitrep.Annotation.Times;

namespace Sitrep.Coding;

/// <summary>Finds where an article contradicts itself: a caption that gives another year than the text for the same named thing.</summary>
public sealed class InconsistencyFinder
{
    public ImmutableArray<Inconsistency> Find(AnnotatedArticle article, ImmutableArray<PoliticalEvent> events)
    {
        var found = ImmutableArray.CreateBuilder<Inconsistency>();
        foreach (Block caption in article.Article.Blocks.Where(b => b.Kind == BlockKind.Caption))
        {
            foreach (TimeExpression dated in article.Times.Where(t => caption.Span.Start <= t.Span.Start && t.Span.End <= caption.Span.End && Year(t) is not null))
            {
                if (Against(article, caption, dated) is { } other)
                {
                    found.Add(new Inconsistency($"the year: {Year(other)} in the text, {Year(dated)} in a caption", [article.Parsed.Sentences[other.Sentence].Span, article.Parsed.Sentences[dated.Sentence].Span]));
                    break;
                }
            }
        }

        return found.ToImmutable();
    }

    // A bare year, or a month with its year, as the text writes it.
    private static string? Year(TimeExpression time) =>
        time.Type == TimeType.Date && time.Value.Length is 4 or 7 && char.IsAsciiDigit(time.Value[0]) && time.Value[..4].All(char.IsAsciiDigit) ? time.Value[..4] : null;

    // A sentence of the text that shares a rare name with the caption and gives a different year outright.
    private static TimeExpression? Against(AnnotatedArticle article, Block caption, TimeExpression dated)
    {
        HashSet<string> shown = [.. Names(article, dated.Sentence)];
        return article.Times.FirstOrDefault(t =>
            !t.Span.Overlaps(caption.Span) && t.Span.Of(article.Text).Contains(Year(t) ?? "?", StringComparison.Ordinal) && dated.Span.Of(article.Text).Contains(Year(dated)!, StringComparison.Ordinal)
            && Year(t) != Year(dated) && Names(article, t.Sentence).Any(shown.Contains));
    }

    // First words of names that are no country: "Wagner" stands for "Wagner Group" however its second word is written.
    private static IEnumerable<string> Names(AnnotatedArticle article, int sentence) =>
        article.Parsed.Names.Where(n => n.Sentence == sentence && n.Type is EntityType.Organization or EntityType.Person or EntityType.Event or EntityType.Group)
            .Select(n => n.Span.Of(article.Text).Split(' ')[0]).Where(w => w.Length > 3).Select(Stem);

    // A glued second capital ("NorthGroup") belongs to the next word.
    private static string Stem(string word)
    {
        for (int i = 2; i < word.Length; i++)
        {
            if (char.IsUpper(word[i]) && char.IsLower(word[i - 1]))
            {
                return word[..i];
            }
        }

        return word;
    }
}
