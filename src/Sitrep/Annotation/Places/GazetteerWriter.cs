using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Sitrep.Learning;

namespace Sitrep.Annotation.Places;

/// <summary>Writes a <see cref="GazetteerFile"/> from places as they come, holding some 40 bytes a place and 12 a name.</summary>
/// <param name="isOverlay">Whether the file lies over the packaged one: then a later place replaces an earlier one with its id, ids are listed, and districts, which the packaged file numbers, are left open.</param>
internal sealed class GazetteerWriter(NameKeys keys, bool isOverlay)
{
    private readonly List<GazetteerEntry> entries = [];
    private readonly List<NamePosting> postings = [];
    private readonly Dictionary<(string Country, string Division), ushort> divisions = [];
    private readonly Dictionary<ushort, string> divisionNames = [];
    private readonly Dictionary<(string, string, string), ushort> districts = [];
    private readonly Dictionary<int, int> ids = [];
    private readonly ArrayBufferWriter<byte> pool = new();
    private readonly Dictionary<string, int> offsets = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> seen = [];

    public int Places => entries.Count;

    public int Names { get; private set; }

    /// <exception cref="InvalidDataException">There are more divisions or districts than the format can number.</exception>
    public void Add(GazetteerSource place)
    {
        ushort division = Number(divisions, (place.Country, place.Division), "divisions of countries", 0);
        if (place.Class == PlaceClass.Province && place.Division.Length > 0)
        {
            divisionNames[division] = place.Name;
        }

        ushort district = isOverlay || place.District.Length == 0 ? (ushort)0 : Number(districts, (place.Country, place.Division, place.District), "districts", 1);
        var entry = new GazetteerEntry(place.Id ?? 0, (float)place.Latitude, (float)place.Longitude, Pool(place.Name), division, district, SizeOf(place), place.Class);
        int index = entries.Count;
        if (isOverlay && place.Id is { } id && !ids.TryAdd(id, index))
        {
            index = ids[id];
            entries[index] = entry;
        }
        else
        {
            entries.Add(entry);
        }

        AddNames(place, (uint)index);
    }

    /// <exception cref="InvalidDataException">There are more names than the format can number.</exception>
    public void Write(string path)
    {
        var (slots, lists) = Table();
        var file = new ModelFileWriter();
        file.AddLines("divisions", divisions.OrderBy(d => d.Value).Select(d => $"{d.Key.Country}\t{d.Key.Division}\t{divisionNames.GetValueOrDefault(d.Value, "")}"));
        file.Add<GazetteerEntry>("entries", CollectionsMarshal.AsSpan(entries));
        file.Add("names", pool.WrittenSpan);
        file.Add<uint>("postings", lists);
        file.Add<ulong>("slots", slots);
        if (isOverlay)
        {
            int[] sorted = [.. ids.Keys.Order()];
            file.Add<int>("ids", sorted);
            file.Add<int>("idEntries", [.. sorted.Select(id => ids[id])]);
        }

        file.Write(path);
    }

    private static ushort Number<T>(Dictionary<T, ushort> numbers, T key, string what, int first)
        where T : notnull
    {
        if (!numbers.TryGetValue(key, out ushort number))
        {
            int next = numbers.Count + first;
            number = next <= ushort.MaxValue ? (ushort)next : throw new InvalidDataException($"more than {ushort.MaxValue} {what}");
            numbers.Add(key, number);
        }

        return number;
    }

    // Of the millions of names of a dump few are the same, and to remember them all would take half of the memory.
    private int Pool(string name)
    {
        if (isOverlay || !offsets.TryGetValue(name, out int offset))
        {
            offset = pool.WrittenCount;
            if (!isOverlay)
            {
                offsets.Add(name, offset);
            }

            Encoding.UTF8.GetBytes(name, pool);
            pool.Write("\0"u8);
        }

        return offset;
    }

    // In war zones and small countries the number of inhabitants is often missing: the rank of a seat stands in. Villages without one are only in users' files.
    private byte SizeOf(GazetteerSource place)
    {
        long floor = place.Class switch
        {
            PlaceClass.Capital => 100_000,
            PlaceClass.Seat => 20_000,
            PlaceClass.Town or PlaceClass.Section when isOverlay && place.Population == 0 => 200,
            PlaceClass.District when isOverlay && place.Population == 0 => 5_000,
            PlaceClass.Province when isOverlay && place.Population == 0 => 100_000,
            _ => 0,
        };
        return (byte)Math.Min(255, Math.Round(25 * Math.Log10(Math.Max(place.Population, floor) + 1.0)));
    }

