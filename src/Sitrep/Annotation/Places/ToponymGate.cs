using Sitrep.Learning;

namespace Sitrep.Annotation.Places;

/// <summary>Judges whether a name of the gazetteer is meant as a place: a logistic model over its words, neighbours, tags, and senses.</summary>
internal sealed class ToponymGate(LinearModel model)
{
    public const string No = "no", Yes = "yes";

    private readonly int no = model.Labels.IndexOf(No);
    private readonly int yes = model.Labels.IndexOf(Yes);

    /// <param name="part">Of the model: <c>gate</c> for names of the gazetteer, <c>unlisted</c> for names that it lacks.</param>
    public static ToponymGate Load(Resources resources, string part) => new(LinearModel.Load(ModelFile.Open(resources.Model("en", "places.model")), part));

    /// <summary>Log-odds that the toponym names a place.</summary>
    public double Score(FeatureSet features)
    {
        Span<float> scores = stackalloc float[2];
        model.Score(features, scores);
        return scores[yes] - scores[no];
    }
}
