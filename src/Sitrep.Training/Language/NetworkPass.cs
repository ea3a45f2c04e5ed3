using System.Numerics.Tensors;
using Sitrep.Learning;
using Sitrep.Parsing;

namespace Sitrep.Training.Language;

/// <summary>How much of the network is left out at random while it learns.</summary>
internal sealed record Dropout(float Input, float Encoded, float Heads, float Word, float Affix, float Vector)
{
    public static Dropout Usual { get; } = new(0.33f, 0.33f, 0.25f, 0.15f, 0.03f, 0.05f);

    public static Dropout None { get; } = new(0, 0, 0, 0, 0, 0);
}

/// <summary>One thread's forward and backward pass over some sentences; gradients are summed here until they are collected.</summary>
internal sealed unsafe class NetworkPass
{
    private const float LeakySlope = 0.1f;

    private readonly TrainedNetwork network;
    private readonly int capacity;
    private readonly SequenceBatch batch = new();
    private readonly WeightGradients gradients;
    private readonly List<(int Table, int Row, int At)> touched = [];
    private readonly NameField names;

    private readonly FloatBuffer vectors, contexts, input, inputMask, inputGradient;
    private readonly TwoWayMemory[] layers;
    private readonly FloatBuffer headRaw, dependentRaw, head, dependent, headMask, dependentMask, score, headGradient, dependentGradient, scoreGradient;
    private readonly FloatBuffer labelHead, labelDependent, labelHeadGradient, labelDependentGradient, pair, pairMask, pairGradient, labels;
    private readonly FloatBuffer tags, nameScores;
    // Of one sentence at a time, its rows together.
    private FloatBuffer sentenceRows = new(64), sentenceGradients = new(64), arcRow = new(64);

