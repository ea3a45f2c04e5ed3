using System.Collections.Immutable;
using System.Globalization;
using Sitrep.Annotation.Entities;

namespace Sitrep.Annotation.Statements;

/// <summary>Finds who says what: cues, sources and contents.</summary>
public sealed class StatementFinder(Resources resources)
{
    /// <summary>A quotation of at least this many words without a cue is speech that goes on; fewer are scare quotes or titles.</summary>
    private const int SpeechWords = 8;

    /// <summary>Added to the score of what is no cue: one that has no content is dropped later, so more are let in than are likely.</summary>
    private const float CueBias = -0.38f;

    private readonly CueWords cues = new(resources);
    private readonly Silences silences = new(resources);
    private readonly AttributionTagger tagger = AttributionTagger.Load(resources);

    public ImmutableArray<Statement> Find(ParsedArticle parsed, ImmutableArray<Entity> entities)
    {
        ImmutableArray<Quotation> quotations = Quotations.Find(parsed.Text);
        var text = new AttributionText(parsed, quotations, cues);
        List<StatementDraft> drafts = Drafts(text);
        var pieces = drafts.ConvertAll(d => Pieces(parsed, text, d, quotations));
        GiveQuotations(parsed, text, drafts, pieces, quotations);
        return Build(parsed, text, entities, drafts, pieces, quotations);
    }

    private List<StatementDraft> Drafts(AttributionText text)
    {
        List<List<int>> found = tagger.Cues(text, CueBias);
        HashSet<int> all = [.. found.SelectMany(c => c)];
        float[] numbers = found.Count == 0 ? [] : tagger.RoleNumbers(text);
        var drafts = new List<StatementDraft>();
        foreach (List<int> cue in found)
        {
            var (source, content) = tagger.Roles(text, cue, all, numbers);
            content = content.Count > 0 ? content : Reported(text, cue);
            if (content.Count > 0)
            {
                source = source.Count > 0 ? source : Doer(text, cue, content);
                source = source.Count > 0 ? source : Beside(text, cue, content);
                drafts.Add(new StatementDraft(cue, Nearest(source, cue), [.. content], text[RoleFeatures.HeadOf(text, cue)].Lemma.ToLowerInvariant()));
            }
        }

        foreach (StatementDraft labelled in SpeakerLabels.Find(text))
        {
            // What is labelled as somebody's words is theirs, whatever cues it holds.
            drafts.RemoveAll(d => d.Source.Count == 0 && d.Content.IsSubsetOf(labelled.Content));
            if (!drafts.Exists(d => d.Content.Overlaps(labelled.Content) && d.Content.Count * 2 > labelled.Content.Count && !d.Cue.TrueForAll(labelled.Content.Contains)))
            {
                drafts.Add(labelled);
            }
        }

        Whole(text, drafts);
        drafts.ForEach(d => Complete(text, d));
        drafts.ForEach(d => Lengthen(text, d, all));
        drafts.ForEach(d => Clause(text, d, all));
        drafts.AddRange(silences.Find(text, drafts).ToList());
        drafts.ForEach(d => Open(text, d));
        drafts.ForEach(d => Close(text, d));
        Part(text, drafts);
        Settle(text, drafts);
        return Paragraphs(text, drafts);
    }

    // What a verb of saying reports, where the tree tells: the clause in which it stands ("two died, doctors said"), or the one that it governs.
    private List<int> Reported(AttributionText text, List<int> cue)
    {
        int head = RoleFeatures.HeadOf(text, cue);
        if (cues.Verb(text[head]) != "reports" || text.IsPassive(head) || text.Subject(head).Token < 0)
        {
            return [];
        }

        Sentence sentence = text.Sentence(head);
        int start = text.Start(text.SentenceOf(head)), verb = head - start, governor = sentence.Tokens[verb].Head;
        ImmutableArray<int> own = sentence.Subtree(verb);
        if (governor >= 0 && governor < own[0] && sentence.Tokens[verb].Is("parataxis"))
        {
            // Without the comma before the speaker.
            return [.. Enumerable.Range(start, text[start + own[0] - 1].Upos == "PUNCT" ? own[0] - 1 : own[0])];
        }

        return sentence.Child(verb, "ccomp") is >= 0 and var clause ? [.. text.Subtree(clause + start).Except(cue)] : [];
    }

