using System.Collections.Immutable;
using System.Numerics;
using Sitrep.Annotation.Entities;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>Reads in a whole sentence which type of event each of its words reports: two-way long short-term memories over what the language network read of the words, under a linear layer.</summary>
/// <remarks>Immutable, for any number of threads. What is said of a sentence does not depend on the others read with it, or on the width of the vectors.</remarks>
internal sealed unsafe class EventTagger
{
    /// <summary>What the names of its sections begin with.</summary>
    public const string Prefix = "tagger";

    /// <summary>Tokens read together, unless one sentence alone has more: enough to share a reading of the weights.</summary>
    private const int Together = 800;

    // Made once a thread.
    [ThreadStatic]
    private static Scratch? scratch;

    private readonly EventTaggerShape shape;
    private readonly LaneWidth width;
    private readonly bool inBytes;
    private readonly Member[] members;
    private readonly CountryNames countries;
    private readonly WordClasses classes;
    private readonly ImmutableArray<string> types;

    /// <param name="types">The labels, "no event" among them.</param>
    /// <exception cref="InvalidDataException">The file's sections do not fit.</exception>
    public EventTagger(ModelFile file, ImmutableArray<string> types, CountryNames countries, WordClasses classes, LaneWidth width)
    {
        (this.types, this.countries, this.classes, this.width) = (types, countries, classes, width);
        inBytes = RoundedMatrix.TakesBytes(width);
        shape = EventTaggerShape.Load(file, Prefix, types.Length);
        members = [.. Enumerable.Range(0, shape.Members).Select(m => new Member(file, EventTaggerShape.MemberName(Prefix, m), shape, width))];
    }

    /// <summary>Writes the numbers of a token, <see cref="EventTaggerShape.Numbers"/> floats: zeros for a country, since which one acts must not matter.</summary>
    public static void Write(Sentence sentence, int token, CountryNames countries, Span<float> numbers)
    {
        if (countries.IsNamedBy(sentence.Tokens[token].Form))
        {
            numbers.Clear();
        }
        else
        {
            sentence.Encodings.All(token).CopyTo(numbers);
        }
    }

    /// <summary>Adds the rows of the table that a word adds to its numbers: of its frame's type and how near its condition is met, and of its classes.</summary>
    public static void AddRows(Frame? frame, ulong set, ImmutableArray<string> types, List<int> rows)
    {
        if (frame is not null && types.IndexOf(frame.Type) is >= 0 and var type)
        {
            rows.Add((type * EventTaggerShape.Distances) + (frame.Met is { } met ? 1 + (int)met : 0));
        }

        for (; set != 0; set &= set - 1)
        {
            rows.Add((types.Length * EventTaggerShape.Distances) + BitOperations.TrailingZeroCount(set));
        }
    }

    /// <summary>What is said of each word of some sentences, each a score for each label, word after word.</summary>
    /// <param name="sentences">None empty, each with the frames of its words; one that no network has read gets zeros.</param>
    public float[][] Read(IReadOnlyList<(Sentence Sentence, Frame?[] Frames)> sentences)
    {
        float[][] said = new float[sentences.Count][];
        for (int i = 0; i < said.Length; i++)
        {
            said[i] = new float[sentences[i].Frames.Length * types.Length];
        }

        int[] order =
        [
            .. Enumerable.Range(0, said.Length).Where(i => sentences[i].Sentence.Encodings.Rows.Length == sentences[i].Frames.Length * shape.Numbers).OrderByDescending(i => sentences[i].Frames.Length),
        ];
        for (int from = 0; from < order.Length;)
        {
            int to = from, rows = 0;
            while (to < order.Length && (to == from || rows + sentences[order[to]].Frames.Length <= Together))
            {
                rows += sentences[order[to++]].Frames.Length;
            }

            Read(sentences, order.AsSpan(from..to), rows, said);
            from = to;
        }

        return said;
    }

    private void Read(IReadOnlyList<(Sentence Sentence, Frame?[] Frames)> sentences, ReadOnlySpan<int> order, int rows, float[][] said)
    {
        unchecked
        {
            Scratch room = scratch is { } kept && kept.Shape == shape ? kept : scratch = new Scratch(shape);
            room.Reserve(rows);
            SequenceBatch batch = room.Batch;
            Span<int> lengths = order.Length <= 64 ? stackalloc int[order.Length] : new int[order.Length];
            for (int b = 0; b < order.Length; b++)
            {
                lengths[b] = sentences[order[b]].Frames.Length;
            }

            batch.Reset(lengths);
            room.Added.Clear();
            for (int b = 0; b < order.Length; b++)
            {
                var (sentence, frames) = sentences[order[b]];
                for (int i = 0; i < frames.Length; i++)
                {
                    int at = batch.Row(b, i);
                    Write(sentence, i, countries, new(room.Numbers.Pointer + ((long)at * shape.Numbers), shape.Numbers));
                    room.Ends[at] = (room.Added.Count, 0);
                    AddRows(frames[i], classes.Of(sentence, i), types, room.Added);
                    room.Ends[at].End = room.Added.Count;
                }
            }

            foreach (Member member in members)
            {
                Round(room.Numbers, shape.Numbers, rows, room);
                Multiply(member.Projection, rows, room.Inner, room);
                for (int at = 0; at < rows; at++)
                {
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
                        for (int y = 0; y < types.Length; y++)
                        {
                            to[(i * types.Length) + y] += from[y] / members.Length;
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
        public Member(ModelFile file, string name, EventTaggerShape shape, LaneWidth width)
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

    private sealed class Scratch(EventTaggerShape shape)
    {
        private int rows;

        public EventTaggerShape Shape => shape;

        public SequenceBatch Batch { get; } = new();

        public RoundedRows Rounded { get; } = new();

        /// <summary>Rows of the table, and which of them each token adds.</summary>
        public List<int> Added { get; } = [];

        public (int Start, int End)[] Ends { get; private set; } = [];

        public MemoryScratch Memory { get; } = new(shape.Hidden);

        public FloatBuffer Numbers { get; private set; } = new(0);

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
            Memory.Grow(rows);
            Numbers = new(rows * shape.Numbers);
            Inner = new(rows * shape.Width);
            Output = new(rows * 2 * shape.Hidden);
            Scores = new(rows * PackedMatrix.Padded(shape.Labels));
        }
    }
}
