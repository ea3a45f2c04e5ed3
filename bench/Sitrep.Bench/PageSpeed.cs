using System.Globalization;
using Sitrep.Reading;

namespace Sitrep.Bench;

/// <summary>How many pages a second of one core's time become articles with their metadata, warm, beside SmartReader on the same decoded pages.</summary>
/// <remarks>The two take turns, so that jobs beside them disturb both alike; the processor time of the thread counts.</remarks>
internal static class PageSpeed
{
    /// <param name="args">Folders of HTML pages; each is measured on its own.</param>
    public static void Run(ReadOnlySpan<string> args)
    {
        const int Rounds = 4;
        var flow = new Flow(Resources.Installed);
        foreach (string folder in args)
        {
            Page[] pages = [.. new PageReader(InputFormat.Html, null).Read([folder], () => Stream.Null).Select(p => p.Page).OfType<Page>()];
            double megabytes = pages.Sum(p => (double)System.Text.Encoding.UTF8.GetByteCount(p.Content)) / 1e6;
            Action<Page> own = page => flow.Extract(page), peer = page => new SmartReader.Reader("https://page.example/", page.Content).GetArticle();
            double[] best = [double.MaxValue, double.MaxValue];
            Span<Action<Page>> both = [own, peer];
            for (int round = 0; round < Rounds; round++)
            {
                for (int i = 0; i < both.Length; i++)
                {
                    TimeSpan start = StageSpeed.Used();
                    foreach (Page page in pages)
                    {
                        both[i](page);
                    }

                    best[i] = Math.Min(best[i], (StageSpeed.Used() - start).TotalSeconds);
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folder}: {pages.Length} pages, {megabytes:F1} MB; Sitrep {pages.Length / best[0]:F0} pages/s, {megabytes / best[0]:F1} MB/s; SmartReader {pages.Length / best[1]:F0} pages/s"));
        }
    }
}