    // Who does what the cue says, where the tree tells: the subject of a verb, or of the one that governs it.
    private static List<int> Doer(AttributionText text, List<int> cue, List<int> content)
    {
        int head = RoleFeatures.HeadOf(text, cue);
        if (text[head].Upos != "VERB" || text.IsPassive(head) || text.Subject(head).Token is not (>= 0 and var subject))
        {
            return [];
        }

        List<int> phrase = [.. text.Subtree(subject).Where(i => i <= subject || !cue.Contains(i))];
        int last = phrase.FindIndex(i => i > subject && (text[i].Upos is "PUNCT" or "VERB" || text[i].Xpos is "WP" or "WDT" or "IN"));
        phrase = last > 0 ? phrase[..last] : phrase;
        return phrase.Exists(i => cue.Contains(i) || content.Contains(i)) ? [] : phrase;
    }

    // Who stands right beside a verb of saying where the tree is at a loss: "the uniforms, insurers believe, were hired", "'…,' grinned the winner".
    private List<int> Beside(AttributionText text, List<int> cue, List<int> content)
    {
        int head = RoleFeatures.HeadOf(text, cue), sentence = text.SentenceOf(head), start = text.Start(sentence), end = text.Start(sentence + 1);
        if (text[head].Upos != "VERB" || text.IsPassive(head) || (cues.Verb(text[head]) is null && !content.Exists(i => text.Quoted[i])))
        {
            return [];
        }

        int before = cue[0] - 1, after = cue[^1] + 1;
        if (before > start && !content.Contains(before) && text[before].IsNominal)
        {
            List<int> subject = Phrase(text, cue, before, part => part[^1] == before);
            if (subject.Count > 0 && (subject[0] == start || text[subject[0] - 1].Upos == "PUNCT"))
            {
                return subject;
            }
        }

        if (after < end && content.Exists(i => i < cue[0]) && (cue[0] == start || text[before].Upos == "PUNCT"))
        {
            List<int> subject = Phrase(text, cue, after, part => part[0] == after);
            content.RemoveAll(subject.Contains);
            return subject;
        }

        return [];
    }

    // The longest noun phrase, without clauses, at whose edge a token stands.
    private static List<int> Phrase(AttributionText text, List<int> cue, int edge, Predicate<List<int>> isAtEdge)
    {
        List<int> longest = [];
        for (int top = edge; top >= 0 && !cue.Contains(top); top = text.Heads[top])
        {
            List<int> part = [.. text.Subtree(top)];
            int clause = part.FindIndex(i => i > top && (text[i].Upos is "PUNCT" or "VERB" || text[i].Xpos is "WP" or "WDT"));
            part = clause > 0 ? part[..clause] : part;
            longest = text[top].IsNominal && isAtEdge(part) && !part.Exists(cue.Contains) ? part : longest;
        }

        return longest;
    }

    // A source is one phrase: of several the one nearest to the cue.
    private static List<int> Nearest(List<int> source, List<int> cue)
    {
        var runs = new List<List<int>>();
        foreach (int token in source)
        {
            if (runs.Count > 0 && token - runs[^1][^1] <= 2)
            {
                runs[^1].Add(token);
            }
            else
            {
                runs.Add([token]);
            }
        }

        return runs.Count == 0 ? [] : runs.MinBy(run => Math.Min(Math.Abs(run[0] - cue[0]), Math.Abs(run[^1] - cue[^1])))!;
    }

