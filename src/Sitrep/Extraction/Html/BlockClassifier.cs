using Sitrep.Learning;

namespace Sitrep.Extraction.Html;

/// <summary>Tells which blocks are part of the article, in three looks at the page: <c>models/extraction.model</c>.</summary>
/// <remarks>
/// The first look is a linear model over hashed words and names of one block; the second, boosted trees over measures of the block
/// and its surroundings with the first opinion; the third, trees of the same kind with the second opinion.
/// </remarks>
internal sealed class BlockClassifier(LinearModel first, BoostedTrees second, BoostedTrees third)
{
    public const string ModelName = "extraction.model";

    public static BlockClassifier Load(ModelFile file) =>
        new(LinearModel.Load(file, "first"), BoostedTrees.Load(file, "second"), BoostedTrees.Load(file, "third"));

    public void Save(ModelFileWriter file)
    {
        first.Save(file, "first");
        second.Save(file, "second");
        third.Save(file, "third");
    }

    /// <summary>The log-odds of each block being part of the article.</summary>
    public float[] Score(BlockFeatures page) => Score(page, third, Score(page, second, FirstOpinion(page, first)));

    internal static float[] FirstOpinion(BlockFeatures page, LinearModel model)
    {
        var features = new FeatureSet();
        var scores = new float[page.Count];
        Span<float> both = stackalloc float[2];
        for (int i = 0; i < scores.Length; i++)
        {
            page.Hash(i, features);
            model.Score(features, both);
            scores[i] = Math.Clamp(both[1] - both[0], -9, 9);
        }

        return scores;
    }

    internal static float[] Score(BlockFeatures page, BoostedTrees trees, float[] opinion) =>
        [.. page.Rows(opinion).Select(row => row.Length == 0 ? -9 : Math.Clamp(trees.Score(row), -9, 9))];
}
