using System.Globalization;
using System.Text;
using Sitrep.Parsing;

namespace Sitrep.Training.Language;

/// <summary>A teacher's opinion of the name labels of words, as it stands in the last column of CoNLL-U: <c>Names=0:0.93,4:0.06</c>.</summary>
internal static class NameShares
{
    private const string Key = "Names=";
    private const float Least = 0.01f;

    public static string Write(ReadOnlySpan<float> shares)
    {
        var text = new StringBuilder(Key);
        for (int label = 0; label < shares.Length; label++)
        {
            if (shares[label] >= Least)
            {
                text.Append(text.Length > Key.Length ? "," : "").Append(label).Append(':').Append(shares[label].ToString("0.00", CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }

    /// <summary>[token × labels], each token's summing to 1; null where words carry none.</summary>
    public static float[]? Read(IReadOnlyList<GoldWord> words)
    {
        if (!words.All(word => word.Misc.StartsWith(Key, StringComparison.Ordinal)))
        {
            return null;
        }

        float[] shares = new float[words.Count * NameLabels.Count];
        for (int i = 0; i < words.Count; i++)
        {
            Span<float> row = shares.AsSpan(i * NameLabels.Count, NameLabels.Count);
            float sum = 0;
            foreach (string part in words[i].Misc[Key.Length..].Split(','))
            {
                int colon = part.IndexOf(':', StringComparison.Ordinal);
                float share = float.Parse(part.AsSpan(colon + 1), CultureInfo.InvariantCulture);
                row[int.Parse(part.AsSpan(0, colon), CultureInfo.InvariantCulture)] = share;
                sum += share;
            }

            System.Numerics.Tensors.TensorPrimitives.Divide(row, sum, row);
        }

        return shares;
    }
}
