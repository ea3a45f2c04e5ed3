using System.Collections.Immutable;
using Sitrep.Annotation.Entities;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>A noun to be coded as a participant.</summary>
/// <param name="Head">Its index in the sentence.</param>
/// <param name="Ruled">What the lists and role nouns make of it.</param>
/// <param name="Entity">The entity it stands for.</param>
/// <param name="Others">Heads of the event's other participants.</param>
internal sealed record ParticipantCase(Sentence Sentence, int Head, string Role, string Type, Actor? Ruled, Entity? Entity, string? Home, ImmutableArray<int> Others);

/// <param name="Country">The candidate chosen, null where there was none.</param>
/// <param name="Sector">Empty for none.</param>
internal readonly record struct ParticipantChoice(CountryCandidate? Country, string Sector)
{
    /// <summary>The actor's code, null where it is unknown.</summary>
    public string? Code => Country?.Code is { Length: > 0 } country ? country + Sector : Sector is "" or "UNK" ? null : "---" + Sector;
}

/// <summary>Gives participants their codes: a trained choice among the countries that the text points to, and a trained sector, both over what the lists and role nouns make of the words.</summary>
internal sealed class ParticipantCoder(ActorCoder coder, ModelFile file)
{
    /// <summary>What may stand where a country would: nothing, or a prefix.</summary>
    internal static readonly ImmutableArray<string> Prefixes = ["", "IGO", "UNO", "EUR", "NGO", "MNC", "IMG"];

    private readonly LinearChain sectors = LinearChain.Load(file, "sector");
    private readonly LinearChain countries = LinearChain.Load(file, "country");
    private readonly ParticipantCodeFeatures features = new(coder);

    public ParticipantChoice Choose(ParticipantCase participant, CountryMentions mentions, FeatureSet scratch)
    {
        float[] numbers = features.Numbers(participant);
        features.DescribeSector(participant, scratch);
        Span<float> scores = stackalloc float[sectors.Labels.Length], said = stackalloc float[sectors.Labels.Length];
        sectors.Say(numbers, said);
        sectors.ScoreAlone(scratch, said, scores);
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        string sector = sectors.Labels[best] == ParticipantCodeFeatures.NoSector ? "" : sectors.Labels[best];
        CountryCandidate? chosen = null;
        float highest = float.NegativeInfinity;
        Span<float> pair = stackalloc float[2], toldOf = stackalloc float[2];
        countries.Say(numbers, toldOf);
        foreach (CountryCandidate candidate in features.Candidates(participant, mentions))
        {
            features.DescribeCountry(participant, candidate, scratch);
            countries.ScoreAlone(scratch, toldOf, pair);
            if (pair[1] - pair[0] > highest)
            {
                (highest, chosen) = (pair[1] - pair[0], candidate);
            }
        }

        return new ParticipantChoice(chosen, sector);
    }
}
