using System.Collections.Immutable;
using Sitrep.Annotation.Entities;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>Finds who takes part in an event: a trained classifier for each noun of the sentence, over what <see cref="ArgumentFinder"/> makes of the tree, and a network that reads the sentence and the one before; their scores are added.</summary>
internal sealed class ParticipantFinder(RoleNouns roles, CountryNames countries, ModelFile file)
{
    public const string None = "none";
    public const string Actor = "actor";
    public const string Recipient = "recipient";

    /// <summary>Most nouns take no part, so the scores lean to "none" too far: corrected by this much, in log-odds. This and those below were chosen on a tenth of the training part.</summary>
    private const float ActorMargin = 1.5f;

    /// <summary>The same for those who were violent, since nobody is guessed to have been that.</summary>
    private const float ViolentActorMargin = 0.5f;

    /// <summary>Added for the likeliest actor where there is no other, for few acts are nobody's; but again for no violent act.</summary>
    private const float OnlyActorMargin = 2;

    /// <summary>The same for those to whom it is done, who are missed more often: from 2 to 3 one finds ever more of them at the same F1.</summary>
    private const float RecipientMargin = 3;

    [ThreadStatic]
    private static Sums? latest;

    // What the network read of the candidate, and of the trigger; how the two stand to each other.
    private readonly LinearChain chain = LinearChain.Load(file, "participant", parts: 2, ParticipantFeatures.Relations);

    private readonly ParticipantTagger tagger = new(file, countries, Lanes.Widest);

    public static ImmutableArray<string> Labels { get; } = [None, Actor, Recipient];

    /// <summary>Reads who may take part in each of some events of an article: asked of all of them together, which is faster.</summary>
    public ParticipantReading[] Read(ParsedArticle article, IReadOnlyList<(Sentence Sentence, int Trigger, string Type)> events, FeatureSet scratch)
    {
        var readings = new ParticipantReading[events.Count];
        var around = new (Sentence? Before, ParticipantFeatures Features)[events.Count];
        for (int i = 0; i < readings.Length; i++)
        {
            var (sentence, trigger, type) = events[i];
            around[i] = (sentence.Index > 0 ? article.Sentences[sentence.Index - 1] : null, new ParticipantFeatures(roles, countries, sentence, trigger, type));
            readings[i] = Read(around[i].Features, scratch);
        }

        float[][] said = tagger.Read(around);
        for (int i = 0; i < readings.Length; i++)
        {
            int earlier = around[i].Before?.Tokens.Length ?? 0;
            ParticipantReading reading = readings[i];
            for (int k = 0; k < reading.Candidates.Length; k++)
            {
                for (int y = 0; y < Labels.Length; y++)
                {
                    reading.Scores[(k * Labels.Length) + y] += said[i][((earlier + reading.Candidates[k]) * Labels.Length) + y];
                }
            }
        }

        return readings;
    }

    private ParticipantReading Read(ParticipantFeatures features, FeatureSet scratch)
    {
        int[] candidates = ParticipantFeatures.CandidatesOf(features.Sentence, features.Trigger);
        float[] relations = new float[candidates.Length * ParticipantFeatures.Relations], all = new float[candidates.Length * Labels.Length];
        for (int k = 0; k < candidates.Length; k++)
        {
            features.Describe(candidates[k], scratch, relations.AsSpan(k * ParticipantFeatures.Relations, ParticipantFeatures.Relations));
            chain.ScoreAlone(scratch, [], all.AsSpan(k * Labels.Length, Labels.Length));
        }

        Weigh(features.Sentence, features.Trigger, candidates, relations, all);
        return new ParticipantReading(candidates, all);
    }

