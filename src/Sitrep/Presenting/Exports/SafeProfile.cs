using System.Collections.Immutable;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>Something that the safe profile took out.</summary>
/// <param name="Kind"><c>name</c>, <c>place</c> or <c>event</c>.</param>
/// <param name="Instead">What stands in its place; null for an event that is held back.</param>
/// <param name="Where">Ids of the articles, or the id of the event.</param>
public sealed record Removal(string Kind, string What, string? Instead, string Where);

/// <summary>What the safe profile takes out.</summary>
public enum SafeScope
{
    /// <summary>Names of persons without a public role.</summary>
    Names,

    /// <summary>Names; places finer than a first-order division; events of sexual violence.</summary>
    Everything,
}

/// <summary>Makes a dossier fit to be shared: no names of persons without a public role, no place finer than a first-order division, no events of sexual violence.</summary>
public sealed class SafeProfile(Resources resources)
{
    private const string Somebody = "a resident";

    private readonly AdminUnits units = new(resources);

    /// <param name="level">No place is finer than this, with <see cref="SafeScope.Everything"/>. In the words, places become provinces whatever the level.</param>
    /// <returns>The dossier, and each thing removed with what stands in its place.</returns>
    public (Dossier Dossier, ImmutableArray<Removal> Removed) Apply(Dossier dossier, SafeScope scope = SafeScope.Everything, AdminLevel level = AdminLevel.Adm1)
    {
        var names = new PrivateNames(dossier, resources);
        var removed = new SortedDictionary<(string Kind, string What, string? Instead), SortedSet<string>>();
        void Note(string kind, string what, string? instead, string where)
        {
            if (!removed.TryGetValue((kind, what, instead), out var places))
            {
                removed[(kind, what, instead)] = places = new SortedSet<string>(StringComparer.Ordinal);
            }

            places.Add(where);
        }

        var redactions = dossier.Articles.ToDictionary(
            a => a.Id, a => new SafeArticle(a.Record, names, scope, (kind, what, instead) => Note(kind, what, instead, a.Id)), StringComparer.Ordinal);
        var events = ImmutableArray.CreateBuilder<GatheredEvent>();
        foreach (GatheredEvent value in dossier.Events)
        {
            if (scope == SafeScope.Everything && value.Acled?.SubEventType == "Sexual violence")
            {
                Note("event", value.Id, null, value.Id);
                continue;
            }

            GatheredPlace? place = value.Place is { } close && scope == SafeScope.Everything ? units.Coarse(close, AdminUnits.GeonameOf(dossier, value), level) : value.Place;
            events.Add(Event(value with { Place = place }, redactions, names, scope));
        }

        return (
            new Dossier([.. dossier.Articles.Select(a => a with { Record = redactions[a.Id].Record })], events.ToImmutable()),
            [.. removed.Select(r => new Removal(r.Key.Kind, r.Key.What, r.Key.Instead, string.Join("; ", r.Value)))]);
    }

    private static GatheredEvent Event(GatheredEvent value, Dictionary<string, SafeArticle> redactions, PrivateNames names, SafeScope scope)
    {
        SafeArticle lead = redactions[value.Reports[0].Document];
        ImmutableArray<GatheredActor> Actors(ImmutableArray<GatheredActor> side) => [.. side.Select(a => a with { Name = names.Contains(a.Name) ? Somebody : lead.Cleaned(a.Name) })];
        return value with
        {
            Actors = Actors(value.Actors),
            Recipients = Actors(value.Recipients),
            Reports = [.. value.Reports.Select(r => redactions[r.Document].Move(r))],
            Contested =
            [
                .. value.Contested.Where(c => c.Field != "place" || scope == SafeScope.Names).Select(c => c with
                {
                    Accounts = [.. c.Accounts.Select(a => a with { Source = a.Source is { } source ? names.Contains(source) ? Somebody : lead.Cleaned(source) : null })],
                }),
            ],
        };
    }
}
