using System.Collections.Immutable;
using System.Numerics.Tensors;
using Sitrep.Learning;
using Sitrep.Training.Language;

namespace Sitrep.Training.Learning;

/// <summary>Tokens that a <see cref="SequenceTagger"/> learns from.</summary>
/// <param name="Numbers">What the language network read, token after token.</param>
/// <param name="Rows">The rows of the table that each token adds.</param>
/// <param name="Labels">The label of each token; negative where it is no example.</param>
internal sealed record TaggedSequence(float[] Numbers, ImmutableArray<int>[] Rows, int[] Labels)
{
    public int Length => Labels.Length;

    /// <param name="label">Of a token.</param>
    public static TaggedSequence Of(ITaggedTokens tokens, Func<int, int> label)
    {
        var one = new TaggedSequence(new float[tokens.Length * tokens.Width], new ImmutableArray<int>[tokens.Length], new int[tokens.Length]);
        var rows = new List<int>();
        for (int i = 0; i < tokens.Length; i++)
        {
            rows.Clear();
            tokens.Write(i, one.Numbers.AsSpan(i * tokens.Width, tokens.Width));
            tokens.AddRows(i, rows);
            one.Rows[i] = [.. rows];
            one.Labels[i] = label(i);
        }

        return one;
    }
}

/// <summary>How much is left out at random while a tagger learns.</summary>
/// <param name="Numbers">Of what the language network read.</param>
/// <param name="Inner">Of a token's input to the memories.</param>
/// <param name="Output">Of what these give.</param>
/// <param name="Word">Whole tokens.</param>
/// <param name="Row">Rows of the table: words must be known by what stands around them too.</param>
internal sealed record TaggerDropout(float Numbers, float Inner, float Output, float Word, float Row)
{
    public static TaggerDropout None { get; } = new(0, 0, 0, 0, 0);
}

/// <param name="Rate">Adam's step size, which falls to nothing.</param>
/// <param name="BatchTokens">About as many tokens a step.</param>
internal sealed record TaggerSettings(int Epochs, float Rate, int BatchTokens, TaggerDropout Dropout);

/// <summary>Trains one member of a <see cref="SequenceTagger"/> on one thread; the result depends only on the seed.</summary>
internal sealed unsafe class TaggerTrainer
{
    private const float LongestGradient = 5;

    private readonly TaggerShape shape;
    private readonly int capacity;
    private readonly SequenceBatch batch = new();
    private readonly TrainedLayer projection, output;
    private readonly Parameter table;
    private readonly List<TrainedLayer> layers = [];
    private readonly List<Parameter> parameters = [];
    private readonly WeightGradients gradients;
    private readonly TwoWayMemory memory;
    private readonly FloatBuffer numbers, numbersMask, inner, innerMask, innerGradient, scores;

    // Rows of the table that were added, and where; tokens that were left out.
    private readonly List<(int Row, int At)> added = [];
    private readonly List<int> dropped = [];
    private readonly Random random;
    private readonly Noise noise;
    private long steps;

    /// <param name="rows">Rows of the table.</param>
    /// <param name="capacity">The most tokens of a batch.</param>
    public TaggerTrainer(TaggerShape shape, int rows, int capacity, int seed)
    {
        (this.shape, this.capacity) = (shape, capacity);
        random = new Random(seed);
        noise = new Noise((ulong)seed);
        int hidden = shape.Hidden;
        projection = Layer("projection", shape.Numbers, shape.Width, carriesBack: false);
        TrainedLayer[] input = [.. Enumerable.Range(0, 2).Select(d => Layer($"input.{d}", shape.Width, 4 * hidden))];
        TrainedLayer[] recurrent = [.. Enumerable.Range(0, 2).Select(d => Layer($"recurrent.{d}", hidden, 4 * hidden, biased: false))];
        output = Layer("output", 2 * hidden, shape.Labels);
        table = new Parameter("table", rows, shape.Width);
        table.Randomize(random, 0.3f);
        parameters.Add(table);
        gradients = new WeightGradients(parameters, capacity, Math.Max(shape.Numbers, Math.Max(shape.Width, 2 * hidden)));
        memory = new TwoWayMemory(input, recurrent, hidden, capacity);
        numbers = new(capacity * shape.Numbers);
        numbersMask = new(capacity * shape.Numbers);
        inner = new(capacity * shape.Width);
        innerMask = new(capacity * shape.Width);
        innerGradient = new(capacity * shape.Width);
        scores = new(capacity * output.Stride);

        TrainedLayer Layer(string name, int inputs, int outputs, bool carriesBack = true, bool biased = true)
        {
            var made = new TrainedLayer(name, inputs, outputs, random, 1 / MathF.Sqrt(inputs), carriesBack, biased);
            layers.Add(made);
            parameters.Add(made.Weight);
            if (made.Bias is { } bias)
            {
                parameters.Add(bias);
            }

            return made;
        }
    }

