using System.Diagnostics;
using System.Globalization;

namespace Sitrep.Cli;

/// <summary>Adds up how long each stage takes, over all articles and threads.</summary>
internal sealed class StageTimings
{
    private static readonly string[] Stages = ["extract", "parse", "annotate", "code", "write"];

    private readonly long[] ticks = new long[Stages.Length];
    private readonly long started = Stopwatch.GetTimestamp();
    private int articles;
    private long tokens;

    /// <summary>The whole flow with a clock between its stages.</summary>
    public ReadOnlyMemory<byte> Run(Flow flow, Page page, Func<CodedArticle, ReadOnlyMemory<byte>> write)
    {
        Article article = Timed(0, () => flow.Extract(page));
        ParsedArticle parsed = Timed(1, () => flow.Parse(article));
        AnnotatedArticle annotated = Timed(2, () => flow.Annotate(parsed));
        CodedArticle coded = Timed(3, () => flow.Code(annotated));
        Interlocked.Increment(ref articles);
        Interlocked.Add(ref tokens, parsed.Sentences.Sum(s => s.Tokens.Length));
        return Timed(4, () => write(coded));
    }

    /// <summary>A table for a person: the first article's share includes compiling code and reading models.</summary>
    public void WriteTo(TextWriter output)
    {
        double wall = Stopwatch.GetElapsedTime(started).TotalSeconds, all = Math.Max(ticks.Sum(), 1);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{articles} articles, {tokens} tokens in {wall:F2} s: {articles / wall:F1} articles/s, {tokens / wall:F0} tokens/s; peak memory {PeakMegabytes()} MB"));
        for (int i = 0; i < Stages.Length; i++)
        {
            double seconds = (double)ticks[i] / Stopwatch.Frequency;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Stages[i],-9}{seconds,9:F2} s {ticks[i] / all,6:P0} {1000 * seconds / Math.Max(articles, 1),9:F2} ms an article"));
        }
    }

    private static long PeakMegabytes()
    {
        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / (1024 * 1024);
    }

    private T Timed<T>(int stage, Func<T> work)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            Interlocked.Add(ref ticks[stage], Stopwatch.GetTimestamp() - start);
        }
    }
}
