using System.Collections.Immutable;
using System.Globalization;

namespace Sitrep.Annotation.Places;

/// <summary>A toponym with its meanings, the likeliest first.</summary>
/// <param name="Probability">Of the first among all.</param>
/// <param name="Margin">Log-odds of the first against the second; 10 where there is no second.</param>
internal sealed record Resolution(Toponym Toponym, ImmutableArray<int> Ranked, double Probability, double Margin)
{
    public bool IsKnown => Ranked.Length > 0;

    public int Entry => Ranked[0];
}

/// <summary>Chooses the meaning of each toponym: a log-linear ranking in two passes, the second of which knows what the first decided.</summary>
internal sealed class ToponymResolver
{
    private readonly Gazetteer gazetteer;
    private readonly double[] firstWeights;
    private readonly double[] secondWeights;

    public ToponymResolver(Gazetteer gazetteer, double[] firstWeights, double[] secondWeights)
    {
        this.gazetteer = gazetteer;
        this.firstWeights = firstWeights;
        this.secondWeights = secondWeights;
    }

    /// <summary>Of both passes.</summary>
    public (double[] First, double[] Second) Weights => (firstWeights, secondWeights);

    public static ToponymResolver Load(Resources resources, Gazetteer gazetteer)
    {
        double[] first = new double[(int)SenseFeature.Count], second = new double[first.Length];
        foreach (TsvTable.Row row in resources.Table("place-weights.tsv").Rows)
        {
            int feature = (int)Enum.Parse<SenseFeature>(row["feature"]);
            first[feature] = double.Parse(row["first"], CultureInfo.InvariantCulture);
            second[feature] = double.Parse(row["second"], CultureInfo.InvariantCulture);
        }

        return new ToponymResolver(gazetteer, first, second);
    }

    /// <summary>One resolution for each toponym, in order.</summary>
    public Resolution[] Resolve(PlaceEvidence evidence, IReadOnlyList<Toponym> toponyms)
    {
        SenseTable table = new(gazetteer, evidence, toponyms, null);
        table.Learn(table.Beliefs(firstWeights));
        return table.Rank(secondWeights);
    }
}
