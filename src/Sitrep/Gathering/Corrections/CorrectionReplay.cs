using System.Collections.Immutable;
using Sitrep.Gathering.Events;

namespace Sitrep.Gathering.Corrections;

/// <summary>Applies corrections one after another; events are described anew only where their reports changed.</summary>
internal sealed class CorrectionReplay(Dossier gathered)
{
    private readonly Dictionary<string, GatheredEvent> events = gathered.Events.ToDictionary(e => e.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, List<Correction>> applied = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, GatheredPlace>> places = new(() => PlacesOf(gathered));

    /// <returns>Whether the correction fits the events as they now are.</returns>
    public bool Apply(Correction correction)
    {
        if (!events.TryGetValue(correction.Event, out GatheredEvent? value))
        {
            return false;
        }

        switch (correction.Action)
        {
            case CorrectionAction.Edit:
                if (FieldEdit.Apply(value, correction.Field ?? "", correction.Value ?? "", PlaceNamed) is not { } edited)
                {
                    return false;
                }

                events[value.Id] = edited;
                break;
            case CorrectionAction.Merge:
                if (correction.Into is not { } into || into == value.Id || !events.TryGetValue(into, out GatheredEvent? target))
                {
                    return false;
                }

                events.Remove(value.Id);
                Redescribe(into, target.Reports.AddRange(value.Reports));
                Note(into, correction);
                return true;
            case CorrectionAction.Split:
                ImmutableArray<Report> taken = [.. value.Reports.Where(r => correction.Reports.Contains(new ReportKey(r.Document, r.Event)))];
                if (taken.Length == 0 || taken.Length == value.Reports.Length)
                {
                    return false;
                }

                GatheredEvent part = Describe(taken);
                // Where the first report is taken out, the rest would have its id; the part then is named after its place in the line.
                string id = part.Id == value.Id || events.ContainsKey(part.Id) ? $"{part.Id}-{correction.Number}" : part.Id;
                events[id] = part with { Id = id };
                Redescribe(value.Id, [.. value.Reports.Except(taken)]);
                Note(id, correction);
                break;
        }

        Note(value.Id, correction);
        return true;
    }

    public CorrectedDossier Finish(ImmutableArray<Correction> unapplied)
    {
        var known = gathered.Events.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<GatheredEvent> all =
        [
            .. gathered.Events.Where(e => events.ContainsKey(e.Id)).Select(e => events[e.Id]),
            .. events.Values.Where(e => !known.Contains(e.Id)).OrderBy(e => e.Id, StringComparer.Ordinal),
        ];
        return new CorrectedDossier(
            new Dossier(gathered.Articles, all),
            applied.Where(a => events.ContainsKey(a.Key)).ToImmutableDictionary(a => a.Key, a => ReviewOf([.. a.Value]), StringComparer.Ordinal),
            unapplied);
    }

    /// <summary>The places that articles name, by each name that they have there.</summary>
    public static Dictionary<string, GatheredPlace> PlacesOf(Dossier dossier)
    {
        var named = new Dictionary<string, GatheredPlace>(StringComparer.OrdinalIgnoreCase);
        foreach (DossierArticle article in dossier.Articles)
        {
            foreach (RecordPlace place in article.Record.Places)
            {
                GatheredPlace value = EventGatherer.Describe(place);
                named.TryAdd(place.Name, value);
                named.TryAdd(article.Record.Text[place.Start..place.End], value);
            }
        }

        return named;
    }

    private static Review ReviewOf(ImmutableArray<Correction> corrections)
    {
        ReviewState state = corrections.LastOrDefault(c => c.Action is CorrectionAction.Accept or CorrectionAction.Reject)?.Action switch
        {
            CorrectionAction.Accept => ReviewState.Accepted,
            CorrectionAction.Reject => ReviewState.Rejected,
            _ => ReviewState.Open,
        };
        return new Review(state, [.. corrections.Where(c => c.Action == CorrectionAction.Edit).Select(c => c.Field!).Distinct(StringComparer.Ordinal)], corrections);
    }

    private GatheredPlace? PlaceNamed(string name) => places.Value.GetValueOrDefault(name);

    private GatheredEvent Describe(IEnumerable<Report> reports) =>
        EventGatherer.Describe([.. reports.Select(r => (gathered.Article(r.Document), gathered.Reported(r), r.Merged))]);

    // Edits of an event outlive a change of its reports.
    private void Redescribe(string id, ImmutableArray<Report> reports)
    {
        GatheredEvent value = Describe(reports) with { Id = id };
        foreach (Correction edit in applied.GetValueOrDefault(id, []).Where(c => c.Action == CorrectionAction.Edit && c.Event == id))
        {
            value = FieldEdit.Apply(value, edit.Field ?? "", edit.Value ?? "", PlaceNamed) ?? value;
        }

        events[id] = value;
    }

    private void Note(string id, Correction correction)
    {
        if (!applied.TryGetValue(id, out List<Correction>? list))
        {
            applied.Add(id, list = []);
        }

        list.Add(correction);
    }
}
