using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using NodaTime.Text;
using Sitrep.Gathering.Corrections;
using Sitrep.Server.Snapshots;

namespace Sitrep.Server.Api;

/// <summary>Which events are asked for. Lists are separated by commas; what is absent does not restrict.</summary>
internal sealed class EventFilter
{
    [FromQuery(Name = "from"), Description("First day, YYYY-MM-DD.")]
    public string? From { get; init; }

    [FromQuery(Name = "to"), Description("Last day, YYYY-MM-DD.")]
    public string? To { get; init; }

    [FromQuery(Name = "place"), Description("Part of a place's name, of its province's name, or a country code.")]
    public string? Place { get; init; }

    [FromQuery(Name = "actor"), Description("Part of the name or code of an actor or recipient.")]
    public string? Actor { get; init; }

    [FromQuery(Name = "type"), Description("PLOVER types.")]
    public string? Type { get; init; }

    [FromQuery(Name = "status"), Description("asserted, attributed, denied, possible, planned, conditional.")]
    public string? Status { get; init; }

    [FromQuery(Name = "minSources"), Description("Least number of independent sources.")]
    public int? MinSources { get; init; }

    [FromQuery(Name = "contested"), Description("Only events on which accounts differ.")]
    public bool? Contested { get; init; }

    [FromQuery(Name = "q"), Description("Words that all have to occur in the reports, names or codes.")]
    public string? Query { get; init; }

    [FromQuery(Name = "spot"), Description("Exactly one place: its name, country and precision, separated by bars.")]
    public string? Spot { get; init; }

    [FromQuery(Name = "review"), Description("open, accepted, rejected or edited; all but rejected ones if absent.")]
    public string? Review { get; init; }

    /// <exception cref="InvalidQueryException">A day cannot be read.</exception>
    public Func<EventEntry, bool> Compile() => new Conditions(this).Admit;

    private sealed class Conditions
    {
        private readonly EventFilter filter;
        private readonly string? from, to, place, actor;
        private readonly string[] types, statuses, words;

        public Conditions(EventFilter filter)
        {
            this.filter = filter;
            from = Day("from", filter.From);
            to = Day("to", filter.To);
            place = Folded(filter.Place);
            actor = Folded(filter.Actor);
            types = List(filter.Type);
            statuses = List(filter.Status);
            words = Folded(filter.Query)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        }

        public bool Admit(EventEntry entry) =>
            (from is null || string.CompareOrdinal(entry.Value.Date?.Latest, from) >= 0)
            && (to is null || (entry.Value.Date is { } date && string.CompareOrdinal(date.Earliest, to) <= 0))
            && (types.Length == 0 || types.Contains(entry.Value.Plover.Type, StringComparer.OrdinalIgnoreCase))
            && (statuses.Length == 0 || statuses.Contains(entry.Value.Status, StringComparer.OrdinalIgnoreCase))
            && entry.Value.IndependentSources >= (filter.MinSources ?? 0)
            && (filter.Contested != true || entry.Value.Contested.Length > 0)
            && (place is null || entry.PlaceKeys.Contains(place, StringComparison.Ordinal))
            && (actor is null || entry.ActorKeys.Contains(actor, StringComparison.Ordinal))
            && (filter.Spot is null || filter.Spot == entry.Spot)
            && Reviewed(entry.Review)
            && words.All(word => entry.Words.Contains(word, StringComparison.Ordinal));

        private bool Reviewed(Review review) => filter.Review switch
        {
            "open" => review.State == ReviewState.Open,
            "accepted" => review.State == ReviewState.Accepted,
            "rejected" => review.State == ReviewState.Rejected,
            "edited" => review.Edited.Length > 0,
            _ => review.State != ReviewState.Rejected,
        };

        private static string? Folded(string? text) => string.IsNullOrWhiteSpace(text) ? null : Folding.Fold(text.Trim());

        private static string[] List(string? text) => text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

        private static string? Day(string parameter, string? text) =>
            string.IsNullOrWhiteSpace(text) ? null
            : LocalDatePattern.Iso.Parse(text).Success ? text
            : throw new InvalidQueryException(parameter, $"\"{text}\" is no day; write it as 2026-05-13");
    }
}
