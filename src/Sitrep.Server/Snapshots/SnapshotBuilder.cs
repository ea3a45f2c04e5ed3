using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sitrep.Gathering;
using Sitrep.Gathering.Corrections;
using Sitrep.Gathering.Events;
using Sitrep.Presenting.Exports;
using Sitrep.Storing;

namespace Sitrep.Server.Snapshots;

/// <summary>Makes lists of what a store's articles tell and replays corrections on it.</summary>
internal static class SnapshotBuilder
{
    private const string Undated = "0000";

    private static readonly CountryCodes Countries = new(Resources.Installed);

    /// <summary>The name of a country by its ISO 3166 alpha-3 code; the code where it has none.</summary>
    public static string CountryName(string iso3) => Countries.Of(iso3).Name;

    public static GatheredStore Describe(StoredDossier stored)
    {
        Dossier dossier = stored.Dossier;
        ArticleEntry[] articles = [.. dossier.Articles.Select(article => new ArticleEntry(article, $"{article.Record.Published ?? Undated}|{article.Id}"))];
        EventEntry[] events = [.. dossier.Events.AsParallel().AsOrdered().Select(value => EntryOf(value, dossier))];
        StatementEntry[] statements = [.. articles.AsParallel().AsOrdered().SelectMany(StatementsOf)];
        return new GatheredStore(
            TagOf(stored.Tag),
            dossier,
            Latest(articles, e => e.Key),
            articles.ToFrozenDictionary(e => e.Record.Id, StringComparer.Ordinal),
            events.ToFrozenDictionary(e => e.Value.Id, StringComparer.Ordinal),
            Latest(statements, s => s.Key),
            EntitiesOf(articles, events, statements));
    }

    /// <summary>Replays corrections; what none of them touches is taken over as it is.</summary>
    public static StoreSnapshot Correct(GatheredStore gathered, ImmutableArray<Correction> corrections)
    {
        CorrectedDossier corrected = CorrectedDossier.Replay(gathered.Dossier, corrections);
        EventEntry[] events = [.. corrected.Dossier.Events.Select(value =>
        {
            EventEntry entry = gathered.Events.TryGetValue(value.Id, out EventEntry? known) && ReferenceEquals(known.Value, value) ? known : EntryOf(value, corrected.Dossier);
            return corrected.Reviews.TryGetValue(value.Id, out Review? review) ? entry with { Review = review } : entry;
        })];
        return new StoreSnapshot(
            string.Create(CultureInfo.InvariantCulture, $"{gathered.Tag}-{corrections.LastOrDefault()?.Number ?? 0}"),
            gathered,
            corrected,
            corrections,
            Latest(events, e => e.Key),
            events.ToFrozenDictionary(e => e.Value.Id, StringComparer.Ordinal),
            events.SelectMany(e => e.Value.Reports.Select(r => (Key: new ReportKey(r.Document, r.Event), e.Value.Id))).DistinctBy(r => r.Key).ToFrozenDictionary(r => r.Key, r => r.Id));
    }

    // Of the same records, what another build of the server answers may differ.
    private static string TagOf(string records) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{typeof(StoreSnapshot).Assembly.ManifestModule.ModuleVersionId} {records}")).AsSpan(0, 8));

    private static ImmutableArray<T> Latest<T>(IEnumerable<T> entries, Func<T, string> key) => [.. entries.OrderByDescending(key, StringComparer.Ordinal)];

