using System.Diagnostics;

namespace Sitrep.Training.Language;

/// <summary>Rounds over the corpora with a rate that rises for 200 steps, stays, and falls to nothing.</summary>
/// <param name="Rounds">Rounds over the trees and the names marked by hand.</param>
/// <param name="ProgramShare">The share of sentences with program-labelled names that a round takes.</param>
/// <param name="FarShare">The share of sentences that weigh less than one, being far from news, with names marked by hand.</param>
/// <param name="TreeShare">The share of a teacher's trees that a round takes.</param>
/// <param name="GoldFrom">From this part of the rounds on, it takes a quarter of both.</param>
internal sealed record NetworkSchedule(int Rounds, int Seed, int BatchTokens = 1000, double Rate = 0.002, double Steady = 0.3, double ProgramShare = 0.12, double FarShare = 0.8, double TreeShare = 0.33, double GoldFrom = 0.75)
{
    /// <summary>Trains from round <paramref name="first"/> on; <paramref name="afterRound"/> may save and measure.</summary>
    public void Run(
        NetworkTrainer trainer, IReadOnlyList<Example> trees, IReadOnlyList<Example> programTrees, IReadOnlyList<Example> names, IReadOnlyList<Example> programNames, int first, Action<int> afterRound)
    {
        for (int round = first; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            var random = new Random(unchecked((Seed * 1_000_003) + round));
            double trust = round < Rounds * GoldFrom ? 1 : 0.25;
            List<Example> silverTrees = [.. programTrees.Where(_ => random.NextDouble() < TreeShare * trust)];
            List<Example> nearNames = [.. names.Where(e => e.Weight >= 1 || random.NextDouble() < FarShare)];
            List<Example> silverNames = [.. programNames.Where(_ => random.NextDouble() < ProgramShare * trust)];
            List<List<Example>> batches = [.. Batches(trees, random), .. Batches(silverTrees, random), .. Batches(nearNames, random), .. Batches(silverNames, random)];
            Shuffle(batches, random);
            double treeLoss = 0, nameLoss = 0;
            int treeCount = 0, nameCount = 0;
            for (int i = 0; i < batches.Count; i++)
            {
                double loss = trainer.Step(batches[i], (float)RateAt((round + ((double)i / batches.Count)) / Rounds, trainer.Steps), Dropout.Usual);
                if (batches[i][0].Heads is null)
                {
                    nameLoss += loss;
                    nameCount++;
                }
                else
                {
                    treeLoss += loss;
                    treeCount++;
                }
            }

            Console.WriteLine(FormattableString.Invariant(
                $"round {round + 1}/{Rounds}: {batches.Count} steps in {clock.Elapsed.TotalSeconds:f0} s, loss of trees {treeLoss / Math.Max(1, treeCount):f3}, of names {nameLoss / Math.Max(1, nameCount):f4}"));
            afterRound(round);
        }
    }

    private double RateAt(double progress, long steps) =>
        Rate * Math.Min(1, (steps + 1) / 200.0) * (progress < Steady ? 1 : Math.Max(0.01, (1 - progress) / (1 - Steady)));

    /// <summary>Sentences of like length together.</summary>
    private List<List<Example>> Batches(IReadOnlyList<Example> examples, Random random)
    {
        var batches = new List<List<Example>>();
        var open = new List<Example>();
        int longest = 0;
        foreach (Example example in examples.Select(e => (e, key: e.Length * (0.9 + (0.2 * random.NextDouble())))).OrderBy(pair => pair.key).Select(pair => pair.e))
        {
            longest = Math.Max(longest, example.Length);
            if (open.Count > 0 && longest * (open.Count + 1) > BatchTokens)
            {
                batches.Add(open);
                open = [];
                longest = example.Length;
            }

            open.Add(example);
        }

        if (open.Count > 0)
        {
            batches.Add(open);
        }

        return batches;
    }

    private static void Shuffle(List<List<Example>> batches, Random random)
    {
        for (int i = batches.Count - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (batches[i], batches[j]) = (batches[j], batches[i]);
        }
    }
}
