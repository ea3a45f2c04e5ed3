using System.Collections.Immutable;
using System.Text.Json;
using Sitrep.Gathering;
using Sitrep.Gathering.Corrections;
using Sitrep.Gathering.Events;
using Sitrep.Server.Snapshots;

namespace Sitrep.Server.Api;

/// <summary>Turns what a snapshot holds into what the API answers.</summary>
internal static class Replies
{
    public static ArticleSummary Of(ArticleEntry article)
    {
        ArticleRecord record = article.Record;
        return new ArticleSummary(
            record.Id,
            record.Title,
            article.Article.Outlet,
            article.Article.Link,
            record.Published,
            article.Article.Captured,
            record.Text.AsSpan().Trim().IsEmpty ? 0 : record.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
            article.Copies.Groups,
            article.Copies.CopyOf,
            article.Copies.Similarity,
            record.Source.RepublishedFrom,
            record.Events.Count(e => e.Time == "current"),
            record.Statements.Length);
    }

    public static ArticleReply Of(ArticleEntry article, JsonElement record, StoreSnapshot snapshot) => new(
        Of(article),
        record,
        article.Record.Events.Where(e => snapshot.EventOf.ContainsKey(new ReportKey(article.Record.Id, e.Id)))
            .ToDictionary(e => e.Id, e => snapshot.EventOf[new ReportKey(article.Record.Id, e.Id)], StringComparer.Ordinal),
        [.. snapshot.Articles.Where(other => other != article && other.Copies.Groups.Intersect(article.Copies.Groups).Any()).OrderBy(o => o.Key, StringComparer.Ordinal).Select(Of)]);

    public static EventSummary Of(EventEntry entry)
    {
        GatheredEvent value = entry.Value;
        return new EventSummary(
            value.Id,
            value.Plover,
            value.Cameo,
            value.Acled,
            value.Status,
            value.Date,
            PlaceOf(entry),
            value.Actors,
            value.Recipients,
            value.Counts,
            value.Documents,
            value.IndependentSources,
            [.. value.Contested.Select(c => c.Field)],
            value.Reports[0].Quote,
            entry.Review.State,
            entry.Review.Edited);
    }

    public static PlaceReply? PlaceOf(EventEntry entry) => entry.Value.Place is { } place
        ? new PlaceReply(place.Name, entry.PlaceWords, place.Country, SnapshotBuilder.CountryName(place.Country), place.Admin1, place.Latitude, place.Longitude, place.Precision)
        : null;

    public static EventReply Of(EventEntry entry, StoreSnapshot snapshot)
    {
        ReportReply[] reports = ReportsOf(entry, snapshot);
        int[] origins = IndependentSources.Origins([.. entry.Value.Reports.Select(r => snapshot.ArticleById[r.Document]).Select(a => (a.Record.Source, a.Copies.Groups[0]))]);
        return new EventReply(
            Of(entry),
            [.. reports.Zip(origins).GroupBy(r => r.Second, r => r.First).Select(group => new OriginReply([.. group.OrderBy(r => r.Article.CopyOf is not null).ThenBy(r => r.Article.Published ?? "9", StringComparer.Ordinal)]))],
            ContestedOf(entry, reports),
            entry.Review.Corrections);
    }

    public static ContestedEvent Contested(EventEntry entry, StoreSnapshot snapshot) =>
        new(Of(entry), ContestedOf(entry, ReportsOf(entry, snapshot)));

    public static StatementReply Of(StatementEntry entry)
    {
        ArticleRecord article = entry.Article.Record;
        int start = entry.Value.Content[0].Start, end = entry.Value.Content[^1].End;
        return new StatementReply(
            article.Id,
            article.Title,
            entry.Article.Article.Outlet,
            article.Published,
            entry.Article.Copies.CopyOf,
            entry.Value.Id,
            entry.Value.Kind,
            entry.Speaker,
            entry.Code,
            entry.Value.Cue is { } cue ? article.Quote(cue) : null,
            string.Join(" … ", entry.Value.Content.Select(article.Quote)),
            start,
            end,
            entry.Value.Polarity,
            entry.Value.Addressee is { Start: { } from, End: { } to } ? article.Text[from..to].ReplaceLineEndings(" ") : null,
            entry.Value.Within,
            entry.Value.Within is { } within ? SpeakerOf(article, within) : null);
    }

