using Sitrep.Learning;

namespace Sitrep.Parsing;

/// <summary>What one thread needs to run the network: buffers that grow to the largest batch seen.</summary>
internal sealed class NetworkScratch(NetworkShape shape, int nameStride, int tagStride, int relationStride)
{
    private readonly List<PackedMatrix?> headMatrices = [];
    private int[] lengths = [];
    private int rows;
    private int longest;

    public SequenceBatch Batch { get; } = new();

    /// <summary>The inputs of the products at hand.</summary>
    public RoundedRows Rounded { get; } = new();

    public MemoryScratch Memory { get; } = new(shape.Hidden);

    public FloatBuffer Vectors { get; private set; } = new(0);

    public FloatBuffer Input { get; private set; } = new(0);

    public FloatBuffer First { get; private set; } = new(0);

    public FloatBuffer Second { get; private set; } = new(0);

    public FloatBuffer Tags { get; private set; } = new(0);

    public FloatBuffer Names { get; private set; } = new(0);

    public FloatBuffer Heads { get; private set; } = new(0);

    public FloatBuffer Dependents { get; private set; } = new(0);

    public FloatBuffer Asked { get; private set; } = new(0);

    public FloatBuffer LabelHeads { get; private set; } = new(0);

    public FloatBuffer LabelDependents { get; private set; } = new(0);

    // Of one sentence at a time:
    public FloatBuffer HeadRows { get; private set; } = new(0);

    public FloatBuffer AskedRows { get; private set; } = new(0);

    public FloatBuffer Arcs { get; private set; } = new(0);

    public FloatBuffer Pairs { get; private set; } = new(0);

    public FloatBuffer Relations { get; private set; } = new(0);

    public byte[] NameBack { get; private set; } = [];

    public int[] Marks { get; private set; } = [];

    /// <summary>Lays out a batch and makes room for it.</summary>
    public void Reset(ReadOnlySpan<Reading> sentences)
    {
        if (lengths.Length < sentences.Length)
        {
            lengths = new int[sentences.Length * 2];
        }

        for (int i = 0; i < sentences.Length; i++)
        {
            lengths[i] = sentences[i].Length + 1;
        }

        Batch.Reset(lengths.AsSpan(0, sentences.Length));
        if (Batch.Rows > rows)
        {
            GrowBatch(Batch.Rows * 5 / 4);
        }

        if (Batch.Steps > longest)
        {
            GrowSentence(Batch.Steps * 5 / 4);
        }
    }

    /// <summary>A matrix for the heads of a sentence, <paramref name="columns"/> being whole panels.</summary>
    public PackedMatrix HeadMatrix(int columns)
    {
        int panels = columns / PackedMatrix.Panel;
        while (headMatrices.Count <= panels)
        {
            headMatrices.Add(null);
        }

        return headMatrices[panels] ??= new PackedMatrix(shape.Arc, columns);
    }

    private void GrowBatch(int room)
    {
        rows = room;
        Memory.Grow(room);
        Vectors = new FloatBuffer(room * shape.Vector);
        Input = new FloatBuffer(room * shape.Width);
        First = new FloatBuffer(room * 2 * shape.Hidden);
        Second = new FloatBuffer(room * 2 * shape.Hidden);
        Tags = new FloatBuffer(room * tagStride);
        Names = new FloatBuffer(room * nameStride);
        Heads = new FloatBuffer(room * shape.Arc);
        Dependents = new FloatBuffer(room * shape.Arc);
        Asked = new FloatBuffer(room * shape.Arc);
        LabelHeads = new FloatBuffer(room * shape.Label);
        LabelDependents = new FloatBuffer(room * shape.Label);
    }

    private void GrowSentence(int room)
    {
        longest = room;
        int padded = PackedMatrix.Padded(room);
        HeadRows = new FloatBuffer(padded * shape.Arc);
        AskedRows = new FloatBuffer(padded * shape.Arc);
        Arcs = new FloatBuffer(padded * padded);
        Pairs = new FloatBuffer(room * shape.Label);
        Relations = new FloatBuffer(room * relationStride);
        NameBack = new byte[room * shape.NameLabels];
        Marks = new int[room + 1];
    }
}
