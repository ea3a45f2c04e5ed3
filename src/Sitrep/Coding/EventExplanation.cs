using System.Collections.Immutable;

namespace Sitrep.Coding;

/// <summary>Words of the article and where they stand.</summary>
/// <param name="Start">Offset of the first UTF-16 code unit in the article's text.</param>
/// <param name="End">Offset after the last.</param>
public sealed record QuotedWords(string Text, int Start, int End)
{
    internal static QuotedWords Of(AnnotatedArticle article, Span span) => new(span.Of(article.Parsed.Text), span.Start, span.End);
}

/// <param name="Score">How far the type is ahead of "no event", in log-odds; negative where it is behind.</param>
public sealed record TypeScore(string Type, double Score);

/// <param name="Name">What is looked at: <c>word</c>, <c>what governs it</c>.</param>
/// <param name="Values">What was seen, the parts divided by commas; a part may be empty.</param>
/// <param name="Weight">What it adds to the type's score over that of "no event", in log-odds.</param>
public sealed record FeatureWeight(string Name, string Values, double Weight);

/// <summary>Why a word has its type. The four parts add up to the score of the first type.</summary>
/// <param name="Types">All types, the likeliest first.</param>
/// <param name="Features">What was seen, what weighs most (for or against) first.</param>
/// <param name="FromFeatures">Sum of the features' weights.</param>
/// <param name="FromNumbers">What word vectors and the networks' readings of the sentence add.</param>
/// <param name="FromFrame">What is added for the frame of this type.</param>
/// <param name="FromRest">What every word gets: how frequent the type is, and the correction for the many words that report nothing.</param>
public sealed record TypeDecision(
    ImmutableArray<TypeScore> Types, ImmutableArray<FeatureWeight> Features, double FromFeatures, double FromNumbers, double FromFrame, double FromRest);

/// <summary>A row of <c>data/en/frames.tsv</c> or of the user's own lexicon.</summary>
/// <param name="Id">Lemma, part of speech, and after a plus sign the words of its condition.</param>
/// <param name="Type">A PLOVER type, <c>none</c>, or a type of the user's own.</param>
/// <param name="Own">Whether it stands in the user's own lexicon, and so decided alone.</param>
public sealed record FrameChoice(string Id, string Type, string? Mode, string Cameo, bool Own);

/// <param name="Listed">The code by actor lists and role nouns alone, null where they do not know the words.</param>
/// <param name="Country">Country or prefix chosen, empty for none.</param>
/// <param name="PointedBy">How the text points to the country; empty for a prefix that nothing points to.</param>
/// <param name="Sector">The sector chosen, empty for none.</param>
public sealed record ParticipantExplanation(QuotedWords Words, string? Code, string? Listed, string Country, ImmutableArray<string> PointedBy, string Sector);

/// <param name="Code">The sub-event; null where ACLED does not code the act.</param>
/// <param name="Ruled">What the rules make of the event alone; null for nothing.</param>
/// <param name="Line">Line of <c>data/en/acled-cues.tsv</c> that gave <paramref name="Ruled"/>, from 1; null where the general mapping from PLOVER did.</param>
/// <param name="Beside">Id of the event beside it whose sub-event it shares; null where it has its own, or none.</param>
/// <param name="Words">Words and pairs of words of the report that spoke most for the choice, where it is another than the rules'; weights in log-odds.</param>
public sealed record AcledChoice(AcledCode? Code, AcledCode? Ruled, int? Line, string? Beside, ImmutableArray<FeatureWeight> Words);

/// <param name="What">What is counted: <c>killed</c>.</param>
public sealed record CountExplanation(QuotedWords Words, string What, double? Least, double? Most);

/// <summary>Why an event was coded as it is.</summary>
/// <param name="Announced">The type before an announcement or refusal changed it; null where none did.</param>
/// <param name="Statement">The words of the statement that carries it.</param>
/// <param name="Source">The words that name the statement's source.</param>
public sealed record EventExplanation(
    PoliticalEvent Event,
    QuotedWords Trigger,
    QuotedWords Sentence,
    FrameChoice? Frame,
    TypeDecision Type,
    string? Announced,
    ImmutableArray<QuotedWords> Statement,
    QuotedWords? Source,
    ImmutableArray<ParticipantExplanation> Actors,
    ImmutableArray<ParticipantExplanation> Recipients,
    AcledChoice? Acled,
    QuotedWords? Place,
    QuotedWords? Date,
    ImmutableArray<CountExplanation> Counts);

/// <summary>A word with a frame that became no event.</summary>
/// <param name="Sentence">Index of its sentence.</param>
/// <param name="Likeliest">The likeliest type; null where the frame itself says that this is no event.</param>
/// <param name="Why">What spoke against it.</param>
public sealed record RejectedWord(QuotedWords Words, int Sentence, FrameChoice Frame, TypeScore? Likeliest, string Why);

/// <summary>Why an article has the events it has.</summary>
/// <param name="Id">The article's id.</param>
public sealed record ArticleExplanation(string Id, ImmutableArray<EventExplanation> Events, ImmutableArray<RejectedWord> Rejected);
