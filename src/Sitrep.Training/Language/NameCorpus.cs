using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sitrep.Training.Language;

/// <summary>A text with the names in it.</summary>
/// <param name="Types">The types that were annotated; other names may stand unmarked.</param>
internal sealed record NamedText(string Id, string Text, EntityType[] Types, (Span Span, EntityType Type)[] Names)
{
    /// <summary>Names of which the annotation does not tell whether they stand for a location or for an organization.</summary>
    public IReadOnlySet<Span> Acting { get; init; } = System.Collections.Immutable.ImmutableHashSet<Span>.Empty;
}

/// <summary>Reads texts with marked names.</summary>
internal static class NameCorpus
{
    /// <summary>JSON Lines of <c>{"id","text","labels":[…],"entities":[{"start","end","type"}]}</c>, gzip.</summary>
    public static List<NamedText> Read(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(file, Encoding.UTF8);
        var texts = new List<NamedText>();
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            JsonElement root = json.RootElement;
            EntityType[] types = [.. root.GetProperty("labels").EnumerateArray().Select(label => Type(label.GetString()!))];
            var names = root.GetProperty("entities").EnumerateArray()
                .Select(e => (new Span(e.GetProperty("start").GetInt32(), e.GetProperty("end").GetInt32()), Type(e.GetProperty("type").GetString()!)));
            texts.Add(new NamedText(root.GetProperty("id").GetString()!, root.GetProperty("text").GetString()!, types, [.. names]));
        }

        return texts;
    }

    /// <summary>Own labelled items: names are words of the text, a later occurrence is written <c>words#2</c>.</summary>
    public static List<NamedText> ReadOwn(string path)
    {
        var texts = new List<NamedText>();
        foreach (string line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            JsonElement root = json.RootElement;
            string text = root.GetProperty("text").GetString()!;
            var names = root.GetProperty("names").EnumerateArray().Select(pair => (Find(text, pair[0].GetString()!), Type(pair[1].GetString()!)));
            texts.Add(new NamedText(root.GetProperty("id").GetString()!, text, Enum.GetValues<EntityType>(), [.. names]));
        }

        return texts;
    }

    /// <summary>Whether an own item is kept apart for measuring.</summary>
    public static bool IsSetAside(NamedText text) => SHA256.HashData(Encoding.UTF8.GetBytes(text.Id))[0] % 5 == 0;

    private static EntityType Type(string name) => Enum.Parse<EntityType>(name, ignoreCase: true);

    private static Span Find(string text, string words) =>
        LabelledItem.Find(text, words) ?? throw new InvalidDataException($"'{words}' does not stand in '{text}'");
}
