using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Sitrep.Learning;

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

/// <summary>Names of places and what they may mean, memory-mapped.</summary>
/// <remarks>
/// One open-addressing table of 64-bit slots: the upper 40 bits of a name's key and the offset of its list of meanings;
/// the lower bits of the key choose the first slot. Immutable, for any number of threads.
/// </remarks>
internal sealed unsafe class Gazetteer
{
    internal const int OffsetBits = 24;
    internal const uint Last = 1u << 31, Primary = 1u << 30, Abbreviation = 1u << 29, IndexMask = Abbreviation - 1;

    // The file stays mapped at one address while it is reachable.
    private readonly ModelFile file;
    private readonly GazetteerEntry* entries;
    private readonly ulong* slots;
    private readonly int mask;

    private Gazetteer(ModelFile file)
    {
        this.file = file;
        ReadOnlySpan<GazetteerEntry> all = file.Values<GazetteerEntry>("entries");
        ReadOnlySpan<ulong> table = file.Values<ulong>("slots");
        entries = (GazetteerEntry*)Unsafe.AsPointer(ref Unsafe.AsRef(in MemoryMarshal.GetReference(all)));
        slots = (ulong*)Unsafe.AsPointer(ref Unsafe.AsRef(in MemoryMarshal.GetReference(table)));
        Count = all.Length;
        mask = BitOperations.IsPow2(table.Length) ? table.Length - 1 : throw new InvalidDataException($"{file.Path}: a table of {table.Length} slots");
        Divisions = [.. file.Lines("divisions").Select(line => line.Split('\t')).Select(cell => new Division(cell[0], cell[1], cell[2]))];
    }

    public ImmutableArray<Division> Divisions { get; }

    public int Count { get; }

    public static Gazetteer Open(string path) => new(ModelFile.Open(path));

    public GazetteerEntry this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            GazetteerEntry entry = entries[index];
            GC.KeepAlive(file);
            return entry;
        }
    }

    public string NameOf(int index)
    {
        ReadOnlySpan<byte> pool = file.Bytes("names")[this[index].Name..];
        return Encoding.UTF8.GetString(pool[..pool.IndexOf((byte)0)]);
    }

    public Division DivisionOf(int index) => Divisions[this[index].Division];

    public bool Knows(ulong key) => Find(key) >= 0;

    /// <summary>All meanings of the name with that key.</summary>
    public ImmutableArray<Meaning> Meanings(ulong key)
    {
        int at = Find(key);
        if (at < 0)
        {
            return [];
        }

        ReadOnlySpan<uint> postings = file.Values<uint>("postings");
        var found = ImmutableArray.CreateBuilder<Meaning>();
        while (true)
        {
            uint posting = postings[at++];
            found.Add(new Meaning((int)(posting & IndexMask), (posting & Primary) != 0, (posting & Abbreviation) != 0));
            if ((posting & Last) != 0)
            {
                return found.ToImmutable();
            }
        }
    }

    private int Find(ulong key)
    {
        for (int i = (int)(key & (ulong)mask); slots[i] != 0; i = (i + 1) & mask)
        {
            if (slots[i] >> OffsetBits == key >> OffsetBits)
            {
                return (int)(slots[i] & ((1 << OffsetBits) - 1));
            }
        }

        GC.KeepAlive(file);
        return -1;
    }
}
