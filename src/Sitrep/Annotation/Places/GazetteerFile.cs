using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Sitrep.Learning;

namespace Sitrep.Annotation.Places;

/// <summary>One compiled file of places and names, memory-mapped.</summary>
/// <remarks>
/// One open-addressing table of 64-bit slots: the upper 40 bits of a name's key and the offset of its list of meanings;
/// the lower bits of the key choose the first slot. A user's file also lists its ids in order, with their entries. Immutable, for any number of threads.
/// </remarks>
internal sealed unsafe class GazetteerFile
{
    internal const int OffsetBits = 24;
    internal const uint Last = 1u << 31, Primary = 1u << 30, Abbreviation = 1u << 29, IndexMask = Abbreviation - 1;

    // The file stays mapped at one address while it is reachable.
    private readonly ModelFile file;
    private readonly GazetteerEntry* entries;
    private readonly ulong* slots;
    private readonly int mask;
    private readonly bool hasIds;

    private GazetteerFile(ModelFile file)
    {
        this.file = file;
        ReadOnlySpan<GazetteerEntry> all = file.Values<GazetteerEntry>("entries");
        ReadOnlySpan<ulong> table = file.Values<ulong>("slots");
        entries = (GazetteerEntry*)Unsafe.AsPointer(ref Unsafe.AsRef(in MemoryMarshal.GetReference(all)));
        slots = (ulong*)Unsafe.AsPointer(ref Unsafe.AsRef(in MemoryMarshal.GetReference(table)));
        Count = all.Length;
        mask = BitOperations.IsPow2(table.Length) ? table.Length - 1 : throw new InvalidDataException($"{file.Path}: a table of {table.Length} slots");
        Divisions = [.. file.Lines("divisions").Select(line => line.Split('\t')).Select(cell => new Division(cell[0], cell[1], cell[2]))];
        hasIds = file.Has("ids");
    }

    public string Path => file.Path;

    public ImmutableArray<Division> Divisions { get; }

    public int Count { get; }

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

    /// <exception cref="InvalidDataException">The file is no gazetteer, or damaged.</exception>
    public static GazetteerFile Open(string path) => new(ModelFile.Open(path));

    public string NameOf(int index)
    {
        ReadOnlySpan<byte> pool = file.Bytes("names")[this[index].Name..];
        return Encoding.UTF8.GetString(pool[..pool.IndexOf((byte)0)]);
    }

    /// <summary>The entry with that id; null where there is none, and in the packaged file.</summary>
    public int? IndexOf(int id)
    {
        if (!hasIds)
        {
            return null;
        }

        int at = file.Values<int>("ids").BinarySearch(id);
        return at < 0 ? null : file.Values<int>("idEntries")[at];
    }

    /// <summary>All meanings of the name with that key, their entries counted in this file.</summary>
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

    /// <summary>The offset of the list of meanings; negative where the name is unknown.</summary>
    public int Find(ulong key)
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
