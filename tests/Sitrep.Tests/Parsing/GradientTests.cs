using Sitrep.Parsing;
using Sitrep.Training.Language;
using Xunit;

namespace Sitrep.Tests.Parsing;

public sealed class GradientTests
{
    private static readonly NetworkShape Tiny = new(
        Vector: 4, Width: 32, Hidden: 32, Layers: 2, Arc: 32, Label: 32, UposTags: 3, XposTags: 4, Relations: 5, NameLabels.Count, [6, 5]);

    private const int ContextSize = 6;

    [Theory]
    [InlineData(0)]
    [InlineData(ContextSize)]
    public void The_backward_pass_agrees_with_finite_differences(int context)
    {
        var random = new Random(7);
        float[] vectors = [.. Enumerable.Range(0, 5 * Tiny.Vector).Select(_ => random.NextSingle() - 0.5f)];
        var network = new TrainedNetwork(Tiny, vectors, seed: 3, context);
        foreach (Parameter parameter in network.Dense.Where(parameter => parameter.Rows == 1).Append(network.Transitions))
        {
            parameter.Randomize(random, 1);
        }

        network.Layers.ForEach(layer => layer.Repack());
        Example[] examples = [Tree(random, 5), Tree(random, 3), Tree(random, 2)];
        examples = [.. examples.OrderByDescending(e => e.Length)];

        var analytic = new NetworkPass(network, 64, seed: 1);
        analytic.Run(examples, 1, Dropout.None);
        analytic.CollectTables([]);
        foreach (Parameter parameter in network.All)
        {
            for (int probe = 0; probe < 6; probe++)
            {
                int at = (random.Next(parameter.Rows) * parameter.Stride) + random.Next(parameter.Columns);
                float before = parameter.Value[at];
                double gradient = analytic.Gradients.TryGet(parameter, out var sum) ? sum!.Span[at] : parameter.Gradient[at];
                // A step may straddle a rectifier's kink or drown in rounding: one of three has to agree.
                double[] differences = [.. new[] { 8e-3f, 2e-3f, 5e-4f }.Select(Difference)];
                Assert.True(
                    differences.Any(expected => Math.Abs(expected - gradient) < 0.005 + (0.02 * Math.Abs(expected))),
                    $"{parameter.Name}[{at}]: {gradient} by the backward pass, {string.Join(", ", differences)} by differences");

                double Difference(float step)
                {
                    parameter.Value[at] = before + step;
                    double above = Loss(network, examples);
                    parameter.Value[at] = before - step;
                    double below = Loss(network, examples);
                    parameter.Value[at] = before;
                    return (above - below) / (2 * step);
                }
            }
        }
    }

    private static double Loss(TrainedNetwork network, Example[] examples)
    {
        network.Layers.ForEach(layer => layer.Repack());
        return new NetworkPass(network, 64, seed: 1).Run(examples, 1, Dropout.None);
    }

    private static Example Tree(Random random, int length)
    {
        int[] Draw(int below) => [.. Enumerable.Range(0, length).Select(_ => random.Next(below))];
        uint[] names = new uint[length];
        Array.Fill(names, 1u);
        names[0] = 1u << NameLabels.Of(EntityType.Person, NameLabels.Begin);
        names[1] = 1u << NameLabels.Of(EntityType.Person, NameLabels.Last);
        if (length > 3)
        {
            names[3] = 1u | (1u << NameLabels.Of(EntityType.Facility, NameLabels.Single));
        }

        return new Example
        {
            Rows = [Draw(6), Draw(5)],
            Vectors = Draw(5),
            Heads = [.. Enumerable.Range(0, length).Select(i => i)],
            Relations = Draw(5),
            Upos = Draw(3),
            Xpos = Draw(4),
            Names = names,
            Context = [.. Enumerable.Range(0, length * ContextSize).Select(_ => (Half)(random.NextSingle() - 0.5f))],
        };
    }
}
