using Sitrep.Extraction.Html;
using Sitrep.Learning;
using Sitrep.Training.Learning;

namespace Sitrep.Training.Extraction;

/// <summary>A page ready to learn from.</summary>
internal sealed record Example(LabelledPage Page, OpenPage Open, BlockLabels Labels);

/// <summary>Trains the three looks of <see cref="BlockClassifier"/>; each learns from opinions that the look before it formed on pages it had not seen.</summary>
internal sealed class ClassifierTrainer(IReadOnlyList<Example> examples, BoostingSettings settings)
{
    private const int Folds = 4;
    private const int Bits = 16;
    private const int Seed = 20240810;

    /// <summary>Trains on what is known, then again with its guesses where only a few segments of a page are known.</summary>
    public static BlockClassifier TrainTwice(IReadOnlyList<Example> examples, BoostingSettings settings)
    {
        BlockClassifier once = new ClassifierTrainer(examples, settings).Train();
        Example[] guessed =
        [
            .. examples.Select(example => example.Page.Text is null
                ? example with { Labels = example.Labels.Guess(example.Open.Blocks.Blocks, once.Score(example.Open.Features)) }
                : example),
        ];
        return new ClassifierTrainer(guessed, settings).Train();
    }

    private BlockClassifier Train()
    {
        LinearModel first = Linear(_ => true);
        float[][] opinions = Unseen(Linear, BlockClassifier.FirstOpinion);
        BoostedTrees second = Trees(opinions, _ => true);
        float[][] refined = Unseen(keep => Trees(opinions, keep), (features, trees) => BlockClassifier.Score(features, trees, opinions[IndexOf(features)]));
        BoostedTrees third = Trees(refined, _ => true);
        return new BlockClassifier(first, second, third);
    }

    /// <summary>Each example's opinions by a model that was trained on the other folds.</summary>
    private float[][] Unseen<T>(Func<Func<Example, bool>, T> train, Func<BlockFeatures, T, float[]> score)
    {
        var opinions = new float[examples.Count][];
        for (int fold = 0; fold < Folds; fold++)
        {
            T model = train(example => example.Page.Fold(Folds) != fold);
            for (int i = 0; i < examples.Count; i++)
            {
                if (examples[i].Page.Fold(Folds) == fold)
                {
                    opinions[i] = score(examples[i].Open.Features, model);
                }
            }
        }

        return opinions;
    }

    private LinearModel Linear(Func<Example, bool> keep)
    {
        var trainer = new LinearTrainer(["around", "article"], Bits);
        var features = new FeatureSet();
        Example[] kept = [.. examples.Where(keep)];
        var random = new Random(Seed);
        for (int round = 0; round < 4; round++)
        {
            random.Shuffle(kept);
            foreach (Example example in kept)
            {
                for (int i = 0; i < example.Open.Features.Count; i++)
                {
                    if (example.Labels.Weights[i] > 0)
                    {
                        example.Open.Features.Hash(i, features);
                        trainer.LogisticStep(features, example.Labels.Article[i] ? 1 : 0, example.Labels.Weights[i], 0.05f);
                    }
                }
            }
        }

        return trainer.ToModel();
    }

    private BoostedTrees Trees(float[][] opinions, Func<Example, bool> keep)
    {
        var rows = new List<float[]>();
        var labels = new List<bool>();
        var weights = new List<float>();
        for (int e = 0; e < examples.Count; e++)
        {
            if (!keep(examples[e]))
            {
                continue;
            }

            float[][] measured = examples[e].Open.Features.Rows(opinions[e]);
            for (int i = 0; i < measured.Length; i++)
            {
                if (examples[e].Labels.Weights[i] > 0 && measured[i].Length > 0)
                {
                    rows.Add(measured[i]);
                    labels.Add(examples[e].Labels.Article[i]);
                    weights.Add(examples[e].Labels.Weights[i]);
                }
            }
        }

        return new BoostedTreesTrainer(rows, [.. labels], [.. weights], settings).Train(Seed);
    }

    private int IndexOf(BlockFeatures features)
    {
        for (int i = 0; i < examples.Count; i++)
        {
            if (ReferenceEquals(examples[i].Open.Features, features))
            {
                return i;
            }
        }

        throw new ArgumentException("a page that is not among the examples", nameof(features));
    }
}
