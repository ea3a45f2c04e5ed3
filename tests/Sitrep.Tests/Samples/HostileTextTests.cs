using CsCheck;
using Sitrep.Presenting;
using Xunit;

namespace Sitrep.Tests.Samples;

/// <summary>Texts put together at random from what news holds and what breaks programs.</summary>
public sealed class HostileTextTests
{
    private const int Texts = 150;

    private static readonly string[] Pieces =
    [
        "Police arrested three men in Suva on Monday", "said", "“", "”", "\"", "'", "according to", "the governor", "at least 12 people were killed", "Laura Okoye", "he", "she", ",", ".", "?", "\n\n", "\n",
        "KYIV, Aug 6 (Wire) -", "9:30 p.m.", "last week", "1,000,000", "U.S.", "don't", "😀", "e\u0301", "\u200b", "Сейм", "القاهرة", "北京", "\u00a0", "-", "—", "(", ")", "$5", "http://x.example/a?b=c", "—“",
        "who", "which", "if", "not", "Ukrainian troops", "shelled", "the", "of", "and", "no one", "X", "0", "ﬁ", "…", "&amp;", "<b>", "\t",
    ];

    private static readonly Gen<string> Text = Gen.Int[0, Pieces.Length - 1].Array[0, 60].Select(chosen => string.Join(' ', chosen.Select(i => Pieces[i])));

    [Fact]
    public void Any_text_is_coded_with_every_span_inside_it() => Text.Sample(
        text =>
        {
            CodedArticle article = Annotation.Articles.Code(text);
            foreach (Span span in SampleTests.Spans(article))
            {
                Assert.InRange(span.Start, 0, article.Annotated.Text.Length - 1);
                Assert.InRange(span.End, span.Start + 1, article.Annotated.Text.Length);
            }

            Assert.Equal(RecordWriter.Write(article).ToArray(), RecordWriter.Write(Annotation.Articles.Code(text)).ToArray());
            Assert.NotEmpty(TextPicture.Write(Picture.Of(article), 80, false));
            Assert.NotEmpty(HtmlPicture.Write(Picture.Of(article)));
        },
        seed: "0000KOIPe5_4",
        iter: Texts);

    [Fact]
    public void Any_markup_around_known_paragraphs_gives_spans_inside_the_text() => Gen.Select(Text, Text).Sample(
        (before, after) =>
        {
            string html = $"<html><body><nav>{before}</nav><div><p>The harbour master said that four sailors had been injured in the fire.</p><div>{after}</div></div></body></html>";
            CodedArticle article = Annotation.Articles.Flow.Run(new Page("page", PageKind.Html, html, ""));
            Assert.All(SampleTests.Spans(article), span => Assert.InRange(span.End, span.Start + 1, article.Annotated.Text.Length));
        },
        seed: "0000KOIPe5_4",
        iter: Texts);
}
