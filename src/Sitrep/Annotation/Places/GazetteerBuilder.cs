using System.Numerics;
using System.Text;
using Sitrep.Learning;

namespace Sitrep.Annotation.Places;

/// <summary>A place as a source gives it.</summary>
/// <param name="Country">ISO 3166 alpha-3, empty for a place in no country.</param>
/// <param name="Division">GeoNames code of the first-order division, empty if unknown.</param>
/// <param name="District">GeoNames code of the second-order division, empty if unknown.</param>
internal sealed record GazetteerSource(
    int? Id, string Name, double Latitude, double Longitude, string Country, string Division, string District, PlaceClass Class, long Population)
{
    public IReadOnlyCollection<string> Aliases { get; init; } = [];

    /// <summary>Names that count only after the name of a place inside.</summary>
    public IReadOnlyCollection<string> Abbreviations { get; init; } = [];
}

/// <summary>Compiles places into the file that <see cref="Gazetteer"/> maps. The same places in any order give the same bytes.</summary>
internal sealed class GazetteerBuilder(NameKeys keys)
{
    private readonly List<GazetteerSource> places = [];

    public int Places => places.Count;

    public int Names { get; private set; }

    public void Add(GazetteerSource place) => places.Add(place);

    /// <exception cref="InvalidDataException">There are more places, divisions or districts than the format can number.</exception>
    public void Write(string path)
    {
        var ordered = places
            .OrderBy(p => p.Country, StringComparer.Ordinal).ThenBy(p => p.Division, StringComparer.Ordinal).ThenBy(p => p.District, StringComparer.Ordinal)
            .ThenBy(p => p.Class).ThenByDescending(p => p.Population).ThenBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Id ?? 0)
            .ThenBy(p => p.Latitude).ThenBy(p => p.Longitude).ToArray();
        var divisions = Divisions(ordered);
        var districts = new Dictionary<(string, string, string), ushort>();
        var pool = new MemoryStream();
        var offsets = new Dictionary<string, int>(StringComparer.Ordinal);
        var entries = new GazetteerEntry[ordered.Length];
        var meanings = new Dictionary<ulong, List<uint>>();
        for (int i = 0; i < ordered.Length; i++)
        {
            GazetteerSource place = ordered[i];
            ushort district = 0;
            if (place.District.Length > 0 && !districts.TryGetValue((place.Country, place.Division, place.District), out district))
            {
                district = checked((ushort)(districts.Count + 1));
                districts.Add((place.Country, place.Division, place.District), district);
            }

            entries[i] = new GazetteerEntry(
                place.Id ?? 0, (float)place.Latitude, (float)place.Longitude, Pool(pool, offsets, place.Name),
                divisions[(place.Country, place.Division)].Index, district, SizeOf(place), place.Class);
            AddNames(meanings, place, (uint)i);
        }

        var (slots, postings) = Table(meanings);
        Names = meanings.Count;
        var file = new ModelFileWriter();
        file.AddLines("divisions", divisions.OrderBy(d => d.Value.Index).Select(d => $"{d.Key.Country}\t{d.Key.Division}\t{d.Value.Name}"));
        file.Add<GazetteerEntry>("entries", entries);
        file.Add("names", pool.ToArray());
        file.Add<uint>("postings", postings);
        file.Add<ulong>("slots", slots);
        file.Write(path);
    }

    private static Dictionary<(string Country, string Division), (ushort Index, string Name)> Divisions(GazetteerSource[] ordered)
    {
        var found = new Dictionary<(string, string), (ushort, string)>();
        foreach (GazetteerSource place in ordered)
        {
            found.TryAdd((place.Country, place.Division), (checked((ushort)found.Count), ""));
        }

        foreach (GazetteerSource place in ordered.Where(p => p.Class == PlaceClass.Province && p.Division.Length > 0))
        {
            found[(place.Country, place.Division)] = (found[(place.Country, place.Division)].Item1, place.Name);
        }

        return found;
    }

    private static int Pool(MemoryStream pool, Dictionary<string, int> offsets, string name)
    {
        if (!offsets.TryGetValue(name, out int offset))
        {
            offset = (int)pool.Length;
            offsets.Add(name, offset);
            pool.Write(Encoding.UTF8.GetBytes(name));
            pool.WriteByte(0);
        }

        return offset;
    }

    // In war zones and small countries the number of inhabitants is often missing: the rank of a seat stands in.
    private static byte SizeOf(GazetteerSource place)
    {
        long floor = place.Class switch { PlaceClass.Capital => 100_000, PlaceClass.Seat => 20_000, _ => 0 };
        return (byte)Math.Min(255, Math.Round(25 * Math.Log10(Math.Max(place.Population, floor) + 1)));
    }

    private void AddNames(Dictionary<ulong, List<uint>> meanings, GazetteerSource place, uint index)
    {
        // Aliases of large places are written by hand, all of them usual names.
        bool isUsual = place.Class is PlaceClass.Country or PlaceClass.Region or PlaceClass.Water or PlaceClass.Site;
        ulong primary = keys.Of(place.Name);
        var seen = new HashSet<ulong>();
        void Add(string name, bool isAbbreviation)
        {
            ulong key = keys.Of(name);
            if (key != NameKeys.Empty && seen.Add(key))
            {
                uint flags = (key == primary || isUsual ? Gazetteer.Primary : 0) | (isAbbreviation ? Gazetteer.Abbreviation : 0);
                (meanings.TryGetValue(key, out var list) ? list : meanings[key] = []).Add(index | flags);
            }
        }

        Add(place.Name, false);
        foreach (string alias in place.Aliases)
        {
            Add(alias, false);
        }

        foreach (string abbreviation in place.Abbreviations)
        {
            Add(abbreviation, true);
        }
    }

    private static (ulong[] Slots, uint[] Postings) Table(Dictionary<ulong, List<uint>> meanings)
    {
        uint[] postings = new uint[meanings.Values.Sum(list => list.Count) + 1];
        ulong[] slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)(meanings.Count * 3 / 2))];
        ulong mask = (ulong)slots.Length - 1;
        int next = 1; // an offset of 0 would make a slot with a small key look empty
        foreach (var (key, list) in meanings.OrderBy(m => m.Key))
        {
            ulong slot = key & mask;
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = (key >> Gazetteer.OffsetBits << Gazetteer.OffsetBits) | (uint)next;
            foreach (uint posting in list)
            {
                postings[next++] = posting;
            }

            postings[next - 1] |= Gazetteer.Last;
        }

        return next < 1 << Gazetteer.OffsetBits
            ? (slots, postings)
            : throw new InvalidDataException($"{next} meanings are more than a slot can number");
    }
}
