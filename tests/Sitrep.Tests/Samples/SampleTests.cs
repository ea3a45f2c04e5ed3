using Sitrep.Presenting;
using Sitrep.Reading;
using Xunit;

namespace Sitrep.Tests.Samples;

public sealed class SampleTests
{
    public static TheoryData<string> Pages => [.. Directory.GetFiles(Path.Combine(Root, "samples")).Where(f => !f.EndsWith(".md", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_span_of_a_record_lies_in_the_text_and_quotes_something(string page)
    {
        CodedArticle article = Code(page);
        string text = article.Annotated.Text;
        Assert.NotEmpty(article.Annotated.Parsed.Sentences);
        Assert.All(Spans(article), span =>
        {
            Assert.InRange(span.Start, 0, text.Length);
            Assert.InRange(span.End, span.Start + 1, text.Length);
            Assert.Equal(span.Of(text), span.Of(text).Trim());
        });
    }

    /// <remarks>Run with <c>SITREP_ACCEPT_SNAPSHOTS=1</c> to accept what changed, then read the difference before committing it.</remarks>
    [Theory]
    [MemberData(nameof(Pages))]
    public void The_record_of_a_sample_is_the_one_that_was_read_and_accepted(string page)
    {
        string path = Path.Combine(Root, "tests", "Snapshots", page + ".txt"), actual = RecordDump.Of(Code(page));
        if (Environment.GetEnvironmentVariable("SITREP_ACCEPT_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{path} is missing");
        string[] before = File.ReadAllText(path).Split('\n'), after = actual.Split('\n');
        string[] changes = [.. before.Except(after, StringComparer.Ordinal).Select(l => "- " + l), .. after.Except(before, StringComparer.Ordinal).Select(l => "+ " + l)];
        Assert.True(before.SequenceEqual(after, StringComparer.Ordinal), $"the record of {page} changed:\n{string.Join('\n', changes)}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_record_is_the_same_alone_and_among_others(string page)
    {
        byte[] alone = RecordWriter.Write(Code(page)).ToArray();
        byte[][] among = new byte[4][];
        Parallel.For(0, among.Length, i => among[i] = RecordWriter.Write(Code(page)).ToArray());
        Assert.All(among, bytes => Assert.Equal(alone, bytes));
    }

    [Fact]
    public void The_article_that_the_project_was_created_from_holds_the_same_rules()
    {
        string path = Path.Combine(Root, "..", "shared", "seed", "article.txt");
        Assert.SkipUnless(File.Exists(path), "the article lies in ../shared, which is not there");
        CodedArticle article = Annotation.Articles.Flow.Run(new PageReader(InputFormat.Auto, "2024-08-10").Read([path], () => Stream.Null).Single().Page!);
        Assert.NotEmpty(article.Events);
        Assert.All(Spans(article), span => Assert.InRange(span.End, span.Start + 1, article.Annotated.Text.Length));
    }

    private static CodedArticle Code(string page) =>
        Annotation.Articles.Flow.Run(new PageReader(InputFormat.Auto, null).Read([Path.Combine(Root, "samples", page)], () => Stream.Null).Single().Page!);

    internal static IEnumerable<Span> Spans(CodedArticle article)
    {
        AnnotatedArticle annotated = article.Annotated;
        return [
            .. annotated.Parsed.Sentences.Select(s => s.Span),
            .. annotated.Entities.SelectMany(e => e.Mentions).Select(m => m.Span),
            .. annotated.Places.Select(p => p.Span),
            .. annotated.Times.Select(t => t.Span),
            .. annotated.Counts.Select(c => c.Span),
            .. annotated.Statements.SelectMany(s => s.Content),
            .. annotated.Statements.Select(s => s.Source).OfType<Span>(),
            .. annotated.Statements.Select(s => s.Cue).OfType<Span>(),
            .. article.Events.Select(e => e.Trigger),
            .. article.Events.SelectMany(e => e.Actors.Concat(e.Recipients)).Select(p => p.Span),
            .. article.Inconsistencies.SelectMany(i => i.Evidence),
        ];
    }

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sitrep.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests do not run within a checkout");
    }
}
