using System.Numerics;

namespace Sitrep.Learning;

/// <summary>64-bit keys → rows counted from 1; 0 stands for every other key. Immutable.</summary>
internal sealed class KeyIndex
{
    private readonly ulong[] slots;
    private readonly int[] rows;
    private readonly int shift;

    /// <param name="keys">The key of row 1, of row 2 and so on; of equal keys the first counts.</param>
    public KeyIndex(ReadOnlySpan<ulong> keys)
    {
        Count = keys.Length;
        int bits = Math.Max(4, BitOperations.Log2((uint)Math.Max(1, keys.Length)) + 2);
        shift = 64 - bits;
        slots = new ulong[1 << bits];
        rows = new int[1 << bits];
        for (int i = 0; i < keys.Length; i++)
        {
            int slot = Slot(keys[i]);
            if (rows[slot] == 0)
            {
                slots[slot] = keys[i];
                rows[slot] = i + 1;
            }
        }
    }

    /// <summary>Number of keys, and the highest row.</summary>
    public int Count { get; }

    public int Find(ulong key) => rows[Slot(key)];

    /// <summary>Where the key is, or would be put.</summary>
    private int Slot(ulong key)
    {
        unchecked
        {
            int slot = (int)((key * 0x9E3779B97F4A7C15UL) >> shift);
            while (rows[slot] != 0 && slots[slot] != key)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            return slot;
        }
    }
}
