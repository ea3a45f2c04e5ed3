using Sitrep.Learning;

namespace Sitrep.Annotation.Statements;

/// <summary>What tells whether a token belongs to the source or the content of one cue: its path to the cue, quotation state, distance, what stands between.</summary>
internal sealed class RoleFeatures
{
    private const ulong None = 77;
    private const int Contact = 12;
    private const int PathEdges = 3;

    private readonly AttributionText text;
    private readonly int[] cuesBefore;
    private readonly int first;
    private readonly int last;
    private readonly int head;
    private readonly ulong lemma;
    private readonly ulong cueClass;
    private readonly ulong words;
    private readonly ulong context;
    private readonly ulong frame;
    private readonly bool passive;
    private readonly (ulong Path, ulong Top, int Length, bool Below)[] paths;
    private readonly int sentenceStart;
    private readonly HashSet<int> subject = [];
    private readonly int subjectHead;
    private readonly int climbed;

    /// <param name="cue">Its tokens in text order.</param>
    /// <param name="cues">Tokens of all cues.</param>
    public RoleFeatures(AttributionText text, List<int> cue, HashSet<int> cues)
    {
        this.text = text;
        (first, last) = (cue[0], cue[^1]);
        head = HeadOf(text, cue);
        (From, To) = Window(text, cue);
        cuesBefore = new int[To - From + 1];
        for (int i = From; i < To; i++)
        {
            cuesBefore[i - From + 1] = cuesBefore[i - From] + (cues.Contains(i) && !cue.Contains(i) ? 1 : 0);
        }

        lemma = text.Lemmas[head];
        cueClass = text.Cues[head];
        words = cue.Take(4).Aggregate(17UL, (sum, i) => unchecked((sum * 31) + text.Words[i]));
        sentenceStart = text.Start(text.SentenceOf(head));
        context = Context();
        foreach (int child in text.Children(head))
        {
            Token part = text[sentenceStart + child];
            frame |= CueFeatures.FrameBit(part) | (part.Is("advcl") ? 128UL : part.Is("acl") ? 256UL : 0);
        }

        passive = text.IsPassive(head);
        (subjectHead, climbed) = text.Subject(head);
        if (subjectHead >= 0)
        {
            subject.UnionWith(text.Subtree(subjectHead));
        }

        int end = text.Start(text.SentenceOf(head) + 1);
        paths = new (ulong, ulong, int, bool)[end - sentenceStart];
        for (int i = sentenceStart; i < end; i++)
        {
            paths[i - sentenceStart] = Path(i);
        }
    }

    /// <summary>The first token that may belong to the cue, and the one after the last.</summary>
    public int From { get; }

    public int To { get; }

    /// <summary>The token of a cue that governs the others, a verb if it has one.</summary>
    public static int HeadOf(AttributionText text, List<int> cue)
    {
        int best = cue[0];
        foreach (int i in cue)
        {
            bool verb = IsVerb(i), bestVerb = IsVerb(best);
            if ((verb && !bestVerb) || (verb == bestVerb && text.Depths[i] < text.Depths[best]))
            {
                best = i;
            }
        }

        return best;

        bool IsVerb(int i) => text[i].Xpos.StartsWith("VB", StringComparison.Ordinal) && !text[i].Is("aux");
    }

    public void Describe(int token, FeatureSet features)
    {
        features.Clear();
        int sentences = text.SentenceOf(token) - text.SentenceOf(head);
        int distance = token < first ? token - first : token > last ? token - last : 0;
        ulong side = distance == 0 ? 0UL : distance < 0 ? 1UL : 2UL;
        bool same = sentences == 0;
        ulong place = side + (same ? 4UL : 0) + (text.Quoted[token] ? 8UL : 0);
        ulong paragraph = (ulong)(1 + Math.Sign(text.Paragraphs[token] - text.Paragraphs[head]));
        ulong far = (ulong)(Math.Clamp(sentences, -3, 4) + 3) + (paragraph << 4) + (place << 8);
        Words(token, place, features);
        Distances(token, distance, place, far, features);
        Between(token, same, place, far, features);
        Tree(token, same, place, far, features);
    }

