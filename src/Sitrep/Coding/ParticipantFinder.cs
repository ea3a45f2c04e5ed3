using System.Collections.Immutable;
using Sitrep.Annotation.Entities;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>Finds who takes part in an event: a trained classifier for each noun of the sentence, over what <see cref="ArgumentFinder"/> makes of the tree.</summary>
internal sealed class ParticipantFinder(RoleNouns roles, CountryNames countries, ModelFile file)
{
    public const string None = "none";
    public const string Actor = "actor";
    public const string Recipient = "recipient";

    /// <summary>Most nouns take no part, so the classifier leans to "none" too far: corrected by this much, in log-odds.</summary>
    private const float ActorMargin = 1;

    /// <summary>Added for the likeliest actor where there is no other, for few acts are nobody's; but nobody is guessed to have been violent.</summary>
    private const float OnlyActorMargin = 1;

    /// <summary>The same for those to whom it is done, which it misses more often.</summary>
    private const float RecipientMargin = 2;

    [ThreadStatic]
    private static Sums? latest;

    // What the network read of the candidate, and of the trigger; how the two stand to each other.
    private readonly LinearChain chain = LinearChain.Load(file, "participant", parts: 2, ParticipantFeatures.Relations);

    public static ImmutableArray<string> Labels { get; } = [None, Actor, Recipient];

    public Arguments Find(Sentence sentence, int trigger, string type, FeatureSet scratch)
    {
        var features = new ParticipantFeatures(roles, countries, sentence, trigger, type);
        var actors = ImmutableArray.CreateBuilder<int>();
        var recipients = ImmutableArray.CreateBuilder<int>();
        int[] candidates = ParticipantFeatures.CandidatesOf(sentence, trigger);
        float[] relations = new float[candidates.Length * ParticipantFeatures.Relations], all = new float[candidates.Length * Labels.Length];
        for (int k = 0; k < candidates.Length; k++)
        {
            features.Describe(candidates[k], scratch, relations.AsSpan(k * ParticipantFeatures.Relations, ParticipantFeatures.Relations));
            chain.ScoreAlone(scratch, [], all.AsSpan(k * Labels.Length, Labels.Length));
        }

        Weigh(sentence, trigger, candidates, relations, all);
        int likeliest = -1;
        float highest = -OnlyActorMargin;
        for (int k = 0; k < candidates.Length; k++)
        {
            ReadOnlySpan<float> scores = all.AsSpan(k * Labels.Length, Labels.Length);
            if (scores[1] >= scores[2] && scores[1] + ActorMargin > scores[0])
            {
                actors.Add(candidates[k]);
            }
            else if (scores[2] + RecipientMargin > scores[0])
            {
                recipients.Add(candidates[k]);
            }
            else if (scores[1] >= scores[2] && scores[1] + ActorMargin - scores[0] > highest)
            {
                (likeliest, highest) = (candidates[k], scores[1] + ActorMargin - scores[0]);
            }
        }

        if (actors.Count == 0 && likeliest >= 0 && type != "ASSAULT")
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
                ParticipantFeatures.Read(sentence, i, countries, numbers.AsSpan(rows[i] * width, width));
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
