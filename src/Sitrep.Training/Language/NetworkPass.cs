using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sitrep.Learning;

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
    private readonly Dictionary<Parameter, FloatBuffer> gradients = [];
    private readonly List<(int Table, int Row, int At)> touched = [];
    private readonly NameField names;

    private readonly FloatBuffer vectors, input, inputMask, inputGradient;
    private readonly LayerState[] layers;
    private readonly FloatBuffer headRaw, dependentRaw, head, dependent, headMask, dependentMask, score, headGradient, dependentGradient, scoreGradient;
    private readonly FloatBuffer labelHead, labelDependent, labelHeadGradient, labelDependentGradient, pair, pairMask, pairGradient, labels;
    private readonly FloatBuffer tags, nameScores;
    private readonly FloatBuffer transposed;
    private readonly Dictionary<int, PackedMatrix> packedGradients = [];
    private FloatBuffer rowScratch = new(64), rowScratch2 = new(64), rowScratch3 = new(64);

    /// <param name="capacity">The most rows (tokens and roots) in one call.</param>
    public NetworkPass(TrainedNetwork network, int capacity, ulong seed)
    {
        this.network = network;
        this.capacity = capacity;
        Noise = new Noise(seed);
        var shape = network.Shape;
        foreach (Parameter parameter in network.Dense)
        {
            gradients.Add(parameter, new FloatBuffer(parameter.Gradient.Length));
        }

        names = new NameField(shape.NameLabels);
        int encoded = 2 * shape.Hidden;
        vectors = Rows(shape.Vector);
        input = Rows(shape.Width);
        inputMask = Rows(shape.Width);
        inputGradient = Rows(shape.Width);
        layers = new LayerState[shape.Layers];
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i] = new LayerState(capacity, shape.Hidden);
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
        transposed = Rows(Math.Max(encoded, shape.Width));

        FloatBuffer Rows(int width) => new(capacity * PackedMatrix.Padded(width));
    }

    public Noise Noise { get; }

    /// <summary>Gradients of the dense weights, and after <see cref="CollectTables"/> of the tables.</summary>
    public IReadOnlyDictionary<Parameter, FloatBuffer> Gradients => gradients;

    /// <summary>Loss summed over tokens, each kind with its weight; gradients are those of this sum × <paramref name="scale"/>.</summary>
    /// <param name="examples">By falling length; together at most the capacity, a row for each root included.</param>
    public double Run(ReadOnlySpan<Example> examples, float scale, Dropout dropout)
    {
        unchecked
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

            names.Prepare(network.Transitions);
            Embed(examples, dropout);
            FloatBuffer below = input;
            int width = network.Shape.Width;
            for (int layer = 0; layer < layers.Length; layer++)
            {
                EncodeForward(layer, below, width, dropout);
                below = layers[layer].Output;
                width = 2 * network.Shape.Hidden;
            }

            layers[^1].OutputGradient.Span[..(batch.Rows * width)].Clear();
            double loss = TreeLoss(examples, scale, dropout) + NameLoss(examples, scale);
            for (int layer = layers.Length - 1; layer >= 0; layer--)
            {
                FloatBuffer under = layer == 0 ? input : layers[layer - 1].Output;
                FloatBuffer underGradient = layer == 0 ? inputGradient : layers[layer - 1].OutputGradient;
                EncodeBackward(layer, under, underGradient, layer == 0 ? network.Shape.Width : width, dropout);
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
            Add(new ReadOnlySpan<float>(inputGradient.Pointer + ((long)at * width), width), to);
            rows.Add((table, row));
        }

        touched.Clear();
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
        for (int b = 0; b < examples.Length; b++)
        {
            network.Root.Value.AsSpan(0, width).CopyTo(Row(input, batch.Row(b, 0), width));
            for (int i = 0; i < examples[b].Length; i++)
            {
                int at = batch.Row(b, i + 1);
                Span<float> sum = Row(input, at, width);
                for (int table = 0; table < network.Tables.Length; table++)
                {
                    int row = Noise.Chance(table == 0 ? dropout.Word : dropout.Affix) ? 0 : examples[b].Rows[table][i];
                    Parameter parameter = network.Tables[table];
                    Add(parameter.Value.AsSpan(row * parameter.Stride, width), sum);
                    touched.Add((table, row, at));
                }
            }
        }

        Mask(input, inputMask, batch.Rows * width, dropout.Input);
    }

    private void EmbedBackward(Dropout dropout)
    {
        int width = network.Shape.Width;
        Unmask(inputGradient, inputMask, batch.Rows * width, dropout.Input);
        Span<float> root = gradients[network.Root].Span;
        for (int b = 0; b < batch.Count; b++)
        {
            Span<float> row = Row(inputGradient, batch.Row(b, 0), width);
            Add(row, root[..width]);
            row.Clear();
        }

        BackwardWeights(network.Projection, vectors.Pointer, network.Shape.Vector, inputGradient.Pointer);
    }

    private void EncodeForward(int layer, FloatBuffer below, int width, Dropout dropout)
    {
        LayerState state = layers[layer];
        int hidden = network.Shape.Hidden;
        for (int direction = 0; direction < 2; direction++)
        {
            float* gates = state.Gates[direction].Pointer;
            network.Input[layer, direction].Forward.Multiply(below.Pointer, width, batch.Rows, gates, 4 * hidden, add: false);
            PackedMatrix recurrent = network.Recurrent[layer, direction].Forward;
            float* h = state.Previous.Pointer;
            float* c = state.Carry.Pointer;
            new Span<float>(h, batch.Count * hidden).Clear();
            new Span<float>(c, batch.Count * hidden).Clear();
            for (int turn = 0; turn < batch.Steps; turn++)
            {
                int step = direction == 0 ? turn : batch.Steps - 1 - turn;
                int first = batch.First(step), active = batch.Active(step);
                recurrent.Multiply(h, hidden, active, gates + ((long)first * 4 * hidden), 4 * hidden, add: true);
                for (int b = 0; b < active; b++)
                {
                    long row = first + b;
                    LstmCell.Step(
                        Lanes.Widest,
                        hidden,
                        gates + (row * 4 * hidden),
                        c + ((long)b * hidden),
                        state.Squashed[direction].Pointer + (row * hidden),
                        h + ((long)b * hidden),
                        state.Output.Pointer + (row * 2 * hidden) + (direction * hidden));
                    new ReadOnlySpan<float>(c + ((long)b * hidden), hidden).CopyTo(new Span<float>(state.Cells[direction].Pointer + (row * hidden), hidden));
                }
            }
        }

        // The recurrence needs the outputs as they were before dropout.
        int length = batch.Rows * 2 * hidden;
        state.Output.Span[..length].CopyTo(state.Clean.Span);
        Mask(state.Output, state.Mask, length, dropout.Encoded);
    }

    private void EncodeBackward(int layer, FloatBuffer below, FloatBuffer belowGradient, int width, Dropout dropout)
    {
        LayerState state = layers[layer];
        int hidden = network.Shape.Hidden;
        Unmask(state.OutputGradient, state.Mask, batch.Rows * 2 * hidden, dropout.Encoded);
        belowGradient.Span[..(batch.Rows * width)].Clear();
        for (int direction = 0; direction < 2; direction++)
        {
            TrainedLayer recurrent = network.Recurrent[layer, direction];
            float* gates = state.Gates[direction].Pointer;
            float* dh = state.Previous.Pointer;
            float* dc = state.Carry.Pointer;
            float* before = state.Before.Pointer;
            new Span<float>(dh, batch.Count * hidden).Clear();
            new Span<float>(dc, batch.Count * hidden).Clear();
            for (int turn = batch.Steps - 1; turn >= 0; turn--)
            {
                int step = direction == 0 ? turn : batch.Steps - 1 - turn;
                int earlier = direction == 0 ? step - 1 : step + 1;
                int first = batch.First(step), active = batch.Active(step);
                int known = earlier < 0 || earlier >= batch.Steps ? 0 : Math.Min(active, batch.Active(earlier));
                for (int b = 0; b < active; b++)
                {
                    long row = first + b;
                    float* cellBefore = null;
                    Span<float> outputBefore = new(before + (row * hidden), hidden);
                    if (b < known)
                    {
                        long previous = batch.Row(b, earlier);
                        cellBefore = state.Cells[direction].Pointer + (previous * hidden);
                        new ReadOnlySpan<float>(state.Clean.Pointer + (previous * 2 * hidden) + (direction * hidden), hidden).CopyTo(outputBefore);
                    }
                    else
                    {
                        outputBefore.Clear();
                    }

                    StepBack(
                        hidden,
                        gates + (row * 4 * hidden),
                        cellBefore,
                        state.Squashed[direction].Pointer + (row * hidden),
                        state.OutputGradient.Pointer + (row * 2 * hidden) + (direction * hidden),
                        dh + ((long)b * hidden),
                        dc + ((long)b * hidden));
                }

                recurrent.Backward!.Multiply(gates + ((long)first * 4 * hidden), 4 * hidden, active, dh, hidden, add: false);
            }

            TrainedLayer entry = network.Input[layer, direction];
            entry.Backward!.Multiply(gates, 4 * hidden, batch.Rows, belowGradient.Pointer, width, add: true);
            BackwardWeights(entry, below.Pointer, width, gates);
            BackwardWeights(recurrent, before, hidden, gates);
        }
    }

    /// <summary>Turns gates in place into the gradient of their pre-activations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StepBack(int size, float* gates, float* cellBefore, float* squashed, float* outputGradient, float* dh, float* dc)
    {
        unchecked
        {
            var one = Vector256<float>.One;
            for (int j = 0; j < size; j += 8)
            {
                var i = Vector256.Load(gates + j);
                var f = Vector256.Load(gates + size + j);
                var g = Vector256.Load(gates + (2 * size) + j);
                var o = Vector256.Load(gates + (3 * size) + j);
                var t = Vector256.Load(squashed + j);
                var h = Vector256.Load(outputGradient + j) + Vector256.Load(dh + j);
                var c = Vector256.Load(dc + j) + (h * o * (one - (t * t)));
                var p = cellBefore is null ? Vector256<float>.Zero : Vector256.Load(cellBefore + j);
                Vector256.Store(c * g * i * (one - i), gates + j);
                Vector256.Store(c * p * f * (one - f), gates + size + j);
                Vector256.Store(c * i * (one - (g * g)), gates + (2 * size) + j);
                Vector256.Store(h * t * o * (one - o), gates + (3 * size) + j);
                Vector256.Store(c * f, dc + j);
            }
        }
    }

    private double TreeLoss(ReadOnlySpan<Example> examples, float scale, Dropout dropout)
    {
        if (!Any(examples, example => example.Heads is not null))
        {
            return 0;
        }

        LayerState top = layers[^1];
        var shape = network.Shape;
        int rows = batch.Rows, encoded = 2 * shape.Hidden;
        float* e = top.Output.Pointer;
        float* de = top.OutputGradient.Pointer;
        network.Tags.Forward.Multiply(e, encoded, rows, tags.Pointer, network.Tags.Stride, add: false);
        Activate(network.ArcHead, e, headRaw, head, headMask, dropout);
        Activate(network.ArcDependent, e, dependentRaw, dependent, dependentMask, dropout);
        network.Arc.Forward.Multiply(dependent.Pointer, shape.Arc, rows, score.Pointer, shape.Arc, add: false);
        network.LabelHead.Forward.Multiply(e, encoded, rows, labelHead.Pointer, shape.Label, add: false);
        network.LabelDependent.Forward.Multiply(e, encoded, rows, labelDependent.Pointer, shape.Label, add: false);

        headGradient.Span[..(rows * shape.Arc)].Clear();
        scoreGradient.Span[..(rows * shape.Arc)].Clear();
        pair.Span[..(rows * shape.Label)].Clear();
        double loss = 0;
        for (int b = 0; b < examples.Length; b++)
        {
            loss += TagAndArcLoss(examples[b], b, scale);
            for (int i = 0; i < examples[b].Length; i++)
            {
                Span<float> sum = Row(pair, batch.Row(b, i + 1), shape.Label);
                Span<float> above = Row(labelHead, batch.Row(b, examples[b].Heads![i]), shape.Label);
                Span<float> below = Row(labelDependent, batch.Row(b, i + 1), shape.Label);
                for (int j = 0; j < sum.Length; j++)
                {
                    sum[j] = MathF.Max(0, above[j] + below[j]);
                }
            }
        }

        loss += LabelLoss(examples, scale, dropout);
        network.Arc.Backward!.Multiply(scoreGradient.Pointer, shape.Arc, rows, dependentGradient.Pointer, shape.Arc, add: false);
        BackwardWeights(network.Arc, dependent.Pointer, shape.Arc, scoreGradient.Pointer);
        Deactivate(network.ArcDependent, e, de, dependentRaw, dependentGradient, dependentMask, dropout);
        Deactivate(network.ArcHead, e, de, headRaw, headGradient, headMask, dropout);
        Backward(network.LabelHead, e, encoded, labelHeadGradient.Pointer, de);
        Backward(network.LabelDependent, e, encoded, labelDependentGradient.Pointer, de);
        Backward(network.Tags, e, encoded, tags.Pointer, de);
        return loss;
    }

    private double TagAndArcLoss(Example example, int b, float scale)
    {
        var shape = network.Shape;
        int n = example.Length;
        Reserve(n + 1);
        double loss = 0;
        Row(tags, batch.Row(b, 0), network.Tags.Stride).Clear();
        for (int h = 0; h <= n; h++)
        {
            Row(head, batch.Row(b, h), shape.Arc).CopyTo(new Span<float>(rowScratch.Pointer + ((long)h * shape.Arc), shape.Arc));
        }

        rowScratch2.Span[..((n + 1) * shape.Arc)].Clear();
        for (int i = 0; i < n; i++)
        {
            int at = batch.Row(b, i + 1);
            Span<float> scores = Row(tags, at, network.Tags.Stride);
            loss += Softmax(scores[..shape.UposTags], example.Upos![i], 0.5f, scale);
            loss += Softmax(scores.Slice(shape.UposTags, shape.XposTags), example.Xpos![i], 0.5f, scale);
            scores[(shape.UposTags + shape.XposTags)..].Clear();

            Span<float> asked = Row(score, at, shape.Arc);
            Span<float> arcScores = rowScratch3.Span[..(n + 1)];
            for (int h = 0; h <= n; h++)
            {
                arcScores[h] = h == i + 1 ? -1e9f : Dot(asked, new ReadOnlySpan<float>(rowScratch.Pointer + ((long)h * shape.Arc), shape.Arc));
            }

            loss += Softmax(arcScores, example.Heads![i], 1, scale);
            Span<float> gradient = Row(scoreGradient, at, shape.Arc);
            for (int h = 0; h <= n; h++)
            {
                if (arcScores[h] != 0)
                {
                    AddScaled(new ReadOnlySpan<float>(rowScratch.Pointer + ((long)h * shape.Arc), shape.Arc), arcScores[h], gradient);
                    AddScaled(asked, arcScores[h], new Span<float>(rowScratch2.Pointer + ((long)h * shape.Arc), shape.Arc));
                }
            }
        }

        for (int h = 0; h <= n; h++)
        {
            new ReadOnlySpan<float>(rowScratch2.Pointer + ((long)h * shape.Arc), shape.Arc).CopyTo(Row(headGradient, batch.Row(b, h), shape.Arc));
        }

        return loss;
    }

    private double LabelLoss(ReadOnlySpan<Example> examples, float scale, Dropout dropout)
    {
        var shape = network.Shape;
        int rows = batch.Rows, stride = network.Label.Stride;
        double loss = 0;
        Mask(pair, pairMask, rows * shape.Label, dropout.Heads);
        network.Label.Forward.Multiply(pair.Pointer, shape.Label, rows, labels.Pointer, stride, add: false);
        for (int b = 0; b < examples.Length; b++)
        {
            Row(labels, batch.Row(b, 0), stride).Clear();
            for (int i = 0; i < examples[b].Length; i++)
            {
                Span<float> scores = Row(labels, batch.Row(b, i + 1), stride);
                loss += Softmax(scores[..shape.Relations], examples[b].Relations![i], 1, scale);
                scores[shape.Relations..].Clear();
            }
        }

        network.Label.Backward!.Multiply(labels.Pointer, stride, rows, pairGradient.Pointer, shape.Label, add: false);
        BackwardWeights(network.Label, pair.Pointer, shape.Label, labels.Pointer);
        Unmask(pairGradient, pairMask, rows * shape.Label, dropout.Heads);
        labelHeadGradient.Span[..(rows * shape.Label)].Clear();
        labelDependentGradient.Span[..(rows * shape.Label)].Clear();
        for (int b = 0; b < examples.Length; b++)
        {
            for (int i = 0; i < examples[b].Length; i++)
            {
                int at = batch.Row(b, i + 1), above = batch.Row(b, examples[b].Heads![i]);
                Span<float> from = Row(pairGradient, at, shape.Label), shown = Row(pair, at, shape.Label);
                for (int j = 0; j < from.Length; j++)
                {
                    from[j] = shown[j] > 0 ? from[j] : 0;
                }

                Add(from, Row(labelHeadGradient, above, shape.Label));
                from.CopyTo(Row(labelDependentGradient, at, shape.Label));
            }
        }

        return loss;
    }

    private double NameLoss(ReadOnlySpan<Example> examples, float scale)
    {
        if (!Any(examples, example => example.Names is not null))
        {
            return 0;
        }

        LayerState top = layers[^1];
        int encoded = 2 * network.Shape.Hidden, stride = network.Names.Stride;
        network.Names.Forward.Multiply(top.Output.Pointer, encoded, batch.Rows, nameScores.Pointer, stride, add: false);
        double loss = 0;
        Span<float> transitions = gradients[network.Transitions].Span;
        for (int b = 0; b < examples.Length; b++)
        {
            Example example = examples[b];
            int n = example.Length;
            Reserve(n + 1);
            Span<float> scores = rowScratch.Span[..(n * stride)], gradient = rowScratch2.Span[..(n * stride)];
            gradient.Clear();
            if (example.Names is { } allowed)
            {
                for (int i = 0; i < n; i++)
                {
                    Row(nameScores, batch.Row(b, i + 1), stride).CopyTo(scores[(i * stride)..]);
                }

                float weight = 2 * example.Weight;
                loss += weight * names.Loss(scores, stride, allowed, weight * scale, gradient, transitions, network.Transitions.Stride);
            }

            Row(nameScores, batch.Row(b, 0), stride).Clear();
            for (int i = 0; i < n; i++)
            {
                gradient.Slice(i * stride, stride).CopyTo(Row(nameScores, batch.Row(b, i + 1), stride));
            }
        }

        Backward(network.Names, top.Output.Pointer, encoded, nameScores.Pointer, top.OutputGradient.Pointer);
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

        Mask(to, mask, length, dropout.Heads);
    }

    private void Deactivate(TrainedLayer layer, float* from, float* fromGradient, FloatBuffer raw, FloatBuffer gradient, FloatBuffer mask, Dropout dropout)
    {
        int length = batch.Rows * layer.Stride;
        Unmask(gradient, mask, length, dropout.Heads);
        Span<float> change = gradient.Span[..length];
        ReadOnlySpan<float> before = raw.Span[..length];
        for (int i = 0; i < change.Length; i++)
        {
            change[i] *= before[i] > 0 ? 1 : LeakySlope;
        }

        Backward(layer, from, layer.Weight.Rows, gradient.Pointer, fromGradient);
    }

    private void Backward(TrainedLayer layer, float* from, int width, float* gradient, float* fromGradient)
    {
        layer.Backward!.Multiply(gradient, layer.Stride, batch.Rows, fromGradient, width, add: true);
        BackwardWeights(layer, from, width, gradient);
    }

    /// <summary>Adds inputsᵀ · gradient to the weights' gradient, and its column sums to the bias'.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BackwardWeights(TrainedLayer layer, float* from, int width, float* gradient)
    {
        unchecked
        {
            int rows = batch.Rows, stride = layer.Stride;
            if (!packedGradients.TryGetValue(stride, out PackedMatrix? packed))
            {
                packed = new PackedMatrix(capacity, stride);
                packedGradients.Add(stride, packed);
            }

            packed.Pack(new ReadOnlySpan<float>(gradient, rows * stride), rows, stride);
            float* to = transposed.Pointer;
            for (int block = 0; block < rows; block += 16)
            {
                int end = Math.Min(rows, block + 16);
                for (int k = 0; k < width; k++)
                {
                    for (int i = block; i < end; i++)
                    {
                        to[((long)k * rows) + i] = from[((long)i * width) + k];
                    }
                }
            }

            packed.Multiply(Lanes.Widest, rows, to, rows, width, gradients[layer.Weight].Pointer, stride, add: true);
            if (layer.Bias is null)
            {
                return;
            }

            Span<float> bias = gradients[layer.Bias].Span[..stride];
            for (int i = 0; i < rows; i++)
            {
                Add(new ReadOnlySpan<float>(gradient + ((long)i * stride), stride), bias);
            }
        }
    }

    /// <summary>Turns scores into the gradient of their cross-entropy and gives that, times its weight.</summary>
    private static double Softmax(Span<float> scores, int gold, float weight, float scale)
    {
        float most = TensorPrimitives.Max<float>(scores);
        TensorPrimitives.Subtract(scores, most, scores);
        TensorPrimitives.Exp<float>(scores, scores);
        float sum = TensorPrimitives.Sum<float>(scores);
        double loss = -Math.Log(Math.Max(1e-12f, scores[gold] / sum)) * weight;
        TensorPrimitives.Multiply(scores, weight * scale / sum, scores);
        scores[gold] -= weight * scale;
        return loss;
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

    private void Mask(FloatBuffer values, FloatBuffer mask, int length, float probability)
    {
        if (probability > 0)
        {
            Noise.Mask(mask.Span[..length], probability);
            TensorPrimitives.Multiply(values.Span[..length], mask.Span[..length], values.Span[..length]);
        }
    }

    private static void Unmask(FloatBuffer gradient, FloatBuffer mask, int length, float probability)
    {
        if (probability > 0)
        {
            TensorPrimitives.Multiply(gradient.Span[..length], mask.Span[..length], gradient.Span[..length]);
        }
    }

    private void Reserve(int rows)
    {
        int length = rows * Math.Max(PackedMatrix.Padded(network.Shape.Arc), network.Names.Stride);
        if (rowScratch.Length < length)
        {
            rowScratch = new FloatBuffer(length * 2);
            rowScratch2 = new FloatBuffer(length * 2);
            rowScratch3 = new FloatBuffer(length * 2);
        }
    }

    private static Span<float> Row(FloatBuffer buffer, int row, int width) => new(buffer.Pointer + ((long)row * width), width);

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => TensorPrimitives.Dot(a, b);

    private static void Add(ReadOnlySpan<float> from, Span<float> to) => TensorPrimitives.Add(from, to, to);

    private static void AddScaled(ReadOnlySpan<float> from, float by, Span<float> to) =>
        TensorPrimitives.MultiplyAdd(from, by, to, to);

    /// <summary>What a two-way layer keeps for its backward pass.</summary>
    private sealed class LayerState(int capacity, int hidden)
    {
        /// <summary>A direction's gates, then the gradient of what went into them.</summary>
        public FloatBuffer[] Gates { get; } = [new(capacity * 4 * hidden), new(capacity * 4 * hidden)];

        public FloatBuffer[] Cells { get; } = [new(capacity * hidden), new(capacity * hidden)];

        public FloatBuffer[] Squashed { get; } = [new(capacity * hidden), new(capacity * hidden)];

        public FloatBuffer Output { get; } = new(capacity * 2 * hidden);

        public FloatBuffer Clean { get; } = new(capacity * 2 * hidden);

        public FloatBuffer Mask { get; } = new(capacity * 2 * hidden);

        public FloatBuffer OutputGradient { get; } = new(capacity * 2 * hidden);

        /// <summary>The output of the step before, a row for each step.</summary>
        public FloatBuffer Before { get; } = new(capacity * hidden);

        public FloatBuffer Previous { get; } = new(capacity * hidden);

        public FloatBuffer Carry { get; } = new(capacity * hidden);
    }
}
