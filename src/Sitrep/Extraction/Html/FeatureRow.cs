namespace Sitrep.Extraction.Html;

/// <summary>Fills a row of values from left to right.</summary>
internal sealed class FeatureRow(float[] values)
{
    /// <summary>How many values are filled.</summary>
    public int Count { get; private set; }

    public void Add(float value) => values[Count++] = value;
}