    /// <param name="capacity">The most rows (tokens and roots) in one call.</param>
    public NetworkPass(TrainedNetwork network, int capacity, ulong seed)
    {
        this.network = network;
        this.capacity = capacity;
        Noise = new Noise(seed);
        var shape = network.Shape;
        gradients = new WeightGradients(network.Dense, capacity, Math.Max(2 * shape.Hidden, Math.Max(shape.Width, Math.Max(shape.Vector, network.Context?.Weight.Rows ?? 0))));
        names = new NameField(shape.NameLabels);
        vectors = Rows(shape.Vector);
        contexts = Rows(network.Context?.Weight.Rows ?? 0);
        input = Rows(shape.Width);
        inputMask = Rows(shape.Width);
        inputGradient = Rows(shape.Width);
        layers = new TwoWayMemory[shape.Layers];
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i] = new TwoWayMemory([network.Input[i, 0], network.Input[i, 1]], [network.Recurrent[i, 0], network.Recurrent[i, 1]], shape.Hidden, capacity);
        }

        headRaw = Rows(shape.Arc);
        dependentRaw = Rows(shape.Arc);
        head = Rows(shape.Arc);
        dependent = Rows(shape.Arc);
        headMask = Rows(shape.Arc);
        dependentMask = Rows(shape.Arc);
        score = Rows(shape.Arc);
        headGradient = Rows(shape.Arc);
        dependentGradient = Rows(shape.Arc);
        scoreGradient = Rows(shape.Arc);
        labelHead = Rows(shape.Label);
        labelDependent = Rows(shape.Label);
        labelHeadGradient = Rows(shape.Label);
        labelDependentGradient = Rows(shape.Label);
        pair = Rows(shape.Label);
        pairMask = Rows(shape.Label);
        pairGradient = Rows(shape.Label);
        labels = Rows(network.Label.Stride);
        tags = Rows(network.Tags.Stride);
        nameScores = Rows(network.Names.Stride);

        FloatBuffer Rows(int width) => new(capacity * PackedMatrix.Padded(width));
    }

    public Noise Noise { get; }

    /// <summary>Gradients of the dense weights; those of tables come by <see cref="CollectTables"/>.</summary>
    public WeightGradients Gradients => gradients;

    /// <summary>Loss summed over tokens, each kind with its weight; gradients are those of this sum × <paramref name="scale"/>.</summary>
    /// <param name="examples">By falling length; together at most the capacity, a row for each root included.</param>
    public double Run(ReadOnlySpan<Example> examples, float scale, Dropout dropout)
    {
        unchecked
        {
            Place(examples);
            names.Prepare(network.Transitions);
            Encode(examples, dropout);
            int width = 2 * network.Shape.Hidden;
            layers[^1].OutputGradient.Span[..(batch.Rows * width)].Clear();
            double loss = TreeLoss(examples, scale, dropout) + NameLoss(examples, scale);
            for (int layer = layers.Length - 1; layer >= 0; layer--)
            {
                FloatBuffer under = layer == 0 ? input : layers[layer - 1].Output;
                FloatBuffer underGradient = layer == 0 ? inputGradient : layers[layer - 1].OutputGradient;
                layers[layer].Backward(under, underGradient, layer == 0 ? network.Shape.Width : width, batch, dropout.Encoded, gradients);
            }

            EmbedBackward(dropout);
            return loss;
        }
    }

    /// <summary>Adds the gradients of table rows to those of the tables and names the rows.</summary>
    public void CollectTables(List<(int Table, int Row)> rows)
    {
        int width = network.Shape.Width;
        foreach (var (table, row, at) in touched)
        {
            Parameter parameter = network.Tables[table];
            Span<float> to = parameter.Gradient.AsSpan(row * parameter.Stride, width);
            RowMath.Add(new ReadOnlySpan<float>(inputGradient.Pointer + ((long)at * width), width), to);
            rows.Add((table, row));
        }

        touched.Clear();
    }

    /// <summary>What the network, without dropout, says of sentences.</summary>
    /// <param name="examples">By falling length; together at most the capacity, a row for each root included.</param>
    public TeacherReading[] Read(ReadOnlySpan<Example> examples)
    {
        unchecked
        {
            Place(examples);
            names.Prepare(network.Transitions);
            Encode(examples, Dropout.None);
            touched.Clear();
            var shape = network.Shape;
            network.Names.Forward.Multiply(layers[^1].Output.Pointer, 2 * shape.Hidden, batch.Rows, nameScores.Pointer, network.Names.Stride, add: false);
            ScoreTrees(Dropout.None);
            pair.Span[..(batch.Rows * shape.Label)].Clear();
            var heads = new int[examples.Length][];
            for (int b = 0; b < examples.Length; b++)
            {
                heads[b] = Attach(b, examples[b].Length);
                for (int i = 0; i < heads[b].Length; i++)
                {
                    Span<float> sum = RowMath.Row(pair, batch.Row(b, i + 1), shape.Label);
                    TensorPrimitives.Add(RowMath.Row(labelHead, batch.Row(b, heads[b][i]), shape.Label), RowMath.Row(labelDependent, batch.Row(b, i + 1), shape.Label), sum);
                    TensorPrimitives.Max(sum, 0, sum);
                }
            }

            network.Label.Forward.Multiply(pair.Pointer, shape.Label, batch.Rows, labels.Pointer, network.Label.Stride, add: false);
            var readings = new TeacherReading[examples.Length];
            for (int b = 0; b < examples.Length; b++)
            {
                readings[b] = new TeacherReading(
                    Best(b, heads[b].Length, tags, network.Tags.Stride, 0, shape.UposTags),
                    Best(b, heads[b].Length, tags, network.Tags.Stride, shape.UposTags, shape.XposTags),
                    heads[b],
                    Best(b, heads[b].Length, labels, network.Label.Stride, 0, shape.Relations),
                    Marginals(b, heads[b].Length));
            }

            return readings;
        }
    }

    private int[] Attach(int b, int n)
    {
        int[] heads = new int[n];
        float[] arcs = new float[n * (n + 1)];
        for (int i = 0; i < n; i++)
        {
            Span<float> asked = RowMath.Row(score, batch.Row(b, i + 1), network.Shape.Arc);
            for (int h = 0; h <= n; h++)
            {
                arcs[(i * (n + 1)) + h] = TensorPrimitives.Dot<float>(asked, RowMath.Row(head, batch.Row(b, h), network.Shape.Arc));
            }
        }

        SpanningTree.Decode(arcs, n + 1, heads, new int[n + 1]);
        return heads;
    }

    private int[] Best(int b, int n, FloatBuffer scores, int stride, int first, int count)
    {
        int[] best = new int[n];
        for (int i = 0; i < n; i++)
        {
            best[i] = TensorPrimitives.IndexOfMax<float>(RowMath.Row(scores, batch.Row(b, i + 1), stride).Slice(first, count));
        }

        return best;
    }

    private float[][] Marginals(int b, int n)
    {
        int stride = network.Names.Stride;
        float[] scores = new float[n * stride], shares = new float[n * stride];
        for (int i = 0; i < n; i++)
        {
            RowMath.Row(nameScores, batch.Row(b, i + 1), stride).CopyTo(scores.AsSpan(i * stride));
        }

        names.Marginals(scores, stride, n, shares);
        return [.. Enumerable.Range(0, n).Select(i => shares.AsSpan(i * stride, network.Shape.NameLabels).ToArray())];
    }

    private void Place(ReadOnlySpan<Example> examples)
    {
        Span<int> lengths = examples.Length <= 512 ? stackalloc int[examples.Length] : new int[examples.Length];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = examples[i].Length + 1;
        }

        batch.Reset(lengths);
        if (batch.Rows > capacity)
        {
            throw new ArgumentException($"{batch.Rows} rows in a pass for {capacity}", nameof(examples));
        }
    }

    private void Encode(ReadOnlySpan<Example> examples, Dropout dropout)
    {
        Embed(examples, dropout);
        FloatBuffer below = input;
        int width = network.Shape.Width;
        foreach (TwoWayMemory layer in layers)
        {
            layer.Forward(below, width, batch, dropout.Encoded, Noise);
            below = layer.Output;
            width = 2 * network.Shape.Hidden;
        }
    }

    private void Embed(ReadOnlySpan<Example> examples, Dropout dropout)
    {
        int width = network.Shape.Width, size = network.Shape.Vector;
        touched.Clear();
        for (int b = 0; b < examples.Length; b++)
        {
            Example example = examples[b];
            new Span<float>(vectors.Pointer + ((long)batch.Row(b, 0) * size), size).Clear();
            for (int i = 0; i < example.Length; i++)
            {
                int row = Noise.Chance(dropout.Vector) ? 0 : example.Vectors[i];
                network.Vectors.AsSpan(row * size, size).CopyTo(new Span<float>(vectors.Pointer + ((long)batch.Row(b, i + 1) * size), size));
            }
        }

        network.Projection.Forward.Multiply(vectors.Pointer, size, batch.Rows, input.Pointer, width, add: false);
        EmbedContext(examples);
        for (int b = 0; b < examples.Length; b++)
        {
            network.Root.Value.AsSpan(0, width).CopyTo(RowMath.Row(input, batch.Row(b, 0), width));
            for (int i = 0; i < examples[b].Length; i++)
            {
                int at = batch.Row(b, i + 1);
                Span<float> sum = RowMath.Row(input, at, width);
                for (int table = 0; table < network.Tables.Length; table++)
                {
                    int row = Noise.Chance(table == 0 ? dropout.Word : dropout.Affix) ? 0 : examples[b].Rows[table][i];
                    Parameter parameter = network.Tables[table];
                    RowMath.Add(parameter.Value.AsSpan(row * parameter.Stride, width), sum);
                    touched.Add((table, row, at));
                }
            }
        }

        RowMath.Drop(input, inputMask, batch.Rows * width, dropout.Input, Noise);
    }

    private void EmbedContext(ReadOnlySpan<Example> examples)
    {
        if (network.Context is not { } layer)
        {
            return;
        }

        int size = layer.Weight.Rows;
        for (int b = 0; b < examples.Length; b++)
        {
            RowMath.Row(contexts, batch.Row(b, 0), size).Clear();
            for (int i = 0; i < examples[b].Length; i++)
            {
                TensorPrimitives.ConvertToSingle(examples[b].Context!.AsSpan(i * size, size), RowMath.Row(contexts, batch.Row(b, i + 1), size));
            }
        }

        layer.Forward.Multiply(contexts.Pointer, size, batch.Rows, input.Pointer, network.Shape.Width, add: true);
    }

    private void EmbedBackward(Dropout dropout)
    {
        int width = network.Shape.Width;
        RowMath.DropBack(inputGradient, inputMask, batch.Rows * width, dropout.Input);
        Span<float> root = gradients[network.Root].Span;
        for (int b = 0; b < batch.Count; b++)
        {
            Span<float> row = RowMath.Row(inputGradient, batch.Row(b, 0), width);
            RowMath.Add(row, root[..width]);
            row.Clear();
        }

        gradients.Add(network.Projection, vectors.Pointer, network.Shape.Vector, batch.Rows, inputGradient.Pointer);
        if (network.Context is { } layer)
        {
            gradients.Add(layer, contexts.Pointer, layer.Weight.Rows, batch.Rows, inputGradient.Pointer);
        }
    }

    private double TreeLoss(ReadOnlySpan<Example> examples, float scale, Dropout dropout)
    {
        if (!Any(examples, example => example.Heads is not null))
        {
            return 0;
        }

        TwoWayMemory top = layers[^1];
        var shape = network.Shape;
        int rows = batch.Rows, encoded = 2 * shape.Hidden;
        float* e = top.Output.Pointer;
        float* de = top.OutputGradient.Pointer;
        ScoreTrees(dropout);
        headGradient.Span[..(rows * shape.Arc)].Clear();
        scoreGradient.Span[..(rows * shape.Arc)].Clear();
        pair.Span[..(rows * shape.Label)].Clear();
        double loss = 0;
        for (int b = 0; b < examples.Length; b++)
        {
            loss += TagAndArcLoss(examples[b], b, scale);
            for (int i = 0; i < examples[b].Length; i++)
            {
                Span<float> sum = RowMath.Row(pair, batch.Row(b, i + 1), shape.Label);
                Span<float> above = RowMath.Row(labelHead, batch.Row(b, examples[b].Heads![i]), shape.Label);
                Span<float> below = RowMath.Row(labelDependent, batch.Row(b, i + 1), shape.Label);
                for (int j = 0; j < sum.Length; j++)
                {
                    sum[j] = MathF.Max(0, above[j] + below[j]);
                }
            }
        }

        loss += LabelLoss(examples, scale, dropout);
        network.Arc.Backward!.Multiply(scoreGradient.Pointer, shape.Arc, rows, dependentGradient.Pointer, shape.Arc, add: false);
        gradients.Add(network.Arc, dependent.Pointer, shape.Arc, batch.Rows, scoreGradient.Pointer);
        Deactivate(network.ArcDependent, e, de, dependentRaw, dependentGradient, dependentMask, dropout);
        Deactivate(network.ArcHead, e, de, headRaw, headGradient, headMask, dropout);
        gradients.Backward(network.LabelHead, e, encoded, batch.Rows, labelHeadGradient.Pointer, de);
        gradients.Backward(network.LabelDependent, e, encoded, batch.Rows, labelDependentGradient.Pointer, de);
        gradients.Backward(network.Tags, e, encoded, batch.Rows, tags.Pointer, de);
        return loss;
    }

    /// <summary>Scores of tags and halves of arcs and relations.</summary>
    private void ScoreTrees(Dropout dropout)
    {
        var shape = network.Shape;
        int rows = batch.Rows, encoded = 2 * shape.Hidden;
        float* e = layers[^1].Output.Pointer;
        network.Tags.Forward.Multiply(e, encoded, rows, tags.Pointer, network.Tags.Stride, add: false);
        Activate(network.ArcHead, e, headRaw, head, headMask, dropout);
        Activate(network.ArcDependent, e, dependentRaw, dependent, dependentMask, dropout);
        network.Arc.Forward.Multiply(dependent.Pointer, shape.Arc, rows, score.Pointer, shape.Arc, add: false);
        network.LabelHead.Forward.Multiply(e, encoded, rows, labelHead.Pointer, shape.Label, add: false);
        network.LabelDependent.Forward.Multiply(e, encoded, rows, labelDependent.Pointer, shape.Label, add: false);
    }

    private double TagAndArcLoss(Example example, int b, float scale)
    {
        var shape = network.Shape;
        int n = example.Length;
        Reserve(n + 1);
        double loss = 0;
        RowMath.Row(tags, batch.Row(b, 0), network.Tags.Stride).Clear();
        for (int h = 0; h <= n; h++)
        {
            RowMath.Row(head, batch.Row(b, h), shape.Arc).CopyTo(new Span<float>(sentenceRows.Pointer + ((long)h * shape.Arc), shape.Arc));
        }

        sentenceGradients.Span[..((n + 1) * shape.Arc)].Clear();
        for (int i = 0; i < n; i++)
        {
            int at = batch.Row(b, i + 1);
            Span<float> scores = RowMath.Row(tags, at, network.Tags.Stride);
            loss += RowMath.Softmax(scores[..shape.UposTags], example.Upos![i], 0.5f, scale);
            loss += RowMath.Softmax(scores.Slice(shape.UposTags, shape.XposTags), example.Xpos![i], 0.5f, scale);
            scores[(shape.UposTags + shape.XposTags)..].Clear();

            Span<float> asked = RowMath.Row(score, at, shape.Arc);
            Span<float> arcScores = arcRow.Span[..(n + 1)];
            for (int h = 0; h <= n; h++)
            {
                arcScores[h] = h == i + 1 ? -1e9f : TensorPrimitives.Dot(asked, new ReadOnlySpan<float>(sentenceRows.Pointer + ((long)h * shape.Arc), shape.Arc));
            }

            loss += RowMath.Softmax(arcScores, example.Heads![i], 1, scale);
            Span<float> gradient = RowMath.Row(scoreGradient, at, shape.Arc);
            for (int h = 0; h <= n; h++)
            {
                if (arcScores[h] != 0)
                {
                    RowMath.AddScaled(new ReadOnlySpan<float>(sentenceRows.Pointer + ((long)h * shape.Arc), shape.Arc), arcScores[h], gradient);
                    RowMath.AddScaled(asked, arcScores[h], new Span<float>(sentenceGradients.Pointer + ((long)h * shape.Arc), shape.Arc));
                }
            }
        }

        for (int h = 0; h <= n; h++)
        {
            new ReadOnlySpan<float>(sentenceGradients.Pointer + ((long)h * shape.Arc), shape.Arc).CopyTo(RowMath.Row(headGradient, batch.Row(b, h), shape.Arc));
        }

        return loss;
    }

    private double LabelLoss(ReadOnlySpan<Example> examples, float scale, Dropout dropout)
    {
        var shape = network.Shape;
        int rows = batch.Rows, stride = network.Label.Stride;
        double loss = 0;
        RowMath.Drop(pair, pairMask, rows * shape.Label, dropout.Heads, Noise);
        network.Label.Forward.Multiply(pair.Pointer, shape.Label, rows, labels.Pointer, stride, add: false);
        for (int b = 0; b < examples.Length; b++)
        {
            RowMath.Row(labels, batch.Row(b, 0), stride).Clear();
            for (int i = 0; i < examples[b].Length; i++)
            {
                Span<float> scores = RowMath.Row(labels, batch.Row(b, i + 1), stride);
                loss += RowMath.Softmax(scores[..shape.Relations], examples[b].Relations![i], 1, scale);
                scores[shape.Relations..].Clear();
            }
        }

        network.Label.Backward!.Multiply(labels.Pointer, stride, rows, pairGradient.Pointer, shape.Label, add: false);
        gradients.Add(network.Label, pair.Pointer, shape.Label, batch.Rows, labels.Pointer);
        RowMath.DropBack(pairGradient, pairMask, rows * shape.Label, dropout.Heads);
        labelHeadGradient.Span[..(rows * shape.Label)].Clear();
        labelDependentGradient.Span[..(rows * shape.Label)].Clear();
        for (int b = 0; b < examples.Length; b++)
        {
            for (int i = 0; i < examples[b].Length; i++)
            {
                int at = batch.Row(b, i + 1), above = batch.Row(b, examples[b].Heads![i]);
                Span<float> from = RowMath.Row(pairGradient, at, shape.Label), shown = RowMath.Row(pair, at, shape.Label);
                for (int j = 0; j < from.Length; j++)
                {
                    from[j] = shown[j] > 0 ? from[j] : 0;
                }

                RowMath.Add(from, RowMath.Row(labelHeadGradient, above, shape.Label));
                from.CopyTo(RowMath.Row(labelDependentGradient, at, shape.Label));
            }
        }

        return loss;
    }

    private double NameLoss(ReadOnlySpan<Example> examples, float scale)
    {
        if (!Any(examples, example => example.Names is not null || example.NameShares is not null))
        {
            return 0;
        }

        TwoWayMemory top = layers[^1];
        int encoded = 2 * network.Shape.Hidden, stride = network.Names.Stride;
        network.Names.Forward.Multiply(top.Output.Pointer, encoded, batch.Rows, nameScores.Pointer, stride, add: false);
        double loss = 0;
        Span<float> transitions = gradients[network.Transitions].Span;
        for (int b = 0; b < examples.Length; b++)
        {
            Example example = examples[b];
            int n = example.Length;
            Reserve(n + 1);
            Span<float> scores = sentenceRows.Span[..(n * stride)], gradient = sentenceGradients.Span[..(n * stride)];
            gradient.Clear();
            for (int i = 0; i < n; i++)
            {
                RowMath.Row(nameScores, batch.Row(b, i + 1), stride).CopyTo(scores[(i * stride)..]);
            }

            float weight = 2 * example.Weight;
            if (example.Names is { } allowed)
            {
                loss += weight * names.Loss(scores, stride, allowed, weight * scale, gradient, transitions, network.Transitions.Stride);
            }
            else if (example.NameShares is { } shares)
            {
                loss += weight * names.Loss(scores, stride, shares, weight * scale, gradient);
            }

            RowMath.Row(nameScores, batch.Row(b, 0), stride).Clear();
            for (int i = 0; i < n; i++)
            {
                gradient.Slice(i * stride, stride).CopyTo(RowMath.Row(nameScores, batch.Row(b, i + 1), stride));
            }
        }

        gradients.Backward(network.Names, top.Output.Pointer, encoded, batch.Rows, nameScores.Pointer, top.OutputGradient.Pointer);
        return loss;
    }

    /// <summary>A layer with leaky rectifier and dropout.</summary>
    private void Activate(TrainedLayer layer, float* from, FloatBuffer raw, FloatBuffer to, FloatBuffer mask, Dropout dropout)
    {
        int length = batch.Rows * layer.Stride;
        layer.Forward.Multiply(from, layer.Weight.Rows, batch.Rows, raw.Pointer, layer.Stride, add: false);
        Span<float> shown = to.Span[..length];
        ReadOnlySpan<float> before = raw.Span[..length];
        for (int i = 0; i < shown.Length; i++)
        {
            shown[i] = MathF.Max(before[i], LeakySlope * before[i]);
        }

        RowMath.Drop(to, mask, length, dropout.Heads, Noise);
    }

    private void Deactivate(TrainedLayer layer, float* from, float* fromGradient, FloatBuffer raw, FloatBuffer gradient, FloatBuffer mask, Dropout dropout)
    {
        int length = batch.Rows * layer.Stride;
        RowMath.DropBack(gradient, mask, length, dropout.Heads);
        Span<float> change = gradient.Span[..length];
        ReadOnlySpan<float> before = raw.Span[..length];
        for (int i = 0; i < change.Length; i++)
        {
            change[i] *= before[i] > 0 ? 1 : LeakySlope;
        }

        gradients.Backward(layer, from, layer.Weight.Rows, batch.Rows, gradient.Pointer, fromGradient);
    }

    private static bool Any(ReadOnlySpan<Example> examples, Func<Example, bool> holds)
    {
        foreach (Example example in examples)
        {
            if (holds(example))
            {
                return true;
            }
        }

        return false;
    }

    private void Reserve(int rows)
    {
        int length = rows * Math.Max(PackedMatrix.Padded(network.Shape.Arc), network.Names.Stride);
        if (sentenceRows.Length < length)
        {
            sentenceRows = new FloatBuffer(length * 2);
            sentenceGradients = new FloatBuffer(length * 2);
            arcRow = new FloatBuffer(length * 2);
        }
    }
}
