using Sitrep.Parsing;
using Xunit;

namespace Sitrep.Tests.Parsing;

/// <summary>Words and sentences of the kinds of text that news pages hold; <c>|</c> marks where a sentence ends.</summary>
public sealed class BoundaryTests
{
    private static readonly LanguageParser Parser = new(Resources.Installed);

    [Theory]
    [InlineData("KYIV, Aug 6 (Reuters) - Shelling killed two people in Izium on Tuesday.| The governor blamed Russia.")]
    [InlineData("NAIROBI (AP) — Gunmen killed a guard near Garissa.| No arrests were made.")]
    [InlineData("The envoy, J. R. Halloran, met Gen. Adel Karim in the U.S. on Monday.| He left a day later.")]
    [InlineData("Dr. Lena Voss joined Acme Corp. in 2019.| She left in March.")]
    [InlineData("\"We will not leave,\" the mayor said.| \"This is our home.\"")]
    [InlineData("The talks ended at 5 p.m. without a deal.| Both sides will meet again.")]
    [InlineData("police fired at the mob.| even so, it came back.")]
    [InlineData("Police made 12 arrests.|Two officers were hurt.")]
    [InlineData("Who ordered the attack?| Nobody would say.")]
    [InlineData("The road to Goma was cut.| M23 rebels denied it.")]
    public void Sentences_end_where_a_reader_ends_them(string marked)
    {
        string text = marked.Replace("|", "", StringComparison.Ordinal);
        Assert.Equal(marked.Split('|').Select(sentence => sentence.Trim()), Parse(text).Sentences.Select(sentence => sentence.Span.Of(text)));
    }

    [Theory]
    [InlineData("See https://example.org/a-b?c=1&d=2.", "See https://example.org/a-b?c=1&d=2 .")]
    [InlineData("Write to press@mod.example.net today.", "Write to press@mod.example.net today .")]
    [InlineData("Write to \"Ana\"<press@mod.example.net> today.", "Write to \" Ana \" < press@mod.example.net > today .")]
    [InlineData("It cost $4.5m (about €4m).", "It cost $ 4.5 m ( about € 4 m ) .")]
    [InlineData("Troops can't and won't leave; they cannot.", "Troops ca n't and wo n't leave ; they can not .")]
    [InlineData("A well-known cease-fire", "A well - known cease - fire")]
    [InlineData("Iraq’s leader said “no”.", "Iraq ’s leader said “ no ” .")]
    public void Words_follow_the_treebanks(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Parse(text).Sentences.SelectMany(sentence => sentence.Tokens).Select(token => token.Form)));

    [Fact]
    public void A_sentence_does_not_cross_a_block()
    {
        const string Text = "Floods in the north Two villages were cut off";
        var article = new Article
        {
            Id = "a",
            Source = new ArticleSource(""),
            Text = Text,
            Blocks = [new Block(BlockKind.Heading, new Span(0, 19)), new Block(BlockKind.Paragraph, new Span(20, Text.Length))],
        };
        Assert.Equal([19, Text.Length], Parser.Parse(article).Sentences.Select(sentence => sentence.Span.End));
    }

    [Fact]
    public void The_last_word_of_a_paragraph_lets_go_of_its_full_stop() =>
        Assert.Equal("Siversk .", string.Join(' ', Parse("They met in Siversk.\n\nGunmen fled.").Sentences[0].Tokens[^2..].Select(token => token.Form)));

    [Theory]
    [InlineData("NAIROBI — Gunmen attacked a convoy near Garissa.", "attacked")]
    [InlineData("KYIV, Aug 6 (Reuters) - Shelling killed two people in Izium on Tuesday.", "killed")]
    [InlineData("GAZA CITY (Wire) -- Two aid trucks reached the hospital.", "reached")]
    public void A_dateline_is_no_argument(string text, string root)
    {
        Sentence sentence = Parse(text).Sentences[0];
        Assert.Equal(root, sentence.Tokens[sentence.Root].Form);
        Assert.False(sentence.Tokens[0].Is("nsubj"));
    }

    [Fact]
    public void A_list_without_a_full_stop_is_cut_into_pieces()
    {
        string text = string.Join(' ', Enumerable.Repeat("rice and", 400));
        ParsedArticle parsed = Parse(text);
        Assert.All(parsed.Sentences, sentence => Assert.InRange(sentence.Tokens.Length, 1, 250));
        Assert.Equal(800, parsed.Sentences.Sum(sentence => sentence.Tokens.Length));
    }

    private static ParsedArticle Parse(string text) => Parser.Parse(new Article { Id = "a", Source = new ArticleSource(""), Text = text });
}