    /// <summary>Decides by what was read of an event.</summary>
    public static Arguments Find(ParticipantReading reading, string type)
    {
        int[] candidates = reading.Candidates;
        float[] all = reading.Scores;
        var actors = ImmutableArray.CreateBuilder<int>();
        var recipients = ImmutableArray.CreateBuilder<int>();
        bool isViolent = type == "ASSAULT";
        float margin = isViolent ? ViolentActorMargin : ActorMargin, highest = -OnlyActorMargin;
        int likeliest = -1;
        for (int k = 0; k < candidates.Length; k++)
        {
            ReadOnlySpan<float> scores = all.AsSpan(k * Labels.Length, Labels.Length);
            if (scores[1] >= scores[2] && scores[1] + margin > scores[0])
            {
                actors.Add(candidates[k]);
            }
            else if (scores[2] + RecipientMargin > scores[0])
            {
                recipients.Add(candidates[k]);
            }
            else if (scores[1] >= scores[2] && scores[1] + margin - scores[0] > highest)
            {
                (likeliest, highest) = (candidates[k], scores[1] + margin - scores[0]);
            }
        }

        if (actors.Count == 0 && likeliest >= 0 && !isViolent)
        {
            actors.Add(likeliest);
        }

        return new Arguments(actors.ToImmutable(), recipients.ToImmutable());
    }

    // Adds what the network read of the candidates and of the trigger, weighed with how they stand to each other.
    private void Weigh(Sentence sentence, int trigger, int[] candidates, float[] relations, float[] scores)
    {
        Sums known = SumsOf(sentence);
        if (known.Width == 0)
        {
            return;
        }

        float[] own = new float[known.Width], together = new float[candidates.Length * known.Width];
        chain.Dense.Sum(1, sentence.Encodings.All(trigger), own);
        chain.Dense.Sum(2, relations, together);
        Span<float> said = stackalloc float[Labels.Length];
        for (int k = 0; k < candidates.Length; k++)
        {
            Span<float> sums = together.AsSpan(k * known.Width, known.Width);
            ReadOnlySpan<float> candidate = known.Of(candidates[k]);
            for (int at = 0; at < sums.Length; at++)
            {
                sums[at] += candidate[at] + own[at];
            }

            chain.Dense.Finish(sums, said);
            for (int y = 0; y < said.Length; y++)
            {
                scores[(k * said.Length) + y] += said[y];
            }
        }
    }

    // The sums of the sentence that this thread looked at last: its triggers come one after another.
    private Sums SumsOf(Sentence sentence)
    {
        if (latest is { } known && known.Sentence == sentence && known.Finder == this)
        {
            return known;
        }

        int width = chain.Dense.Width, all = sentence.Encodings.IsEmpty ? 0 : sentence.Encodings.All(0).Length;
        if (width == 0 || all != width)
        {
            return latest = new Sums(this, sentence, 0, [], []);
        }

        int[] rows = new int[sentence.Tokens.Length];
        int count = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = ParticipantFeatures.IsCandidate(sentence, i, -1) ? count++ : -1;
        }

        float[] numbers = new float[count * width], sums = new float[count * chain.Dense.SumsWidth];
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0)
            {
                UnnamedWords.Write(sentence, i, countries, numbers.AsSpan(rows[i] * width, width));
            }
        }

        chain.Dense.Sum(0, numbers, sums);
        return latest = new Sums(this, sentence, chain.Dense.SumsWidth, rows, sums);
    }

    /// <summary>What the candidates of a sentence add to the sums of the dense layers, which is the same for each of its triggers.</summary>
    /// <param name="Width">Sums a candidate; 0 where no network has read the sentence.</param>
    /// <param name="Rows">The place of each token's sums.</param>
    private sealed record Sums(ParticipantFinder Finder, Sentence Sentence, int Width, int[] Rows, float[] Values)
    {
        public ReadOnlySpan<float> Of(int token) => Values.AsSpan(Rows[token] * Width, Width);
    }
}

/// <summary>Who may take part in an event.</summary>
/// <param name="Candidates">The words of its sentence that can name a participant.</param>
/// <param name="Scores">Of each of <see cref="ParticipantFinder.Labels"/>, candidate after candidate.</param>
internal sealed record ParticipantReading(int[] Candidates, float[] Scores);
