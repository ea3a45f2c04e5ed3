using System.Collections.Immutable;
using System.Globalization;
using Sitrep.Annotation.Counts;
using Sitrep.Annotation.Entities;
using Sitrep.Annotation.Statements;
using Sitrep.Coding;

namespace Sitrep.Presenting;

/// <summary>A line of the picture and the words of the article behind it.</summary>
/// <param name="Evidence">Null for what the page says about itself, and for gaps.</param>
public sealed record PictureLine(string Text, Span? Evidence = null);

/// <summary>A titled part of the picture.</summary>
public sealed record PictureSection(string Title, ImmutableArray<PictureLine> Lines);

/// <summary>The first screen of an article: what it is, what happened, who says what, what is contested, what they think, numbers, gaps.</summary>
public sealed record Picture(Article Article, ImmutableArray<PictureSection> Sections)
{
    public static Picture Of(CodedArticle coded)
    {
        var writer = new PictureBuilder(coded);
        ImmutableArray<PictureSection> sections =
        [
            new("What this is", writer.Source()),
            new("What happened", writer.Events(EventTime.Current)),
            new("Background", writer.Events(EventTime.Background)),
            new("Who says what", writer.Statements()),
            new("What they think", writer.Assessments()),
            new("Contested or unclear", writer.Unclear()),
            new("Numbers", writer.Numbers()),
            new("Gaps", writer.Gaps()),
        ];
        return new Picture(coded.Article, [.. sections.Where(s => s.Lines.Length > 0)]);
    }
}

/// <summary>Words a coded article for people.</summary>
internal sealed class PictureBuilder(CodedArticle coded)
{
    private readonly AnnotatedArticle annotated = coded.Annotated;
    private readonly Dictionary<string, Entity> entities = coded.Annotated.Entities.ToDictionary(e => e.Id, StringComparer.Ordinal);

    public ImmutableArray<PictureLine> Source()
    {
        Article article = coded.Article;
        var lines = new List<PictureLine> { new(article.Title ?? "No title") };
        if (article.Kind == ContentKind.NoArticle)
        {
            lines.Add(new("This page holds no article."));
        }

        string origin = article.Source.Site ?? article.Source.Uri ?? article.Id;
        lines.Add(new(article.Authors.Length == 0 ? origin : $"{origin}, by {string.Join(", ", article.Authors)}"));
        if (article.Source.RepublishedFrom is { } from)
        {
            lines.Add(new($"A copy: the page names {from} as its original. Wording may differ from it."));
        }

        lines.Add(new(article.Published is { } published ? $"Published {published} ({published.Found})" : "Published: UNKNOWN"));
        int words = article.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        lines.Add(new(string.Create(CultureInfo.InvariantCulture, $"Language {article.Language}, {words} words, SHA-256 {article.Source.Sha256[..Math.Min(12, article.Source.Sha256.Length)]}")));
        return [.. lines];
    }

    public ImmutableArray<PictureLine> Events(EventTime time) =>
        [.. coded.Events.Where(e => e.Time == time).Select(e => new PictureLine(Describe(e), Sentence(e.Sentence)))];

    public ImmutableArray<PictureLine> Statements() =>
    [
        .. annotated.Statements.Select(s => new PictureLine($"{Speaker(s)} {Verb(s)} ({s.Kind.ToString().ToLowerInvariant()})", Span.Cover(s.Content[0], s.Content[^1]))),
    ];

    public ImmutableArray<PictureLine> Assessments() =>
    [
        .. coded.Assessments.Select(a => new PictureLine($"{Capital(a.Kind.ToString())}, {a.Status.ToString().ToLowerInvariant()}, by {Holder(a)}", a.Span)),
    ];

    public ImmutableArray<PictureLine> Unclear() =>
    [
        .. coded.Inconsistencies.SelectMany(i => i.Evidence.Select((span, n) => new PictureLine(n == 0 ? $"The text contradicts itself on {i.About}" : "against", span))),
        .. coded.Events.Where(e => e.Status is EventStatus.Denied or EventStatus.Possible).Select(e => new PictureLine($"{Capital(e.Status.ToString())}: {e.Plover.Type.ToLowerInvariant()}", Sentence(e.Sentence))),
    ];

