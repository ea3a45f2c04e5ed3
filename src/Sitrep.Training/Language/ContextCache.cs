using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Sitrep.Training.Language;

/// <summary>Vectors in context that were computed before, in memory and in a file, since that takes minutes.</summary>
internal sealed class ContextCache : IDisposable
{
    private const int DocumentsAtOnce = 100;

    private readonly Dictionary<ulong, Half[]> known = [];
    private readonly ContextEncoder encoder;
    private readonly FileStream file;

    public ContextCache(ContextEncoder encoder, string path)
    {
        this.encoder = encoder;
        file = new FileStream(path, FileMode.OpenOrCreate);
        using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
        long whole = 0;
        while (file.Length - file.Position > 12)
        {
            ulong key = reader.ReadUInt64();
            int length = reader.ReadInt32();
            if (file.Length - file.Position < (long)length * 2)
            {
                break;
            }

            var vectors = new Half[length];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(vectors.AsSpan()));
            known[key] = vectors;
            whole = file.Position;
        }

        // What a run that was broken off left half written is written anew.
        file.SetLength(whole);
        file.Position = whole;
    }

    public void Dispose() => file.Dispose();

    /// <summary>Computes what is not known yet of these documents.</summary>
    public void Prepare(IEnumerable<IReadOnlyList<string[]>> documents)
    {
        var clock = Stopwatch.StartNew();
        long tokens = 0;
        using var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
        foreach (IReadOnlyList<string[]>[] some in documents.Where(d => d.Where((_, s) => !known.ContainsKey(Key(d, s))).Any()).Chunk(DocumentsAtOnce))
        {
            Half[][][] vectors = encoder.Encode(some);
            for (int d = 0; d < some.Length; d++)
            {
                for (int s = 0; s < some[d].Count; s++)
                {
                    ulong key = Key(some[d], s);
                    known[key] = vectors[d][s];
                    writer.Write(key);
                    writer.Write(vectors[d][s].Length);
                    writer.Write(MemoryMarshal.AsBytes(vectors[d][s].AsSpan()));
                    tokens += some[d][s].Length;
                }
            }

            Console.WriteLine(FormattableString.Invariant($"vectors of {tokens} tokens, {tokens / clock.Elapsed.TotalSeconds:f0} a second"));
        }

        file.Flush();
    }

    /// <summary>Of the sentences of a document that was prepared.</summary>
    public Half[][] this[IReadOnlyList<string[]> document] => [.. document.Select((_, s) => known[Key(document, s)])];

    // The neighbours count: the first words of the document and the sentence's number stand for them.
    private static ulong Key(IReadOnlyList<string[]> document, int sentence) => BitConverter.ToUInt64(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{document.Count} {sentence} {string.Join(' ', document[0])} | {string.Join(' ', document[sentence])}"))));
}
