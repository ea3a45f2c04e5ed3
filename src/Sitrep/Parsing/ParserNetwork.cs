using Sitrep.Learning;

namespace Sitrep.Parsing;

/// <summary>Tags, trees and names by one encoder: two-way long short-term memories under linear heads (Kiperwasser and Goldberg 2016; arcs after Dozat and Manning 2017).</summary>
/// <remarks>Immutable, for any number of threads with a <see cref="NetworkScratch"/> each. A sentence's result does not depend on the others in its batch.</remarks>
internal sealed unsafe class ParserNetwork
{
    private readonly VectorTable vectors;
    private readonly KeyIndex[] tableIndex;
    private readonly RowTable[] tables;
    private readonly float[] root;
    private readonly PackedMatrix projection;
    private readonly PackedMatrix[,] input;
    private readonly PackedMatrix[,] recurrent;
    private readonly PackedMatrix arcHead, arcDependent, arc, labelHead, labelDependent, label, tags, names;
    private readonly NameDecoder decoder;
    private readonly int rootRelation;

    /// <param name="rootRelation">Number of the relation <c>root</c>, which the root's child alone has.</param>
    public ParserNetwork(ModelFile file, int rootRelation, LaneWidth width)
    {
        this.rootRelation = rootRelation;
        Width = width;
        Shape = NetworkShape.Load(file);
        int encoded = 2 * Shape.Hidden;
        Words = new KeyIndex(file.Values<ulong>("vectors.keys"));
        vectors = new VectorTable(file, "vectors", Shape.Vector);
        tableIndex = new KeyIndex[Shape.TableRows.Length];
        tables = new RowTable[Shape.TableRows.Length];
        for (int i = 0; i < tables.Length; i++)
        {
            tableIndex[i] = new KeyIndex(file.Values<ulong>(NetworkShape.TableName(i) + ".keys"));
            tables[i] = new RowTable(file, NetworkShape.TableName(i), Shape.Width);
        }

        root = file.Values<float>("root").ToArray();
        projection = PackedMatrix.Load(file, "projection", Shape.Vector, Shape.Width);
        input = new PackedMatrix[Shape.Layers, 2];
        recurrent = new PackedMatrix[Shape.Layers, 2];
        for (int layer = 0; layer < Shape.Layers; layer++)
        {
            for (int direction = 0; direction < 2; direction++)
            {
                input[layer, direction] = PackedMatrix.Load(file, NetworkShape.InputName(layer, direction), layer == 0 ? Shape.Width : encoded, 4 * Shape.Hidden);
                recurrent[layer, direction] = PackedMatrix.Load(file, NetworkShape.RecurrentName(layer, direction), Shape.Hidden, 4 * Shape.Hidden);
            }
        }

        arcHead = PackedMatrix.Load(file, "arc.head", encoded, Shape.Arc);
        arcDependent = PackedMatrix.Load(file, "arc.dependent", encoded, Shape.Arc);
        arc = PackedMatrix.Load(file, "arc", Shape.Arc, Shape.Arc);
        labelHead = PackedMatrix.Load(file, "label.head", encoded, Shape.Label);
        labelDependent = PackedMatrix.Load(file, "label.dependent", encoded, Shape.Label);
        label = PackedMatrix.Load(file, "label", Shape.Label, Shape.Relations);
        tags = PackedMatrix.Load(file, "tags", encoded, Shape.UposTags + Shape.XposTags);
        names = PackedMatrix.Load(file, "names", encoded, Shape.NameLabels);
        decoder = new NameDecoder(file.Values<float>("transitions").ToArray());
        NameStride = names.Stride;
        TagStride = tags.Stride;
        RelationStride = label.Stride;
    }

    public NetworkShape Shape { get; }

    public LaneWidth Width { get; }

    /// <summary>The words that have a vector, the most frequent first.</summary>
    public KeyIndex Words { get; }

    internal int NameStride { get; }

    internal int TagStride { get; }

    internal int RelationStride { get; }

    /// <summary>Looks up a word for the reading.</summary>
    public void SetWord(Reading reading, int token, ReadOnlySpan<char> word)
    {
        Span<ulong> keys = stackalloc ulong[WordKeys.Count];
        WordKeys.Fill(word, keys);
        Span<int> rows = reading.Rows.AsSpan(token * (WordKeys.Count + 1), WordKeys.Count + 1);
        rows[0] = WordKeys.Vector(word, Words);
        for (int table = 0; table < WordKeys.Count; table++)
        {
            rows[table + 1] = tableIndex[table].Find(keys[table]);
        }
    }

