using BenchmarkDotNet.Attributes;
using Sitrep.Parsing;

namespace Sitrep.Bench;

/// <summary>Parsing one article of about 700 words.</summary>
public class ParserBench
{
    private readonly LanguageParser parser = new(Resources.Installed);
    private readonly Article article = new()
    {
        Id = "bench",
        Source = new ArticleSource(""),
        Text = string.Join("\n\n", Enumerable.Repeat("Gunmen attacked a convoy near the border on Tuesday, killing three soldiers, the army said. Its spokesman, Adil Rahman, blamed rebels who had taken the town of Sabha in March.", 20)),
    };

    [Benchmark]
    public ParsedArticle Parse() => parser.Parse(article);
}
