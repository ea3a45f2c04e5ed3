using System.Collections.Immutable;
using System.Numerics;
using Sitrep.Annotation.Entities;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>Reads in a whole sentence which type of event each of its words reports.</summary>
/// <param name="types">The labels, "no event" among them.</param>
/// <remarks>Immutable, for any number of threads.</remarks>
internal sealed class EventTagger(ModelFile file, ImmutableArray<string> types, CountryNames countries, WordClasses classes, LaneWidth width)
{
    /// <summary>What the names of its sections begin with.</summary>
    public const string Prefix = "tagger";

    /// <summary>How a frame's condition can be met: there is none, or at one of three distances.</summary>
    private const int Distances = 4;

    /// <summary>Most classes of words.</summary>
    private const int Classes = 64;

    private readonly SequenceTagger tagger = new(file, Prefix, types.Length, width);

    /// <summary>Rows of the table, by how many types there are.</summary>
    public static int Rows(int types) => (types * Distances) + Classes;

    /// <summary>What is said of each word of some sentences, each a score for each label, word after word.</summary>
    /// <param name="sentences">None empty, each with the frames of its words; one that no network has read gets zeros.</param>
    public float[][] Read(IReadOnlyList<(Sentence Sentence, Frame?[] Frames)> sentences) =>
        tagger.Read([.. sentences.Select(s => new Tokens(s.Sentence, s.Frames, types, countries, classes))]);

    /// <summary>The words of a sentence: what the network read of each, the type of its frame and how near the frame's condition is met, and its classes.</summary>
    public sealed class Tokens(Sentence sentence, Frame?[] frames, ImmutableArray<string> types, CountryNames countries, WordClasses classes) : ITaggedTokens
    {
        public int Length => frames.Length;

        public int Width => sentence.Encodings.Rows.Length / frames.Length;

        public long WordOf(int token) => UnnamedWords.KeyOf(sentence, token);

        public void Write(int token, Span<float> numbers) => UnnamedWords.Write(sentence, token, countries, numbers);

        public void AddRows(int token, List<int> rows)
        {
            if (frames[token] is { } frame && types.IndexOf(frame.Type) is >= 0 and var type)
            {
                rows.Add((type * Distances) + (frame.Met is { } met ? 1 + (int)met : 0));
            }

            for (ulong set = classes.Of(sentence, token); set != 0; set &= set - 1)
            {
                rows.Add((types.Length * Distances) + BitOperations.TrailingZeroCount(set));
            }
        }
    }
}
