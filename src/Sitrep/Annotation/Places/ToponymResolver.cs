using System.Collections.Immutable;
using System.Globalization;

namespace Sitrep.Annotation.Places;

/// <summary>A toponym with its meanings, the likeliest first.</summary>
/// <param name="Probability">Of the first among all.</param>
/// <param name="Margin">Log-odds of the first against the second; 10 where there is no second.</param>
internal sealed record Resolution(Toponym Toponym, ImmutableArray<int> Ranked, double Probability, double Margin)
{
    /// <summary>The entry of the place that holds what is meant, where that is the answer.</summary>
    public int? Holder { get; init; }

    /// <summary>Of that answer among all.</summary>
    public double HolderProbability { get; init; }

    public PlaceMatch Match => Holder is not null ? PlaceMatch.Within : Toponym.IsRespelled ? PlaceMatch.Spelling : PlaceMatch.Name;

    public bool IsKnown => Holder is not null || Ranked.Length > 0;

    public int Entry => Holder ?? Ranked[0];
}

/// <summary>Chooses the meaning of each toponym: a log-linear ranking in two passes, the second of which knows what the first decided; then what holds it, where that is likelier right.</summary>
internal sealed class ToponymResolver
{
    // Of the meaning of a name whose country counts as spoken of.
    private const double Sure = 0.4;

    // Of an article's names that must lie in a country before names are looked for there in other spellings.
    private const double LeastShare = 0.2;

    private readonly Gazetteer gazetteer;
    private readonly double[] firstWeights;
    private readonly double[] secondWeights;
    private readonly PlaceBackoff? backoff;
    private readonly PlaceSpellings? spellings;

    /// <param name="backoff">Null to answer with the names' own meanings alone.</param>
    /// <param name="spellings">Null to take names as they are written.</param>
    public ToponymResolver(Gazetteer gazetteer, double[] firstWeights, double[] secondWeights, PlaceBackoff? backoff, PlaceSpellings? spellings)
    {
        this.backoff = backoff;
        this.spellings = spellings;
        this.gazetteer = gazetteer;
        this.firstWeights = firstWeights;
        this.secondWeights = secondWeights;
    }

    /// <summary>Of both passes.</summary>
    public (double[] First, double[] Second) Weights => (firstWeights, secondWeights);

    public PlaceBackoff? Backoff => backoff;

    public static ToponymResolver Load(Resources resources, Gazetteer gazetteer, ToponymScanner scanner, PlaceSpellings spellings)
    {
        double[] first = new double[(int)SenseFeature.Count], second = new double[first.Length];
        foreach (TsvTable.Row row in resources.Table("place-weights.tsv").Rows)
        {
            int feature = (int)Enum.Parse<SenseFeature>(row["feature"]);
            first[feature] = double.Parse(row["first"], CultureInfo.InvariantCulture);
            second[feature] = double.Parse(row["second"], CultureInfo.InvariantCulture);
        }

        return new ToponymResolver(gazetteer, first, second, PlaceBackoff.Load(resources, gazetteer, scanner), spellings);
    }

    /// <summary>One resolution for each toponym, in order.</summary>
    public Resolution[] Resolve(PlaceEvidence evidence, IReadOnlyList<Toponym> toponyms) => Resolve(evidence, toponyms, Rank(evidence, toponyms), 0);

    /// <summary>The same where the meanings of the names as they are written have been ranked.</summary>
    /// <param name="first">From where on it is asked what holds a place; those before are answered with their own meanings.</param>
    public Resolution[] Resolve(PlaceEvidence evidence, IReadOnlyList<Toponym> toponyms, Resolution[] ranked, int first)
    {
        Resolution[] all = ranked;
        if (spellings is not null && toponyms.Any(t => t.Meanings.IsEmpty))
        {
            string[] named = [.. all.Where(r => r.Ranked.Length > 0 && r.Probability > Sure).Select(r => gazetteer.DivisionOf(r.Entry).Country)];
            string[] countries = [.. named.CountBy(c => c).Where(c => c.Value >= LeastShare * named.Length).Select(c => c.Key)];
            Toponym[] respelled = [.. toponyms.Select(t => t.Meanings.IsEmpty ? t with { Meanings = spellings.Find(t.Span.Of(evidence.Text), countries), IsRespelled = true } : t)];
            if (respelled.Where((t, i) => t.Meanings.Length > toponyms[i].Meanings.Length).Any())
            {
                all = Rank(evidence, respelled);
            }
        }

        return backoff?.Apply(evidence, all, first) ?? all;
    }

    /// <summary>The meanings of each name as it is written, the likeliest first; none for names that the gazetteer lacks.</summary>
    public Resolution[] Rank(PlaceEvidence evidence, IReadOnlyList<Toponym> toponyms)
    {
        Toponym[] listed = [.. toponyms.Where(t => !t.Meanings.IsEmpty)];
        SenseTable table = new(gazetteer, evidence, listed, null);
        table.Learn(table.Beliefs(firstWeights));
        var ranked = new Queue<Resolution>(table.Rank(secondWeights));
        return [.. toponyms.Select(t => t.Meanings.IsEmpty ? new Resolution(t, [], 0, 0) : ranked.Dequeue())];
    }
}
