using System.Collections.Immutable;
using System.Globalization;
using Sitrep.Gathering.Events;
using Sitrep.Presenting.Exports;

namespace Sitrep.Presenting.Reports;

/// <summary>Sentences on events together with the notes that support them.</summary>
internal sealed class EventCitations(EventWords words, NoteBook notes)
{
    /// <summary>Notes a sentence carries at most; the article list of an export names every report.</summary>
    private const int MostNotes = 6;

    private const int MostAccounts = 6;

    /// <summary>One report of each independent source, its origin rather than a copy.</summary>
    public static ImmutableArray<ReportView> Independent(EventView view)
    {
        int[] origins = IndependentSources.Origins([.. view.Reports.Select(r => (r.Article.Record.Source, r.Article.Copies.Groups[0]))]);
        return [.. view.Reports.Zip(origins).GroupBy(p => p.Second, p => p.First).Select(g => g.FirstOrDefault(r => r.Article.Copies.CopyOf is null) ?? g.First())];
    }

    public ImmutableArray<int> NotesOf(EventView view) => [.. Independent(view).Take(MostNotes).Select(notes.Of).Distinct()];

    /// <summary>The event in one sentence, and one more for each field on which accounts differ.</summary>
    public IEnumerable<Cited> Sentences(EventView view)
    {
        yield return new Cited($"{words.Sentence(view)}.", NotesOf(view));
        foreach (Contested contested in view.Event.Contested.Where(c => c.Field != "actor"))
        {
            yield return Differing(view, contested);
        }
    }

    /// <summary><c>Accounts differ on the number killed: 6 or more (the governor); 8 (The Colchis Herald).</c></summary>
    public Cited Differing(EventView view, Contested contested)
    {
        var accounts = contested.Accounts.Take(MostAccounts).Select(a => (Account: a, Report: ReportOf(view, a))).ToArray();
        string list = string.Join("; ", accounts.Select(a => contested.Field == "happened"
            ? $"{By(a.Account, a.Report)} {(a.Account.Value == "no" ? "denied it" : "reported it")}"
            : $"{a.Account.Told} ({By(a.Account, a.Report)})"));
        return new Cited($"Accounts differ on {FieldWords(contested.Field)}: {list}.", [.. accounts.Select(a => notes.Of(a.Report)).Distinct().Order()]);
    }

    public static string FieldWords(string field) => field switch
    {
        "place" => "the place",
        "date" => "the date",
        "actor" => "who did it",
        "happened" => "whether it happened",
        _ => $"the number {field}",
    };

    public static string By(Account account, ReportView report) => account.Source is { } source ? $"{source}, in {report.Article.Outlet}" : report.Article.Outlet;

    /// <summary>A report that carries the account.</summary>
    public static ReportView ReportOf(EventView view, Account account) =>
        view.Reports.Where(r => account.Documents.Contains(r.Article.Id, StringComparer.Ordinal)).OrderBy(r => r.Article.Copies.CopyOf is null ? 0 : 1).FirstOrDefault() ?? view.Reports[0];

    public static string Sources(EventView view) => view.Event.IndependentSources == 1
        ? "1 source"
        : string.Create(CultureInfo.InvariantCulture, $"{view.Event.IndependentSources} independent sources");
}
