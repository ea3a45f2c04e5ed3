using Sitrep.Learning;

namespace Sitrep.Annotation.Places;

/// <summary>What the gate looks at. One for each article, for one thread.</summary>
internal sealed class GateFeatures
{
    private static readonly string[] Strong = ["in", "at", "from", "near", "outside", "around", "across", "into", "toward", "towards", "throughout", "inside", "within"];

    private readonly SiteWords sites;
    private readonly ParsedArticle parsed;
    private readonly Gazetteer gazetteer;
    private readonly NameKeys keys;
    private readonly PlaceEvidence evidence;
    private readonly ToponymScan scan;
    private readonly Dictionary<(int Sentence, int Token), Name> names = [];
    private readonly HashSet<ulong> people = [];
    private readonly Dictionary<ulong, int> locative = [];
    private readonly Dictionary<ulong, int> mentions = [];
    private readonly Dictionary<ulong, (int Mentions, int Located)> unlisted = [];

    public GateFeatures(ParsedArticle parsed, Gazetteer gazetteer, NameKeys keys, PlaceEvidence evidence, ToponymScan scan, SiteWords sites)
    {
        this.sites = sites;
        this.parsed = parsed;
        this.gazetteer = gazetteer;
        this.keys = keys;
        this.evidence = evidence;
        this.scan = scan;
        foreach (Name name in parsed.Names)
        {
            for (int token = name.First; token <= name.Last; token++)
            {
                names[(name.Sentence, token)] = name;
                if (name.Type == EntityType.Person && name.First < name.Last)
                {
                    people.Add(keys.Of(parsed.Sentences[name.Sentence].Tokens[token].Form));
                }
            }
        }

        foreach (Toponym toponym in scan.Toponyms)
        {
            mentions[toponym.Key] = mentions.GetValueOrDefault(toponym.Key) + 1;
            if (Strong.Contains(Lower(toponym.Sentence, toponym.First - 1)))
            {
                locative[toponym.Key] = locative.GetValueOrDefault(toponym.Key) + 1;
            }
        }

        foreach (Toponym toponym in scan.Unlisted)
        {
            var (all, located) = unlisted.GetValueOrDefault(toponym.Key);
            unlisted[toponym.Key] = (all + 1, located + (IsLocated(toponym) ? 1 : 0));
        }
    }

    private bool IsLocated(Toponym toponym) => Strong.Contains(Lower(toponym.Sentence, toponym.First - 1)) || (Lower(toponym.Sentence, toponym.First - 1) == "the" && Strong.Contains(Lower(toponym.Sentence, toponym.First - 2)));

    /// <summary>The names of an article resolved as if all were places, and what their gates look at.</summary>
    /// <returns>Of names that the gazetteer lacks only those that some place may hold.</returns>
    public static (GateFeatures Features, Resolution[] Listed, Resolution[] Unlisted) Draft(ParsedArticle parsed, PlaceKnowledge knowledge, PlaceEvidence evidence, ToponymScan scan)
    {
        Resolution[] known = knowledge.Resolver.Rank(evidence, scan.Toponyms), unknown = [];
        if (scan.Unlisted.Count > 0)
        {
            Resolution[] ranked = [.. known, .. scan.Unlisted.Select(t => new Resolution(t, [], 0, 0))];
            unknown = [.. knowledge.Resolver.Resolve(evidence, [.. scan.Toponyms, .. scan.Unlisted], ranked, known.Length).Skip(known.Length).Where(r => r.Holder is not null)];
        }

        return (new GateFeatures(parsed, knowledge.Gazetteer, knowledge.Keys, evidence, scan, knowledge.Scanner.Sites), known, unknown);
    }