    // Of whom a quotation is in part, it is as a whole, where nobody else outside of it claims words of it.
    private static void Whole(AttributionText text, List<StatementDraft> drafts)
    {
        for (int start = 0; start < text.Count;)
        {
            int end = start + 1;
            if (text.Quoted[start])
            {
                while (end < text.Count && text.Quoted[end] && text.Quotations[end] == text.Quotations[start])
                {
                    end++;
                }

                List<int> quoted = [.. Enumerable.Range(start, end - start)];
                List<StatementDraft> claiming = drafts.FindAll(d => !quoted.Exists(d.Cue.Contains) && d.Content.Overlaps(quoted));
                if (claiming.Count == 0 && quoted.Count >= SpeechWords && drafts.Exists(d => quoted.Exists(d.Cue.Contains)))
                {
                    // Others are quoted in it, so that it is not left over; it is of the one who was quoted last.
                    claiming = drafts.FindAll(d => d.Cue.Count > 0 && d.Cue[^1] < start && !text.Quoted[d.Cue[0]] && text.Paragraphs[d.Cue[0]] == text.Paragraphs[start] && d.Content.Any(i => text.Quoted[i]));
                    claiming = claiming.Count == 0 ? claiming : [claiming.MaxBy(d => d.Cue[0])!];
                }

                if (claiming.Count == 1 && !quoted.Exists(claiming[0].Source.Contains))
                {
                    claiming[0].Content.UnionWith(quoted);
                }
            }

            start = end;
        }
    }

    // A content that breaks off within a phrase takes the rest of it: words that follow without a mark between and hang on words that it has.
    private static void Complete(AttributionText text, StatementDraft draft)
    {
        if (draft.Content.Count == 0)
        {
            return;
        }

        int last = draft.Content.Max(), end = text.Start(text.SentenceOf(last) + 1), reached = last;
        for (int i = last + 1; i < end && text[i].Upos != "PUNCT" && !draft.Cue.Contains(i) && !draft.Source.Contains(i); i++)
        {
            reached = HangsOn(text, i, draft) ? i : reached;
        }

        for (int i = last + 1; i <= reached; i++)
        {
            draft.Content.Add(i);
        }
    }

    // What a content says of a noun in apposition belongs to it: "the shooting of a midwife, a mother of two, police said".
    private static void Lengthen(AttributionText text, StatementDraft draft, HashSet<int> cues)
    {
        foreach (var (token, child) in LeftOut(text, draft).Where(m => m.Child > m.Token && text[m.Child].Is("appos")))
        {
            List<int> part = [.. text.Subtree(child)];
            bool apart = part.Exists(i => cues.Contains(i) || draft.Source.Contains(i)) || draft.Cue.Exists(c => c > token && c < part[0]);
            draft.Content.UnionWith(apart ? [] : part);
        }
    }

    // A clause that a content takes without its subject ("the latest test, the agency said, was its biggest") has it too.
    private static void Clause(AttributionText text, StatementDraft draft, HashSet<int> cues)
    {
        if (draft.Cue.Count == 0)
        {
            return;
        }

        foreach (var (_, child) in LeftOut(text, draft).Where(m => text[m.Child].Deprel is "nsubj" or "nsubj:pass"))
        {
            // Trees take a speaker between commas for an apposition of the subject.
            List<int> part = [.. text.Subtree(child).TakeWhile(i => !draft.Source.Contains(i) && !draft.Cue.Contains(i))];
            bool apart = !part.Contains(child) || part.Exists(i => cues.Contains(i) || draft.Content.Contains(i) || text[i].Xpos is "WP" or "WDT");
            draft.Content.UnionWith(apart ? [] : part);
        }
    }

    // What hangs on a content's tokens and is not in it, in text order of the tokens; what is taken in meanwhile is no longer left out.
    private static IEnumerable<(int Token, int Child)> LeftOut(AttributionText text, StatementDraft draft)
    {
        foreach (int token in draft.Content.Order().ToArray())
        {
            int start = text.Start(text.SentenceOf(token));
            foreach (int child in text.Children(token).ToArray())
            {
                if (!draft.Content.Contains(child + start))
                {
                    yield return (token, child + start);
                }
            }
        }
    }

