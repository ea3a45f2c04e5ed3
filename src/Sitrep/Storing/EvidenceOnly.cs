using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sitrep.Storing;

/// <summary>Takes the full text out of a record: what is no evidence becomes blanks, so that every offset still holds.</summary>
public static class EvidenceOnly
{
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="record">A record as <c>code</c> writes it; an error record comes back as it is.</param>
    public static ReadOnlyMemory<byte> Of(ReadOnlySpan<byte> record)
    {
        JsonNode root = JsonNode.Parse(record)!;
        if (root["text"]?.GetValue<string>() is not { } text)
        {
            return record.ToArray();
        }

        bool[] kept = new bool[text.Length];
        foreach (var (start, end) in Sentences(root))
        {
            kept.AsSpan(start, end - start).Fill(true);
        }

        root["text"] = string.Create(text.Length, (text, kept), static (blank, source) =>
        {
            for (int i = 0; i < blank.Length; i++)
            {
                blank[i] = source.kept[i] || char.IsWhiteSpace(source.text[i]) ? source.text[i] : ' ';
            }
        });
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            root.WriteTo(writer);
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    // The sentences that hold a trigger, or words of a statement, an assessment or a contradiction.
    private static IEnumerable<(int Start, int End)> Sentences(JsonNode root)
    {
        var sentences = Items(root, "sentences").Select(Offsets).ToArray();
        foreach (var (start, end) in Evidence(root))
        {
            yield return (start, end);
            foreach (var sentence in sentences.Where(s => s.Start < end && start < s.End))
            {
                yield return sentence;
            }
        }
    }

    private static IEnumerable<(int Start, int End)> Evidence(JsonNode root)
    {
        foreach (JsonNode value in Items(root, "events"))
        {
            yield return Offsets(value["trigger"]!);
            foreach (JsonNode part in Items(value, "actors").Concat(Items(value, "recipients")).Concat(Items(value, "counts")))
            {
                yield return Offsets(part);
            }
        }

        foreach (JsonNode part in Items(root, "statements").SelectMany(s => Items(s, "content")).Concat(Items(root, "assessments")).Concat(Items(root, "inconsistencies").SelectMany(i => Items(i, "evidence"))))
        {
            yield return Offsets(part);
        }
    }

    private static IEnumerable<JsonNode> Items(JsonNode node, string name) => node[name] is JsonArray array ? array.OfType<JsonNode>() : [];

    private static (int Start, int End) Offsets(JsonNode node) => (node["start"]!.GetValue<int>(), node["end"]!.GetValue<int>());
}
