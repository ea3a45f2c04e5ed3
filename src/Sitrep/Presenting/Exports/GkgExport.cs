using System.Globalization;
using System.Security;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>A row for each article that reports an event, in the 27 columns of GDELT's Global Knowledge Graph 2.1: tab-separated, no header.</summary>
/// <remarks>Themes, tone, GCAM, images and translation stay empty: none of them is measured. Offsets count UTF-16 code units of the article's text.</remarks>
internal sealed class GkgExport(CountryCodes countries) : IEventExport
{
    private const int Web = 1, Citation = 2;

    private const int DayLength = 10;

    // Kinds of count that the layout knows.
    private static readonly Dictionary<string, string> CountTypes = new(StringComparer.Ordinal)
    {
        ["killed"] = "KILL", ["injured"] = "WOUND", ["detained"] = "ARREST", ["abducted"] = "KIDNAP", ["displaced"] = "AFFECT", ["evacuated"] = "AFFECT", ["participants"] = "PROTEST",
    };

    public int Write(Dossier dossier, Stream output)
    {
        var serials = new Dictionary<string, int>(StringComparer.Ordinal);
        using var writer = new DelimitedWriter(output, Delimited.Tabs);
        foreach (ReportingArticle reporting in ReportingArticle.Of(dossier))
        {
            DossierArticle article = reporting.Article;
            string batch = GdeltExport.Time(article.Captured) ?? Published(article.Record) ?? new string('0', 14);
            int serial = serials[batch] = serials.GetValueOrDefault(batch, -1) + 1;
            string? host = Uri.TryCreate(article.Link, UriKind.Absolute, out Uri? address) ? address.Host : null;
            writer.Row(
            [
                string.Create(CultureInfo.InvariantCulture, $"{batch}-{serial}"),
                Published(article.Record) ?? GdeltExport.Time(article.Captured),
                article.Link is null ? Citation : Web,
                host ?? article.Outlet,
                article.Link ?? $"{article.Outlet}: {article.Record.Title ?? article.Id}",
                Items(Counts(reporting, offsets: false).Distinct(StringComparer.Ordinal)),
                Items(Counts(reporting, offsets: true).Distinct(StringComparer.Ordinal)),
                null,
                null,
                Items(Places(article.Record, offsets: false)),
                Items(Places(article.Record, offsets: true)),
                .. Named(article.Record, "person"),
                .. Named(article.Record, "organization"),
                null,
                Items(Dates(article.Record)),
                null, null, null, null, null,
                string.Join('#', Quotations(article.Record)),
                Items(Mentions(article.Record, _ => true)),
                Items(Amounts(reporting)),
                null,
                article.Record.Title is { } title ? $"<PAGE_TITLE>{SecurityElement.Escape(title)}</PAGE_TITLE>" : null,
            ]);
        }

        return dossier.Events.Length;
    }

    private static string? Published(ArticleRecord record) =>
        record.Published is { Length: >= DayLength } day && DateRange.Parse(day[..DayLength]) is not null ? day[..DayLength].Replace("-", "", StringComparison.Ordinal) + "000000" : null;

    private static string Items(IEnumerable<string> items) => string.Join(';', items);