    // A content that begins with the report begins after its dateline.
    private static void Open(AttributionText text, StatementDraft draft)
    {
        if (draft.Content.Count > 0 && draft.Content.Min() is var first && (first == 0 || text.Paragraphs[first] != text.Paragraphs[first - 1]))
        {
            int end = Dateline.End(text.Characters, text[first].Span.Start);
            draft.Content.RemoveWhere(i => text[i].Span.Start < end);
        }
    }

    // A clause with "that" ends where the clause around its verb goes on: "amid reports that talks are near, Kyiv may …".
    private static void Close(AttributionText text, StatementDraft draft)
    {
        if (draft.Cue.Count == 0 || draft.Content.Count == 0 || draft.Content.Min() is var first && (first < draft.Cue[^1] || text[first].Form != "that"))
        {
            return;
        }

        Sentence sentence = text.Sentence(first);
        int head = RoleFeatures.HeadOf(text, draft.Cue), start = text.Start(text.SentenceOf(first)), end = text.Start(text.SentenceOf(first) + 1);
        if (text.SentenceOf(head) != text.SentenceOf(first))
        {
            return;
        }

        int last = start + sentence.Subtree(head - start)[^1];
        for (int up = text.Heads[head]; up >= 0; up = text.Heads[up])
        {
            if (up > first && draft.Content.Contains(up) && last >= first)
            {
                draft.Content.RemoveWhere(i => i > last && i < end);
                return;
            }
        }
    }

    // "Denied that it happened and said that it did not matter": what the same speaker says next is no part of what was said first.
    private static void Part(AttributionText text, List<StatementDraft> drafts)
    {
        foreach (StatementDraft next in drafts)
        {
            int joint = next.Cue.Count == 0 ? -1 : next.Cue[0] - 1;
            if (joint > 0 && text[joint].Upos == "CCONJ" && next.Source.Count > 0
                && drafts.Find(d => d != next && d.Cue.Count > 0 && d.Cue[^1] < joint && d.Content.Contains(next.Cue[0]) && d.Source.Exists(next.Source.Contains)) is { } before)
            {
                before.Content.RemoveWhere(i => i >= joint);
            }
        }
    }

    private static bool HangsOn(AttributionText text, int token, StatementDraft draft)
    {
        for (int head = text.Heads[token]; head >= 0; head = text.Heads[head])
        {
            if (draft.Content.Contains(head))
            {
                return true;
            }

            if (draft.Cue.Contains(head))
            {
                return false;
            }
        }

        return false;
    }

    // Words that two statements claim, neither of which lies within the other, belong as a whole to the one whose source is named, then to the nearer cue.
    // A statement without a source that loses most of its words was part of the other ("it appears that …, according to").
    private static void Settle(AttributionText text, List<StatementDraft> drafts)
    {
        var outer = drafts.Where(d => !drafts.Exists(o => o != d && d.Cue.TrueForAll(o.Content.Contains) && o.Content.Count > d.Content.Count)).ToList();
        int[] claimed = [.. outer.Select(d => d.Content.Count)];
        (int First, int Last)[] reach = [.. outer.Select(d => d.Content.Count == 0 ? (int.MaxValue, -1) : (d.Content.Min(), d.Content.Max()))];
        for (int a = 0; a < outer.Count; a++)
        {
            for (int b = a + 1; b < outer.Count; b++)
            {
                if (reach[a].Last < reach[b].First || reach[b].Last < reach[a].First)
                {
                    continue;
                }

                int[] shared = [.. outer[a].Content.Where(outer[b].Content.Contains)];
                if (shared.Length > 0)
                {
                    StatementDraft loser = Claim(text, outer[a], shared).CompareTo(Claim(text, outer[b], shared)) <= 0 ? outer[b] : outer[a];
                    loser.Content.ExceptWith(shared);
                }
            }
        }

        for (int i = 0; i < outer.Count; i++)
        {
            if (outer[i].Source.Count == 0 && outer[i].Content.Count * 2 < claimed[i])
            {
                outer[i].Content.Clear();
            }
        }

        drafts.RemoveAll(d => d.Content.Count == 0);
    }

