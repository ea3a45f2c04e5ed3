using System.Collections.Immutable;
using System.CommandLine;
using Sitrep.Annotation.Entities;
using Sitrep.Coding;
using Sitrep.Learning;
using Sitrep.Training.Learning;

namespace Sitrep.Training;

/// <summary>Trains the models of who takes part in an event on labelled sentences.</summary>
internal static class ParticipantsCommand
{
    private static readonly ChainSettings SectorSettings = new(17, Epochs: 8, Rate: 0.05f, Drop: 0.5f, Hidden: 32, Members: 3);
    private static readonly ChainSettings CountrySettings = new(16, Epochs: 8, Rate: 0.05f, Drop: 0.5f, Hidden: 16, Members: 3);
    private static readonly ChainSettings RoleSettings = new(18, Epochs: 8, Rate: 0.05f, Drop: 0.6f, Hidden: 32, Members: 3);

    private static readonly TaggerSettings TaggerSettings = new(Epochs: 10, Rate: 0.002f, BatchTokens: 500, new TaggerDropout(Numbers: 0.1f, Inner: 0.2f, Output: 0.35f, Word: 0.05f, Row: 0.1f));

    private static readonly HashSet<string> Sectors = ["UNK", "UAF", "CVL", "COP", "GOV", "MIL", "REB", "CRM", "JUD", "LEG", "BUS", "REF"];

    public static Command Create()
    {
        var also = new Option<DirectoryInfo[]>("--also") { Description = "Folders of further labelled sentences that teach who takes part, but not which code it has.", AllowMultipleArgumentsPerToken = true };
        Command command = LabelledCommand.Create("participants", "Trains the models of actors and recipients.", (folder, output, result) => Train(folder, result.GetValue(also) ?? [], output));
        command.Add(also);
        return command;
    }

    private static void Train(DirectoryInfo folder, DirectoryInfo[] also, FileInfo output)
    {
        Resources resources = Resources.Installed;
        var actors = new ActorCoder(resources);
        var flow = new Flow(resources);
        var exchange = new CountryExchange(resources, actors);
        List<LabelledItem> items = LabelledItem.ReadAll(folder, flow, exchange: exchange), further = [.. also.SelectMany(a => LabelledItem.ReadAll(a, flow, exchange: exchange))];
        Console.WriteLine($"{items.Count} items, {further.Count} further");
        var file = new ModelFileWriter();
        var (nouns, events) = RolesIn([.. items, .. further], actors);
        ChainTrainer.Fit(ParticipantFinder.Labels, nouns, RoleSettings, "participant").Save(file, "participant");
        var shape = new TaggerShape(events[0].Numbers.Length / events[0].Length, Width: 96, Hidden: 64, Members: 2, ParticipantFinder.Labels.Length);
        TaggerTrainer.Save(TaggerTrainer.Fit(shape, ParticipantFeatures.Rows, events, TaggerSettings), file, ParticipantTagger.Prefix);
        Codes(items, actors, file);
        file.Write(output.FullName);
    }

    // What each noun of an event's sentence is in it, and what each of its tokens and of those of the sentence before.
    private static (List<ChainExample> Nouns, List<TaggedSequence> Events) RolesIn(List<LabelledItem> items, ActorCoder actors)
    {
        var nouns = new List<ChainExample>();
        var events = new List<TaggedSequence>();
        var scratch = new FeatureSet();
        int near = 0, earlier = 0, known = 0, all = 0;
        foreach (LabelledItem item in items)
        {
            foreach (GoldEvent gold in item.Gold)
            {
                Sentence sentence = item.Article.Parsed.Sentences[gold.Sentence];
                var features = new ParticipantFeatures(actors.Roles, actors.Countries, sentence, gold.Token, gold.Type);
                Sentence? before = sentence.Index > 0 ? item.Article.Parsed.Sentences[sentence.Index - 1] : null;
                HashSet<(int, int)> by = Heads(gold.Actors), on = Heads(gold.Recipients);
                int LabelOf(Sentence within, int token) => !ParticipantFeatures.IsCandidate(within, token, within == sentence ? gold.Token : -1) ? -1
                    : ParticipantFinder.Labels.IndexOf(by.Contains((within.Index, token)) ? ParticipantFinder.Actor : on.Contains((within.Index, token)) ? ParticipantFinder.Recipient : ParticipantFinder.None);
                all += gold.Actors.Length + gold.Recipients.Length;
                near += gold.Actors.Concat(gold.Recipients).Count(p => p.Sentence == sentence.Index);
                earlier += gold.Actors.Concat(gold.Recipients).Count(p => p.Sentence == sentence.Index - 1 && p.Tokens.Length > 0);
                known += gold.Actors.Concat(gold.Recipients).Count(p => p.Sentence == sentence.Index && p.Tokens.Any(t => ParticipantFeatures.IsCandidate(sentence, t, gold.Token)));
                for (int i = 0; i < sentence.Tokens.Length; i++)
                {
                    if (LabelOf(sentence, i) is >= 0 and var label)
                    {
                        float[] numbers = features.Numbers(i);
                        features.Describe(i, scratch, numbers.AsSpan(^ParticipantFeatures.Relations..));
                        nouns.Add(ChainTrainer.Alone(scratch, RoleSettings.Bits, numbers, label));
                    }
                }

                var tokens = new ParticipantTagger.Tokens(before, features, actors.Countries);
                events.Add(TaggedSequence.Of(tokens, i => i < tokens.Earlier ? LabelOf(before!, i) : LabelOf(sentence, i - tokens.Earlier)));
            }
        }

        Console.WriteLine($"{all} participants, {near} in the trigger's sentence, {known} among its candidates, {earlier} in the one before");
        return (nouns, events);
    }

