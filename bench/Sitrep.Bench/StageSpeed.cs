using System.Globalization;
using Sitrep.Annotation.Counts;
using Sitrep.Annotation.Entities;
using Sitrep.Annotation.Places;
using Sitrep.Annotation.Statements;
using Sitrep.Annotation.Times;
using Sitrep.Coding;
using Sitrep.Presenting;
using Sitrep.Reading;

namespace Sitrep.Bench;

/// <summary>How much text each stage, and each finder of a stage, works through in a second of one core, warm.</summary>
/// <remarks>Each runs over all articles at hand, again and again, on one thread. The processor time of the fastest pass counts, the one that other jobs on the machine have disturbed least.</remarks>
internal static class StageSpeed
{
    /// <param name="args">An NDJSON file of articles; how many of them (all), how many seconds each part runs (3), and the names of the parts that run (all).</param>
    public static void Run(ReadOnlySpan<string> args)
    {
        int most = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : int.MaxValue;
        double seconds = args.Length > 2 ? double.Parse(args[2], CultureInfo.InvariantCulture) : 3;
        string[] parts = args.Length > 3 ? args[3..].ToArray() : [];
        Resources resources = Resources.Installed;
        var flow = new Flow(resources);
        Page[] pages = [.. new PageReader(InputFormat.Ndjson, null).Read([args[0]], () => Stream.Null).Select(p => p.Page).OfType<Page>().Take(most)];
        Article[] articles = [.. pages.Select(flow.Extract)];
        ParsedArticle[] parsed = [.. articles.Select(flow.Parse)];
        AnnotatedArticle[] annotated = [.. parsed.Select(flow.Annotate)];
        CodedArticle[] coded = [.. annotated.Select(flow.Code)];
        double megabytes = articles.Sum(a => (double)System.Text.Encoding.UTF8.GetByteCount(a.Text)) / 1e6, html = pages.Sum(p => (double)System.Text.Encoding.UTF8.GetByteCount(p.Content)) / 1e6;
        int tokens = parsed.Sum(p => p.Sentences.Sum(s => s.Tokens.Length));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pages.Length} articles, {tokens} tokens, {megabytes:F2} MB of text in {html:F2} MB"));

        PlaceFinder places = new(resources);
        TimeFinder times = new(resources);
        QuantityFinder counts = new(resources);
        EntityResolver entities = new(resources);
        StatementFinder statements = new(resources);
        EventCoder events = new(resources);
        AssessmentFinder assessments = new(resources);
        Report("extract", html, i => flow.Extract(pages[i]));
        Report("parse", megabytes, i => flow.Parse(articles[i]));
        Report("annotate", megabytes, i => flow.Annotate(parsed[i]));
        Report("  places", megabytes, i => places.Find(parsed[i]));
        Report("  times", megabytes, i => times.Find(parsed[i]));
        Report("  counts", megabytes, i => counts.Find(parsed[i], annotated[i].Times));
        Report("  times + counts", megabytes, i =>
        {
            var found = times.Find(parsed[i]);
            counts.Find(parsed[i], found);
        });
        Report("  entities", megabytes, i => entities.Resolve(parsed[i], annotated[i].Places));
        Report("  statements", megabytes, i => statements.Find(parsed[i], annotated[i].Entities));
        Report("code", megabytes, i => flow.Code(annotated[i]));
        Report("  events", megabytes, i => events.Code(annotated[i]));
        Report("  assessments", megabytes, i => assessments.Find(annotated[i], coded[i].Events));
        Report("write", megabytes, i => RecordWriter.Write(coded[i]));
        Report("whole", html, i => RecordWriter.Write(flow.Run(pages[i])));

        void Report(string name, double size, Action<int> work)
        {
            if (parts.Length > 0 && !parts.Contains(name.Trim()))
            {
                return;
            }

            // Twice before the clock runs, so that what runs is compiled for good.
            Pass(work);
            Pass(work);
            double each = double.PositiveInfinity, all = 0;
            while (all < seconds)
            {
                TimeSpan start = Used();
                Pass(work);
                double used = (Used() - start).TotalSeconds;
                (each, all) = (Math.Min(each, used), all + used);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-18}{1000 * each / pages.Length,9:F3} ms an article {pages.Length / each,9:F0} articles/s {tokens / each,12:F0} tokens/s {size / each,9:F2} MB/s"));
        }

        void Pass(Action<int> work)
        {
            for (int i = 0; i < pages.Length; i++)
            {
                work(i);
            }
        }
    }

    // Compiling runs on another thread, but warm there is next to none.
    internal static TimeSpan Used() => Environment.CpuUsage.TotalTime;
}
