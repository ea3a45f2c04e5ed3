namespace Sitrep.Learning;

/// <summary>Where the steps of sequences lie in one table: all first steps, then all second steps, and so on.</summary>
/// <remarks>Sequences are ordered by falling length, so the step t of sequence b is row <c>First[t] + b</c> and the sequences that reach t are the first <c>Active[t]</c>.</remarks>
internal sealed class SequenceBatch
{
    private int[] first = new int[64];
    private int[] active = new int[64];

    /// <summary>Number of sequences.</summary>
    public int Count { get; private set; }

    /// <summary>Steps of the longest sequence.</summary>
    public int Steps { get; private set; }

    /// <summary>Steps of all sequences together.</summary>
    public int Rows { get; private set; }

    public int Row(int sequence, int step) => unchecked(first[step] + sequence);

    public int First(int step) => first[step];

    public int Active(int step) => active[step];

    /// <param name="lengths">In falling order.</param>
    public void Reset(ReadOnlySpan<int> lengths)
    {
        Count = lengths.Length;
        Steps = lengths.Length == 0 ? 0 : lengths[0];
        if (first.Length < Steps)
        {
            first = new int[Steps * 2];
            active = new int[Steps * 2];
        }

        Rows = 0;
        int reach = lengths.Length;
        for (int step = 0; step < Steps; step++)
        {
            while (lengths[reach - 1] <= step)
            {
                reach--;
            }

            active[step] = reach;
            first[step] = Rows;
            Rows += reach;
        }
    }
}
