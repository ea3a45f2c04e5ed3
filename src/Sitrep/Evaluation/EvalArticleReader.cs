using System.Collections.Immutable;
using System.Text.Json;

namespace Sitrep.Evaluation;

/// <summary>Reads articles of the open test set (<c>eval/</c>): a JSON file each, gold as quoted words.</summary>
internal static class EvalArticleReader
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="InvalidDataException">The file is not in the format, or quotes words that are not in its text.</exception>
    public static GoldArticle Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Resolve(JsonSerializer.Deserialize<Written>(file, Options) ?? throw new InvalidDataException("empty"));
        }
        catch (Exception error) when (error is InvalidDataException or JsonException)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    private static GoldArticle Resolve(Written written)
    {
        string text = string.Join("\n\n", written.Paragraphs);
        var quotes = new QuotedWords(text);
        return new GoldArticle
        {
            Id = written.Id,
            Title = written.Title,
            Published = written.Published,
            Text = text,
            Stories = [written.Story ?? written.Id],
            Statements = [.. written.Statements.Select(s => Statement(s, quotes))],
            Events = [.. written.Events.Select(e => Event(e, quotes))],
            Places = [.. written.Places.SelectMany(p => Places(p, quotes))],
            Times = [.. written.Times.Select(t => new GoldTime(quotes.Find(t.Words), t.Type, [t.Value, .. t.Also.IsDefault ? [] : t.Also]))],
            Counts = [.. written.Counts.Select(c => new GoldCount(quotes.Find(c.Words), c.What, c.Least, c.Most))],
            Either = written.Either.IsDefault ? [] : [.. written.Either.Select(quotes.Find)],
        };
    }

    private static GoldStatement Statement(WrittenStatement written, QuotedWords quotes)
    {
        Span[] content = [.. written.Content.Select(quotes.Find)];
        Span near = content.Length > 0 ? content[0] : throw new InvalidDataException("a statement without content");
        Span[] source = Near(written.Source, near);
        return new GoldStatement(written.Kind, source, Near(written.Cue, source.Length > 0 ? source[0] : near), content);

        Span[] Near(string? words, Span other) => words is null ? [] : [quotes.FindNear(words, other)];
    }

    private static GoldEvent Event(WrittenEvent written, QuotedWords quotes)
    {
        Span trigger = quotes.Find(written.Trigger);
        return new GoldEvent(written.Type, written.Mode, trigger, written.Status, written.Time)
        {
            Actors = Participants(written.Actors),
            Recipients = Participants(written.Recipients),
            Place = written.Place is { } place ? quotes.FindNear(place, trigger) : null,
            Date = written.Date,
            Counts = written.Counts.IsDefault ? [] : [.. written.Counts.Select(c => new GoldCount(quotes.FindNear(c.Words, trigger), c.What, c.Least, c.Most))],
        };

        GoldParticipant[] Participants(ImmutableArray<WrittenParticipant> all) =>
            all.IsDefault ? [] : [.. all.Select(p => new GoldParticipant(quotes.FindNear(p.Words, trigger), p.Code))];
    }

    private static IEnumerable<GoldPlace> Places(WrittenPlace written, QuotedWords quotes)
    {
        (double, double)? point = written is { Latitude: { } latitude, Longitude: { } longitude } ? (latitude, longitude) : null;
        if (point is null && !written.Neutral)
        {
            throw new InvalidDataException($"\"{written.Words}\" has no point and is not said to be neutral");
        }

        IEnumerable<Span> spans = written.Every ? quotes.FindAll(written.Words) : [quotes.Find(written.Words)];
        return spans.Select(span => new GoldPlace(span, point, written.Country, written.IsCountry, null));
    }

    private sealed record Written(
        string Id,
        string Style,
        string Region,
        string Title,
        string Published,
        ImmutableArray<string> Paragraphs,
        ImmutableArray<WrittenStatement> Statements,
        ImmutableArray<WrittenEvent> Events,
        ImmutableArray<WrittenPlace> Places,
        ImmutableArray<WrittenTime> Times,
        ImmutableArray<WrittenCount> Counts,
        string? Story = null,
        ImmutableArray<string> Either = default);

    private sealed record WrittenStatement(string Kind, ImmutableArray<string> Content, string? Source = null, string? Cue = null);

    private sealed record WrittenParticipant(string Words, string Code);

    private sealed record WrittenEvent(
        string Type,
        string Trigger,
        string Status,
        string Time,
        string? Mode = null,
        ImmutableArray<WrittenParticipant> Actors = default,
        ImmutableArray<WrittenParticipant> Recipients = default,
        string? Place = null,
        string? Date = null,
        ImmutableArray<WrittenCount> Counts = default);

    private sealed record WrittenPlace(
        string Words, string? Country = null, double? Latitude = null, double? Longitude = null, bool Every = false, bool IsCountry = false, bool Neutral = false);

    private sealed record WrittenTime(string Words, string Type, string Value, ImmutableArray<string> Also = default);

    private sealed record WrittenCount(string Words, string What, double? Least = null, double? Most = null);
}