    public static EntityReply Of(EntityEntry entry) => new(entry.Name, entry.Type, entry.Code, entry.Articles, entry.Events, entry.Statements);

    private static ImmutableArray<ContestedReply> ContestedOf(EventEntry entry, ReportReply[] reports) =>
    [
        .. entry.Value.Contested.Select(contested => new ContestedReply(
            contested.Field,
            [.. contested.Accounts.Select(account => new AccountReply(account.Value, account.Source, account.Denied, [.. reports.Where(r => Carries(r, contested.Field, account)).DistinctBy(r => r.Article.Id, StringComparer.Ordinal)]))])),
    ];

    // An article may report an event twice; the report that has the value stands for it.
    private static bool Carries(ReportReply report, string field, Account account) =>
        account.Documents.Contains(report.Article.Id)
        && (field is "happened" or "actor" || !report.Fields.Any(f => f.Field == field) || report.Fields.Any(f => f.Field == field && f.Value == account.Value));

    private static ReportReply[] ReportsOf(EventEntry entry, StoreSnapshot snapshot) => [.. entry.Value.Reports.Select((r, i) => Of(r, i == 0, snapshot))];

    private static ReportReply Of(Report report, bool first, StoreSnapshot snapshot)
    {
        ArticleEntry article = snapshot.ArticleById[report.Document];
        ArticleRecord record = article.Record;
        RecordEvent value = record.Events.First(e => e.Id == report.Event);
        RecordOffsets sentence = value.Sentence < record.Sentences.Length ? record.Sentences[value.Sentence] : value.Trigger;
        string? speaker = snapshot.Statements.IsEmpty || value.Statement is null ? null : SpeakerOf(record, value.Statement);
        return new ReportReply(
            Of(article),
            report.Event,
            report.Quote,
            sentence.Start,
            sentence.End,
            value.Status,
            report.Time ?? "current",
            speaker,
            value.Reason,
            [.. FieldsOf(record, value)],
            first,
            report.Merged);
    }

    private static string? SpeakerOf(ArticleRecord record, string statement)
    {
        RecordStatementSource? source = record.Statements.FirstOrDefault(s => s.Id == statement)?.Source;
        return record.Entities.FirstOrDefault(e => e.Id == source?.Entity)?.Name
            ?? (source is { Start: { } start, End: { } end } ? record.Text[start..end] : null);
    }

    private static IEnumerable<FieldReply> FieldsOf(ArticleRecord record, RecordEvent value)
    {
        string mode = value.Plover.Mode is { } m ? $" / {m}" : "";
        yield return Field("type", value.Plover.Type + mode, value.Trigger.Start, value.Trigger.End);
        foreach (RecordParticipant actor in value.Actors)
        {
            yield return Field("actor", actor.Code ?? "not coded", actor.Start, actor.End);
        }

        foreach (RecordParticipant recipient in value.Recipients)
        {
            yield return Field("recipient", recipient.Code ?? "not coded", recipient.Start, recipient.End);
        }

        if (value.Place is { } index)
        {
            RecordPlace place = record.Places[index];
            yield return Field("place", place.Name, place.Start, place.End);
        }

        if (value.Date is { } date)
        {
            yield return record.Times.FirstOrDefault(t => t.Value == date.Value) is { } time
                ? Field("date", date.Value, time.Start, time.End)
                : new FieldReply("date", date.Value, "", null, null);
        }

        foreach (RecordCount count in value.Counts)
        {
            yield return Field(count.What, Accounts.Range(count), count.Start, count.End);
        }

        FieldReply Field(string field, string value, int start, int end) => new(field, value, record.Text[start..end].ReplaceLineEndings(" "), start, end);
    }
}
