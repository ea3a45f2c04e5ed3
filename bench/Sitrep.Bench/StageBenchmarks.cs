using BenchmarkDotNet.Attributes;
using Sitrep.Reading;

namespace Sitrep.Bench;

/// <summary>Each stage on one sample page, the stages before it done once.</summary>
[MemoryDiagnoser]
public class StageBenchmarks
{
    private readonly Flow flow = new(Resources.Installed);
    private Page page = null!;
    private Article article = null!;
    private ParsedArticle parsed = null!;
    private AnnotatedArticle annotated = null!;

    [GlobalSetup]
    public void Prepare()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sitrep.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the benchmarks do not run within a checkout");
        }

        page = new PageReader(InputFormat.Auto, null).Read([Path.Combine(folder.FullName, "samples", "depot-herald.html")], () => Stream.Null).Single().Page!;
        article = flow.Extract(page);
        parsed = flow.Parse(article);
        annotated = flow.Annotate(parsed);
    }

    [Benchmark]
    public Article Extract() => flow.Extract(page);

    [Benchmark]
    public ParsedArticle Parse() => flow.Parse(article);

    [Benchmark]
    public AnnotatedArticle Annotate() => flow.Annotate(parsed);

    [Benchmark]
    public CodedArticle Code() => flow.Code(annotated);

    [Benchmark(Baseline = true)]
    public CodedArticle Whole() => flow.Run(page);
}
