using System.Globalization;
using Sitrep.Reading;

namespace Sitrep.Cli;

/// <summary>Works on pages several at a time and hands the results on in input order, holding only a few.</summary>
internal static class Batch
{
    private const int AheadOfEachJob = 4;
    private const int ProgressStep = 100;

    /// <summary>Hundreds of times what a long article takes. Without a limit one hostile page could hold up a night's run.</summary>
    private static readonly TimeSpan LongestWork = TimeSpan.FromSeconds(60);

    /// <param name="work">Makes the output of a page. What it throws becomes that page's problem and stops nothing else.</param>
    /// <param name="failure">Makes the output of a problem, which is also written to standard error; null for none.</param>
    /// <param name="longest">After this time a page becomes a problem; what works on it is left behind.</param>
    /// <returns>The exit status: 1 if any input had a problem.</returns>
    public static int Run(IEnumerable<PageResult> pages, int jobs, Func<Page, ReadOnlyMemory<byte>> work, Func<Problem, ReadOnlyMemory<byte>?> failure, TimeSpan? longest = null)
    {
        using Stream output = Console.OpenStandardOutput();
        return Run(pages, jobs, work, problem =>
        {
            if (failure(problem) is { } text)
            {
                output.Write(text.Span);
            }
        }, (_, bytes) => output.Write(bytes.Span), longest);
    }

    /// <param name="take">Takes the output of a page, in input order, one at a time.</param>
    public static int Run(
        IEnumerable<PageResult> pages, int jobs, Func<Page, ReadOnlyMemory<byte>> work, Action<Problem> failure, Action<Page, ReadOnlyMemory<byte>> take, TimeSpan? longest = null)
    {
        bool progress = Console.IsOutputRedirected && !Console.IsErrorRedirected;
        var waiting = new Queue<Task<(Page? Page, ReadOnlyMemory<byte> Output, Problem? Problem)>>();
        using var slots = new SemaphoreSlim(jobs);
        bool failed = false;
        int done = 0;
        try
        {
            foreach (PageResult page in pages)
            {
                slots.Wait();
                waiting.Enqueue(Watched(page));
                while (waiting.Count > 0 && (waiting.Count > jobs * AheadOfEachJob || waiting.Peek().IsCompleted))
                {
                    Emit(waiting.Dequeue().GetAwaiter().GetResult());
                }
            }

            while (waiting.Count > 0)
            {
                Emit(waiting.Dequeue().GetAwaiter().GetResult());
            }
        }
        catch (IOException) when (waiting.Count >= 0 && !Console.IsInputRedirected && Console.IsOutputRedirected)
        {
            // The reader of our output has gone (a pipe into head).
            return failed ? 1 : 0;
        }

        if (progress && done >= ProgressStep)
        {
            Console.Error.WriteLine($"\r{done} articles");
        }

        return failed ? 1 : 0;

        async Task<(Page? Page, ReadOnlyMemory<byte> Output, Problem? Problem)> Watched(PageResult page)
        {
            TimeSpan limit = longest ?? LongestWork;
            try
            {
                return page.Page is { } found ? await Task.Run(() => Attempt(found, work)).WaitAsync(limit) : (null, default, page.Problem);
            }
            catch (TimeoutException)
            {
                return (page.Page, default, new Problem(page.Id, string.Create(CultureInfo.InvariantCulture, $"took longer than {limit.TotalSeconds} s and was given up")));
            }
            finally
            {
                slots.Release();
            }
        }

        void Emit((Page? Page, ReadOnlyMemory<byte> Output, Problem? Problem) result)
        {
            if (result.Problem is { } problem)
            {
                failed = true;
                Console.Error.WriteLine(problem);
                failure(problem);
            }
            else if (result.Page is { } page)
            {
                take(page, result.Output);
            }

            if (progress && ++done % ProgressStep == 0)
            {
                Console.Error.Write($"\r{done} articles");
            }
        }
    }

    private static (Page? Page, ReadOnlyMemory<byte> Output, Problem? Problem) Attempt(Page page, Func<Page, ReadOnlyMemory<byte>> work)
    {
        try
        {
            return (page, work(page), null);
        }
        catch (Exception error) when (error is LimitException or UnknownEventException)
        {
            return (page, default, new Problem(page.Id, error.Message));
        }
        catch (Exception error) when (error is not (OutOfMemoryException or FileNotFoundException))
        {
            return (page, default, new Problem(page.Id, $"could not be coded: {error.GetType().Name}: {error.Message}"));
        }
    }
}