    /// <summary>Fills the set with the features of a name that the gazetteer lacks.</summary>
    public void DescribeUnlisted(FeatureSet set, Resolution draft)
    {
        set.Clear();
        Toponym toponym = draft.Toponym;
        set.Add(0);
        GazetteerEntry holder = gazetteer[draft.Entry];
        bool site = sites.Names(toponym.Span.Of(parsed.Text));
        ulong kind = ((ulong)holder.Class * 2) + (site ? 1ul : 0);
        set.Add(60, kind);
        set.Add(61, kind, Number((int)(draft.HolderProbability * 5)));
        bool inner = scan.Toponyms.Any(t => t.Span.Overlaps(toponym.Span));
        set.Add(62, kind, Number(inner ? 1 : 0), Number(Math.Min(toponym.Last - toponym.First, 4)));
        Sentence sentence = toponym.Sentence;
        names.TryGetValue((sentence.Index, toponym.Last), out Name? name);
        ulong type = (name is null ? 99 : (ulong)name.Type * 2) + (site ? 1ul : 0);
        string last = Lower(sentence, toponym.Last), before = Lower(sentence, toponym.First - 1), earlier = Lower(sentence, toponym.First - 2), after = Lower(sentence, toponym.Last + 1);
        if (before is "the" or "a" or "an")
        {
            (before, earlier) = (earlier, Lower(sentence, toponym.First - 3));
        }

        bool strong = Strong.Contains(before);
        var cues = Cues.Of(evidence, toponym);
        int kinds = (cues.Province ? 1 : 0) + (cues.District ? 2 : 0) + (cues.Town ? 4 : 0) + (cues.Water ? 8 : 0);
        set.Add(63, last);
        set.Add(64, type, FeatureSet.Hash(before));
        set.Add(65, type, FeatureSet.Hash(after));
        set.Add(66, type, Number(strong ? 1 : 0), Number(Math.Min(unlisted.GetValueOrDefault(toponym.Key).Located, 2)));
        set.Add(67, type, Number(kinds), Number(strong ? 1 : 0));
        set.Add(68, type, Number(Math.Min(unlisted.GetValueOrDefault(toponym.Key).Mentions, 4)));
        set.Add(69, type, FeatureSet.Hash(before == "of" ? earlier : ""));
        set.Add(71, Shape(sentence, toponym.First - 1), Shape(sentence, toponym.Last + 1), type);
        set.Add(72, CapitalsAfter(sentence, toponym.Last), CapitalsBefore(sentence, toponym.First));
        set.Add(73, Number(scan.Common.Contains(toponym.Key) ? 1 : 0), Number(toponym.First == 0 ? 1 : 0));
        set.Add(77, Number(people.Contains(toponym.Key) ? 1 : 0), type);
        DescribeTree(set, toponym);
    }

    /// <summary>Fills the set with the features of the toponym at that place of the scan.</summary>
    public void Describe(FeatureSet set, int index, Resolution draft)
    {
        set.Clear();
        Toponym toponym = scan.Toponyms[index];
        set.Add(0);
        DescribeSense(set, toponym, draft);
        DescribeWords(set, toponym);
        DescribeNames(set, toponym);
        DescribeTree(set, toponym);
        DescribeArticle(set, index, draft);
    }

    private static string Lower(Sentence sentence, int token) =>
        token < 0 ? "<" : token >= sentence.Tokens.Length ? ">" : sentence.Lower(token);

    private static string Tag(Sentence sentence, int token) =>
        token < 0 ? "<" : token >= sentence.Tokens.Length ? ">" : sentence.Tokens[token].Xpos;

    private static char Shape(Sentence sentence, int token)
    {
        if (token < 0 || token >= sentence.Tokens.Length)
        {
            return '0';
        }

        string form = sentence.Tokens[token].Form;
        return char.IsDigit(form[0]) ? '9' : char.IsUpper(form[0]) ? form.Length > 1 && char.IsUpper(form[^1]) ? 'X' : 'x' : char.IsLetter(form[0]) ? 'a' : form[0];
    }

    private static ulong Number(int value) => (ulong)value;

