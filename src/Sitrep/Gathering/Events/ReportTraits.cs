using Sitrep.Gathering.Copies;

namespace Sitrep.Gathering.Events;

/// <summary>What is compared of an article as a whole.</summary>
/// <param name="Published">Day number; null where unknown.</param>
/// <param name="Names">Words of its names and places.</param>
/// <param name="Words">Its rare words.</param>
internal sealed record ArticleTraits(int? Published, WeightedWords Names, WeightedWords Words);

/// <summary>A person's name as hashed words.</summary>
/// <param name="Words">Ascending.</param>
internal readonly record struct PersonName(uint[] Words, uint Last)
{
    /// <summary>How many words two names of what may be one person share, 0 where it is another.</summary>
    public int Shared(PersonName other)
    {
        int shared = 0;
        foreach (uint word in Words)
        {
            shared += Array.BinarySearch(other.Words, word) >= 0 ? 1 : 0;
        }

        return shared > 1 || Last == other.Last || shared == Words.Length || shared == other.Words.Length ? shared : 0;
    }
}

/// <summary>A report prepared for comparison with others.</summary>
/// <param name="Days">First and last day on which it may have happened, as day numbers.</param>
/// <param name="Killing">Whether somebody dies of it.</param>
/// <param name="Trigger">The beginning of the word that tells of it, hashed.</param>
/// <param name="AllSentence">Every word of the sentence, also common ones, ascending.</param>
/// <param name="All">The rare words of sentence and participants.</param>
/// <param name="Copied">For each copy group of the article a number that other copies with the same trigger have too.</param>
internal sealed record ReportTraits(
    EventReport Report,
    ArticleTraits Article,
    (int First, int Last)? Days,
    bool Killing,
    uint Trigger,
    uint[] AllSentence,
    WeightedWords Sentence,
    WeightedWords Names,
    WeightedWords Actors,
    WeightedWords Recipients,
    WeightedWords All,
    string[] ActorCodes,
    string[] RecipientCodes,
    PersonName[] ActorPersons,
    PersonName[] RecipientPersons,
    ulong[] Copied);

/// <summary>Prepares the reports of all articles for comparison.</summary>
internal sealed class TraitReader(WordReader reader, WordRarity rarity)
{
    /// <summary>Characters between a participant's words and a name that still belongs to them: <c>senator NAME</c>; <c>NAME, the candidate</c>.</summary>
    private const int After = 2, Before = 6;

    private const int TriggerStem = 5;

    /// <summary>Ways of killing a chosen person, in CAMEO.</summary>
    private const string Assassination = "186";

    public ArticleTraits Read(ArticleRecord article, WordSequence text)
    {
        var counts = new Dictionary<uint, int>();
        for (int i = 0; i < text.Words.Length; i++)
        {
            if (text.Rare[i])
            {
                counts[text.Words[i]] = counts.GetValueOrDefault(text.Words[i]) + 1;
            }
        }

        var names = new List<uint>();
        foreach (RecordEntity entity in article.Entities)
        {
            if (entity.Mentions.Any(m => m.Form == "name"))
            {
                Rare(entity.Name, names);
            }
        }

        foreach (RecordPlace place in article.Places)
        {
            Rare(place.Name, names);
        }

        uint[] words = [.. counts.Keys];
        Array.Sort(words);
        return new ArticleTraits(
            Day(article.Published),
            Weigh(names),
            new WeightedWords(words, word => (1 + MathF.Log(counts[word])) * rarity.Of(word)));
    }

    public ReportTraits Read(EventReport report, ArticleTraits article)
    {
        ArticleRecord record = report.Article;
        RecordOffsets sentence = report.Sentence;
        List<uint> words = [], names = [], actors = [], recipients = [];
        Rare(record.Quote(sentence), words);
        foreach (RecordEntity entity in record.Entities)
        {
            foreach (RecordMention mention in entity.Mentions)
            {
                if (mention.Form == "name" && sentence.Start <= mention.Start && mention.Start < sentence.End)
                {
                    Rare(entity.Name, names);
                }
            }
        }

        PersonName[] actorPersons = Participants(record, report.Event.Actors, actors), recipientPersons = Participants(record, report.Event.Recipients, recipients);
        string trigger = report.Trigger.ToLowerInvariant();
        return new ReportTraits(
            report,
            article,
            report.Days is { } days ? (DayNumber(days.Earliest), DayNumber(days.Latest)) : null,
            report.Event.Cameo.StartsWith(Assassination, StringComparison.Ordinal) || report.Event.Counts.Any(c => c is { What: "killed", Least: > 0 }),
            Hash(trigger[..Math.Min(TriggerStem, trigger.Length)]),
            WordRarity.Distinct(reader.Read(record.Quote(sentence)).Words),
            Weigh(words),
            Weigh(names),
            Weigh(actors),
            Weigh(recipients),
            Weigh([.. words, .. actors, .. recipients]),
            Codes(report.Event.Actors),
            Codes(report.Event.Recipients),
            actorPersons,
            recipientPersons,
            [.. report.CopyGroups.Select(group => Sequences.Join(Sequences.Join(0, (uint)group), Hash(trigger)))]);
    }

    private static string[] Codes(IEnumerable<RecordParticipant> participants) => [.. participants.Select(p => p.Code).OfType<string>().Where(code => code != "UNK")];

    private static uint Hash(string text) => (uint)(Learning.FeatureSet.Hash(text) >> 32);

    private static int? Day(string? published) => published is { Length: >= 10 } && NodaTime.Text.LocalDatePattern.Iso.Parse(published[..10]) is { Success: true } day ? DayNumber(day.Value) : null;

    private static int DayNumber(NodaTime.LocalDate day) => day.ToDateOnly().DayNumber;

    private WeightedWords Weigh(List<uint> words) => new(WordRarity.Distinct(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(words)), rarity.Of);

    private void Rare(string text, List<uint> words)
    {
        WordSequence sequence = reader.Read(text);
        for (int i = 0; i < sequence.Words.Length; i++)
        {
            if (sequence.Rare[i])
            {
                words.Add(sequence.Words[i]);
            }
        }
    }

    // The participant's own words, and the names of who they are: linked, overlapping or beside them.
    private PersonName[] Participants(ArticleRecord article, IEnumerable<RecordParticipant> participants, List<uint> words)
    {
        var persons = new List<PersonName>();
        foreach (RecordParticipant participant in participants)
        {
            Rare(article.Text[participant.Start..participant.End], words);
            foreach (RecordEntity entity in article.Entities)
            {
                if (!entity.Mentions.Any(m => m.Form == "name") || !(entity.Id == participant.Entity || entity.Mentions.Any(m => IsBeside(article.Text, m, participant))))
                {
                    continue;
                }

                Rare(entity.Name, words);
                uint[] name = reader.Read(entity.Name).Words;
                if (entity.Type == "person" && name.Length > 0)
                {
                    persons.Add(new PersonName(WordRarity.Distinct([.. name]), name[^1]));
                }
            }
        }

        return [.. persons];
    }

    private static bool IsBeside(string text, RecordMention mention, RecordParticipant participant)
    {
        if (mention.Form != "name")
        {
            return false;
        }

        if (mention.Start >= participant.End)
        {
            return mention.Start - participant.End <= After;
        }

        // Between a name and its apposition stands nothing but a comma and an article.
        return mention.End > participant.Start
            || (participant.Start - mention.End <= Before && text[mention.End..participant.Start].Trim(' ', ',') is "" or "the" or "a" or "an");
    }
}