    public IReadOnlyList<Parameter> Parameters => parameters;

    /// <summary>The gradients of the last <see cref="Loss"/>, until a step is taken.</summary>
    public WeightGradients Gradients => gradients;

    /// <summary>Trains as many members as the shape has, telling the loss of each round.</summary>
    /// <param name="rows">Rows of the table.</param>
    public static TaggerTrainer[] Fit(TaggerShape shape, int rows, IReadOnlyList<TaggedSequence> sentences, TaggerSettings settings)
    {
        var members = new TaggerTrainer[shape.Members];
        int most = Math.Max(settings.BatchTokens, sentences.Max(s => s.Length));
        Parallel.For(0, members.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, member =>
        {
            members[member] = new TaggerTrainer(shape, rows, most, member + 1);
            for (int epoch = 0; epoch < settings.Epochs; epoch++)
            {
                double loss = members[member].Epoch(sentences, settings, (float)epoch / settings.Epochs);
                Console.WriteLine($"tagger {member + 1} epoch {epoch + 1}: loss {loss:0.0000}");
            }
        });
        return members;
    }

    public static void Save(TaggerTrainer[] members, ModelFileWriter file, string prefix)
    {
        members[0].shape.Save(file, prefix);
        for (int m = 0; m < members.Length; m++)
        {
            string name = TaggerShape.MemberName(prefix, m) + ".";
            NetworkExport.AddTable(file, name + "table", members[m].table);
            foreach (TrainedLayer layer in members[m].layers)
            {
                NetworkExport.AddLayer(file, name + layer.Name, layer);
            }
        }
    }

    /// <summary>Brings the layers up to date after weights were changed from outside.</summary>
    public void Repack() => layers.ForEach(layer => layer.Repack());

    /// <summary>The loss summed over the labelled tokens; gradients are those of this sum × <paramref name="scale"/>.</summary>
    /// <param name="sentences">By falling length; together at most the capacity.</param>
    public double Loss(ReadOnlySpan<TaggedSequence> sentences, float scale, TaggerDropout dropout)
    {
        Forward(sentences, dropout);
        double loss = 0;
        for (int b = 0; b < sentences.Length; b++)
        {
            for (int i = 0; i < sentences[b].Length; i++)
            {
                Span<float> row = RowMath.Row(scores, batch.Row(b, i), output.Stride);
                row[shape.Labels..].Clear();
                if (sentences[b].Labels[i] < 0)
                {
                    row.Clear();
                }
                else
                {
                    loss += RowMath.Softmax(row[..shape.Labels], sentences[b].Labels[i], 1, scale);
                }
            }
        }

        int rows = batch.Rows;
        memory.OutputGradient.Span[..(rows * 2 * shape.Hidden)].Clear();
        gradients.Backward(output, memory.Output.Pointer, 2 * shape.Hidden, rows, scores.Pointer, memory.OutputGradient.Pointer);
        memory.Backward(inner, innerGradient, shape.Width, batch, dropout.Output, gradients);
        RowMath.DropBack(innerGradient, innerMask, rows * shape.Width, dropout.Inner);
        dropped.ForEach(at => RowMath.Row(innerGradient, at, shape.Width).Clear());
        foreach (var (row, at) in added)
        {
            RowMath.Add(RowMath.Row(innerGradient, at, shape.Width), gradients[table].Span.Slice(row * table.Stride, shape.Width));
        }

        gradients.Add(projection, numbers.Pointer, shape.Numbers, rows, innerGradient.Pointer);
        return loss;
    }

    /// <summary>The scores of a sentence's tokens, token after token, by the weights as they are before they are rounded.</summary>
    public float[] Score(TaggedSequence sentence)
    {
        Forward([sentence], TaggerDropout.None);
        return [.. Enumerable.Range(0, sentence.Length).SelectMany(i => RowMath.Row(scores, i, output.Stride)[..shape.Labels].ToArray())];
    }

