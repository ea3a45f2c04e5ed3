using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sitrep.Training;

/// <summary>A participant of a labelled event.</summary>
/// <param name="Sentence">Where its words stand, that of the trigger if they stand there too; −1 if nowhere.</param>
/// <param name="Tokens">The head of its words and what is coordinated with it.</param>
/// <param name="Code">The actor's code.</param>
internal sealed record GoldParticipant(int Sentence, ImmutableArray<int> Tokens, string Code);

/// <summary>A labelled event at the head of its trigger.</summary>
internal sealed record GoldEvent(
    int Sentence, int Token, Span Trigger, string Type, string Mode, string Status, string Time, ImmutableArray<GoldParticipant> Actors, ImmutableArray<GoldParticipant> Recipients, Span? Place, Span? Date);

/// <summary>A labelled news text, annotated, with its gold events.</summary>
internal sealed record LabelledItem(AnnotatedArticle Article, List<GoldEvent> Gold)
{
    /// <summary>Whether an item is kept out of training for ever, to measure with.</summary>
    public static bool IsSetAside(string id) => SHA256.HashData(Encoding.UTF8.GetBytes(id))[0] % 5 == 0;

    /// <summary>The items of a folder, and of <c>events</c> in it, where nothing but the events is labelled, that are not set aside; file after file.</summary>
    /// <param name="all">Whether those of its folders <c>local</c> and <c>wire</c> too, where police and bare names of countries are coded otherwise.</param>
    /// <param name="exchange">Gives each text that it can once more with other countries, after them all.</param>
    public static List<LabelledItem> ReadAll(DirectoryInfo folder, Flow flow, bool all = false, CountryExchange? exchange = null)
    {
        string[] parts = all ? ["events", "local", "wire"] : ["events"];
        IEnumerable<DirectoryInfo> folders = parts.Select(part => new DirectoryInfo(Path.Combine(folder.FullName, part))).Where(part => part.Exists).Prepend(folder);
        string[] lines = LinesOf(folders);
        var items = new LabelledItem?[2 * lines.Length];
        Parallel.For(0, lines.Length, i =>
        {
            items[i] = Read(lines[i], flow);
            items[lines.Length + i] = exchange is not null && items[i] is { } known && exchange.Exchange(lines[i], known.Article) is { } other ? Read(other, flow) : null;
        });
        return [.. items.OfType<LabelledItem>()];
    }

    /// <summary>The lines of labelled files, one item each, file after file by name.</summary>
    public static string[] LinesOf(IEnumerable<DirectoryInfo> folders) =>
        [.. folders.SelectMany(folder => folder.GetFiles("*.jsonl")).OrderBy(f => f.Name, StringComparer.Ordinal).SelectMany(f => File.ReadLines(f.FullName)).Where(l => l.Length > 0)];

    /// <summary>The place of labelled words; <c>Nyala#2</c> is the second place where the word stands.</summary>
    public static Span? Find(string text, string words)
    {
        int count = 1, hash = words.LastIndexOf('#');
        if (hash > 0 && int.TryParse(words.AsSpan(hash + 1), CultureInfo.InvariantCulture, out int given))
        {
            (count, words) = (given, words[..hash]);
        }

        for (int at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            bool whole = (at == 0 || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(words[0]))
                && (at + words.Length == text.Length || !char.IsLetterOrDigit(text[at + words.Length]) || !char.IsLetterOrDigit(words[^1]));
            if (whole && --count == 0)
            {
                return new Span(at, at + words.Length);
            }
        }

        return null;
    }

    private static LabelledItem? Read(string line, Flow flow)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        JsonElement root = json.RootElement;
        string id = root.GetProperty("id").GetString()!;
        if (IsSetAside(id))
        {
            return null;
        }

        string text = root.GetProperty("text").GetString()!;
        string? published = root.TryGetProperty("published", out JsonElement p) ? p.GetString() : null;
        AnnotatedArticle article = flow.Annotate(flow.Parse(flow.Extract(new Page(id, PageKind.Prose, text, "", null, null, published))));
        var gold = new List<GoldEvent>();
        foreach (JsonElement value in root.GetProperty("events").EnumerateArray())
        {
            if (Find(text, value.GetProperty("trigger").GetString()!) is not { } span || article.Parsed.SentenceAt(span.Start) is not { } sentence)
            {
                continue;
            }

            int token = TriggerHead(sentence, span);
            if (token >= 0 && !gold.Exists(g => g.Sentence == sentence.Index && g.Token == token))
            {
                gold.Add(new GoldEvent(
                    sentence.Index, token, span, value.GetProperty("type").GetString()!, Text(value, "mode") ?? "", Text(value, "status") ?? "asserted", Text(value, "time") ?? "current",
                    Participants(value, "actors", text, article.Parsed, sentence), Participants(value, "recipients", text, article.Parsed, sentence), Text(value, "place") is { } place ? Find(text, place) : null, DateWords(value) is { } date ? Find(text, date) : null));
            }
        }

        return new LabelledItem(article, gold);
    }

    private static ImmutableArray<GoldParticipant> Participants(JsonElement value, string role, string text, ParsedArticle article, Sentence sentence)
    {
        if (!value.TryGetProperty(role, out JsonElement list))
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<GoldParticipant>();
        foreach (JsonElement one in list.EnumerateArray())
        {
            if (one[0].GetString() is { } words)
            {
                Span? span = Find(text, words);
                Sentence? within = span is not { } at ? null : sentence.Span.Overlaps(at) ? sentence : article.SentenceAt(at.Start);
                found.Add(new GoldParticipant(within?.Index ?? -1, within is null ? [] : Heads(within, span!.Value), one[1].GetString() ?? ""));
            }
        }

        return found.ToImmutable();
    }

    // The token that governs the words, and those coordinated with it inside them.
    private static ImmutableArray<int> Heads(Sentence sentence, Span span)
    {
        int[] inside = [.. Enumerable.Range(0, sentence.Tokens.Length).Where(i => sentence.Tokens[i].Span.Overlaps(span))];
        if (inside.Length == 0)
        {
            return [];
        }

        int head = inside.OrderBy(i => inside.Contains(sentence.Tokens[i].Head) ? 1 : 0).ThenBy(i => sentence.Tokens[i].IsNominal ? 0 : 1).ThenBy(i => Depth(sentence, i)).First();
        return [head, .. inside.Where(i => sentence.Tokens[i].Is("conj") && sentence.Tokens[i].Head == head && sentence.Tokens[i].IsNominal)];
    }

    // The token of the span that governs the others, a verb or noun if it has one.
    private static int TriggerHead(Sentence sentence, Span span)
    {
        int[] inside = [.. Enumerable.Range(0, sentence.Tokens.Length).Where(i => sentence.Tokens[i].Span.Overlaps(span))];
        return inside.OrderBy(i => sentence.Tokens[i].Upos is "VERB" or "NOUN" ? 0 : 1).ThenBy(i => Depth(sentence, i)).ThenBy(i => i).DefaultIfEmpty(-1).First();
    }

    private static int Depth(Sentence sentence, int token)
    {
        int depth = 0;
        for (; sentence.Tokens[token].Head >= 0; token = sentence.Tokens[token].Head)
        {
            depth++;
        }

        return depth;
    }

    private static string? DateWords(JsonElement value) =>
        value.TryGetProperty("date", out JsonElement date) && date.ValueKind == JsonValueKind.Array && date.GetArrayLength() == 2 && date[1].ValueKind == JsonValueKind.String ? date[0].GetString() : null;

    private static string? Text(JsonElement value, string name) => value.TryGetProperty(name, out JsonElement found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;
}
