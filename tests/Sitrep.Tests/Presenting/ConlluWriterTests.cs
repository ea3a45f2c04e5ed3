using Sitrep.Presenting;
using Xunit;

namespace Sitrep.Tests.Presenting;

public sealed class ConlluWriterTests
{
    [Fact]
    public void A_contraction_has_a_line_of_its_own_and_every_line_its_offsets()
    {
        const string Text = "Ana didn't.";
        var article = new Article { Id = "x", Source = new ArticleSource(""), Text = Text };
        var sentence = new Sentence(
            0,
            new Span(0, 11),
            [
                new Token(new Span(0, 3), "Ana", "Ana", "PROPN", "NNP", "Number=Sing", 1, "nsubj"),
                new Token(new Span(4, 7), "did", "do", "VERB", "VBD", "_", -1, "root"),
                new Token(new Span(7, 10), "n't", "not", "PART", "RB", "_", 1, "advmod"),
                new Token(new Span(10, 11), ".", ".", "PUNCT", ".", "_", 1, "punct"),
            ],
            [new MultiwordToken(1, 2, new Span(4, 10))]);
        var writer = new StringWriter { NewLine = "\r\n" };
        ConlluWriter.Write(new ParsedArticle(article, [sentence], [new Name(0, 0, 0, EntityType.Person, new Span(0, 3))]), writer);
        string[] expected =
        [
            "# newdoc id = x",
            "# sent_id = x-1",
            "# text = Ana didn't.",
            "1\tAna\tAna\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\tName=B-person|TokenRange=0:3",
            "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=4:10",
            "2\tdid\tdo\tVERB\tVBD\t_\t0\troot\t_\tTokenRange=4:7",
            "3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\tTokenRange=7:10",
            "4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tTokenRange=10:11",
            "",
            "",
        ];
        Assert.Equal(string.Join('\n', expected), writer.ToString());
    }
}
