using System.Collections.Immutable;
using Sitrep.Gathering;
using Sitrep.Presenting.Exports;

namespace Sitrep.Presenting.Reports;

/// <summary>Numbers the notes of a report in the order in which they are first used; the same words of the same article keep their number.</summary>
internal sealed class NoteBook
{
    private readonly Dictionary<(string Article, string Quote), int> numbers = [];
    private readonly ImmutableArray<ReportNote>.Builder notes = ImmutableArray.CreateBuilder<ReportNote>();

    public ImmutableArray<ReportNote> Notes => notes.ToImmutable();

    public int Of(ReportView report) => Of(report.Article, report.Report.Quote);

    public int Of(DossierArticle article, string words)
    {
        string quote = EventView.Shortened(words);
        if (numbers.TryGetValue((article.Id, quote), out int number))
        {
            return number;
        }

        number = numbers.Count + 1;
        numbers.Add((article.Id, quote), number);
        notes.Add(new ReportNote(number, article.Outlet, article.Record.Title, article.Record.Published, article.Link, article.Captured, article.Record.Source.Sha256, quote));
        return number;
    }
}
