using Sitrep.Learning;

namespace Sitrep.Parsing;

/// <summary>Tags, trees and names by one encoder: two-way long short-term memories under linear heads (Kiperwasser and Goldberg 2016; arcs after Dozat and Manning 2017).</summary>
/// <remarks>Immutable, for any number of threads with a <see cref="NetworkScratch"/> each. A sentence's result does not depend on the others in its batch.</remarks>
internal sealed unsafe class ParserNetwork
{
    // Added to the score of being no name and taken from that of being a place, since the network marks more names, and more of them places, than people do.
    private const float Caution = 0.4f, PlaceCaution = 0.2f;

    private readonly VectorTable vectors;
    private readonly TagPairs pairs;
    private readonly KeyIndex[] tableIndex;
    private readonly RowTable[] tables;
    private readonly float[] root;
    private readonly RoundedMatrix projection;
    private readonly RoundedMemory[] memories;
    private readonly RoundedMatrix arcHead, arcDependent, arc, labelHead, labelDependent, label, tags, names;
    private readonly NameDecoder decoder;
    private readonly int rootRelation;
    private readonly bool inBytes;

    /// <param name="rootRelation">Number of the relation <c>root</c>, which the root's child alone has.</param>
    /// <param name="pairs">The tags that may stand together.</param>
    public ParserNetwork(ModelFile file, int rootRelation, TagPairs pairs, LaneWidth width)
    {
        this.rootRelation = rootRelation;
        this.pairs = pairs;
        Width = width;
        inBytes = RoundedMatrix.TakesBytes(width);
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
        projection = RoundedMatrix.Load(file, "projection", Shape.Vector, Shape.Width, width);
        memories = new RoundedMemory[Shape.Layers];
        for (int i = 0; i < memories.Length; i++)
        {
            int layer = i;
            memories[i] = new RoundedMemory(file, d => NetworkShape.InputName(layer, d), d => NetworkShape.RecurrentName(layer, d), layer == 0 ? Shape.Width : encoded, Shape.Hidden, width);
        }

        arcHead = RoundedMatrix.Load(file, "arc.head", encoded, Shape.Arc, width);
        arcDependent = RoundedMatrix.Load(file, "arc.dependent", encoded, Shape.Arc, width);
        arc = RoundedMatrix.Load(file, "arc", Shape.Arc, Shape.Arc, width);
        labelHead = RoundedMatrix.Load(file, "label.head", encoded, Shape.Label, width);
        labelDependent = RoundedMatrix.Load(file, "label.dependent", encoded, Shape.Label, width);
        label = RoundedMatrix.Load(file, "label", Shape.Label, Shape.Relations, width);
        tags = RoundedMatrix.Load(file, "tags", encoded, Shape.UposTags + Shape.XposTags, width);
        names = RoundedMatrix.Load(file, "names", encoded, Shape.NameLabels, width);
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
        int rows = scratch.Batch.Rows;
        Round(encoded, 2 * Shape.Hidden, rows, scratch);
        Multiply(tags, rows, scratch.Tags, tags.Stride, scratch);
        Multiply(names, rows, scratch.Names, names.Stride, scratch);
        Multiply(arcHead, rows, scratch.Heads, Shape.Arc, scratch);
        Multiply(arcDependent, rows, scratch.Dependents, Shape.Arc, scratch);
        Multiply(labelHead, rows, scratch.LabelHeads, Shape.Label, scratch);
        Multiply(labelDependent, rows, scratch.LabelDependents, Shape.Label, scratch);
        Rectify(scratch.Heads.Pointer, rows * Shape.Arc);
        Rectify(scratch.Dependents.Pointer, rows * Shape.Arc);
        Round(scratch.Dependents.Pointer, Shape.Arc, rows, scratch);
        Multiply(arc, rows, scratch.Asked, Shape.Arc, scratch);
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

            Round(scratch.Vectors.Pointer, Shape.Vector, batch.Rows, scratch);
            Multiply(projection, batch.Rows, scratch.Input, Shape.Width, scratch);
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
        float* below = scratch.Input.Pointer;
        for (int layer = 0; layer < memories.Length; layer++)
        {
            float* above = (layer % 2 == 0 ? scratch.First : scratch.Second).Pointer;
            Round(below, layer == 0 ? Shape.Width : 2 * Shape.Hidden, scratch.Batch.Rows, scratch);
            memories[layer].Run(scratch.Rounded, scratch.Batch, above, scratch.Memory);
            below = above;
        }

        return below;
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
            (sentence.Upos[i], sentence.Xpos[i]) = pairs.Best(scores[..Shape.UposTags], scores.Slice(Shape.UposTags, Shape.XposTags));
            scratch.Names.Span.Slice(row * NameStride, NameLabels.Count).CopyTo(sentence.NameScores.AsSpan(i * NameLabels.Count));
        }
    }

    /// <summary>Writes the best name labels of a sentence that was read.</summary>
    public void FindNames(Reading sentence, NetworkScratch scratch)
    {
        for (int i = 0; i < sentence.Length; i++)
        {
            Span<float> scores = sentence.NameScores.AsSpan(i * NameLabels.Count, NameLabels.Count);
            scores[0] += Caution;
            foreach (ref float score in scores.Slice(NameLabels.Of(EntityType.Location, NameLabels.Begin), 4))
            {
                score -= PlaceCaution;
            }
        }

        decoder.Decode(sentence.NameScores, NameLabels.Count, sentence.Names.AsSpan(0, sentence.Length), scratch.NameBack);
        sentence.Names.AsSpan(0, sentence.Length).CopyTo(sentence.FullNames);
    }

    /// <summary>Finds full names by scores that have changed since the names were found.</summary>
    public void FindFullNames(Reading sentence, NetworkScratch scratch) =>
        decoder.Decode(sentence.NameScores, NameLabels.Count, sentence.FullNames.AsSpan(0, sentence.Length), scratch.NameBack);

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

            Round(scratch.Pairs.Pointer, width, n, scratch);
            Multiply(label, n, scratch.Relations, label.Stride, scratch);
            for (int i = 0; i < n; i++)
            {
                Span<float> scores = scratch.Relations.Span.Slice(i * RelationStride, Shape.Relations);
                scores[rootRelation] = float.NegativeInfinity;
                sentence.Relations[i] = sentence.Heads[i] == 0 ? rootRelation : Best(scores);
            }
        }
    }

    private void Round(float* from, int width, int rows, NetworkScratch scratch) => scratch.Rounded.Set(from, width, width, rows, inBytes);

    /// <summary>Multiplies what was rounded last.</summary>
    private void Multiply(RoundedMatrix matrix, int rows, FloatBuffer to, int stride, NetworkScratch scratch) =>
        matrix.Multiply(Width, scratch.Rounded, rows, to.Pointer, stride, add: false, scratch.Memory.Sums);

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

    internal static int Best(ReadOnlySpan<float> scores)
    {
        int best = 0;
        float highest = scores[0];
        for (int i = 1; i < scores.Length; i++)
        {
            if (scores[i] > highest)
            {
                (best, highest) = (i, scores[i]);
            }
        }

        return best;
    }
}
