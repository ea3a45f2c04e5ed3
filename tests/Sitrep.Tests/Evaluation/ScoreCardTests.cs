using System.Text;
using Sitrep.Evaluation;
using Xunit;

namespace Sitrep.Tests.Evaluation;

/// <summary>The sentences are invented.</summary>
public sealed class ScoreCardTests
{
    private const string Text = "Police in Goma said on Monday that gunmen had killed two traders near Sake.";

    private static readonly GoldArticle Gold = new()
    {
        Id = "a",
        Text = Text,
        Statements = [new GoldStatement("indirect", [At("Police in Goma")], [At("said")], [At("that gunmen had killed two traders near Sake")])],
        Events =
        [
            new GoldEvent("ASSAULT", "firearms", At("killed"), "attributed", "current")
            {
                Actors = [new GoldParticipant(At("gunmen"), "CODUAF")],
                Recipients = [new GoldParticipant(At("two traders"), "CODBUS")],
                Place = At("Sake"),
                Counts = [new GoldCount(At("two"), "killed", 2, 2)],
            },
        ],
        Places = [new GoldPlace(At("Goma"), (-1.67, 29.23), "COD", false, null), new GoldPlace(At("Sake"), (-1.57, 29.04), "COD", false, null)],
        Times = [new GoldTime(At("Monday"), "DATE", ["2026-05-18"])],
        Counts = [new GoldCount(At("two"), "killed", 2, 2)],
    };

    private static readonly string Perfect = $$"""
        {"id": "a", "text": "{{Text}}",
         "statements": [{"kind": "indirect", "source": {{Json("Police in Goma")}}, "cue": {{Json("said")}}, "content": [{{Json("that gunmen had killed two traders near Sake")}}]}],
         "events": [{"plover": {"type": "ASSAULT", "mode": "firearms"}, "trigger": {{Json("killed")}}, "status": "attributed", "time": "current", "place": 1,
                     "actors": [{{Json("gunmen", "\"code\": \"CODUAF\"")}}], "recipients": [{{Json("two traders", "\"code\": \"CODBUS\"")}}],
                     "counts": [{{Json("two", "\"what\": \"killed\", \"least\": 2, \"most\": 2")}}]}],
         "places": [{{Json("Goma", "\"latitude\": -1.7, \"longitude\": 29.2")}}, {{Json("Sake", "\"latitude\": -1.6, \"longitude\": 29.0")}}],
         "times": [{{Json("Monday", "\"type\": \"DATE\", \"value\": \"2026-05-18\"")}}],
         "counts": [{{Json("two", "\"what\": \"killed\", \"least\": 2, \"most\": 2")}}]}
        """;

    [Fact]
    public void An_answer_that_repeats_the_gold_scores_one_throughout()
    {
        Figure[] figures = [.. Score(Perfect).Sections.SelectMany(s => s.Figures).Where(f => f.Of > 0)];
        Assert.True(figures.Length > 20);
        Assert.All(figures, f => Assert.Equal(1, f.Value));
    }

    [Fact]
    public void White_space_does_not_matter()
    {
        string spaced = "\n" + Text.Replace(" ", "  ", StringComparison.Ordinal);
        Answer answer = Answer.Read(Encoding.UTF8.GetBytes(
            $$"""{"id": "a", "text": {{System.Text.Json.JsonSerializer.Serialize(spaced)}}, "times": [{"start": {{spaced.IndexOf("Monday", StringComparison.Ordinal)}}, "end": {{spaced.IndexOf("Monday", StringComparison.Ordinal) + 6}}, "type": "DATE", "value": "x"}]}"""));
        Assert.Equal(At("Monday"), answer.On(Text)!.Times[0].Span);
    }

    [Fact]
    public void An_answer_about_another_text_finds_nothing()
    {
        ScoreCard card = Score("""{"id": "a", "text": "Something else."}""");
        Assert.Equal(1, card.Unanswered);
        Assert.All(card.Sections.SelectMany(s => s.Figures), f => Assert.Equal(0, f.Value));
    }

    [Theory]
    [InlineData("\"type\": \"ASSAULT\"", "\"type\": \"COERCE\"", "events", "trigger and type", 0)]
    [InlineData("\"type\": \"ASSAULT\"", "\"type\": \"COERCE\"", "events", "trigger", 1)]
    [InlineData("\"status\": \"attributed\"", "\"status\": \"denied\"", "events", "status", 0)]
    [InlineData("CODUAF", "CODREB", "events", "actors: code", 0)]
    [InlineData("CODUAF", "CODREB", "events", "actors: country", 1)]
    [InlineData("29.0}", "35.0}", "places", "found and within 161 km", 0.5)]
    [InlineData("29.0}", "35.0}", "places", "name exact", 1)]
    [InlineData("\"least\": 2", "\"least\": null", "counts", "bounds right", 0)]
    [InlineData("\"least\": 2", "\"least\": null", "counts", "found", 1)]
    [InlineData("2026-05-18", "2026-05-25", "times", "value", 0)]
    public void A_wrong_field_costs_its_own_figure(string right, string wrong, string section, string figure, double value)
    {
        ScoreCard card = Score(Perfect.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Equal(value, card.Sections.Single(s => s.Name == section).Figures.Single(f => f.Name == figure).Value);
    }

    [Fact]
    public void A_source_of_a_whole_sentence_is_no_source()
    {
        ScoreCard card = Score(Perfect.Replace("\"source\": " + Json("Police in Goma"), "\"source\": {\"start\": 0, \"end\": 75}", StringComparison.Ordinal));
        double[] contentAndSoft = [.. card.Sections.Single(s => s.Name == "statements").Figures.Take(2).Select(f => f.Value)];
        Assert.Equal([1, 0], contentAndSoft);
    }

    [Fact]
    public void Copies_are_scored_by_pairs_and_by_articles()
    {
        var score = new CopyScore();
        score.Add(["one"], ["1"]);
        score.Add(["one"], ["1"]);
        score.Add(["one"], []);
        score.Add(["two"], []);
        Figure[] figures = [.. score.Section().Figures];
        Assert.Equal((1.0, 1 / 3.0), (figures[0].Precision, figures[0].Recall!.Value));
        Assert.Equal(1, figures[1].Precision);
        Assert.Equal(((2 / 3.0) + (2 / 3.0) + (1 / 3.0) + 1) / 4, figures[1].Recall!.Value, 9);
    }

    private static ScoreCard Score(string answer) =>
        ScoreCard.Of(new GoldSet("own", [Gold]), new Dictionary<string, Answer> { ["a"] = Answer.Read(Encoding.UTF8.GetBytes(answer)) }, null);

    private static Span At(string words) => new QuotedWords(Text).Find(words);

    private static string Json(string words, string more = "") =>
        $"{{\"start\": {At(words).Start}, \"end\": {At(words).End}{(more.Length > 0 ? ", " + more : "")}}}";
}