    /// <summary>Reads sentences together.</summary>
    /// <param name="sentences">By falling length, none empty.</param>
    public void Run(ReadOnlySpan<Reading> sentences, NetworkScratch scratch)
    {
        scratch.Reset(sentences);
        Embed(sentences, scratch);
        float* encoded = Encode(scratch);
        int rows = scratch.Batch.Rows, width = 2 * Shape.Hidden;
        Multiply(tags, encoded, width, rows, scratch.Tags, tags.Stride);
        Multiply(names, encoded, width, rows, scratch.Names, names.Stride);
        Multiply(arcHead, encoded, width, rows, scratch.Heads, Shape.Arc);
        Multiply(arcDependent, encoded, width, rows, scratch.Dependents, Shape.Arc);
        Rectify(scratch.Heads.Pointer, rows * Shape.Arc);
        Rectify(scratch.Dependents.Pointer, rows * Shape.Arc);
        Multiply(arc, scratch.Dependents.Pointer, Shape.Arc, rows, scratch.Asked, Shape.Arc);
        Multiply(labelHead, encoded, width, rows, scratch.LabelHeads, Shape.Label);
        Multiply(labelDependent, encoded, width, rows, scratch.LabelDependents, Shape.Label);
        for (int b = 0; b < sentences.Length; b++)
        {
            Keep(sentences[b], b, encoded, scratch);
            Tag(sentences[b], b, scratch);
            Attach(sentences[b], b, scratch);
            Relate(sentences[b], b, scratch);
        }
    }

    private void Embed(ReadOnlySpan<Reading> sentences, NetworkScratch scratch)
    {
        unchecked
        {
            SequenceBatch batch = scratch.Batch;
            for (int b = 0; b < sentences.Length; b++)
            {
                int[] rows = sentences[b].Rows;
                new Span<float>(scratch.Vectors.Pointer + ((long)batch.Row(b, 0) * Shape.Vector), Shape.Vector).Clear();
                for (int i = 0; i < sentences[b].Length; i++)
                {
                    vectors.Copy(rows[i * (WordKeys.Count + 1)], new Span<float>(scratch.Vectors.Pointer + ((long)batch.Row(b, i + 1) * Shape.Vector), Shape.Vector));
                }
            }

            Multiply(projection, scratch.Vectors.Pointer, Shape.Vector, batch.Rows, scratch.Input, Shape.Width);
            for (int b = 0; b < sentences.Length; b++)
            {
                int[] rows = sentences[b].Rows;
                root.CopyTo(new Span<float>(scratch.Input.Pointer + ((long)batch.Row(b, 0) * Shape.Width), Shape.Width));
                for (int i = 0; i < sentences[b].Length; i++)
                {
                    float* to = scratch.Input.Pointer + ((long)batch.Row(b, i + 1) * Shape.Width);
                    for (int table = 0; table < tables.Length; table++)
                    {
                        tables[table].Add(rows[(i * (WordKeys.Count + 1)) + table + 1], to);
                    }
                }
            }
        }
    }

    /// <summary>Runs the memories over the batch; a row holds both directions.</summary>
    private float* Encode(NetworkScratch scratch)
    {
        SequenceBatch batch = scratch.Batch;
        int hidden = Shape.Hidden, width = Shape.Width;
        float* below = scratch.Input.Pointer;
        for (int layer = 0; layer < Shape.Layers; layer++)
        {
            float* above = (layer % 2 == 0 ? scratch.First : scratch.Second).Pointer;
            for (int direction = 0; direction < 2; direction++)
            {
                Multiply(input[layer, direction], below, width, batch.Rows, scratch.Gates, 4 * hidden);
                Remember(recurrent[layer, direction], direction, above, scratch);
            }

            below = above;
            width = 2 * hidden;
        }

        return below;
    }

    /// <summary>Steps through the sequences in one direction; gates hold what the inputs say.</summary>
    private void Remember(PackedMatrix matrix, int direction, float* output, NetworkScratch scratch)
    {
        unchecked
        {
            SequenceBatch batch = scratch.Batch;
            int hidden = Shape.Hidden;
            float* state = scratch.State.Pointer;
            float* cell = scratch.Cell.Pointer;
            new Span<float>(state, batch.Count * hidden).Clear();
            new Span<float>(cell, batch.Count * hidden).Clear();
            for (int turn = 0; turn < batch.Steps; turn++)
            {
                int step = direction == 0 ? turn : batch.Steps - 1 - turn;
                long first = batch.First(step);
                int active = batch.Active(step);
                float* gates = scratch.Gates.Pointer + (first * 4 * hidden);
                matrix.Multiply(Width, hidden, state, hidden, active, gates, 4 * hidden, add: true);
                for (int b = 0; b < active; b++)
                {
                    float* to = output + ((first + b) * 2 * hidden) + (direction * hidden);
                    LstmCell.Step(Width, hidden, gates + ((long)b * 4 * hidden), cell + ((long)b * hidden), null, state + ((long)b * hidden), to);
                }
            }
        }
    }

