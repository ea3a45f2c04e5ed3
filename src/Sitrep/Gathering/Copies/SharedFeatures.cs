namespace Sitrep.Gathering.Copies;

/// <summary>For each article the features that other articles have too, but not many others: all that copies can be told by.</summary>
internal sealed class SharedFeatures
{
    /// <summary>Features of more articles than this say nothing of a pair.</summary>
    private const int MostArticles = 150;

    private readonly Feature[][] features;

    public SharedFeatures(WordSequence[] texts)
    {
        var counts = new FeatureCounts(texts);
        features = new Feature[texts.Length][];
        Parallel.For(0, texts.Length, i =>
        {
            features[i] = [.. Feature.Of(texts[i]).Where(f => counts.Of(f.Hash) is > 1 and <= MostArticles)];
            Array.Sort(features[i], static (a, b) => a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash) : a.Position.CompareTo(b.Position));
        });
    }

    public int Articles => features.Length;

    /// <summary>Sorted by hash, then by position.</summary>
    public ReadOnlySpan<Feature> Of(int article) => features[article];
}