    // How weak a statement's claim on words is: without a source, from afar.
    private static (bool Unnamed, int Distance) Claim(AttributionText text, StatementDraft draft, int[] words) =>
        (draft.Source.Count == 0,
            words.Min(token => Math.Min(Math.Abs(token - draft.Cue[0]), Math.Abs(token - draft.Cue[^1])) + (text.SentenceOf(token) == text.SentenceOf(draft.Cue[0]) ? 0 : 1000)));

    // A quotation that goes on in a later paragraph is a statement of its own, whose speaker goes on.
    private static List<StatementDraft> Paragraphs(AttributionText text, List<StatementDraft> drafts)
    {
        var all = new List<StatementDraft>();
        foreach (StatementDraft draft in drafts)
        {
            int own = text.Paragraphs[draft.Cue[0]];
            all.Add(draft);
            foreach (var later in draft.Content.Where(t => text.Paragraphs[t] > own && text.Quoted[t]).GroupBy(t => text.Paragraphs[t]).OrderBy(g => g.Key).ToList())
            {
                if (draft.Content.Count > later.Count())
                {
                    draft.Content.ExceptWith(later);
                    all.Add(new StatementDraft([], [], [.. later], null));
                }
            }
        }

        return all;
    }

    // Unbroken stretches of the content; a gap of punctuation alone does not break it. Quotation marks around it belong to it.
    private static List<Span> Pieces(ParsedArticle parsed, AttributionText text, StatementDraft draft, ImmutableArray<Quotation> quotations)
    {
        var spans = new List<Span>();
        int first = -1, last = -1;
        foreach (int token in draft.Content.Order())
        {
            bool joined = first >= 0 && text.Paragraphs[token] == text.Paragraphs[last]
                && Enumerable.Range(last + 1, token - last - 1).All(i => text[i].Upos == "PUNCT" && !draft.Cue.Contains(i));
            if (first >= 0 && !joined)
            {
                spans.Add(Span.Cover(text[first].Span, text[last].Span));
                first = -1;
            }

            // What parts a piece from the words before it is not said.
            if (first < 0 && text[token].Form is "," or ";" or ":" or "-" or "–" or "—")
            {
                continue;
            }

            first = first < 0 ? token : first;
            last = token;
        }

        if (first >= 0)
        {
            spans.Add(Span.Cover(text[first].Span, text[last].Span));
        }

        spans.RemoveAll(s => !s.Of(parsed.Text).Any(char.IsLetterOrDigit));
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
    private static void GiveQuotations(ParsedArticle parsed, AttributionText text, List<StatementDraft> drafts, List<List<Span>> pieces, ImmutableArray<Quotation> quotations)
    {
        foreach (Quotation quotation in quotations)
        {
            if (pieces.Exists(list => list.Exists(s => s.Overlaps(quotation.Span))) || Words(parsed.Text, quotation.Span) < SpeechWords)
            {
                continue;
            }

            int owner = Enumerable.Range(0, drafts.Count).LastOrDefault(i => drafts[i].Cue.Count > 0 && SameParagraph(parsed, text, drafts[i], quotation.Span) && HasQuotation(pieces[i], quotations), -1);
            if (owner >= 0)
            {
                pieces[owner].Add(quotation.Span);
                pieces[owner].Sort((a, b) => a.Start.CompareTo(b.Start));
                continue;
            }

            drafts.Add(new StatementDraft([], [], [], null));
            pieces.Add([quotation.Span]);
        }
    }

    private static bool HasQuotation(List<Span> spans, ImmutableArray<Quotation> quotations) => spans.Exists(s => quotations.Any(q => q.Span.Overlaps(s)));

    private static bool SameParagraph(ParsedArticle parsed, AttributionText text, StatementDraft draft, Span quotation)
    {
        Span sentence = text.Sentence(draft.Cue[0]).Span;
        int from = Math.Min(sentence.Start, quotation.Start), to = Math.Max(sentence.Start, quotation.Start);
        return !parsed.Text.AsSpan(from, to - from).Contains('\n');
    }

    private static int Words(string text, Span span) => span.Of(text).Split([' ', '\u00a0'], StringSplitOptions.RemoveEmptyEntries).Length;

    private ImmutableArray<Statement> Build(
        ParsedArticle parsed, AttributionText text, ImmutableArray<Entity> entities, List<StatementDraft> drafts, List<List<Span>> pieces, ImmutableArray<Quotation> quotations)
    {
        var mentions = new MentionIndex(entities);
        var details = new StatementDetails(text, cues, mentions);
        var statements = ImmutableArray.CreateBuilder<Statement>();
        string? speaker = null;
        Span? speakerWords = null;
        int[] order = [.. Enumerable.Range(0, drafts.Count).Where(i => pieces[i].Count > 0).OrderBy(i => Math.Min(pieces[i][0].Start, CueStart(text, drafts[i]))).ThenBy(i => pieces[i][0].Start)];
        foreach (int i in order)
        {
            StatementDraft draft = drafts[i];
            Span? source = draft.Source.Count > 0 ? Span.Cover(text[draft.Source[0]].Span, text[draft.Source[^1]].Span) : null;
            Span? cue = draft.Cue.Count > 0 ? Span.Cover(text[draft.Cue[0]].Span, text[draft.Cue[^1]].Span) : null;
            string? entity = source is { } words ? mentions.Within(Antecedent(text, draft.Source) ?? words) : draft.Cue.Count == 0 ? speaker : null;
            if (source is null && draft.Cue.Count == 0)
            {
                // The speaker goes on: the words that named them last are the evidence.
                source = speakerWords;
            }
            string id = string.Create(CultureInfo.InvariantCulture, $"s{statements.Count + 1}");
            var statement = new Statement(id, KindOf(parsed.Text, pieces[i], quotations), source, entity, cue, [.. pieces[i]], draft.Lemma);
            statements.Add(draft.Cue.Count == 0 ? statement : Describe(statement, draft, details));
            (speaker, speakerWords) = source is null ? (speaker, speakerWords) : (entity, source);
        }

        ImmutableArray<Statement> all = [.. statements];
        return [.. all.Select(s => s with { Within = Carrier(all, s)?.Id })];
    }

    private static Statement Describe(Statement statement, StatementDraft draft, StatementDetails details)
    {
        string? kind = details.ClassOf(draft.Cue);
        return statement with
        {
            Class = kind,
            Polarity = details.PolarityOf(draft.Cue, kind),
            Addressee = details.AddresseeOf(draft.Cue, draft.Content) is { } heard ? new Addressee(heard.Words, heard.Entity) : null,
        };
    }

    // The shortest statement whose content holds another's cue passes that one on.
    private static Statement? Carrier(ImmutableArray<Statement> statements, Statement one) =>
        one.Cue is { } cue ? Statement.Holding(statements, cue, apart: one.Id) : null;

    // What a relative pronoun stands for: the noun phrase before its clause.
    private static Span? Antecedent(AttributionText text, List<int> source)
    {
        if (source.Count != 1 || text[source[0]].Xpos is not ("WP" or "WDT"))
        {
            return null;
        }

        for (int verb = text.Heads[source[0]]; verb >= 0; verb = text.Heads[verb])
        {
            if (text[verb].Is("acl:relcl") && text.Heads[verb] is >= 0 and var noun)
            {
                return Span.Cover(text[text.Subtree(noun).First()].Span, text[Math.Max(noun, source[0] - 1)].Span);
            }
        }

        return null;
    }

    private static int CueStart(AttributionText text, StatementDraft draft) =>
        draft.Cue.Count > 0 ? text[draft.Cue[0]].Span.Start : int.MaxValue;

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
