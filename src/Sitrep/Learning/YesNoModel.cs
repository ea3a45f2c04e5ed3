namespace Sitrep.Learning;

/// <summary>A logistic model of a question: a <see cref="LinearModel"/> with the labels <see cref="No"/> and <see cref="Yes"/>.</summary>
internal sealed class YesNoModel(LinearModel model)
{
    public const string No = "no", Yes = "yes";

    private readonly int no = model.Labels.IndexOf(No);
    private readonly int yes = model.Labels.IndexOf(Yes);

    /// <summary>Reads a model that was written with the same prefix.</summary>
    /// <exception cref="InvalidDataException">The file's sections do not fit.</exception>
    public static YesNoModel Load(ModelFile file, string prefix) => new(LinearModel.Load(file, prefix));

    /// <summary>Log-odds that the answer is yes.</summary>
    public double LogOdds(FeatureSet features)
    {
        Span<float> scores = stackalloc float[2];
        model.Score(features, scores);
        return scores[yes] - scores[no];
    }
}
