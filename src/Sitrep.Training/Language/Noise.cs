namespace Sitrep.Training.Language;

/// <summary>A quick seeded generator for dropout (xorshift64*, Vigna 2016).</summary>
internal sealed class Noise(ulong seed)
{
    private ulong state = seed == 0 ? 0x9E3779B97F4A7C15UL : seed;

    public ulong State
    {
        get => state;
        set => state = value;
    }

    /// <summary>True with the given probability.</summary>
    public bool Chance(float probability) => (Next() >> 40) < (ulong)(probability * (1 << 24));

    /// <summary>Sets each float to 0 with the given probability, else to what keeps the mean.</summary>
    public void Mask(Span<float> mask, float probability)
    {
        unchecked
        {
            uint threshold = (uint)(probability * 65536);
            float kept = 1 / (1 - probability);
            int i = 0;
            for (; i + 4 <= mask.Length; i += 4)
            {
                ulong bits = Next();
                mask[i] = (bits & 0xFFFF) < threshold ? 0 : kept;
                mask[i + 1] = ((bits >> 16) & 0xFFFF) < threshold ? 0 : kept;
                mask[i + 2] = ((bits >> 32) & 0xFFFF) < threshold ? 0 : kept;
                mask[i + 3] = (bits >> 48) < threshold ? 0 : kept;
            }

            for (; i < mask.Length; i++)
            {
                mask[i] = (Next() & 0xFFFF) < threshold ? 0 : kept;
            }
        }
    }

    private ulong Next()
    {
        unchecked
        {
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            return state * 2685821657736338717UL;
        }
    }
}
