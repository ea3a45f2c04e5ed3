using System.Collections.Immutable;

namespace Sitrep.Annotation.Times;

/// <summary>Finds time expressions and gives them TIMEX3 values.</summary>
/// <remarks>
/// Two anchors: the day of publication for "yesterday", "last week" and bare weekdays; the last day that the text has named for "the following day" and "three days earlier".
/// Where the anchor is unknown, what is known stays: <c>XXXX-WXX-2</c> for a Tuesday.
/// </remarks>
public sealed class TimeFinder(Resources resources)
{
    private readonly TimeWords words = new(resources);
    private readonly NumberWords numbers = new(resources);

    public ImmutableArray<TimeExpression> Find(ParsedArticle parsed)
    {
        var found = ImmutableArray.CreateBuilder<TimeExpression>();
        var anchors = new TimeAnchors(parsed.Article.Published?.Day);
        foreach (Sentence sentence in parsed.Sentences)
        {
            var grammar = new TimeGrammar(sentence, words, numbers, anchors);
            for (int i = 0; i < sentence.Tokens.Length;)
            {
                if (grammar.Match(i) is not { } match)
                {
                    i++;
                    continue;
                }

                found.Add(new TimeExpression(sentence.Cover(match.First, match.End - 1), match.Type, match.Value, sentence.Index));
                if (match.Day is { } day)
                {
                    anchors.Narrative = day;
                }

                i = match.End;
            }
        }

        return found.ToImmutable();
    }
}