    private void DescribeSense(FeatureSet set, Toponym toponym, Resolution draft)
    {
        GazetteerEntry entry = gazetteer[draft.Ranked[0]];
        ulong kind = (ulong)entry.Class;
        int size = entry.Size / 12;
        set.Add(2, kind);
        set.Add(3, kind, Number(size));
        set.Add(4, kind, Number(toponym.Last - toponym.First), Number(Math.Min(toponym.Meanings.Length, 6)));
        set.Add(5, Number((int)(draft.Probability * 5)), kind);
        bool primary = toponym.Meanings.Any(m => m.Index == draft.Ranked[0] && m.IsPrimary);
        set.Add(6, kind, Number(primary ? 1 : 0), Number(Math.Min(toponym.Span.Length, 6)));
        string country = gazetteer.DivisionOf(draft.Ranked[0]).Country;
        double share = evidence.Share(country);
        set.Add(7, Number(entry.IsTown ? 1 : 0), Number(share == 0 ? 0 : 1 + (int)(share * 3)), Number(size / 2));
    }

    private void DescribeWords(FeatureSet set, Toponym toponym)
    {
        Sentence sentence = toponym.Sentence;
        GazetteerEntry best = gazetteer[toponym.Meanings[0].Index];
        string before = Lower(sentence, toponym.First - 1), after = Lower(sentence, toponym.Last + 1);
        set.Add(10, before);
        set.Add(11, after);
        set.Add(12, Lower(sentence, toponym.First - 2), before);
        set.Add(13, after, Lower(sentence, toponym.Last + 2));
        set.Add(14, before, after);
        set.Add(15, Shape(sentence, toponym.First - 1), Shape(sentence, toponym.Last + 1));
        set.Add(16, Shape(sentence, toponym.First), Number(toponym.Span.Length > 4 ? 1 : 0), Number(toponym.First == 0 ? 1 : 0));
        set.Add(17, Shape(sentence, toponym.First - 1), Number(best.IsTown ? 1 : 0), Number(best.Size / 25));
        set.Add(18, Shape(sentence, toponym.Last + 1), Number(best.IsTown ? 1 : 0), Number(best.Size / 25));
        set.Add(19, FeatureSet.Hash(before), Number(best.IsTown ? 1 : 0), Number(best.Size / 25));
        set.Add(20, Tag(sentence, toponym.First - 1), Tag(sentence, toponym.Last + 1));
        set.Add(21, Tag(sentence, toponym.Last));
        // A name that goes on beyond the match is seldom the place itself: "Kherson State University".
        set.Add(22, CapitalsAfter(sentence, toponym.Last), CapitalsBefore(sentence, toponym.First));
        set.Add(23, Lower(sentence, toponym.Last));
        bool hyphen = toponym.Span.End < parsed.Text.Length && parsed.Text[toponym.Span.End] == '-';
        bool hyphenBefore = toponym.Span.Start > 0 && parsed.Text[toponym.Span.Start - 1] == '-';
        set.Add(24, Number((hyphen ? 1 : 0) + (hyphenBefore ? 2 : 0)));
    }

    private static ulong CapitalsAfter(Sentence sentence, int last)
    {
        int token = last + 1;
        while (token < sentence.Tokens.Length && char.IsUpper(sentence.Tokens[token].Form[0]) && token < last + 4)
        {
            token++;
        }

        return Number(token - last - 1);
    }

    private static ulong CapitalsBefore(Sentence sentence, int first)
    {
        int token = first - 1;
        while (token >= 0 && char.IsUpper(sentence.Tokens[token].Form[0]) && token > first - 4)
        {
            token--;
        }

        return Number(first - 1 - token);
    }

    private void DescribeNames(FeatureSet set, Toponym toponym)
    {
        Sentence sentence = toponym.Sentence;
        names.TryGetValue((sentence.Index, toponym.First), out Name? first);
        names.TryGetValue((sentence.Index, toponym.Last), out Name? last);
        Name? name = last ?? first;
        ulong type = name is null ? 99 : (ulong)name.Type;
        int fit = name is null ? 0 : (name.First < toponym.First ? 1 : 0) + (name.Last > toponym.Last ? 2 : 0) + (name.First > toponym.First || name.Last < toponym.Last ? 4 : 0);
        GazetteerEntry best = gazetteer[toponym.Meanings[0].Index];
        set.Add(30, type, Number(fit));
        set.Add(31, type, Number(fit), Number(best.IsTown ? 1 : 2));
        set.Add(32, type, Number(fit), FeatureSet.Hash(Lower(sentence, toponym.First - 1)));
        if (name is not null)
        {
            set.Add(33, type, FeatureSet.Hash(Lower(sentence, name.Last)));
            set.Add(34, type, FeatureSet.Hash(Lower(sentence, name.First)));
        }

        bool person = people.Contains(toponym.Key);
        set.Add(35, Number(person ? 1 : 0), type);
        set.Add(36, Number(people.Contains(keys.Of(Lower(sentence, toponym.Last + 1))) ? 1 : 0), Number(people.Contains(keys.Of(Lower(sentence, toponym.First - 1))) ? 1 : 0));
    }