    // Whether a token of another cue stands in the range.
    private bool HasCue(int from, int to) => cuesBefore[Math.Min(to, To) - From] > cuesBefore[Math.Clamp(from, From, To) - From];

    // The cue's sentence and its neighbours: two before, and after it as long as the paragraph lasts or quotations go on.
    private static (int From, int To) Window(AttributionText text, List<int> cue)
    {
        int sentence = text.SentenceOf(cue[0]), until = text.SentenceOf(cue[^1]);
        int from = text.Start(sentence), to = text.Start(until + 1), paragraph = text.Paragraphs[cue[0]];
        for (int k = 1; k <= 2 && sentence - k >= 0; k++)
        {
            int start = text.Start(sentence - k), of = text.Paragraphs[start];
            if (of < paragraph - (k == 1 ? 2 : 0))
            {
                break;
            }

            from = start;
            if (of != paragraph)
            {
                break;
            }
        }

        int before = paragraph;
        for (int k = 1; k <= 6 && until + k < text.SentenceCount; k++)
        {
            int start = text.Start(until + k), of = text.Paragraphs[start];
            if (of != paragraph && !(text.Quoted[start] && of - before <= 2))
            {
                break;
            }

            before = of;
            to = text.Start(until + k + 1);
        }

        return (from, to);
    }

    // Whether a quotation stands shortly before or after the cue.
    private ulong Context()
    {
        ulong near = 0;
        for (int k = 1; k < Contact; k++)
        {
            near |= first - k >= From && text.Quoted[first - k] ? 1UL : 0;
            near |= last + k < To && text.Quoted[last + k] ? 2UL : 0;
        }

        return near;
    }

    private void Words(int token, ulong place, FeatureSet features)
    {
        ulong Word(int at) => at >= From && at < To ? text.Words[at] : None;
        ulong Tag(int at) => at >= From && at < To ? text.Tags[at] : None;
        ulong word = text.Words[token], tag = text.Tags[token];
        features.Add(0);
        features.Add(1, word);
        features.Add(2, text.Lemmas[token], place & 7);
        features.Add(3, tag);
        features.Add(4, Tag(token - 1), tag);
        features.Add(5, tag, Tag(token + 1));
        features.Add(6, Word(token - 1));
        features.Add(7, Word(token + 1));
        features.Add(8, Word(token - 2));
        features.Add(9, Word(token + 2));
        features.Add(10, Word(token - 1), word);
        features.Add(11, word, Word(token + 1));
        features.Add(12, text.Names[token], place & 7);
    }

    private void Distances(int token, int distance, ulong place, ulong far, FeatureSet features)
    {
        ulong bucket = Bucket(distance), quoted = text.Quoted[token] ? 1UL : 0;
        ulong Quoted(int at) => at >= From && at < To && text.Quoted[at] ? 1UL : 0;
        features.Add(20, bucket);
        features.Add(21, bucket, text.Tags[token]);
        features.Add(22, bucket, lemma);
        features.Add(23, bucket, quoted, context);
        features.Add(24, far & 0xf7ff);
        features.Add(25, far, context);
        features.Add(26, far, (Quoted(token - 1) * 2) + Quoted(token + 1));
        features.Add(27, place, lemma);
        features.Add(28, place, cueClass);
        features.Add(29, HasCue(token, token + 1) ? 1UL : 0, place & 4);
        features.Add(30, place, words);
        ulong quotation = (ulong)(Math.Clamp(text.Quotations[token] - text.Quotations[first], -2, 3) + 2);
        features.Add(36, quotation, place, context);
        features.Add(37, quotation, far);
        features.Add(38, quotation, quoted, lemma);
    }

