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
        var people = PeopleOf(parsed);
        foreach (Sentence sentence in parsed.Sentences)
        {
            var grammar = new TimeGrammar(sentence, words, numbers, anchors);
            for (int i = 0; i < sentence.Tokens.Length;)
            {
                if (grammar.Match(i) is not { } match || IsWithin(people, sentence.Index, match))
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

    // People may be called May, Friday or Christmas. A name of one word is too unsure to speak against a date.
    private static HashSet<(int Sentence, int Token)> PeopleOf(ParsedArticle parsed)
    {
        var tokens = new HashSet<(int, int)>();
        foreach (Name name in parsed.Names)
        {
            for (int token = name.First; name.Type == EntityType.Person && name.First < name.Last && token <= name.Last; token++)
            {
                tokens.Add((name.Sentence, token));
            }
        }

        return tokens;
    }

    private static bool IsWithin(HashSet<(int Sentence, int Token)> people, int sentence, TimeMatch match)
    {
        for (int token = match.First; token < match.End; token++)
        {
            if (!people.Contains((sentence, token)))
            {
                return false;
            }
        }

        return true;
    }
}
