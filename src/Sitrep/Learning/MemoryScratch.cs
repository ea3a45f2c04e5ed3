namespace Sitrep.Learning;

/// <summary>What one thread needs to run a <see cref="RoundedMemory"/>.</summary>
/// <param name="hidden">Floats a direction.</param>
internal sealed class MemoryScratch(int hidden)
{
    public RoundedRows RoundedState { get; } = new();

    public FloatBuffer Gates { get; private set; } = new(0);

    public FloatBuffer State { get; private set; } = new(0);

    public FloatBuffer Cell { get; private set; } = new(0);

    /// <summary>Sums of products before they are scaled: 4 × hidden floats a row.</summary>
    public FloatBuffer Sums { get; private set; } = new(0);

    /// <summary>Makes room for a batch of so many rows, in place of what there was.</summary>
    public void Grow(int rows)
    {
        Gates = new FloatBuffer(rows * 4 * hidden);
        State = new FloatBuffer(rows * hidden);
        Cell = new FloatBuffer(rows * hidden);
        Sums = new FloatBuffer(rows * 4 * hidden);
    }
}