    private static void DescribeTree(FeatureSet set, Toponym toponym)
    {
        Sentence sentence = toponym.Sentence;
        int head = toponym.First;
        for (int i = toponym.First; i <= toponym.Last; i++)
        {
            if (sentence.Tokens[i].Head < toponym.First || sentence.Tokens[i].Head > toponym.Last)
            {
                head = i;
            }
        }

        Token token = sentence.Tokens[head];
        string lemma = token.Head < 0 ? "<" : sentence.Tokens[token.Head].Lemma;
        int preposition = sentence.Child(head, "case");
        set.Add(40, token.Deprel);
        set.Add(41, token.Deprel, lemma);
        set.Add(42, token.Deprel, preposition < 0 ? "" : sentence.Tokens[preposition].Lemma);
        set.Add(43, token.Upos, token.Deprel, token.Head < 0 ? "<" : sentence.Tokens[token.Head].Upos);
    }

    private void DescribeArticle(FeatureSet set, int index, Resolution draft)
    {
        Toponym toponym = scan.Toponyms[index];
        int count = mentions[toponym.Key], inPlace = locative.GetValueOrDefault(toponym.Key);
        GazetteerEntry entry = gazetteer[draft.Ranked[0]];
        int town = entry.IsTown ? 1 : 0;
        set.Add(50, Number(Math.Min(inPlace, 3)), Number(town), Number(people.Contains(toponym.Key) ? 1 : 0));
        set.Add(51, Number(Math.Min(count, 4)), Number(Math.Min(inPlace, 2)));
        set.Add(52, Number(scan.Common.Contains(toponym.Key) ? 1 : 0), Number(toponym.First == 0 ? 1 : 0), Number(town));
        bool held = false, holds = false;
        if (index + 1 < scan.Toponyms.Count)
        {
            held = Contains(toponym, scan.Toponyms[index + 1]);
        }

        if (index > 0)
        {
            holds = Contains(scan.Toponyms[index - 1], toponym);
        }

        set.Add(53, Number((held ? 1 : 0) + (holds ? 2 : 0)), (ulong)entry.Class);
        set.Add(54, Number((held ? 1 : 0) + (holds ? 2 : 0)), Number(town), Number(entry.Size / 25));
        set.Add(55, Number(evidence.Containers(toponym.Key).Count > 0 ? 1 : 0), Number(town));
    }

    // Whether "X, Y" is written and Y has X in it.
    private bool Contains(Toponym inner, Toponym outer)
    {
        if (inner.Sentence != outer.Sentence || !PlaceEvidence.Holds(parsed.Text, inner.Span, outer.Span))
        {
            return false;
        }

        foreach (Meaning o in outer.Meanings)
        {
            GazetteerEntry holder = gazetteer[o.Index];
            if (holder.Class is not (PlaceClass.Country or PlaceClass.Province or PlaceClass.District))
            {
                continue;
            }

            foreach (Meaning i in inner.Meanings)
            {
                if (holder.Class == PlaceClass.Country
                    ? gazetteer.DivisionOf(i.Index).Country == gazetteer.DivisionOf(o.Index).Country && gazetteer[i.Index].Class != PlaceClass.Country
                    : gazetteer[i.Index].Division == holder.Division && gazetteer[i.Index].Class is not (PlaceClass.Country or PlaceClass.Province))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
