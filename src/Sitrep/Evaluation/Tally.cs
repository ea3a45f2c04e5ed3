namespace Sitrep.Evaluation;

/// <summary>A figure of a score card, 0 to 1.</summary>
/// <param name="Of">How many gold items it is taken over.</param>
/// <param name="Precision">With <paramref name="Recall"/>, where the value is their harmonic mean (F1).</param>
internal sealed record Figure(string Name, double Value, int Of, double? Precision = null, double? Recall = null);

/// <summary>The figures of one layer.</summary>
internal sealed record Section(string Name, IReadOnlyList<Figure> Figures);

/// <summary>Precision and recall of one measure, summed over articles.</summary>
internal sealed class Tally(string name)
{
    private double goldHits;
    private double foundHits;

    public int Gold { get; set; }

    public int Found { get; set; }

    public void Hit(double weight = 1)
    {
        goldHits += weight;
        foundHits += weight;
    }

    public Figure Figure()
    {
        double precision = Found == 0 ? 0 : foundHits / Found;
        double recall = Gold == 0 ? 0 : goldHits / Gold;
        return new Figure(name, HarmonicMean(precision, recall), Gold, precision, recall);
    }

    public static double HarmonicMean(double precision, double recall) => precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
}

/// <summary>A share of cases that are right, summed over articles.</summary>
internal sealed class Share(string name)
{
    private int right;
    private int all;

    public void Add(bool isRight)
    {
        all++;
        right += isRight ? 1 : 0;
    }

    public Figure Figure() => new(name, all == 0 ? 0 : (double)right / all, all);
}

/// <summary>Scores one layer over articles.</summary>
internal interface ILayerScore
{
    /// <summary>Whether the gold of this article has the layer.</summary>
    bool Covers(GoldArticle gold);

    /// <param name="answer">Null where the program gave none, or its text is not the gold's.</param>
    void Add(GoldArticle gold, Answer? answer);

    Section Section();
}
