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

    /// <summary>The same for those to whom it is done, which it misses more often.</summary>
    private const float RecipientMargin = 1.5f;

    private readonly LinearChain chain = LinearChain.Load(file, "participant");

    public static ImmutableArray<string> Labels { get; } = [None, Actor, Recipient];

    public Arguments Find(Sentence sentence, int trigger, string type, FeatureSet scratch)
    {
        var features = new ParticipantFeatures(roles, countries, sentence, trigger, type);
        var actors = ImmutableArray.CreateBuilder<int>();
        var recipients = ImmutableArray.CreateBuilder<int>();
        Span<float> scores = stackalloc float[Labels.Length];
        for (int i = 0; i < sentence.Tokens.Length; i++)
        {
            if (!ParticipantFeatures.IsCandidate(sentence, i, trigger))
            {
                continue;
            }

            features.Describe(i, scratch);
            chain.ScoreAlone(scratch, features.Numbers(i), scores);
            if (scores[1] >= scores[2] && scores[1] + ActorMargin > scores[0])
            {
                actors.Add(i);
            }
            else if (scores[2] + RecipientMargin > scores[0])
            {
                recipients.Add(i);
            }
        }

        return new Arguments(actors.ToImmutable(), recipients.ToImmutable());
    }
}
