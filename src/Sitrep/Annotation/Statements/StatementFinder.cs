using System.Collections.Immutable;
using System.Globalization;
using Sitrep.Annotation.Entities;

namespace Sitrep.Annotation.Statements;

/// <summary>Finds who says what: cues, sources and contents.</summary>
public sealed class StatementFinder(Resources resources)
{
    /// <summary>A quotation of at least this many words without a cue is speech that goes on; fewer are scare quotes or titles.</summary>
    private const int SpeechWords = 6;

    private readonly CueWords cues = new(resources);

    public ImmutableArray<Statement> Find(ParsedArticle parsed, ImmutableArray<Entity> entities)
    {
        ImmutableArray<Quotation> quotations = Quotations.Find(parsed.Text);
        bool Quoted(Sentence sentence, int token) => quotations.Any(q => q.Span.Start <= sentence.Tokens[token].Span.Start && sentence.Tokens[token].Span.End <= q.Span.End);
        var rules = new AttributionRules(parsed, cues, Quoted);
        var drafts = new List<StatementDraft>();
        foreach (Sentence sentence in parsed.Sentences)
        {
            drafts.AddRange(Outermost([.. rules.Find(sentence)]));
        }

        var pieces = drafts.ConvertAll(d => Pieces(parsed, d, quotations));
        GiveQuotations(parsed, drafts, pieces, quotations);
        return Build(parsed, entities, drafts, pieces, quotations);
    }

    // What stands within another's content is that speaker's to say; kept, but it may not take its words away.
    private static List<StatementDraft> Outermost(List<StatementDraft> found)
    {
        var kept = new List<StatementDraft>();
        foreach (StatementDraft draft in found)
        {
            bool repeated = kept.Exists(k => k.Content.SetEquals(draft.Content) && k.Cue.Count > 0);
            if (!repeated)
            {
                kept.Add(draft);
            }
        }

        return kept;
    }

    // Unbroken stretches of the content; a gap of punctuation alone does not break it. Quotation marks around it belong to it.
    private static List<Span> Pieces(ParsedArticle parsed, StatementDraft draft, ImmutableArray<Quotation> quotations)
    {
        Sentence sentence = parsed.Sentences[draft.Sentence];
        var spans = new List<Span>();
        int first = -1, last = -1;
        foreach (int token in draft.Content.Order())
        {
            bool joined = first >= 0 && Enumerable.Range(last + 1, token - last - 1).All(i => sentence.Tokens[i].Upos == "PUNCT" && !draft.Cue.Contains(i));
            if (first >= 0 && !joined)
            {
                spans.Add(sentence.Cover(first, last));
                first = token;
            }

            first = first < 0 ? token : first;
            last = token;
        }

        if (first >= 0)
        {
            spans.Add(sentence.Cover(first, last));
        }

        spans.RemoveAll(s => s.Length <= 1);
        return spans.ConvertAll(s => Snap(parsed.Text, s, quotations));
    }

    // Edges that fall within a quotation or just inside its marks move to the marks.
    private static Span Snap(string text, Span span, ImmutableArray<Quotation> quotations)
    {
        int start = span.Start, end = span.End;
        foreach (Quotation quotation in quotations)
        {
            Span q = quotation.Span;
            if (q.End <= span.Start - 3 || q.Start >= span.End + 3)
            {
                continue;
            }

            if (start > q.Start && start <= q.Start + 2 && end > q.Start)
            {
                start = q.Start;
            }

            // A closing mark, with the comma or full stop before it.
            if (end < q.End && end >= q.End - 3 && start < q.End)
            {
                end = q.End;
            }
        }

        return new Span(start, Math.Min(end, text.Length));
    }

