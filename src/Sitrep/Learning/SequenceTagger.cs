namespace Sitrep.Learning;

/// <summary>Says of each token of a text what it is, from all of them: two-way long short-term memories over what the language network read of the tokens, under a linear layer.</summary>
/// <remarks>Immutable, for any number of threads. What is said of a text does not depend on the others read with it, or on the width of the vectors.</remarks>
internal sealed unsafe class SequenceTagger
{
    /// <summary>Tokens read together, unless one text alone has more: enough to share a reading of the weights.</summary>
    private const int Together = 800;

    // Made once a thread.
    [ThreadStatic]
    private static Scratch? scratch;

    private readonly TaggerShape shape;
    private readonly LaneWidth width;
    private readonly bool inBytes;
    private readonly Member[] members;

    /// <param name="prefix">What the names of its sections begin with.</param>
    /// <exception cref="InvalidDataException">The file's sections do not fit.</exception>
    public SequenceTagger(ModelFile file, string prefix, int labels, LaneWidth width)
    {
        this.width = width;
        inBytes = RoundedMatrix.TakesBytes(width);
        shape = TaggerShape.Load(file, prefix, labels);
        members = [.. Enumerable.Range(0, shape.Members).Select(m => new Member(file, TaggerShape.MemberName(prefix, m), shape, width))];
    }

    /// <summary>What is said of each token of some texts, each a score for each label, token after token; zeros for a text that no network has read.</summary>
    public float[][] Read(IReadOnlyList<ITaggedTokens> texts)
    {
        float[][] said = new float[texts.Count][];
        for (int i = 0; i < said.Length; i++)
        {
            said[i] = new float[texts[i].Length * shape.Labels];
        }

        int[] order = [.. Enumerable.Range(0, said.Length).Where(i => texts[i].Width == shape.Numbers).OrderByDescending(i => texts[i].Length)];
        for (int from = 0; from < order.Length;)
        {
            int to = from, rows = 0;
            while (to < order.Length && (to == from || rows + texts[order[to]].Length <= Together))
            {
                rows += texts[order[to++]].Length;
            }

            Read(texts, order.AsSpan(from..to), rows, said);
            from = to;
        }

        return said;
    }

    private void Read(IReadOnlyList<ITaggedTokens> texts, ReadOnlySpan<int> order, int rows, float[][] said)
    {
        unchecked
        {
            Scratch room = scratch is { } kept && kept.Shape == shape ? kept : scratch = new Scratch(shape);
            room.Reserve(rows);
            SequenceBatch batch = room.Batch;
            Span<int> lengths = order.Length <= 64 ? stackalloc int[order.Length] : new int[order.Length];
            for (int b = 0; b < order.Length; b++)
            {
                lengths[b] = texts[order[b]].Length;
            }

            batch.Reset(lengths);
            room.Added.Clear();
            room.Known.Clear();
            for (int b = 0; b < order.Length; b++)
            {
                ITaggedTokens text = texts[order[b]];
                for (int i = 0; i < lengths[b]; i++)
                {
                    int at = batch.Row(b, i);
                    if (!room.Known.TryGetValue(text.WordOf(i), out int word))
                    {
                        room.Known.Add(text.WordOf(i), word = room.Known.Count);
                        text.Write(i, new(room.Numbers.Pointer + ((long)word * shape.Numbers), shape.Numbers));
                    }

                    room.Words[at] = word;
                    room.Ends[at] = (room.Added.Count, 0);
                    text.AddRows(i, room.Added);
                    room.Ends[at].End = room.Added.Count;
                }
            }

            foreach (Member member in members)
            {
                Round(room.Numbers, shape.Numbers, room.Known.Count, room);
                Multiply(member.Projection, room.Known.Count, room.Projected, room);
                for (int at = 0; at < rows; at++)
                {
                    new ReadOnlySpan<float>(room.Projected.Pointer + ((long)room.Words[at] * shape.Width), shape.Width).CopyTo(new(room.Inner.Pointer + ((long)at * shape.Width), shape.Width));
                    for (int k = room.Ends[at].Start; k < room.Ends[at].End; k++)
                    {
                        member.Table.Add(room.Added[k], room.Inner.Pointer + ((long)at * shape.Width));
                    }
                }

                Round(room.Inner, shape.Width, rows, room);
                member.Memory.Run(room.Rounded, batch, room.Output.Pointer, room.Memory);
                Round(room.Output, 2 * shape.Hidden, rows, room);
                Multiply(member.Output, rows, room.Scores, room);
                for (int b = 0; b < order.Length; b++)
                {
                    float[] to = said[order[b]];
                    for (int i = 0; i < lengths[b]; i++)
                    {
                        float* from = room.Scores.Pointer + ((long)batch.Row(b, i) * member.Output.Stride);
                        for (int y = 0; y < shape.Labels; y++)
                        {
                            to[(i * shape.Labels) + y] += from[y] / members.Length;
                        }
                    }
                }
            }
        }
    }

    private void Round(FloatBuffer from, int columns, int rows, Scratch room) => room.Rounded.Set(from.Pointer, columns, columns, rows, inBytes);

    /// <summary>Multiplies what was rounded last.</summary>
    private void Multiply(RoundedMatrix matrix, int rows, FloatBuffer to, Scratch room) =>
        matrix.Multiply(width, room.Rounded, rows, to.Pointer, matrix.Stride, add: false, room.Memory.Sums);

    /// <summary>One of the networks whose scores are averaged.</summary>
    private sealed class Member
    {
        public Member(ModelFile file, string name, TaggerShape shape, LaneWidth width)
        {
            Projection = RoundedMatrix.Load(file, name + ".projection", shape.Numbers, shape.Width, width);
            Table = new RowTable(file, name + ".table", shape.Width);
            Memory = new RoundedMemory(file, d => $"{name}.input.{d}", d => $"{name}.recurrent.{d}", shape.Width, shape.Hidden, width);
            Output = RoundedMatrix.Load(file, name + ".output", 2 * shape.Hidden, shape.Labels, width);
        }

        public RoundedMatrix Projection { get; }

        public RowTable Table { get; }

        public RoundedMemory Memory { get; }

        public RoundedMatrix Output { get; }
    }

    private sealed class Scratch(TaggerShape shape)
    {
        private int rows;

        public TaggerShape Shape => shape;

        public SequenceBatch Batch { get; } = new();

        public RoundedRows Rounded { get; } = new();

        /// <summary>Rows of the table, and which of them each token adds.</summary>
        public List<int> Added { get; } = [];

        public (int Start, int End)[] Ends { get; private set; } = [];

        /// <summary>The words that are read, and which of them each token is.</summary>
        public Dictionary<long, int> Known { get; } = [];

        public int[] Words { get; private set; } = [];

        public MemoryScratch Memory { get; } = new(shape.Hidden);

        public FloatBuffer Numbers { get; private set; } = new(0);

        public FloatBuffer Projected { get; private set; } = new(0);

        public FloatBuffer Inner { get; private set; } = new(0);

        public FloatBuffer Output { get; private set; } = new(0);

        public FloatBuffer Scores { get; private set; } = new(0);

        public void Reserve(int count)
        {
            if (count <= rows)
            {
                return;
            }

            rows = Math.Max(Together, count * 5 / 4);
            Ends = new (int, int)[rows];
            Words = new int[rows];
            Memory.Grow(rows);
            Numbers = new(rows * shape.Numbers);
            Projected = new(rows * shape.Width);
            Inner = new(rows * shape.Width);
            Output = new(rows * 2 * shape.Hidden);
            Scores = new(rows * PackedMatrix.Padded(shape.Labels));
        }
    }
}