    /// <summary>Copies what was read of each token: its state in both directions, then its word vector.</summary>
    private void Keep(Reading sentence, int b, float* encoded, NetworkScratch scratch)
    {
        unchecked
        {
            int states = 2 * Shape.Hidden;
            float[] kept = GC.AllocateUninitializedArray<float>(sentence.Length * TokenEncodings.Width(Shape));
            for (int i = 0; i < sentence.Length; i++)
            {
                long row = scratch.Batch.Row(b, i + 1);
                Span<float> to = kept.AsSpan(i * TokenEncodings.Width(Shape), TokenEncodings.Width(Shape));
                new ReadOnlySpan<float>(encoded + (row * states), states).CopyTo(to);
                new ReadOnlySpan<float>(scratch.Vectors.Pointer + (row * Shape.Vector), Shape.Vector).CopyTo(to[states..]);
            }

            sentence.Encodings = new TokenEncodings(kept, states, Shape.Vector);
        }
    }

    private void Tag(Reading sentence, int b, NetworkScratch scratch)
    {
        int n = sentence.Length;
        for (int i = 0; i < n; i++)
        {
            int row = scratch.Batch.Row(b, i + 1);
            ReadOnlySpan<float> scores = scratch.Tags.Span.Slice(row * TagStride, TagStride);
            sentence.Upos[i] = Best(scores[..Shape.UposTags]);
            sentence.Xpos[i] = Best(scores.Slice(Shape.UposTags, Shape.XposTags));
            scratch.Names.Span.Slice(row * NameStride, NameStride).CopyTo(scratch.NameScores.Span[(i * NameStride)..]);
        }

        decoder.Decode(scratch.NameScores.Span, NameStride, sentence.Names.AsSpan(0, n), scratch.NameBack);
    }

    private void Attach(Reading sentence, int b, NetworkScratch scratch)
    {
        unchecked
        {
            int n = sentence.Length, stride = PackedMatrix.Padded(n + 1);
            for (int i = 0; i <= n; i++)
            {
                long row = scratch.Batch.Row(b, i);
                new ReadOnlySpan<float>(scratch.Heads.Pointer + (row * Shape.Arc), Shape.Arc).CopyTo(scratch.HeadRows.Span[(i * Shape.Arc)..]);
                new ReadOnlySpan<float>(scratch.Asked.Pointer + (row * Shape.Arc), Shape.Arc).CopyTo(scratch.AskedRows.Span[(i * Shape.Arc)..]);
            }

            PackedMatrix heads = scratch.HeadMatrix(stride);
            scratch.HeadRows.Span[((n + 1) * Shape.Arc)..(stride * Shape.Arc)].Clear();
            heads.PackTransposed(scratch.HeadRows.Span);
            heads.Multiply(Width, Shape.Arc, scratch.AskedRows.Pointer + Shape.Arc, Shape.Arc, n, scratch.Arcs.Pointer, stride, add: false);
            SpanningTree.Decode(scratch.Arcs.Span, stride, sentence.Heads.AsSpan(0, n), scratch.Marks);
        }
    }

    private void Relate(Reading sentence, int b, NetworkScratch scratch)
    {
        unchecked
        {
            int n = sentence.Length, width = Shape.Label;
            for (int i = 0; i < n; i++)
            {
                float* above = scratch.LabelHeads.Pointer + ((long)scratch.Batch.Row(b, sentence.Heads[i]) * width);
                float* below = scratch.LabelDependents.Pointer + ((long)scratch.Batch.Row(b, i + 1) * width);
                Span<float> pair = scratch.Pairs.Span.Slice(i * width, width);
                for (int j = 0; j < width; j++)
                {
                    pair[j] = MathF.Max(0, above[j] + below[j]);
                }
            }

            Multiply(label, scratch.Pairs.Pointer, width, n, scratch.Relations, label.Stride);
            for (int i = 0; i < n; i++)
            {
                Span<float> scores = scratch.Relations.Span.Slice(i * RelationStride, Shape.Relations);
                scores[rootRelation] = float.NegativeInfinity;
                sentence.Relations[i] = sentence.Heads[i] == 0 ? rootRelation : Best(scores);
            }
        }
    }

    private void Multiply(PackedMatrix matrix, float* from, int width, int rows, FloatBuffer to, int stride) =>
        matrix.Multiply(Width, matrix.Rows, from, width, rows, to.Pointer, stride, add: false);

    private static void Rectify(float* values, int length)
    {
        unchecked
        {
            var slope = System.Numerics.Vector.Create(0.1f);
            int step = System.Numerics.Vector<float>.Count;
            for (int i = 0; i < length; i += step)
            {
                var value = System.Numerics.Vector.Load(values + i);
                System.Numerics.Vector.Store(System.Numerics.Vector.Max(value, value * slope), values + i);
            }
        }
    }

    private static int Best(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }
}
