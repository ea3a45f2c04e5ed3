using System.Collections.Immutable;
using Sitrep.Annotation.Entities;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>A noun to be coded as a participant.</summary>
/// <param name="Head">Its index in the sentence.</param>
/// <param name="Ruled">What the lists and role nouns make of it.</param>
/// <param name="Entity">The entity it stands for.</param>
/// <param name="Referent">Whom its pronoun ("it", "its spokesman") most likely stands for.</param>
/// <param name="Beside">Heads of the event's other participants of the same role.</param>
/// <param name="Opposed">Heads of those of the other role.</param>
internal sealed record ParticipantCase(Sentence Sentence, int Head, string Role, string Type, Actor? Ruled, Entity? Entity, string? Home, Actor? Referent, ImmutableArray<int> Beside, ImmutableArray<int> Opposed);

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

    /// <summary>What the network's reading of nouns says of their countries and sectors: asked of the participants of an article together, which is faster.</summary>
    public HeadReadings Read(IEnumerable<(Sentence Sentence, int Head)> heads)
    {
        (Sentence Sentence, int Head)[] read = [.. heads.Where(h => !h.Sentence.Encodings.IsEmpty).DistinctBy(h => (h.Sentence.Index, h.Head))];
        float[] ofSector = new float[read.Length * sectors.Labels.Length], ofCountry = new float[read.Length * countries.Labels.Length];
        int first = 0;
        foreach ((Sentence Sentence, int Head)[] batch in read.Chunk(EventClassifier.Batch))
        {
            int width = batch[0].Sentence.Encodings.All(0).Length;
            float[] numbers = new float[batch.Length * width];
            for (int i = 0; i < batch.Length; i++)
            {
                features.Numbers(batch[i].Sentence, batch[i].Head).CopyTo(numbers.AsSpan(i * width, width));
            }

            sectors.Say(numbers, ofSector.AsSpan(first * sectors.Labels.Length, batch.Length * sectors.Labels.Length));
            countries.Say(numbers, ofCountry.AsSpan(first * countries.Labels.Length, batch.Length * countries.Labels.Length));
            first += batch.Length;
        }

        return new HeadReadings(read.Select((h, row) => ((h.Sentence.Index, h.Head), row)).ToDictionary(), ofSector, ofCountry);
    }

    /// <param name="readings">What <see cref="Read"/> made of the participant's head and others.</param>
    public ParticipantChoice Choose(ParticipantCase participant, CountryMentions mentions, HeadReadings readings, FeatureSet scratch)
    {
        features.DescribeSector(participant, scratch);
        Span<float> scores = stackalloc float[sectors.Labels.Length];
        sectors.ScoreAlone(scratch, readings.OfSector(participant), scores);
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        string sector = sectors.Labels[best] == ParticipantCodeFeatures.NoSector ? "" : sectors.Labels[best];
        CountryCandidate? chosen = null;
        float highest = float.NegativeInfinity;
        Span<float> kinds = stackalloc float[countries.Labels.Length];
        ReadOnlySpan<float> toldOf = readings.OfCountry(participant);
        ImmutableArray<CountryCandidate> candidates = features.Candidates(participant, mentions);
        int named = ParticipantCodeFeatures.Countries(candidates);
        foreach (CountryCandidate candidate in candidates)
        {
            features.DescribeCountry(participant, candidate, named, scratch);
            countries.Score(scratch, kinds);
            int kind = ParticipantCodeFeatures.KindOf(candidate);
            float score = kinds[0] + kinds[kind] + (toldOf.IsEmpty ? 0 : toldOf[kind]);
            if (score > highest)
            {
                (highest, chosen) = (score, candidate);
            }
        }

        return new ParticipantChoice(chosen, sector);
    }
}

/// <summary>What the network's reading of nouns says of their sectors and countries, a row for each.</summary>
internal sealed class HeadReadings(Dictionary<(int Sentence, int Head), int> rows, float[] ofSector, float[] ofCountry)
{
    public ReadOnlySpan<float> OfSector(ParticipantCase participant) => Row(participant, ofSector);

    public ReadOnlySpan<float> OfCountry(ParticipantCase participant) => Row(participant, ofCountry);

    // Empty for a noun that no network has read.
    private ReadOnlySpan<float> Row(ParticipantCase participant, float[] said)
    {
        int width = rows.Count == 0 ? 0 : said.Length / rows.Count;
        return rows.TryGetValue((participant.Sentence.Index, participant.Head), out int row) ? said.AsSpan(row * width, width) : [];
    }
}