    public static EventEntry EntryOf(GatheredEvent value, Dossier dossier)
    {
        string? day = value.Date is null ? null : value.Date.Granularity == "unknown" ? value.Date.Latest : value.Date.Earliest;
        string? placeWords = value.Place is { } place ? WordsOf(place, value.Reports, dossier) : null;
        string places = value.Place is null ? "" : Folding.Fold($"{placeWords}|{value.Place.Name}|{value.Place.Admin1}|{value.Place.Country}|{CountryName(value.Place.Country)}");
        string actors = Folding.Fold(string.Join('|', value.Actors.Concat(value.Recipients).Select(a => $"{a.Name}|{a.Code}")));
        string type = $"{value.Plover.Type} {value.Plover.Mode} {value.Cameo} {value.Acled?.EventType} {value.Acled?.SubEventType}";
        string words = string.Join('|', places, actors, Folding.Fold(type), Folding.Fold(string.Join('|', value.Reports.Select(r => r.Quote).Distinct(StringComparer.Ordinal))));
        string key = string.Create(CultureInfo.InvariantCulture, $"{day ?? Undated}|{value.IndependentSources:D5}|{value.Documents:D5}|{value.Id}");
        return new EventEntry(value, key, day, placeWords, words, places, actors);
    }

    // The spelling of the report that gave the place.
    private static string? WordsOf(GatheredPlace place, ImmutableArray<Report> reports, Dossier dossier)
    {
        foreach (Report report in reports)
        {
            ArticleRecord article = dossier.Article(report.Document).Record;
            if (dossier.Reported(report).Place is { } index && article.Places[index] is { } named && named.Name == place.Name)
            {
                return article.Text[named.Start..named.End];
            }
        }

        return null;
    }

    private static IEnumerable<StatementEntry> StatementsOf(ArticleEntry article)
    {
        Dictionary<string, RecordEntity> entities = article.Record.Entities.ToDictionary(e => e.Id, StringComparer.Ordinal);
        for (int i = 0; i < article.Record.Statements.Length; i++)
        {
            RecordStatement statement = article.Record.Statements[i];
            RecordEntity? entity = statement.Source?.Entity is { } id ? entities.GetValueOrDefault(id) : null;
            string? words = statement.Source is { Start: { } start, End: { } end } ? article.Record.Text[start..end].ReplaceLineEndings(" ") : null;
            string? speaker = entity is { Type: "person" } ? entity.Name : words ?? entity?.Name;
            yield return new StatementEntry(
                article,
                statement,
                speaker,
                entity?.Actor?.Code,
                string.Create(CultureInfo.InvariantCulture, $"{article.Key}|{9999 - i:D4}"),
                Folding.Fold($"{speaker}|{entity?.Name}|{entity?.Actor?.Name}|{entity?.Actor?.Code}"));
        }
    }

    private static ImmutableArray<EntityEntry> EntitiesOf(ArticleEntry[] articles, EventEntry[] events, StatementEntry[] statements)
    {
        Dictionary<string, int> acting = Count(events.SelectMany(e => e.Value.Actors.Concat(e.Value.Recipients).Select(a => a.Name).Distinct(StringComparer.Ordinal)));
        Dictionary<string, int> speaking = Count(statements.Select(s => s.Speaker).OfType<string>());
        return
        [
            .. articles.SelectMany(a => a.Record.Entities.Where(e => e.Type is "person" or "organization" or "group").DistinctBy(NameOf, StringComparer.Ordinal))
                .GroupBy(NameOf, StringComparer.Ordinal)
                .Select(named => EntryOf(named.Key, [.. named], acting, speaking))
                .OrderBy(e => e.Key, StringComparer.Ordinal),
        ];
    }

    private static string NameOf(RecordEntity entity) => entity.Type == "person" ? entity.Name : entity.Actor?.Name ?? entity.Name;

    private static EntityEntry EntryOf(string name, RecordEntity[] named, Dictionary<string, int> acting, Dictionary<string, int> speaking)
    {
        string? code = named.Select(e => e.Actor?.Code).OfType<string>().GroupBy(c => c, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        string key = string.Create(CultureInfo.InvariantCulture, $"{99999 - named.Length:D5}|{name}");
        return new EntityEntry(name, named[0].Type, code, named.Length, acting.GetValueOrDefault(name), speaking.GetValueOrDefault(name), key, Folding.Fold($"{name}|{code}"));
    }

    private static Dictionary<string, int> Count(IEnumerable<string> names) => names.CountBy(n => n, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
}
