using Sitrep.Annotation.Entities;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>Reads for one event in its sentence, after the one before, who takes part in it.</summary>
/// <remarks>Immutable, for any number of threads.</remarks>
internal sealed class ParticipantTagger(ModelFile file, CountryNames countries, LaneWidth width)
{
    /// <summary>What the names of its sections begin with.</summary>
    public const string Prefix = "tagger";

    private readonly SequenceTagger tagger = new(file, Prefix, ParticipantFinder.Labels.Length, width);

    /// <summary>What is said of each word around some events, the sentence before and then their own, each a score for each label, word after word.</summary>
    public float[][] Read(IReadOnlyList<(Sentence? Before, ParticipantFeatures Features)> events) => tagger.Read([.. events.Select(e => new Tokens(e.Before, e.Features, countries))]);

    /// <summary>The words of an event's sentence and of the one before it: what the network read of each, and how it stands to the event.</summary>
    public sealed class Tokens(Sentence? before, ParticipantFeatures features, CountryNames countries) : ITaggedTokens
    {
        private readonly Sentence sentence = features.Sentence;

        /// <summary>Words of the sentence before.</summary>
        public int Earlier { get; } = before?.Tokens.Length ?? 0;

        public int Length => Earlier + sentence.Tokens.Length;

        public int Width => (before is null || !before.Encodings.IsEmpty) && !sentence.Encodings.IsEmpty ? sentence.Encodings.All(0).Length : 0;

        public long WordOf(int token) => token < Earlier ? UnnamedWords.KeyOf(before!, token) : UnnamedWords.KeyOf(sentence, token - Earlier);

        public void Write(int token, Span<float> numbers)
        {
            if (token < Earlier)
            {
                UnnamedWords.Write(before!, token, countries, numbers);
            }
            else
            {
                UnnamedWords.Write(sentence, token - Earlier, countries, numbers);
            }
        }

        public void AddRows(int token, List<int> rows)
        {
            if (token < Earlier)
            {
                features.AddRows(before!, token, rows);
            }
            else
            {
                features.AddRows(token - Earlier, rows);
            }
        }
    }
}
