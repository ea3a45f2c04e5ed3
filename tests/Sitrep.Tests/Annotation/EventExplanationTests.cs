using System.Text.Json;
using Sitrep.Coding;
using Sitrep.Presenting;
using Xunit;

namespace Sitrep.Tests.Annotation;

public sealed class EventExplanationTests
{
    private const string Text = "Ugandan soldiers arrested 12 rebels in Gulu on Monday. The minister declined to comment on the arrests, which drew a storm of letters. Kenya condemned the attack on a convoy by rebels.";

    private static readonly CodedArticle Coded = Articles.Code(Text);

    private static readonly ArticleExplanation Explained = Articles.Flow.Explain(Coded);

    [Fact]
    public void Every_event_is_explained_with_the_score_it_was_coded_by()
    {
        Assert.NotEmpty(Coded.Events);
        Assert.Equal(Coded.Events, Explained.Events.Select(e => e.Event));
        Assert.All(Explained.Events, e => Assert.Contains(FormattableString.Invariant($"{e.Type.Types[0].Score:0.0} ahead"), e.Event.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void The_parts_add_up_to_the_score_and_the_frequency_of_a_type_is_the_same_for_every_word() => Assert.All(Explained.Events, e =>
    {
        TypeDecision type = e.Type;
        Assert.Equal(type.Types[0].Score, type.FromFeatures + type.FromNumbers + type.FromFrame + type.FromRest, 3);
        Assert.Equal(type.FromFeatures, type.Features.Sum(f => f.Weight), 3);
        Assert.Equal(type.Features.Select(f => Math.Abs(f.Weight)).OrderDescending(), type.Features.Select(f => Math.Abs(f.Weight)));

        // What no feature, number or frame accounts for must not depend on the words.
        Assert.Single(Explained.Events.Where(o => o.Type.Types[0].Type == type.Types[0].Type && (o.Frame is null) == (e.Frame is null)).Select(o => Math.Round(o.Type.FromRest, 3)).Distinct());
    });

    [Fact]
    public void Fields_have_their_words_and_participants_the_codes_of_the_record()
    {
        EventExplanation arrest = Explained.Events[0];
        Assert.Equal("arrested", arrest.Trigger.Text);
        Assert.Equal("COERCE", arrest.Frame?.Type);
        Assert.All(Explained.Events, e =>
        {
            Assert.Equal(e.Event.Actors.Select(p => (p.Span.Start, p.Code)), e.Actors.Select(p => (p.Words.Start, p.Code)));
            Assert.Equal(e.Event.Recipients.Select(p => (p.Span.Start, p.Code)), e.Recipients.Select(p => (p.Words.Start, p.Code)));
        });
        ParticipantExplanation actor = Assert.Single(arrest.Actors);
        Assert.Equal(("UGA", "MIL"), (actor.Country, actor.Sector));
        Assert.Contains("a word before the head", actor.PointedBy);
        Assert.Equal("Gulu", arrest.Place?.Text);
        Assert.Contains("Monday", arrest.Date?.Text, StringComparison.Ordinal);
        Assert.Equal(Text[arrest.Date!.Start..arrest.Date.End], arrest.Date.Text);
    }

    [Fact]
    public void A_frame_that_tells_of_no_event_is_among_the_rejected()
    {
        RejectedWord word = Assert.Single(Explained.Rejected, r => r.Words.Text == "declined");
        Assert.Equal("none", word.Frame.Type);
        Assert.Null(word.Likeliest);
        Assert.DoesNotContain(Explained.Rejected, r => Coded.Events.Any(e => e.Trigger.Start == r.Words.Start));
    }

    [Fact]
    public void Text_and_json_name_the_frame_and_the_features()
    {
        string text = ExplanationWriter.Text(Explained, 80);
        Assert.All(["arrest.v", "Scores ahead of no event: COERCE", "Features that spoke most for it", "UGAMIL", "declined"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
        string[] lines = [.. text.Split('\n').SkipWhile(l => !l.Contains("most for it", StringComparison.Ordinal)).Skip(1).TakeWhile(l => !l.Contains("against it", StringComparison.Ordinal))];
        Assert.Equal(5, lines.Count(l => l.StartsWith("    +", StringComparison.Ordinal)));
        Assert.Contains(Explained.Events[0].Type.Features, f => f is { Name: "word", Values: "arrest, VERB" });
        JsonElement json = JsonDocument.Parse(ExplanationWriter.Json(Explained)).RootElement;
        Assert.Equal(Explained.Events.Length, json.GetProperty("events").GetArrayLength());
        Assert.Equal("v1", json.GetProperty("events")[0].GetProperty("event").GetProperty("id").GetString());
    }
}