    // What stands within an item may hold none of the signs that part items.
    private static string Plain(string words) =>
        string.Join(' ', words.Split([';', '#', ',', '|', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Names(ArticleRecord record, string type) => record.Entities.Where(e => e.Type == type && IsNamed(e)).Select(e => Plain(e.Name)).Distinct(StringComparer.Ordinal);

    private static bool IsNamed(RecordEntity entity) => entity.Mentions.Any(m => m.Form == "name");

    private static string[] Named(ArticleRecord record, string type) => [Items(Names(record, type)), Items(Mentions(record, e => e.Type == type))];

    private static IEnumerable<string> Mentions(ArticleRecord record, Func<RecordEntity, bool> wanted) => record.Entities.Where(wanted)
        .SelectMany(e => e.Mentions.Where(m => m.Form == "name").Select(m => (Name: Plain(e.Name), m.Start))).OrderBy(m => m.Start)
        .Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Name},{m.Start}"));

    private static IEnumerable<string> Dates(ArticleRecord record)
    {
        foreach (RecordTime time in record.Times.Where(t => t.Type is "DATE" or "TIME").OrderBy(t => t.Start))
        {
            string[] parts = time.Value.Split('T')[0].Split('-');
            bool year = parts[0].Length == 4 && parts[0].All(char.IsAsciiDigit);
            int[] rest = [.. parts.Skip(1).Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)];

            // 1 a day, 2 a month, 3 a year, 4 a day of no year.
            (int Resolution, int Month, int Day, string Year)? date = (year, parts[0], rest) switch
            {
                (true, var y, [> 0 and var month, > 0 and var day]) => (1, month, day, y),
                (true, var y, [> 0 and var month]) => (2, month, 0, y),
                (true, var y, []) => (3, 0, 0, y),
                (false, "XXXX", [> 0 and var month, > 0 and var day]) => (4, month, day, "0"),
                _ => null,
            };
            if (date is { } known)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{known.Resolution}#{known.Month}#{known.Day}#{known.Year}#{time.Start}");
            }
        }
    }

    private static IEnumerable<string> Quotations(ArticleRecord record)
    {
        foreach (RecordStatement statement in record.Statements.Where(s => s.Kind == "direct"))
        {
            string verb = statement.Cue is { } cue ? Plain(record.Quote(cue)) : "";
            foreach (RecordOffsets content in statement.Content)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{content.Start}|{content.End - content.Start}|{verb}|{EventView.Shortened(record.Quote(content)).Replace('#', ' ').Replace('|', ' ')}");
            }
        }
    }

    private static IEnumerable<string> Amounts(ReportingArticle reporting) => reporting.Events.SelectMany(e => e.Coded.Counts).OrderBy(c => c.Start).ThenBy(c => c.What, StringComparer.Ordinal)
        .Where(c => c.Least is not null).Select(c => $"{Number(c.Least!.Value)},{c.What},{Number(c.Start)}").Distinct(StringComparer.Ordinal);

    private IEnumerable<string> Counts(ReportingArticle reporting, bool offsets)
    {
        ArticleRecord record = reporting.Article.Record;
        foreach (var (coded, _) in reporting.Events)
        {
            foreach (RecordCount count in coded.Counts.Where(c => c.Least is not null && CountTypes.ContainsKey(c.What)))
            {
                string place = coded.Place is { } index && index < record.Places.Length ? $"{Place(record.Places[index], second: false)}#{Feature(record.Places[index])}" : "######";
                string block = $"{CountTypes[count.What]}#{Number(count.Least!.Value)}#{Plain(record.Quote(new RecordOffsets(count.Start, count.End)))}#{place}";
                yield return offsets ? $"{block}#{Number(count.Start)}" : block;
            }
        }
    }

    private IEnumerable<string> Places(ArticleRecord record, bool offsets)
    {
        IEnumerable<RecordPlace> places = record.Places.Where(p => p.Country.Length > 0).OrderBy(p => p.Start);
        return offsets
            ? places.Select(p => $"{Place(p, second: true)}#{Feature(p)}#{Number(p.Start)}")
            : places.Select(p => $"{Place(p, second: false)}#{Feature(p)}").Distinct(StringComparer.Ordinal);
    }

    private static string Feature(RecordPlace place) => place.GeonameId?.ToString(CultureInfo.InvariantCulture) ?? "";

    // Type, full name, FIPS country, first-order code, second-order code where the field is there, latitude, longitude.
    private string Place(RecordPlace place, bool second)
    {
        bool american = place.Country == "USA";
        int type = place.Kind switch { "country" => 1, "province" or "district" or "region" => american ? 2 : 5, _ => american ? 3 : 4 };
        CountryCode country = countries.Of(place.Country);
        string name = string.Join(", ", ((string?[])[place.Name, place.Admin1, country.Name]).Where(p => !string.IsNullOrEmpty(p)).Distinct(StringComparer.Ordinal).Select(p => Plain(p!)));
        return $"{type}#{name}#{country.Fips}#{country.Fips}#{(second ? "#" : "")}{Number(Math.Round(place.Latitude, 4))}#{Number(Math.Round(place.Longitude, 4))}";
    }
}