    // Long quotations that no cue took: the statement of the same paragraph goes on, else its speaker does.
    private static void GiveQuotations(ParsedArticle parsed, List<StatementDraft> drafts, List<List<Span>> pieces, ImmutableArray<Quotation> quotations)
    {
        foreach (Quotation quotation in quotations)
        {
            if (pieces.Exists(list => list.Exists(s => s.Overlaps(quotation.Span))) || Words(parsed.Text, quotation.Span) < SpeechWords)
            {
                continue;
            }

            int owner = Enumerable.Range(0, drafts.Count).LastOrDefault(i => drafts[i].Cue.Count > 0 && SameParagraph(parsed, drafts[i], quotation.Span) && HasQuotation(pieces[i], quotations), -1);
            if (owner >= 0)
            {
                pieces[owner].Add(quotation.Span);
                pieces[owner].Sort((a, b) => a.Start.CompareTo(b.Start));
                continue;
            }

            int at = parsed.SentenceAt(quotation.Span.Start)?.Index ?? 0;
            drafts.Add(new StatementDraft(at, [], [], [], null));
            pieces.Add([quotation.Span]);
        }
    }

    private static bool HasQuotation(List<Span> spans, ImmutableArray<Quotation> quotations) => spans.Exists(s => quotations.Any(q => q.Span.Overlaps(s)));

    private static bool SameParagraph(ParsedArticle parsed, StatementDraft draft, Span quotation)
    {
        Span sentence = parsed.Sentences[draft.Sentence].Span;
        int from = Math.Min(sentence.Start, quotation.Start), to = Math.Max(sentence.Start, quotation.Start);
        return !parsed.Text.AsSpan(from, to - from).Contains('\n');
    }

    private static int Words(string text, Span span) => span.Of(text).Split([' ', '\u00a0'], StringSplitOptions.RemoveEmptyEntries).Length;

    private static ImmutableArray<Statement> Build(
        ParsedArticle parsed, ImmutableArray<Entity> entities, List<StatementDraft> drafts, List<List<Span>> pieces, ImmutableArray<Quotation> quotations)
    {
        var mentions = new MentionIndex(entities);
        var statements = ImmutableArray.CreateBuilder<Statement>();
        string? speaker = null;
        Span? speakerWords = null;
        int[] order = [.. Enumerable.Range(0, drafts.Count).Where(i => pieces[i].Count > 0).OrderBy(i => Math.Min(pieces[i][0].Start, CueStart(parsed, drafts[i]))).ThenBy(i => pieces[i][0].Start)];
        foreach (int i in order)
        {
            StatementDraft draft = drafts[i];
            Sentence sentence = parsed.Sentences[draft.Sentence];
            Span? source = draft.Source.Count > 0 ? sentence.Cover(draft.Source[0], draft.Source[^1]) : null;
            Span? cue = draft.Cue.Count > 0 ? sentence.Cover(draft.Cue[0], draft.Cue[^1]) : null;
            string? entity = source is { } words ? mentions.Within(words) : draft.Cue.Count == 0 ? speaker : null;
            if (source is null && draft.Cue.Count == 0)
            {
                // The speaker goes on: the words that named them last are the evidence.
                source = speakerWords;
            }
            string id = string.Create(CultureInfo.InvariantCulture, $"s{statements.Count + 1}");
            statements.Add(new Statement(id, KindOf(parsed.Text, pieces[i], quotations), source, entity, cue, [.. pieces[i]], draft.Lemma));
            (speaker, speakerWords) = source is null ? (speaker, speakerWords) : (entity, source);
        }

        return statements.ToImmutable();
    }

    private static int CueStart(ParsedArticle parsed, StatementDraft draft) =>
        draft.Cue.Count > 0 ? parsed.Sentences[draft.Sentence].Tokens[draft.Cue[0]].Span.Start : int.MaxValue;

    private static StatementKind KindOf(string text, List<Span> pieces, ImmutableArray<Quotation> quotations)
    {
        int inside = 0, outside = 0;
        foreach (Span piece in pieces)
        {
            for (int i = piece.Start; i < piece.End; i++)
            {
                if (char.IsLetterOrDigit(text[i]))
                {
                    _ = quotations.Any(q => q.Span.Start <= i && i < q.Span.End) ? inside++ : outside++;
                }
            }
        }

        return inside == 0 ? StatementKind.Indirect : outside == 0 ? StatementKind.Direct : StatementKind.Mixed;
    }
}
