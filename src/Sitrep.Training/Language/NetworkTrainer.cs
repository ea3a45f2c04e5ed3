using System.Numerics.Tensors;

namespace Sitrep.Training.Language;

/// <summary>Takes steps of Adam on batches of sentences, each shared between threads; the result depends only on the seed.</summary>
internal sealed class NetworkTrainer
{
    private const float LongestGradient = 5;

    private readonly TrainedNetwork network;
    private readonly NetworkPass[] passes;
    private readonly List<(int Table, int Row)> touched = [];
    private readonly HashSet<(int Table, int Row)> distinct = [];
    private readonly Parameter[] dense;

    public NetworkTrainer(TrainedNetwork network, int capacity, int threads, ulong seed)
    {
        this.network = network;
        dense = [.. network.Dense];
        passes = [.. Enumerable.Range(0, threads).Select(i => new NetworkPass(network, capacity, seed + (ulong)i + 1))];
    }

    /// <summary>Steps taken.</summary>
    public long Steps { get; private set; }

    /// <summary>The states of the passes' noise, to go on from.</summary>
    public ulong[] NoiseStates => [.. passes.Select(pass => pass.Noise.State)];

    /// <summary>Goes on after so many steps.</summary>
    public void Resume(long steps, ReadOnlySpan<ulong> noise)
    {
        Steps = steps;
        for (int i = 0; i < passes.Length; i++)
        {
            passes[i].Noise.State = noise[i];
        }
    }

    /// <summary>One step down the mean loss of a batch.</summary>
    /// <returns>The loss a token.</returns>
    public double Step(IReadOnlyList<Example> batch, float rate, Dropout dropout)
    {
        int tokens = batch.Sum(example => example.Length);
        Example[] ordered = [.. batch.OrderByDescending(example => example.Length)];
        double[] losses = new double[passes.Length];
        Parallel.For(0, passes.Length, new ParallelOptions { MaxDegreeOfParallelism = passes.Length }, i =>
        {
            Example[] share = [.. ordered.Where((_, at) => at % passes.Length == i)];
            if (share.Length > 0)
            {
                losses[i] = passes[i].Run(share, 1f / tokens, dropout);
            }
        });
        Collect();
        Update(rate);
        return losses.Sum() / tokens;
    }

    /// <summary>Sums the passes' gradients, in their order.</summary>
    internal void Collect()
    {
        touched.Clear();
        distinct.Clear();
        foreach (NetworkPass pass in passes)
        {
            foreach (Parameter parameter in dense)
            {
                Span<float> from = pass.Gradients[parameter].Span[..parameter.Gradient.Length];
                TensorPrimitives.Add(parameter.Gradient, from, parameter.Gradient);
                from.Clear();
            }

            pass.CollectTables(touched);
        }

        int kept = 0;
        for (int i = 0; i < touched.Count; i++)
        {
            if (distinct.Add(touched[i]))
            {
                touched[kept++] = touched[i];
            }
        }

        touched.RemoveRange(kept, touched.Count - kept);
    }

    private void Update(float rate)
    {
        Steps++;
        double square = 0;
        foreach (Parameter parameter in dense)
        {
            square += TensorPrimitives.SumOfSquares<float>(parameter.Gradient);
        }

        foreach (var (table, row) in touched)
        {
            Parameter parameter = network.Tables[table];
            square += TensorPrimitives.SumOfSquares<float>(parameter.Gradient.AsSpan(row * parameter.Stride, parameter.Stride));
        }

        float scale = (float)Math.Min(1, LongestGradient / Math.Sqrt(Math.Max(square, 1e-12)));
        float corrected = rate * Parameter.Correction(Steps);
        Parallel.ForEach(dense, new ParallelOptions { MaxDegreeOfParallelism = passes.Length }, parameter => parameter.Update(0, parameter.Value.Length, corrected, scale));
        foreach (var (table, row) in touched)
        {
            Parameter parameter = network.Tables[table];
            parameter.Update(row * parameter.Stride, parameter.Stride, corrected, scale);
        }

        Parallel.ForEach(network.Layers, new ParallelOptions { MaxDegreeOfParallelism = passes.Length }, layer => layer.Repack());
    }
}
