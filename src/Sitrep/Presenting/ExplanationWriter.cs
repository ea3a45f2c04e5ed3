using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sitrep.Coding;

namespace Sitrep.Presenting;

/// <summary>Writes why events were coded as they are.</summary>
public static class ExplanationWriter
{
    private const int TypesShown = 3, FeaturesShown = 5, OpposedShown = 2;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new RoundedNumber() },
    };

    /// <summary>One line of JSON.</summary>
    public static byte[] Json(ArticleExplanation article) => [.. JsonSerializer.SerializeToUtf8Bytes(article, Options), (byte)'\n'];

    /// <param name="width">Columns; no line is longer, unless a single word is.</param>
    public static string Text(ArticleExplanation article, int width)
    {
        var text = new StringBuilder();
        void Line(string words, int indent = 2) => TextPicture.Wrap(text, words, new string(' ', indent), new string(' ', indent + 4), width);
        Line($"{article.Id}: {article.Events.Length} event{(article.Events.Length == 1 ? "" : "s")}", 0);
        foreach (EventExplanation one in article.Events)
        {
            text.Append('\n');
            Write(one, Line);
        }

        if (!article.Rejected.IsEmpty)
        {
            text.Append('\n');
            Line("Words with a frame that became no event", 0);
            foreach (RejectedWord word in article.Rejected)
            {
                string likeliest = word.Likeliest is { } type ? $"; likeliest {type.Type}, {Signed(type.Score)}" : "";
                Line($"“{word.Words.Text}” (sentence {word.Sentence + 1}, frame {IdOf(word.Frame)}): {word.Why}{likeliest}");
            }
        }

        return text.ToString();
    }

    private static void Write(EventExplanation one, Action<string, int> line)
    {
        PoliticalEvent coded = one.Event;
        TypeDecision type = one.Type;
        line($"{coded.Id}: {coded.Plover.Type}{(coded.Plover.Mode is { } mode ? ", " + mode : "")}{(coded.Cameo.Length > 0 ? "; CAMEO " + coded.Cameo : "")}", 0);
        line($"Trigger: “{one.Trigger.Text}” in “{one.Sentence.Text}”", 2);
        line(one.Frame is { } frame ? $"Frame: {IdOf(frame)}, which is {frame.Type}{(frame.Mode is { } of ? ", " + of : "")}{(frame.Cameo.Length > 0 ? "; CAMEO " + frame.Cameo : "")}{(frame.Own ? "; of your own lexicon, which decides alone" : "")}" : "Frame: none fits", 2);
        if (one.Frame is not { Own: true })
        {
            line($"Scores ahead of no event: {string.Join("; ", type.Types.Take(TypesShown).Select(t => $"{t.Type} {Signed(t.Score)}"))}", 2);
            line(
                $"{type.Types[0].Type} {Signed(type.Types[0].Score)} comes from features {Signed(type.FromFeatures)}, word vectors and network {Signed(type.FromNumbers)}, frame {Signed(type.FromFrame)}, base rate {Signed(type.FromRest)}",
                2);
            Write("Features that spoke most for it", type.Features.Where(f => f.Weight > 0).Take(FeaturesShown), line);
            Write("Features that spoke most against it", type.Features.Where(f => f.Weight < 0).Take(OpposedShown), line);
        }

        if (one.Announced is { } before)
        {
            line($"Changed from {before} to {coded.Plover.Type}, because the act is announced or refused", 2);
        }

        line($"Status: {Lower(coded.Status)}; time: {Lower(coded.Time)}", 2);
        if (!one.Statement.IsEmpty)
        {
            line($"Statement {coded.Statement}{(one.Source is { } source ? $" of “{source.Text}”" : "")}: {Quotes(one.Statement)}", 4);
        }

        Write("Actor", one.Actors, line);
        Write("Recipient", one.Recipients, line);
        WriteAcled(one.Acled, line);
        line(one.Place is { } place ? $"Place: “{place.Text}”" : "Place: none", 2);
        line(one.Date is { } date ? $"Date: {coded.Date!.Value} ({coded.Date.Granularity}), by “{date.Text}”" : "Date: none", 2);
        foreach (CountExplanation count in one.Counts)
        {
            line($"Count: {count.What}, at least {Number(count.Least)}, at most {Number(count.Most)}, by “{count.Words.Text}”", 2);
        }
    }

    private static void WriteAcled(AcledChoice? choice, Action<string, int> line)
    {
        string Named(AcledCode code) => code.IsCoded ? $"{code.EventType}, {code.SubEventType}" : $"not coded {code.SubEventType}";
        string by = choice?.Line is { } row ? $"line {row} of data/en/acled-cues.tsv" : "the general mapping from PLOVER";
        line(
            choice switch
            {
                null => "ACLED: not coded",
                { Code: { } code } when code == choice.Ruled => $"ACLED: {Named(code)}, by {by}",
                { Code: { } code, Beside: { } other } => $"ACLED: {Named(code)}, as {other} of the same incident",
                { Code: { } code } => $"ACLED: {Named(code)}, by the words of the report",
                _ => "ACLED: not coded, by the words of the report",
            },
            2);
        if (choice is not null && choice.Code != choice.Ruled)
        {
            line(choice.Ruled is { } ruled ? $"By itself {Named(ruled)}, by {by}" : "By itself not coded", 4);
            Write("Words that spoke most for it", choice.Words, line);
        }
    }

    private static void Write(string heading, IEnumerable<FeatureWeight> features, Action<string, int> line)
    {
        line(heading + ":", 2);
        foreach (FeatureWeight feature in features)
        {
            line($"{feature.Weight.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture)} {feature.Name}{(feature.Values.Length == 0 ? "" : ": " + Parts(feature.Values))}", 4);
        }
    }

    private static void Write(string role, ImmutableArray<ParticipantExplanation> participants, Action<string, int> line)
    {
        if (participants.IsEmpty)
        {
            line($"{role}: none", 2);
        }

        foreach (ParticipantExplanation one in participants)
        {
            line($"{role}: “{one.Words.Text}” is {one.Code ?? "unknown"}", 2);
            line($"lists and role nouns: {one.Listed ?? "do not know the words"}", 4);
            line(
                one.Country.Length == 0 ? "country: none"
                    : $"country or prefix: {one.Country}, pointed to by {(one.PointedBy.IsEmpty ? "the words themselves" : string.Join("; ", one.PointedBy))}",
                4);
            line($"sector: {(one.Sector.Length == 0 ? "none" : one.Sector)}", 4);
        }
    }

    // A condition may have dozens of words: spaces let its line break.
    private static string IdOf(FrameChoice frame) => frame.Id.Replace("|", " | ", StringComparison.Ordinal);

    private static string Quotes(ImmutableArray<QuotedWords> words) => string.Join(" … ", words.Select(w => $"“{w.Text}”"));

    // Parts that were empty show as a dash, so that the reader sees which part is which.
    private static string Parts(string values) => string.Join(", ", values.Split(", ").Select(v => v.Length == 0 ? "–" : v));

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Number(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "unknown";

    private static string Signed(double value) => value.ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);

    // Weights are single-precision numbers, whose further digits say nothing.
    private sealed class RoundedNumber : JsonConverter<double>
    {
        private const int Digits = 4;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(Math.Round(value, Digits));
    }
}