    private void Forward(ReadOnlySpan<TaggedSequence> sentences, TaggerDropout dropout)
    {
        Span<int> lengths = new int[sentences.Length];
        for (int b = 0; b < sentences.Length; b++)
        {
            lengths[b] = sentences[b].Length;
        }

        batch.Reset(lengths);
        int rows = batch.Rows, width = shape.Width;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, capacity);
        for (int b = 0; b < sentences.Length; b++)
        {
            for (int i = 0; i < sentences[b].Length; i++)
            {
                sentences[b].Numbers.AsSpan(i * shape.Numbers, shape.Numbers).CopyTo(RowMath.Row(numbers, batch.Row(b, i), shape.Numbers));
            }
        }

        RowMath.Drop(numbers, numbersMask, rows * shape.Numbers, dropout.Numbers, noise);
        projection.Forward.Multiply(numbers.Pointer, shape.Numbers, rows, inner.Pointer, width, add: false);
        added.Clear();
        dropped.Clear();
        for (int b = 0; b < sentences.Length; b++)
        {
            for (int i = 0; i < sentences[b].Length; i++)
            {
                int at = batch.Row(b, i);
                Span<float> to = RowMath.Row(inner, at, width);
                if (noise.Chance(dropout.Word))
                {
                    to.Clear();
                    dropped.Add(at);
                    continue;
                }

                foreach (int row in sentences[b].Rows[i])
                {
                    if (!noise.Chance(dropout.Row))
                    {
                        RowMath.Add(table.Value.AsSpan(row * table.Stride, width), to);
                        added.Add((row, at));
                    }
                }
            }
        }

        RowMath.Drop(inner, innerMask, rows * width, dropout.Inner, noise);
        memory.Forward(inner, width, batch, dropout.Output, noise);
        output.Forward.Multiply(memory.Output.Pointer, 2 * shape.Hidden, rows, scores.Pointer, output.Stride, add: false);
    }

    /// <summary>Goes once over the sentences.</summary>
    /// <param name="done">The part of the rounds that lies behind.</param>
    /// <returns>The loss a labelled token, in nats, with what is left out.</returns>
    private double Epoch(IReadOnlyList<TaggedSequence> sentences, TaggerSettings settings, float done)
    {
        double loss = 0;
        int counted = 0;
        List<TaggedSequence>[] batches = [.. Batches(sentences, settings.BatchTokens)];
        random.Shuffle(batches);
        for (int i = 0; i < batches.Length; i++)
        {
            TaggedSequence[] ordered = [.. batches[i].OrderByDescending(s => s.Length)];
            int labelled = ordered.Sum(s => s.Labels.Count(l => l >= 0));
            if (labelled > 0)
            {
                loss += Loss(ordered, 1f / labelled, settings.Dropout);
                counted += labelled;
                Step(settings.Rate * MathF.Max(0.02f, 1 - done - ((float)i / batches.Length / settings.Epochs)));
            }
        }

        return loss / counted;
    }

    // Sentences of like length together.
    private IEnumerable<List<TaggedSequence>> Batches(IReadOnlyList<TaggedSequence> sentences, int most)
    {
        var open = new List<TaggedSequence>();
        int total = 0;
        foreach (TaggedSequence sentence in sentences.Select(s => (Sentence: s, Key: s.Length * (0.9 + (0.2 * random.NextDouble())))).OrderBy(s => s.Key).Select(s => s.Sentence))
        {
            if (open.Count > 0 && total + sentence.Length > most)
            {
                yield return open;
                open = [];
                total = 0;
            }

            open.Add(sentence);
            total += sentence.Length;
        }

        yield return open;
    }

    private void Step(float rate)
    {
        steps++;
        double square = 0;
        foreach (Parameter parameter in parameters)
        {
            Span<float> sum = gradients[parameter].Span[..parameter.Gradient.Length];
            sum.CopyTo(parameter.Gradient);
            sum.Clear();
            square += TensorPrimitives.SumOfSquares<float>(parameter.Gradient);
        }

        float scale = (float)Math.Min(1, LongestGradient / Math.Sqrt(Math.Max(square, 1e-12)));
        parameters.ForEach(parameter => parameter.Update(0, parameter.Value.Length, rate * Parameter.Correction(steps), scale));
        Repack();
    }
}
