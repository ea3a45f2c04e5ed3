using Sitrep.Reading;

namespace Sitrep.Cli;

/// <summary>Works on pages several at a time and hands the results on in input order, holding only a few.</summary>
internal static class Batch
{
    private const int AheadOfEachJob = 4;
    private const int ProgressStep = 100;

    /// <param name="work">Makes the output of a page. What it throws becomes that page's problem and stops nothing else.</param>
    /// <param name="failure">Makes the output of a problem, which is also written to standard error; null for none.</param>
    /// <returns>The exit status: 1 if any input had a problem.</returns>
    public static int Run(IEnumerable<PageResult> pages, int jobs, Func<Page, ReadOnlyMemory<byte>> work, Func<Problem, ReadOnlyMemory<byte>?> failure)
    {
        using Stream output = Console.OpenStandardOutput();
        return Run(pages, jobs, work, problem =>
        {
            if (failure(problem) is { } text)
            {
                output.Write(text.Span);
            }
        }, (_, bytes) => output.Write(bytes.Span));
    }

    /// <param name="take">Takes the output of a page, in input order, one at a time.</param>
    public static int Run(
        IEnumerable<PageResult> pages, int jobs, Func<Page, ReadOnlyMemory<byte>> work, Action<Problem> failure, Action<Page, ReadOnlyMemory<byte>> take)
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
                waiting.Enqueue(Task.Run(() =>
                {
                    try
                    {
                        return page.Page is { } found ? Attempt(found, work) : (null, default, page.Problem);
                    }
                    finally
                    {
                        slots.Release();
                    }
                }));
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
        catch (Exception error) when (error is not (OutOfMemoryException or FileNotFoundException))
        {
            return (page, default, new Problem(page.Id, $"could not be coded: {error.GetType().Name}: {error.Message}"));
        }
    }
}
