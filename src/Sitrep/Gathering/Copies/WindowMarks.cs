using System.Numerics;

namespace Sitrep.Gathering.Copies;

/// <summary>Marks places of a text and tells which of its windows hold enough of them. Made once and cleared for each pair.</summary>
/// <param name="windows">Of the longest text.</param>
internal sealed class WindowMarks(int windows)
{
    // A place counts once, whatever number of features stands there. The last window has a rest of up to half a window.
    private readonly ulong[] places = new ulong[((windows + 1) * Coverage.Window / 64) + 1];
    private int last = -1;

    public void Set(int place, bool marked)
    {
        if (marked)
        {
            places[place >> 6] |= 1UL << (place & 63);
            last = Math.Max(last, place >> 6);
        }
    }

    public void Clear()
    {
        places.AsSpan(0, last + 1).Clear();
        last = -1;
    }

    /// <summary>The windows that hold <see cref="Coverage.Hits"/> marks or more.</summary>
    public Cover Cover(int other, int count)
    {
        Span<int> hits = count <= 256 ? stackalloc int[count] : new int[count];
        hits.Clear();
        for (int block = 0; block <= last; block++)
        {
            for (ulong rest = places[block]; rest != 0; rest &= rest - 1)
            {
                hits[Math.Min(((block << 6) + BitOperations.TrailingZeroCount(rest)) / Coverage.Window, count - 1)]++;
            }
        }

        ulong[] bits = new ulong[(count + 63) / 64];
        int covered = 0;
        for (int w = 0; w < count; w++)
        {
            if (hits[w] >= Coverage.Hits)
            {
                bits[w >> 6] |= 1UL << (w & 63);
                covered++;
            }
        }

        return new Cover(other, bits, covered);
    }
}