    private void AddNames(GazetteerSource place, uint index)
    {
        // Aliases of large places are written by hand, all of them usual names.
        bool isUsual = place.Class is PlaceClass.Country or PlaceClass.Region or PlaceClass.Water or PlaceClass.Site;
        ulong primary = keys.Of(place.Name), usual = Usual(place) is { } bare ? keys.Of(bare) : primary;
        seen.Clear();
        Add(place.Name, false);
        foreach (string alias in place.Aliases)
        {
            Add(alias, false);
        }

        foreach (string abbreviation in place.Abbreviations)
        {
            Add(abbreviation, true);
        }

        void Add(string name, bool isAbbreviation)
        {
            ulong key = keys.Of(name);
            if (key != NameKeys.Empty && seen.Add(key))
            {
                postings.Add(new NamePosting(key, index | (key == primary || key == usual || isUsual ? GazetteerFile.Primary : 0) | (isAbbreviation ? GazetteerFile.Abbreviation : 0)));
            }
        }
    }

    // "New York City" is usually New York, and Al Karak Karak; whether the place has that name at all, its aliases say. Mexico is no town.
    private static string? Usual(GazetteerSource place)
    {
        const string City = " City";
        string name = place.Name;
        return place.Class is not (PlaceClass.Capital or PlaceClass.Seat or PlaceClass.Town or PlaceClass.Province) ? null
            : name.EndsWith(City, StringComparison.Ordinal) && place.Class != PlaceClass.Capital ? name[..^City.Length]
            : name.Length > 4 && name[0] is 'A' or 'a' && name[1] is 'l' or 'd' or 'n' or 'r' or 's' or 't' or 'z' or 'ş' or 'ţ' && name[2] is ' ' or '-' ? name[3..]
            : null;
    }

    private (ulong[] Slots, uint[] Lists) Table()
    {
        postings.Sort();
        Span<NamePosting> all = CollectionsMarshal.AsSpan(postings);
        uint[] lists = new uint[all.Length + 1];
        Names = 0;
        for (int i = 0; i < all.Length; i++)
        {
            Names += i == 0 || all[i].Key != all[i - 1].Key ? 1 : 0;
        }

        ulong[] slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, Names * 3L / 2))];
        ulong mask = (ulong)slots.Length - 1;
        int next = 1; // an offset of 0 would make a slot with a small key look empty
        for (int i = 0; i < all.Length; i++)
        {
            if (i == 0 || all[i].Key != all[i - 1].Key)
            {
                ulong slot = all[i].Key & mask;
                while (slots[slot] != 0)
                {
                    slot = (slot + 1) & mask;
                }

                slots[slot] = (all[i].Key >> GazetteerFile.OffsetBits << GazetteerFile.OffsetBits) | (uint)next;
            }
            else if (all[i].Index == all[i - 1].Index)
            {
                // A place that was replaced had the name too.
                lists[next - 1] |= all[i].Value & GazetteerFile.Primary;
                MarkLast(i);
                continue;
            }

            lists[next++] = all[i].Value;
            MarkLast(i);
        }

        return next < 1 << GazetteerFile.OffsetBits
            ? (slots, lists[..next])
            : throw new InvalidDataException($"{next} meanings of names are more than one file can hold, {(1 << GazetteerFile.OffsetBits) - 1}: take fewer countries");

        void MarkLast(int i)
        {
            if (i + 1 == postings.Count || postings[i + 1].Key != postings[i].Key)
            {
                lists[next - 1] |= GazetteerFile.Last;
            }
        }
    }

    /// <summary>A name and one meaning with its flags; by key, then by entry.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct NamePosting(ulong Key, uint Value) : IComparable<NamePosting>
    {
        public uint Index => Value & GazetteerFile.IndexMask;

        public int CompareTo(NamePosting other) => Key != other.Key ? Key.CompareTo(other.Key) : Index != other.Index ? Index.CompareTo(other.Index) : Value.CompareTo(other.Value);
    }
}
