using Sitrep.Annotation.Counts;
using Sitrep.Annotation.Entities;
using Sitrep.Annotation.Places;
using Sitrep.Annotation.Statements;
using Sitrep.Annotation.Times;
using Sitrep.Coding;
using Sitrep.Extraction;
using Sitrep.Parsing;

namespace Sitrep;

/// <summary>Page → article → sentences → mentions → events: every stage after Read, in order.</summary>
/// <remarks>Holds only models and tables, so one flow serves any number of threads; an article's result depends on nothing but that article and them.</remarks>
/// <param name="limits">What an article may take; the default ones if null.</param>
/// <param name="places">Finds places; with the packaged gazetteer alone if null.</param>
public sealed class Flow(Resources resources, Limits? limits = null, PlaceFinder? places = null)
{
    private readonly Extractor extractor = new(resources);
    private readonly Lazy<LanguageParser> parser = new(() => new LanguageParser(resources));
    private readonly Lazy<Annotators> annotators = new(() => new Annotators(resources, places));
    private readonly Lazy<Coders> coders = new(() => new Coders(resources));

    public Article Extract(Page page) => extractor.Extract(page);

    /// <exception cref="LimitException">The article is beyond a limit.</exception>
    public ParsedArticle Parse(Article article)
    {
        (limits ?? Limits.Default).Check(article.Text);
        return parser.Value.Parse(article);
    }

    public AnnotatedArticle Annotate(ParsedArticle parsed)
    {
        Annotators find = annotators.Value;
        var (toponyms, doubtful) = find.Places.FindAll(parsed);
        var times = find.Times.Find(parsed);
        var counts = find.Counts.Find(parsed, times);
        var entities = find.Entities.Resolve(parsed, toponyms);
        var statements = find.Statements.Find(parsed, entities);
        return new AnnotatedArticle(parsed, entities, toponyms, times, counts, statements) { Doubtful = doubtful };
    }

    public CodedArticle Code(AnnotatedArticle annotated)
    {
        Coders find = coders.Value;
        var events = find.Events.Code(annotated);
        var assessments = find.Assessments.Find(annotated, events);
        var inconsistencies = find.Inconsistencies.Find(annotated, events);
        return new CodedArticle(annotated, events, assessments, inconsistencies);
    }

    /// <summary>Why an article has the events it has. Takes a multiple of the time of coding.</summary>
    public ArticleExplanation Explain(CodedArticle coded) => coders.Value.Events.Explain(coded.Annotated, coded.Events);

    public CodedArticle Run(Page page) => Code(Annotate(Parse(Extract(page))));

    private sealed class Annotators(Resources resources, PlaceFinder? places)
    {
        public PlaceFinder Places { get; } = places ?? new(resources);

        public TimeFinder Times { get; } = new(resources);

        public QuantityFinder Counts { get; } = new(resources);

        public EntityResolver Entities { get; } = new(resources);

        public StatementFinder Statements { get; } = new(resources);
    }

    private sealed class Coders(Resources resources)
    {
        public EventCoder Events { get; } = new(resources);

        public AssessmentFinder Assessments { get; } = new(resources);

        public InconsistencyFinder Inconsistencies { get; } = new();
    }
}