    private static void Codes(List<LabelledItem> items, ActorCoder actors, ModelFileWriter file)
    {
        var features = new ParticipantCodeFeatures(actors);
        ImmutableArray<string> sectorLabels = [.. items.SelectMany(i => i.Gold).SelectMany(g => g.Actors.Concat(g.Recipients)).Select(p => SplitCode(p.Code).Sector).GroupBy(s => s).Where(g => g.Count() > 2).Select(g => g.Key).Order(StringComparer.Ordinal)];
        var sectors = new List<ChainExample>();
        var countries = new List<ChoiceExample>();
        var scratch = new FeatureSet();
        int all = 0;
        foreach (LabelledItem item in items)
        {
            var mentions = new CountryMentions(item.Article, actors);
            var cases = new ParticipantCases(item.Article, actors);
            foreach (GoldEvent gold in item.Gold)
            {
                var arguments = new Arguments([.. Firsts(gold, gold.Actors)], [.. Firsts(gold, gold.Recipients)]);
                foreach (var (participant, role) in gold.Actors.Select(p => (p, ParticipantFinder.Actor)).Concat(gold.Recipients.Select(p => (p, ParticipantFinder.Recipient))))
                {
                    if (participant.Sentence != gold.Sentence || participant.Tokens.Length == 0)
                    {
                        continue;
                    }

                    var (country, sector) = SplitCode(participant.Code);
                    ParticipantCase one = cases.Of(item.Article.Parsed.Sentences[gold.Sentence], participant.Tokens[0], role, gold.Type, arguments);
                    float[] numbers = features.Numbers(one.Sentence, one.Head).ToArray();
                    if (sectorLabels.IndexOf(sector) is >= 0 and var label)
                    {
                        features.DescribeSector(one, scratch);
                        sectors.Add(ChainTrainer.Alone(scratch, SectorSettings.Bits, numbers, label));
                    }

                    ImmutableArray<CountryCandidate> candidates = features.Candidates(one, mentions);
                    int named = ParticipantCodeFeatures.Countries(candidates), right = -1;
                    var alternatives = ImmutableArray.CreateBuilder<Alternative>();
                    foreach (CountryCandidate candidate in candidates)
                    {
                        features.DescribeCountry(one, candidate, named, scratch);
                        right = candidate.Code == country ? alternatives.Count : right;
                        alternatives.Add(new Alternative(ChainTrainer.Keys(scratch, CountrySettings.Bits), ParticipantCodeFeatures.KindOf(candidate)));
                    }

                    all++;

                    // Whether gunmen whom nobody knows belong to where they struck the annotators answered one way and the other; datasets of events say that they do.
                    if (right >= 0 && participant.Code != "UAF")
                    {
                        countries.Add(new ChoiceExample(numbers, alternatives.ToImmutable(), right));
                    }
                }
            }
        }

        Console.WriteLine($"{all} codes, the country of {countries.Count} among its candidates");
        ChainTrainer.Fit(sectorLabels, sectors, SectorSettings, "sector").Save(file, "sector");
        ChoiceTrainer.Fit(ParticipantCodeFeatures.Kinds, countries, CountrySettings, "country").Save(file, "country");
    }

    private static HashSet<(int Sentence, int Token)> Heads(ImmutableArray<GoldParticipant> participants) => [.. participants.SelectMany(p => p.Tokens.Select(t => (p.Sentence, t)))];

    private static IEnumerable<int> Firsts(GoldEvent gold, ImmutableArray<GoldParticipant> participants) =>
        participants.Where(p => p.Sentence == gold.Sentence && p.Tokens.Length > 0).Select(p => p.Tokens[0]);

    // A bare sector ("UAF", "COP") belongs to no country.
    private static (string Country, string Sector) SplitCode(string code) =>
        code.Length == 3 && Sectors.Contains(code) ? ("", code) : (code[..Math.Min(3, code.Length)], code.Length > 3 ? code[3..] : ParticipantCodeFeatures.NoSector);
}
