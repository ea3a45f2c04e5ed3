using Sitrep.Learning;
using Sitrep.Parsing;
using Sitrep.Presenting;
using Xunit;

namespace Sitrep.Tests.Parsing;

public sealed class LanguageParserTests
{
    private const string Story =
        "KANDIL, Aug 6 (Wire) - Gunmen didn't spare the market in Old Kandil on Tuesday, killing three traders, the U.S. envoy said.\n\n" +
        "\"We won't leave,\" said Maria Petrova, who runs a bakery.Her sister has gone to Minsk.\n\nNo group claimed the attack.";

    private static readonly LanguageParser Parser = new(Resources.Installed);

    [Fact]
    public void Every_sentence_is_a_tree_inside_its_block()
    {
        ParsedArticle parsed = Parse(Story);
        int at = 0;
        foreach (Sentence sentence in parsed.Sentences)
        {
            Assert.True(sentence.Span.Start >= at);
            Assert.DoesNotContain("\n\n", sentence.Span.Of(Story), StringComparison.Ordinal);
            Assert.Equal(1, sentence.Children(-1).Length);
            Assert.Equal(sentence.Tokens.Length, sentence.Subtree(sentence.Root).Length);
            at = sentence.Span.End;
        }
    }

    [Fact]
    public void Tokens_cover_all_that_is_not_white_space()
    {
        ParsedArticle parsed = Parse(Story);
        string covered = string.Concat(parsed.Sentences.SelectMany(sentence => sentence.Tokens).Select(token => token.Span.Of(Story)));
        Assert.Equal(string.Concat(Story.Where(c => !char.IsWhiteSpace(c))), covered);
    }

    [Fact]
    public void Any_text_becomes_trees_without_loss_of_a_character()
    {
        string[] pieces = ["a", "B", "7", ".", "'", "’", "\"", " ", "\n", "\n\n", "-", "don't", "😀", "é", "Ж", "中", "\u00a0", "\u200b", "(", "www.a.com", "%", "€", "\t", "\0"];
        var random = new Random(11);
        for (int round = 0; round < 60; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(120)).Select(_ => pieces[random.Next(pieces.Length)]));
            ParsedArticle parsed = Parse(text);
            Assert.All(parsed.Sentences, sentence => Assert.Equal(sentence.Tokens.Length, sentence.Subtree(sentence.Root).Length));
            string covered = string.Concat(parsed.Sentences.SelectMany(sentence => sentence.Tokens).Select(token => token.Form));
            Assert.Equal(string.Concat(text.Where(c => !char.IsWhiteSpace(c))), covered);
        }
    }

    [Fact]
    public void A_contraction_is_one_written_word_and_two_words()
    {
        ParsedArticle parsed = Parse("They didn't reach Iraq's border.");
        Assert.Equal(["didn't", "Iraq's"], parsed.Sentences[0].Multiwords.Select(word => word.Span.Of(parsed.Text)));
        Assert.Equal(["They", "did", "n't", "reach", "Iraq", "'s", "border", "."], parsed.Sentences[0].Tokens.Select(token => token.Form));
    }

    [Fact]
    public void Sentences_glued_together_come_apart() =>
        Assert.Equal(2, Parse("The road was closed on Monday.The army reopened it a day later.").Sentences.Length);

    [Fact]
    public void The_result_does_not_depend_on_the_width_of_the_kernels()
    {
        ModelFile file = ModelFile.Open(Resources.Installed.Model("en", "language.model"));
        string[] results = [.. Enum.GetValues<LaneWidth>().Select(width => Print(new LanguageParser(Resources.Installed, file, width).Parse(Article(Story))))];
        Assert.Single(results.Distinct());
    }

    [Fact]
    public void The_result_does_not_depend_on_what_is_parsed_beside_it()
    {
        string alone = Print(Parse("No group claimed the attack."));
        string together = Print(Parse(Story));
        Assert.EndsWith(Columns(alone), Columns(together), StringComparison.Ordinal);
        string[] parallel = new string[16];
        Parallel.For(0, parallel.Length, i => parallel[i] = Print(Parse(Story)));
        Assert.All(parallel, other => Assert.Equal(together, other));
    }

    [Fact]
    public void Names_keep_to_the_name()
    {
        ParsedArticle parsed = Parse("Maria Petrova flew from Minsk to Geneva on Sunday.");
        Assert.Equal(
            ["Person Maria Petrova", "Location Minsk", "Location Geneva"],
            parsed.Names.Select(name => $"{name.Type} {name.Span.Of(parsed.Text)}"));
    }

    [Fact]
    public void The_same_words_are_of_the_type_that_they_have_in_most_places()
    {
        var sentence = new Sentence(0, new Span(0, 4), [.. new[] { "Kandil", "Kandil", "Kandil", "Minsk" }.Select((form, i) => new Token(new Span(i, i + 1), form, form, "PROPN", "_", "_", i - 1, "dep"))], []);
        var names = System.Collections.Immutable.ImmutableArray.CreateBuilder<Name>();
        EntityType[] found = [EntityType.Location, EntityType.Organization, EntityType.Location, EntityType.Organization];
        names.AddRange(found.Select((type, i) => new Name(0, i, i, type, new Span(i, i + 1))));
        NameMemory.Apply(names, [sentence]);
        Assert.Equal([EntityType.Location, EntityType.Location, EntityType.Location, EntityType.Organization], names.Select(name => name.Type));

        names[2] = names[2] with { Type = EntityType.Facility };
        names[1] = names[1] with { Type = EntityType.Organization };
        NameMemory.Apply(names, [sentence]);
        Assert.Equal(EntityType.Facility, names[2].Type);
    }

    [Fact]
    public void A_family_name_alone_is_the_person_named_in_full_elsewhere()
    {
        static Sentence Words(int index, params string[] forms) => new(
            index, new Span(0, 1), [.. forms.Select((form, i) => new Token(new Span(i, i + 1), form, form, char.IsLower(form[0]) ? "ADP" : "PROPN", "_", "_", i - 1, "dep"))], []);
        Sentence[] sentences = [Words(0, "Ada", "Kandil"), Words(1, "Kandil", "in", "Kandil", "of", "Kandil")];
        var names = System.Collections.Immutable.ImmutableArray.CreateBuilder<Name>();
        names.Add(new Name(0, 0, 1, EntityType.Person, new Span(0, 2)));
        names.Add(new Name(1, 0, 0, EntityType.Organization, new Span(0, 1)));
        names.Add(new Name(1, 2, 2, EntityType.Location, new Span(2, 3)));
        names.Add(new Name(1, 4, 4, EntityType.Location, new Span(4, 5)));
        NameMemory.Apply(names, sentences);
        Assert.Equal([EntityType.Person, EntityType.Person, EntityType.Location, EntityType.Person], names.Select(name => name.Type));
    }

    [Fact]
    public void An_empty_text_has_no_sentence() => Assert.Empty(Parse(" \n\n ").Sentences);

    private static ParsedArticle Parse(string text) => Parser.Parse(Article(text));

    private static Article Article(string text) => new() { Id = "a", Source = new ArticleSource(""), Text = text };

    private static string Print(ParsedArticle parsed)
    {
        var writer = new StringWriter();
        ConlluWriter.Write(parsed, writer);
        return writer.ToString();
    }

    /// <summary>Lines of tokens without offsets.</summary>
    private static string Columns(string conllu) =>
        string.Join('\n', conllu.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line[..line.LastIndexOf('\t')]));
}
