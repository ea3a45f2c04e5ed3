using System.Text.Json;

namespace Sitrep.Evaluation;

/// <summary>Reads a line of the development benches: each annotates one layer and says so by its field.</summary>
internal static class BenchArticleReader
{
    /// <exception cref="InvalidDataException">The line has none of the known layers.</exception>
    public static GoldArticle Read(JsonElement item)
    {
        string text = item.GetProperty("text").GetString()!;
        var article = new GoldArticle { Id = item.GetProperty("id").ToString(), Title = Text(item, "title"), Published = Text(item, "published"), Text = text, Either = Either(item) };
        return item switch
        {
            _ when item.TryGetProperty("attributions", out JsonElement all) => article with { Statements = [.. all.EnumerateArray().Where(a => !Flag(a, "nested")).Select(Statement)] },
            _ when item.TryGetProperty("toponyms", out JsonElement all) => article with { Places = [.. all.EnumerateArray().Select(Place)] },
            _ when item.TryGetProperty("names", out _) && item.TryGetProperty("events", out JsonElement all) => article with { Events = [.. all.EnumerateArray().Select(e => Event(e, text))] },
            _ when item.TryGetProperty("times", out JsonElement all) => article with { Times = [.. all.EnumerateArray().Select(Time)], TimeScope = Scope(item) },
            _ when item.TryGetProperty("counts", out JsonElement all) && !Flag(item, "recallOnly") => article with { Counts = [.. all.EnumerateArray().Select(Count)] },
            _ => throw new InvalidDataException("no layer that can be scored here (attributions, toponyms, names with events, times, counts with offsets)"),
        };
    }

    /// <summary>Gold of copies: the stories that an article goes back to.</summary>
    /// <param name="texts">The articles, by id.</param>
    public static GoldArticle ReadStories(JsonElement item, JsonElement stories, IReadOnlyDictionary<string, JsonElement> texts)
    {
        string id = item.GetProperty("id").ToString();
        JsonElement article = texts[id];
        return new GoldArticle
        {
            Id = id,
            Published = Text(article, "published"),
            Text = article.GetProperty("text").GetString()!,
            Stories = [.. stories.EnumerateArray().Select(s => s.ToString())],
        };
    }

    private static GoldStatement Statement(JsonElement item) => new(null, Pairs(item, "source"), Pairs(item, "cue"), Pairs(item, "content"));

    private static GoldPlace Place(JsonElement item)
    {
        bool asked = item.GetProperty("type").GetString() == "literal" && item.TryGetProperty("lat", out _);
        return new GoldPlace(
            Offsets(item),
            asked ? (item.GetProperty("lat").GetDouble(), item.GetProperty("lon").GetDouble()) : null,
            Text(item, "country"),
            Text(item, "level") == "country",
            item.TryGetProperty("geonameId", out JsonElement id) && id.ValueKind == JsonValueKind.Number ? id.GetInt64() : null);
    }

    private static GoldTime Time(JsonElement item)
    {
        IEnumerable<string> also = item.TryGetProperty("alsoValues", out JsonElement values) ? values.EnumerateArray().Select(v => v.GetString()!) : [];
        return new GoldTime(Offsets(item), item.GetProperty("type").GetString()!, [item.GetProperty("value").GetString()!, .. also]);
    }

    private static GoldCount Count(JsonElement item) =>
        new(Offsets(item), item.GetProperty("what").GetString()!, Number(item.GetProperty("least")), Number(item.GetProperty("most")));

    private static GoldEvent Event(JsonElement item, string text)
    {
        var quotes = new QuotedWords(text);
        return new GoldEvent(
            item.GetProperty("type").GetString()!,
            Text(item, "mode") is { Length: > 0 } mode ? mode : null,
            quotes.FindFirst(item.GetProperty("trigger").GetString()!),
            item.GetProperty("status").GetString()!,
            item.GetProperty("time").GetString()!)
        {
            Actors = Participants("actors"),
            Recipients = Participants("recipients"),
            Place = Text(item, "place") is { Length: > 0 } place ? quotes.FindFirst(place) : null,
            Date = item.TryGetProperty("date", out JsonElement date) && date.ValueKind == JsonValueKind.Array && date[1].GetString() is { Length: > 0 } value ? value : null,
            Counts = [.. All("counts").Select(c => new GoldCount(quotes.FindFirst(c[0].GetString()!), c[1].GetString()!, Number(c[2]), Number(c[3])))],
        };

        IEnumerable<JsonElement> All(string name) => item.TryGetProperty(name, out JsonElement all) && all.ValueKind == JsonValueKind.Array ? all.EnumerateArray() : [];

        GoldParticipant[] Participants(string name) =>
            [.. All(name).Where(p => p[0].ValueKind == JsonValueKind.String).Select(p => new GoldParticipant(quotes.FindFirst(p[0].GetString()!), p[1].GetString()!))];
    }

    private static IReadOnlyList<string>? Scope(JsonElement item) =>
        item.TryGetProperty("scope", out JsonElement scope) && scope.ValueKind == JsonValueKind.Array ? [.. scope.EnumerateArray().Select(s => s.GetString()!)] : null;

    private static IReadOnlyList<Span> Either(JsonElement item) =>
        item.TryGetProperty("ignore", out JsonElement all) ? [.. all.EnumerateArray().Select(Offsets)] : [];

    private static Span[] Pairs(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement all) && all.ValueKind == JsonValueKind.Array ? [.. all.EnumerateArray().Select(p => new Span(p[0].GetInt32(), p[1].GetInt32()))] : [];

    private static Span Offsets(JsonElement item) => new(item.GetProperty("start").GetInt32(), item.GetProperty("end").GetInt32());

    private static double? Number(JsonElement item) => item.ValueKind == JsonValueKind.Number ? item.GetDouble() : null;

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement item, string name) => item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}
