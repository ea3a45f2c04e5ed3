using System.Numerics;

namespace Sitrep.Gathering.Copies;

/// <summary>Marks places of a text and tells which of its windows hold enough of them. Used again for other texts.</summary>
internal sealed class WindowMarks
{
    // A place counts once, whatever number of features stands there.
    private ulong[] places = new ulong[8];
    private int last = -1;

    public void Set(int place)
    {
        int block = place >> 6;
        if (block >= places.Length)
        {
            Array.Resize(ref places, Math.Max(block + 1, 2 * places.Length));
        }

        places[block] |= 1UL << (place & 63);
        last = Math.Max(last, block);
    }

    public void Clear()
    {
        places.AsSpan(0, last + 1).Clear();
        last = -1;
    }

    /// <summary>A bit for each window that holds <see cref="Coverage.Hits"/> marks or more, and how many these are.</summary>
    /// <param name="count">Number of windows of the text.</param>
    public (ulong[] Bits, int Covered) Windows(int count)
    {
        Span<int> hits = count <= 256 ? stackalloc int[count] : new int[count];
        hits.Clear();
        for (int block = 0; block <= last; block++)
        {
            for (ulong rest = places[block]; rest != 0; rest &= rest - 1)
            {
                // The last window has a rest of up to half a window.
                hits[Math.Min(((block << 6) + BitOperations.TrailingZeroCount(rest)) / Coverage.Window, count - 1)]++;
            }
        }

        ulong[] bits = [];
        int covered = 0;
        for (int w = 0; w < count; w++)
        {
            if (hits[w] >= Coverage.Hits)
            {
                bits = covered++ == 0 ? new ulong[(count + 63) / 64] : bits;
                bits[w >> 6] |= 1UL << (w & 63);
            }
        }

        return (bits, covered);
    }
}
