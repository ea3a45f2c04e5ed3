using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Sitrep.Annotation.Places;

/// <summary>What a gazetteer entry is, with a town's rank.</summary>
internal enum PlaceClass : byte
{
    Country,
    Province,
    District,
    Capital,
    Seat,
    Town,
    Section,
    Region,
    Water,
    Site,
}

/// <summary>An entry's fixed-width fields.</summary>
/// <param name="Id">GeoNames id, 0 where unknown.</param>
/// <param name="Name">Offset of the display name in the pool.</param>
/// <param name="Division">Index of the first-order division, which knows the country.</param>
/// <param name="District">Number of the second-order division, 0 for none.</param>
/// <param name="Size">25 × log₁₀(population + 1).</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct GazetteerEntry(
    int Id, float Latitude, float Longitude, int Name, ushort Division, ushort District, byte Size, PlaceClass Class)
{
    public double LogPopulation => Size / 25.0;

    public bool IsTown => Class is PlaceClass.Capital or PlaceClass.Seat or PlaceClass.Town or PlaceClass.Section;
}

/// <summary>A country or one of its first-order divisions.</summary>
/// <param name="Country">ISO 3166 alpha-3, empty outside all countries.</param>
/// <param name="Code">The division's GeoNames code, empty for the country itself.</param>
internal sealed record Division(string Country, string Code, string Name);

/// <summary>One meaning of a name.</summary>
/// <param name="Index">The entry.</param>
/// <param name="IsPrimary">Whether the name is the entry's usual one.</param>
/// <param name="IsAbbreviation">Whether the name is a short form that needs a town before it: <c>Ala.</c></param>
internal readonly record struct Meaning(int Index, bool IsPrimary, bool IsAbbreviation);

/// <summary>Names of places and what they may mean: the packaged file and the user's own over it.</summary>
/// <remarks>
/// A place that a later file gives under the same id takes the place of the earlier one and keeps its names; other places of a later file stand beside.
/// Immutable, for any number of threads.
/// </remarks>
internal sealed class Gazetteer
{
    private readonly ImmutableArray<GazetteerFile> files;
    private readonly int[] starts;
    private readonly ushort[][] divisionsOf;
    private readonly Lazy<(Dictionary<int, int> Provinces, Dictionary<string, int> Countries)> wholes;

    // Only names in other spellings ask for these, so the lists of all entries are made apart.
    private readonly Lazy<Dictionary<string, List<int>>> entries;

    private Gazetteer(ImmutableArray<GazetteerFile> files)
    {
        this.files = files;
        starts = new int[files.Length];
        divisionsOf = new ushort[files.Length][];
        var divisions = new List<Division>();
        var known = new Dictionary<(string, string), int>();
        for (int i = 0; i < files.Length; i++)
        {
            starts[i] = Count;
            Count = checked(Count + files[i].Count);
            divisionsOf[i] = new ushort[files[i].Divisions.Length];
            for (int d = 0; d < divisionsOf[i].Length; d++)
            {
                Division division = files[i].Divisions[d];
                if (!known.TryGetValue((division.Country, division.Code), out int index))
                {
                    index = divisions.Count;
                    known.Add((division.Country, division.Code), index);
                    divisions.Add(division);
                }
                else if (divisions[index].Name.Length == 0)
                {
                    divisions[index] = division;
                }

                divisionsOf[i][d] = index <= ushort.MaxValue ? (ushort)index : throw new InvalidDataException($"{files[i].Path}: more than {ushort.MaxValue} divisions of countries");
            }
        }

        Divisions = [.. divisions];
        wholes = new(Wholes);
        entries = new(Entries);
    }

    public ImmutableArray<Division> Divisions { get; }

    public int Count { get; }

    public GazetteerEntry this[int index]
    {
        get
        {
            int file = FileOf(index);
            GazetteerEntry entry = files[file][index - starts[file]];
            return file == 0 ? entry : entry with { Division = divisionsOf[file][entry.Division] };
        }
    }

    /// <exception cref="InvalidDataException">A file is no gazetteer, or damaged.</exception>
    public static Gazetteer Open(string path, params IEnumerable<string> over) => new([.. over.Prepend(path).Select(GazetteerFile.Open)]);

    public string NameOf(int index)
    {
        int file = FileOf(index);
        return files[file].NameOf(index - starts[file]);
    }

    public Division DivisionOf(int index) => Divisions[this[index].Division];

    /// <summary>The entry of a first-order division itself; null where the gazetteer has only places in it.</summary>
    public int? ProvinceOf(int division) => wholes.Value.Provinces.TryGetValue(division, out int index) ? index : null;

    /// <summary>The entry of a country itself.</summary>
    /// <param name="country">ISO 3166 alpha-3.</param>
    public int? CountryOf(string country) => wholes.Value.Countries.TryGetValue(country, out int index) ? index : null;

    /// <summary>All entries of a country.</summary>
    public IReadOnlyList<int> EntriesOf(string country) => entries.Value.GetValueOrDefault(country, []);

    public bool Knows(ulong key) => files.Any(file => file.Find(key) >= 0);

    /// <summary>All meanings of the name with that key.</summary>
    public ImmutableArray<Meaning> Meanings(ulong key)
    {
        ImmutableArray<Meaning> first = files[0].Meanings(key);
        if (files.Length == 1)
        {
            return first;
        }

        var found = ImmutableArray.CreateBuilder<Meaning>();
        for (int i = 0; i < files.Length; i++)
        {
            foreach (Meaning meaning in i == 0 ? first : files[i].Meanings(key))
            {
                Meaning last = meaning with { Index = Latest(i, meaning.Index) };
                if (!found.Any(m => m.Index == last.Index))
                {
                    found.Add(last);
                }
            }
        }

        return found.ToImmutable();
    }

    private (Dictionary<int, int> Provinces, Dictionary<string, int> Countries) Wholes()
    {
        var provinces = new Dictionary<int, int>();
        var countries = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < Count; i++)
        {
            GazetteerEntry entry = this[i];
            if (entry.Class == PlaceClass.Province)
            {
                provinces.TryAdd(entry.Division, i);
            }
            else if (entry.Class == PlaceClass.Country)
            {
                countries.TryAdd(Divisions[entry.Division].Country, i);
            }
        }

        return (provinces, countries);
    }

    private Dictionary<string, List<int>> Entries()
    {
        var found = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int i = 0; i < Count; i++)
        {
            string country = DivisionOf(i).Country;
            (found.TryGetValue(country, out var list) ? list : found[country] = []).Add(i);
        }

        return found;
    }

    // The entry under the same id in the last file that has it.
    private int Latest(int file, int local)
    {
        int id = files[file][local].Id;
        for (int later = files.Length - 1; id != 0 && later > file; later--)
        {
            if (files[later].IndexOf(id) is { } index)
            {
                return starts[later] + index;
            }
        }

        return starts[file] + local;
    }

    private int FileOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
        int file = files.Length - 1;
        while (starts[file] > index)
        {
            file--;
        }

        return file;
    }
}
