using System.Collections.Immutable;
using Sitrep.Annotation.Entities;
using Sitrep.Coding;
using Sitrep.Learning;
using Xunit;

namespace Sitrep.Tests.Annotation;

public sealed class ParticipantTaggerTests
{
    private const string Story =
        "Gunmen stormed a market in Kandil on Tuesday. They killed three traders, and the army of Belarus took the crossroads. The mayor of Minsk, Anna Novik, condemned the attack by the gunmen on Wednesday.";

    private static readonly ParsedArticle Article = Articles.Code(Story).Annotated.Parsed;

    private readonly RoleNouns roles = new(Resources.Installed);
    private readonly CountryNames countries = new(Resources.Installed);

    [Fact]
    public void Every_token_adds_rows_that_the_table_has_and_the_trigger_others_than_its_neighbours()
    {
        foreach (var (sentence, trigger, type) in Events())
        {
            ParticipantTagger.Tokens tokens = TokensOf(sentence, trigger, type);
            ImmutableArray<int>[] all = [.. Enumerable.Range(0, tokens.Length).Select(i => RowsOf(tokens, i))];
            Assert.All(all, rows => Assert.All(rows, row => Assert.InRange(row, 0, ParticipantFeatures.Rows - 1)));
            Assert.All(all, rows => Assert.Equal(rows.Distinct(), rows));
            ImmutableArray<int> own = all[tokens.Earlier + trigger];
            Assert.Equal(1, all.Count(rows => own.All(rows.Contains)));
        }
    }

    [Fact]
    public void The_sentence_before_is_read_first_and_told_apart()
    {
        var (sentence, trigger, type) = Events().First(e => e.Sentence.Index == 1);
        ParticipantTagger.Tokens tokens = TokensOf(sentence, trigger, type), alone = new(null, new ParticipantFeatures(roles, countries, sentence, trigger, type), countries);
        Assert.Equal(Article.Sentences[0].Tokens.Length, tokens.Earlier);
        Assert.Equal(0, alone.Earlier);
        Assert.Equal(tokens.Earlier + alone.Length, tokens.Length);
        int before = RowsOf(tokens, 0).Except(RowsOf(alone, 0)).Min();
        Assert.All(Enumerable.Range(0, tokens.Length), i => Assert.Equal(i < tokens.Earlier, RowsOf(tokens, i).Contains(before)));
        Assert.All(Enumerable.Range(0, alone.Length), i => Assert.Equal(RowsOf(alone, i), RowsOf(tokens, tokens.Earlier + i)));
    }

    [Fact]
    public void Which_country_it_is_does_not_matter()
    {
        var (sentence, trigger, type) = Events().First(e => e.Sentence.Index == 1);
        ParticipantTagger.Tokens tokens = TokensOf(sentence, trigger, type);
        float[] numbers = new float[tokens.Width];
        for (int i = 0; i < tokens.Length; i++)
        {
            Sentence within = i < tokens.Earlier ? Article.Sentences[0] : sentence;
            int at = i < tokens.Earlier ? i : i - tokens.Earlier;
            tokens.Write(i, numbers);
            Assert.Equal(within.Tokens[at].Form == "Belarus" ? new float[numbers.Length] : within.Encodings.All(at).ToArray(), numbers);
        }
    }

    [Fact]
    public void What_is_read_of_an_event_does_not_depend_on_the_others()
    {
        var finder = new ParticipantFinder(roles, countries, ModelFile.Open(Resources.Installed.Model("en", "participants.model")));
        var scratch = new FeatureSet();
        (Sentence Sentence, int Trigger, string Type)[] events = [.. Events()];
        Assert.True(events.Length > 3);
        foreach (var (reading, one) in finder.Read(Article, events, scratch).Zip(events))
        {
            ParticipantReading alone = Assert.Single(finder.Read(Article, [one], scratch));
            Assert.Equal(alone.Scores, reading.Scores);
        }
    }

    private static IEnumerable<(Sentence Sentence, int Trigger, string Type)> Events() =>
        from sentence in Article.Sentences
        from token in Enumerable.Range(0, sentence.Tokens.Length)
        where sentence.Tokens[token].Upos == "VERB"
        select (sentence, token, sentence.LowerLemma(token) == "condemn" ? "ACCUSE" : "ASSAULT");

    private static ImmutableArray<int> RowsOf(ParticipantTagger.Tokens tokens, int token)
    {
        var rows = new List<int>();
        tokens.AddRows(token, rows);
        return [.. rows];
    }

    private ParticipantTagger.Tokens TokensOf(Sentence sentence, int trigger, string type) =>
        new(sentence.Index > 0 ? Article.Sentences[sentence.Index - 1] : null, new ParticipantFeatures(roles, countries, sentence, trigger, type), countries);
}
