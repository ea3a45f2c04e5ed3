using System.Collections.Immutable;
using Sitrep.Gathering;

namespace Sitrep.Tests.Gathering;

/// <summary>Records made by hand, each field pointing at words of the text. The incidents are invented, the places real.</summary>
internal static class Articles
{
    public static ArticleRecord Of(string id, string text, string? title = null, string? published = null, string? site = null, string? link = null, string? copyOf = null) => new()
    {
        Id = id,
        Text = text,
        Title = title,
        Published = published,
        Language = "en",
        Source = new RecordSource(null, new string('a', 64), site, link, copyOf),
        Sentences = Sentences(text),
    };

    public static RecordOffsets At(this ArticleRecord article, string words)
    {
        int start = article.Text.IndexOf(words, StringComparison.Ordinal);
        return start < 0 ? throw new ArgumentException($"'{words}' is not in the text", nameof(words)) : new RecordOffsets(start, start + words.Length);
    }

    public static ArticleRecord WithEntity(this ArticleRecord article, string id, string type, string name, string? code = null)
    {
        RecordOffsets at = article.At(name);
        RecordActor? actor = code is null ? null : new RecordActor(code, code[..3], code[3..], name);
        return article with { Entities = article.Entities.Add(new RecordEntity(id, type, name, [new RecordMention(at.Start, at.End, type == "group" ? "nominal" : "name")], actor)) };
    }

    public static ArticleRecord WithPlace(this ArticleRecord article, string words, string name, string country, string? admin1, double latitude, double longitude, string kind, int? geonameId = null)
    {
        RecordOffsets at = article.At(words);
        return article with { Places = article.Places.Add(new RecordPlace(at.Start, at.End, name, country, admin1, latitude, longitude, kind, geonameId)) };
    }

    public static ArticleRecord WithStatement(this ArticleRecord article, string id, string kind, string source, string? entity, string cue, string content)
    {
        RecordOffsets by = article.At(source);
        return article with { Statements = article.Statements.Add(new RecordStatement(id, kind, new RecordStatementSource(by.Start, by.End, entity), article.At(cue), [article.At(content)])) };
    }

    public static ArticleRecord WithEvent(
        this ArticleRecord article,
        string trigger,
        string type,
        string? mode = null,
        string cameo = "190",
        (string Event, string Sub)? acled = null,
        string[]? actors = null,
        string[]? recipients = null,
        string? date = null,
        string status = "asserted",
        string? statement = null,
        int? place = null,
        params ReadOnlySpan<(string What, double? Least, double? Most)> counts)
    {
        RecordOffsets at = article.At(trigger);
        var numbers = ImmutableArray.CreateBuilder<RecordCount>();
        foreach (var (what, least, most) in counts)
        {
            numbers.Add(new RecordCount(what, least, most, at.Start, at.End));
        }

        int sentence = article.Sentences.IndexOf(article.Sentences.First(s => s.Start <= at.Start && at.End <= s.End));
        return article with
        {
            Events = article.Events.Add(new RecordEvent(
                $"v{article.Events.Length + 1}",
                new RecordPlover(type, mode, []),
                cameo,
                acled is { } pair ? new RecordAcled(pair.Event, pair.Sub) : null,
                at,
                sentence,
                Participants(article, actors),
                Participants(article, recipients),
                place is < 0 ? null : place ?? (article.Places.IsEmpty ? null : 0),
                date is null ? null : new RecordDate(date, "day"),
                status,
                "current",
                statement,
                numbers.ToImmutable(),
                "by hand")),
        };
    }

    public static Dossier Dossier(params ReadOnlySpan<ArticleRecord> articles) =>
        new Gatherer(Resources.Installed).Gather(articles.ToArray().Select(a => (a, (string?)"2026-05-15T06:30:00Z")));

    private static ImmutableArray<RecordParticipant> Participants(ArticleRecord article, string[]? entities) =>
    [
        .. (entities ?? []).Select(id => article.Entities.First(e => e.Id == id)).Select(e => new RecordParticipant(e.Mentions[0].Start, e.Mentions[0].End, e.Id, e.Actor?.Code)),
    ];

    // Sentences of these texts end with a full stop before a blank or the end.
    private static ImmutableArray<RecordOffsets> Sentences(string text)
    {
        var sentences = ImmutableArray.CreateBuilder<RecordOffsets>();
        for (int start = 0, i = 0; i < text.Length; i++)
        {
            if (text[i] == '.' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1])))
            {
                sentences.Add(new RecordOffsets(start, i + 1));
                while (i + 1 < text.Length && char.IsWhiteSpace(text[i + 1]))
                {
                    i++;
                }

                start = i + 1;
            }
        }

        return sentences.ToImmutable();
    }
}
