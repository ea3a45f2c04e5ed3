using System.Collections.Immutable;
using Sitrep.Annotation.Entities;
using Sitrep.Learning;

namespace Sitrep.Coding;

/// <summary>Gives events their ACLED sub-event. Rules say what each event would be by itself; a trained choice then decides for the incident it belongs to, since ACLED has one row an incident.</summary>
internal sealed class SubEventCoder
{
    private const int WordsShown = 6;

    private readonly SubEventRules rules;
    private readonly SubEventChoice choice;
    private readonly CountryNames countries;
    private readonly ImmutableArray<AcledCode?> codes;

    public SubEventCoder(Resources resources, CountryNames countries)
    {
        this.countries = countries;
        rules = new SubEventRules(resources);
        choice = SubEventChoice.Load(ModelFile.Open(resources.Model("en", "acled.model")));
        Dictionary<string, string> eventTypes = resources.Table("acled_types.tsv").Rows.ToDictionary(r => r["subEventType"], r => r["eventType"], StringComparer.Ordinal);
        codes = [.. choice.Labels.Select(l => l == SubEventChoice.None ? null : new AcledCode(eventTypes.GetValueOrDefault(l, AcledCode.Outside), l))];
    }

    /// <summary>The events with their sub-events.</summary>
    public ImmutableArray<PoliticalEvent> Code(AnnotatedArticle article, ImmutableArray<PoliticalEvent> events)
    {
        AcledRule?[] ruled = rules.Of(article, events);
        var said = new float[]?[article.Parsed.Sentences.Length];
        var words = new FeatureSet();
        var coded = ImmutableArray.CreateBuilder<PoliticalEvent>(events.Length);
        for (int i = 0; i < events.Length; i++)
        {
            PoliticalEvent one = events[i];
            if (SubEventRules.CaseOf(events, ruled, i, choice.Labels, choice.Types) is { } asked)
            {
                coded.Add(one with { Acled = codes[choice.Choose(asked, said[one.Sentence] ??= Read(article, one.Sentence, words))] });
            }
            else
            {
                coded.Add(one with { Acled = ruled[i]?.Code });
            }
        }

        return coded.MoveToImmutable();
    }

    /// <summary>Why an event has its sub-event, or none; null where neither the rules nor the choice had one for it.</summary>
    /// <param name="events">What <see cref="Code"/> made of the article.</param>
    public AcledChoice? Explain(AnnotatedArticle article, ImmutableArray<PoliticalEvent> events, int index)
    {
        AcledRule?[] ruled = rules.Of(article, events);
        PoliticalEvent one = events[index];
        AcledRule? own = ruled[index];
        if (one.Acled is null && own is null)
        {
            return null;
        }

        if (one.Acled == own?.Code)
        {
            return new AcledChoice(one.Acled, own?.Code, own?.Line, null, []);
        }

        PoliticalEvent? beside = one.Acled is null ? null : events.Where((e, i) => Math.Abs(e.Sentence - one.Sentence) <= ReportWords.Reach && ruled[i]?.Code == one.Acled).FirstOrDefault();
        var words = new FeatureSet { Named = [] };
        Read(article, one.Sentence, words);
        return new AcledChoice(one.Acled, own?.Code, own?.Line, beside?.Id, choice.Words.Strongest(words, one.Acled?.SubEventType, WordsShown));
    }

    private float[] Read(AnnotatedArticle article, int sentence, FeatureSet words)
    {
        ReportWords.Describe(article.Parsed, sentence, countries, words);
        return choice.Read(words);
    }
}