    private void Between(int token, bool same, ulong place, ulong far, FeatureSet features)
    {
        int from = token < first ? token + 1 : last + 1, to = Math.Max(from, token < first ? first : token);
        bool comma = text.CommasBefore[to] > text.CommasBefore[from], cue = HasCue(from, to), quotation = text.QuotedBefore[to] > text.QuotedBefore[from];
        ulong between = (comma ? 1UL : 0) + (cue ? 2UL : 0) + (quotation ? 4UL : 0);
        if (same)
        {
            features.Add(31, between, place);
            features.Add(32, between, place, lemma);
            features.Add(33, between, place, text.Tags[token]);
            return;
        }

        features.Add(34, between & 2, far, context);
        int s = text.SentenceOf(token), start = text.Start(s), end = text.Start(s + 1);
        bool held = HasCue(start, end), whole = text.QuotedBefore[end] - text.QuotedBefore[start] > 0.8 * (end - start);
        features.Add(35, far, context, (whole ? 1UL : 0) + (held ? 2UL : 0));
    }

    private void Tree(int token, bool same, ulong place, ulong far, FeatureSet features)
    {
        features.Add(40, text.Relations[token], place & 7);
        if (!same)
        {
            features.Add(41, text.Relations[token], far & 0xff0f);
            return;
        }

        var (path, top, length, below) = paths[token - sentenceStart];
        features.Add(42, path);
        features.Add(43, path, lemma);
        features.Add(44, top);
        features.Add(45, top, lemma);
        features.Add(46, top, frame);
        features.Add(47, top, context, place & 8);
        features.Add(48, (ulong)Math.Min(length, 6), below ? 1UL : 0, place & 3);
        features.Add(49, top, text.Tags[token]);
        features.Add(50, top, passive ? 1UL : 0, place & 3);
        features.Add(51, top, text.Lemmas[token]);
        features.Add(52, token > sentenceStart ? paths[token - 1 - sentenceStart].Top : None, top);
        features.Add(53, top, token + 1 - sentenceStart < paths.Length ? paths[token + 1 - sentenceStart].Top : None);
        features.Add(54, frame, place);
        features.Add(55, path, cueClass);
        features.Add(56, path, frame, context);
        ulong acting = (subject.Contains(token) ? 1UL : 0) + (token == subjectHead ? 2UL : 0) + (passive ? 4UL : 0) + ((ulong)climbed << 4);
        features.Add(57, acting);
        features.Add(58, acting, cueClass);
        features.Add(59, acting, text.Relations[token]);
        features.Add(60, acting, text.Relations[head], text.Names[token]);
    }

    // The edges next to the lowest common ancestor matter; farther ones say little.
    private (ulong Path, ulong Top, int Length, bool Below) Path(int token)
    {
        var up = new List<int>();
        for (int x = token; x >= 0; x = text.Heads[x])
        {
            up.Add(x);
        }

        var down = new List<int>();
        int meet = head;
        for (; meet >= 0 && !up.Contains(meet); meet = text.Heads[meet])
        {
            down.Add(meet);
        }

        if (meet < 0)
        {
            return (None, None, 99, false);
        }

        int steps = up.IndexOf(meet);
        ulong path = 1, top = 1;
        unchecked
        {
            for (int k = Math.Max(0, steps - PathEdges); k < steps; k++)
            {
                path = (path * 31) + text.Relations[up[k]] + 1;
            }

            path = (path * 31) + 5;
            for (int k = down.Count - 1; k >= Math.Max(0, down.Count - PathEdges); k--)
            {
                path = (path * 31) + text.Relations[down[k]] + 2;
            }

            top = (steps > 0 ? text.Relations[up[steps - 1]] : 3) * 31;
            top += down.Count > 0 ? text.Relations[down[^1]] + 7 : 11;
        }

        return (path, top, steps + down.Count, down.Count == 0);
    }

    private static ulong Bucket(int distance)
    {
        int size = Math.Abs(distance);
        int bucket = size <= 4 ? size : size <= 6 ? 5 : size <= 10 ? 6 : size <= 20 ? 7 : size <= 40 ? 8 : 9;
        return (ulong)(distance < 0 ? bucket + 16 : bucket);
    }
}
