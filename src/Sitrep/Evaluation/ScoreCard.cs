using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sitrep.Evaluation;

/// <summary>What a set of gold articles says about a program's answers.</summary>
internal sealed record ScoreCard(string Set, int Articles, int Unanswered, ImmutableArray<Section> Sections)
{
    private const int NameWidth = 42;

    /// <param name="answers">What the program made of each article, by id.</param>
    /// <param name="groups">The copy groups of each article, by id; null where copies were not asked for.</param>
    public static ScoreCard Of(GoldSet set, IReadOnlyDictionary<string, Answer> answers, IReadOnlyDictionary<string, IReadOnlyList<string>>? groups)
    {
        ILayerScore[] layers = Layers();
        var copies = new CopyScore();
        int unanswered = 0;
        foreach (GoldArticle gold in set.Articles)
        {
            Answer? answer = answers.GetValueOrDefault(gold.Id)?.On(gold.Text);
            ILayerScore[] asked = [.. layers.Where(l => l.Covers(gold))];
            unanswered += asked.Length > 0 && answer is not { Error: null } ? 1 : 0;
            foreach (ILayerScore layer in asked)
            {
                layer.Add(gold, answer);
            }

            copies.Add(gold.Stories ?? [], groups?.GetValueOrDefault(gold.Id) ?? []);
        }

        ImmutableArray<Section> sections = [.. layers.Where(l => set.Articles.Any(l.Covers)).Select(l => l.Section())];
        return new ScoreCard(set.Name, set.Articles.Length, unanswered, groups is null ? sections : sections.Add(copies.Section()));
    }

    /// <summary>Whether anything is scored of this article but the group it belongs to.</summary>
    public static bool NeedsAnswer(GoldArticle gold) => Array.Exists(Layers(), l => l.Covers(gold));

    /// <summary>For a person: per cent, with the number of gold items behind each figure.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Set}: {Articles} articles{(Unanswered > 0 ? $", {Unanswered} without an answer" : "")}\n");
        text.Append(CultureInfo.InvariantCulture, $"{"",-NameWidth}     %      P      R   gold\n");
        foreach (Section section in Sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"{section.Name}\n");
            foreach (Figure figure in section.Figures.Where(f => f.Of > 0))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {figure.Name,-NameWidth + 2}{100 * figure.Value,6:F1} {Percent(figure.Precision),6} {Percent(figure.Recall),6} {figure.Of,6}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>For a program: one line of JSON, shares from 0 to 1.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("set", Set);
            writer.WriteNumber("articles", Articles);
            writer.WriteNumber("unanswered", Unanswered);
            foreach (Section section in Sections)
            {
                writer.WriteStartObject(section.Name);
                foreach (Figure figure in section.Figures)
                {
                    Write(writer, figure);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private static ILayerScore[] Layers() => [new StatementScore(), new EventScore(), new PlaceScore(), new TimeScore(), new CountScore()];

    private static void Write(Utf8JsonWriter writer, Figure figure)
    {
        writer.WriteStartObject(figure.Name);
        writer.WriteNumber("value", Math.Round(figure.Value, 4));
        if (figure is { Precision: { } precision, Recall: { } recall })
        {
            writer.WriteNumber("precision", Math.Round(precision, 4));
            writer.WriteNumber("recall", Math.Round(recall, 4));
        }

        writer.WriteNumber("of", figure.Of);
        writer.WriteEndObject();
    }

    private static string Percent(double? share) => share is { } value ? (100 * value).ToString("F1", CultureInfo.InvariantCulture) : "";
}
