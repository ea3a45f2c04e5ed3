using Sitrep.Annotation.Places;
using Sitrep.Gathering.Events;

namespace Sitrep.Presenting.Exports;

/// <summary>The second-order divisions in which events are, as the gazetteer knows them.</summary>
internal sealed class DistrictNames(Resources resources)
{
    private readonly Lazy<(Dictionary<int, ushort> OfPlace, Dictionary<ushort, string> Names)> known = new(() => Read(Gazetteer.Open(resources.Data("gazetteer.bin"))));

    /// <summary>The district that an event's place is or lies in; null where the place is vaguer than that, or no source tells.</summary>
    public string? Of(EventView view) => view.Event.Place?.Precision switch
    {
        PlacePrecision.District => view.Event.Place.Name,
        PlacePrecision.Exact or PlacePrecision.Near when view.Mention?.GeonameId is { } id && known.Value.OfPlace.TryGetValue(id, out ushort district) => known.Value.Names.GetValueOrDefault(district),
        _ => null,
    };

    private static (Dictionary<int, ushort> OfPlace, Dictionary<ushort, string> Names) Read(Gazetteer gazetteer)
    {
        var places = new Dictionary<int, ushort>();
        var names = new Dictionary<ushort, string>();
        for (int i = 0; i < gazetteer.Count; i++)
        {
            GazetteerEntry entry = gazetteer[i];
            if (entry.District == 0)
            {
                continue;
            }

            if (entry.Class == PlaceClass.District)
            {
                names.TryAdd(entry.District, gazetteer.NameOf(i));
            }

            if (entry.Id != 0)
            {
                places.TryAdd(entry.Id, entry.District);
            }
        }

        return (places, names);
    }
}