    public ImmutableArray<PictureLine> Numbers() => [.. annotated.Counts.Select(c => new PictureLine($"{c.What}: {Range(c)}", c.Span))];

    public ImmutableArray<PictureLine> Gaps()
    {
        var lines = new List<PictureLine>();
        if (coded.Article.Published is null)
        {
            lines.Add(new("No publication date, so relative dates stay open (give one with --published)."));
        }

        lines.AddRange(annotated.Times.Where(t => t.Value.StartsWith("XXXX", StringComparison.Ordinal)).Select(t => new PictureLine("Could not be dated", t.Span)));
        int placeless = coded.Events.Count(e => e.Place is null && e.Time == EventTime.Current), dateless = coded.Events.Count(e => e.Date is null && e.Time == EventTime.Current);
        if (placeless > 0)
        {
            lines.Add(new(string.Create(CultureInfo.InvariantCulture, $"{placeless} of the events above could not be placed.")));
        }

        if (dateless > 0)
        {
            lines.Add(new(string.Create(CultureInfo.InvariantCulture, $"{dateless} of the events above could not be dated.")));
        }

        lines.Add(new("One article is one source: nothing here is confirmed by another."));
        return [.. lines];
    }

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant();

    private static string Range(Quantity count)
    {
        string unit = count.Unit is null ? "" : " " + count.Unit;
        return (count.Least, count.Most) switch
        {
            ({ } least, { } most) when least == most => Number(least) + unit,
            ({ } least, { } most) => $"{Number(least)} to {Number(most)}{unit}",
            ({ } least, null) => $"{Number(least)} or more{unit}",
            (null, { } most) => $"{Number(most)} at most{unit}",
            _ => "unknown" + unit,
        };
    }

    private static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string Verb(Statement statement) => statement.CueLemma switch
    {
        null => "goes on",
        "according" => "is the source",
        var lemma => "- " + lemma,
    };

    private Span? Sentence(int index) => index < annotated.Parsed.Sentences.Length ? annotated.Parsed.Sentences[index].Span : null;

    private string Describe(PoliticalEvent value)
    {
        string who = value.Actors.Length == 0 ? "unknown actor" : string.Join(", ", value.Actors.Select(Describe));
        string whom = value.Recipients.Length == 0 ? "" : " -> " + string.Join(", ", value.Recipients.Select(Describe));
        string mode = value.Plover.Mode is { } m ? "/" + m : "";
        string date = value.Date is { } d ? $"{d.Value} ({d.Granularity})" : "date unknown";
        string place = value.Place is { } p ? $"{annotated.Places[p].Span.Of(annotated.Text)}, {annotated.Places[p].Country} ({annotated.Places[p].Kind.ToString().ToLowerInvariant()})" : "place unknown";
        string status = value.Status.ToString().ToLowerInvariant();
        string speaker = annotated.Statements.FirstOrDefault(s => s.Id == value.Statement) is { } statement && value.Status == EventStatus.Attributed ? $" to {Speaker(statement)}" : "";
        return $"{value.Plover.Type}{mode}{(value.Cameo.Length > 0 ? " " + value.Cameo : "")}: {who}{whom}; {date}; {place}; {status}{speaker}";
    }

    private string Describe(Participant participant) => participant.Span.Of(annotated.Text).ReplaceLineEndings(" ") + (participant.Code is { } code ? $" [{code}]" : "");

    private string Speaker(Statement statement)
    {
        Entity? entity = statement.Entity is { } id ? entities.GetValueOrDefault(id) : null;
        string words = statement.Source is { } span ? span.Of(annotated.Text).ReplaceLineEndings(" ") : "Unnamed source";
        string name = entity is { Type: EntityType.Person } ? entity.Name : words;
        return entity?.Affiliation is { } affiliation && !name.Contains(affiliation, StringComparison.Ordinal) ? $"{name} ({affiliation})" : name;
    }

    private string Holder(Assessment assessment) =>
        assessment.Holder is { } id && entities.TryGetValue(id, out Entity? entity) ? entity.Name : assessment.HolderName ?? "the article itself";
}
