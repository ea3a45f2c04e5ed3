using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Sitrep.Annotation.Places;

/// <summary>Finds the longest names of the gazetteer in an article, without judging whether they are meant as places.</summary>
internal sealed class ToponymScanner
{
    private const int LongestName = 7;

    // Written small as the last word of a name: "the Congo river".
    private static readonly FrozenSet<string> Kinds = new[] { "river", "sea", "lake", "delta", "strait", "canal", "gulf", "bay", "peninsula", "mountains", "desert", "plateau", "basin" }
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly Gazetteer gazetteer;
    private readonly NameKeys keys;
    private readonly Dictionary<ulong, string> demonyms = [];

    // Of countries and other places, with the name that they stand for.
    private readonly Dictionary<ulong, string> adjectives = [];
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> kinds = Kinds.GetAlternateLookup<ReadOnlySpan<char>>();

    public ToponymScanner(Resources resources, Gazetteer gazetteer, NameKeys keys)
    {
        this.gazetteer = gazetteer;
        this.keys = keys;
        Sites = new SiteWords(resources);
        foreach (TsvTable.Row row in resources.Table("countries.tsv").Rows)
        {
            foreach (string adjective in row.List("adjectives"))
            {
                demonyms.TryAdd(keys.Of(adjective), row["iso3"]);
                adjectives.TryAdd(keys.Of(adjective), row["name"]);
            }
        }

        foreach (TsvTable.Row row in resources.Table("place-adjectives.tsv").Rows)
        {
            adjectives[keys.Of(row["adjective"])] = row["name"];
        }
    }

    public SiteWords Sites { get; }

    public ToponymScan Scan(ParsedArticle parsed)
    {
        var toponyms = new List<Toponym>();
        var people = new List<(Span, string)>();
        var common = new HashSet<ulong>();
        var words = new List<KeyWord>();
        foreach (Sentence sentence in parsed.Sentences)
        {
            Cut(parsed.Text, sentence.Span, words);
            int token = 0;
            for (int i = 0; i < words.Count;)
            {
                if (!StartsName(parsed.Text, words, i))
                {
                    common.Add(NameKeys.Join(NameKeys.Empty, words[i].Hash));
                    i++;
                    continue;
                }

                int next = Match(parsed.Text, sentence, words, i, ref token, toponyms);
                if (next == i)
                {
                    next = MatchDemonym(words, i, people);
                }

                i = Math.Max(next, i + 1);
            }
        }

        return new ToponymScan(toponyms, Unlisted(parsed, toponyms), people, common);
    }

    private List<Toponym> Unlisted(ParsedArticle parsed, List<Toponym> listed)
    {
        var found = new List<Toponym>();
        var spans = listed.Select(t => t.Span).ToHashSet();
        foreach (Name name in parsed.Names)
        {
            Sentence sentence = parsed.Sentences[name.Sentence];
            if (name.Type is EntityType.Location or EntityType.Facility or EntityType.Organization && !spans.Contains(name.Span) && name.Span.Length > 2
                && (name.Type != EntityType.Organization || Sites.Names(name.Span.Of(parsed.Text))))
            {
                found.Add(new Toponym(name.Span, keys.Of(name.Span.In(parsed.Text)), [], sentence, name.First, name.Last));
            }
        }

        return found;
    }

    /// <summary>The toponym that stands on a given span; without meanings if the gazetteer has none for it.</summary>
    public Toponym At(ParsedArticle parsed, Span span)
    {
        Sentence sentence = parsed.SentenceAt(span.Start) ?? parsed.Sentences[^1];
        int first = Math.Max(0, sentence.TokenAt(span.Start));
        int last = Math.Max(first, LastToken(sentence, first, span.End));
        ulong key = keys.Of(span.In(parsed.Text));
        return new Toponym(span, key, Candidates(span.Of(parsed.Text)), sentence, first, last);
    }

    /// <summary>What a name standing alone may mean: as it is, else without what is added to names of places; and the place of an adjective.</summary>
    public ImmutableArray<Meaning> Candidates(string name)
    {
        ImmutableArray<Meaning> found = [];
        foreach (string form in NameForms.Of(name))
        {
            found = gazetteer.Meanings(keys.Of(form));
            if (!found.IsEmpty)
            {
                break;
            }
        }

        // "Canadian" is also a town in Texas.
        return adjectives.TryGetValue(keys.Of(name), out string? place)
            ? [.. found, .. gazetteer.Meanings(keys.Of(place)).Where(m => found.All(f => f.Index != m.Index))]
            : found;
    }

    /// <summary>Whether the gazetteer has the name as it is.</summary>
    public bool IsName(string name) => gazetteer.Knows(keys.Of(name));

    /// <summary>What the first name of the gazetteer within a longer name may mean; empty if there is none.</summary>
    public ImmutableArray<Meaning> Inside(string name)
    {
        var words = new List<KeyWord>();
        Cut(name, new Span(0, name.Length), words);
        for (int first = 0; first < words.Count; first++)
        {
            ulong key = NameKeys.Empty;
            ImmutableArray<Meaning> best = [];
            for (int i = first; i < words.Count && i < first + LongestName && !(first == 0 && i == words.Count - 1); i++)
            {
                best = gazetteer.Meanings(NameKeys.Join(key, words[i].Hash)) is { IsEmpty: false } found && char.IsUpper(name[words[first].Start]) ? found : best;
                key = NameKeys.Join(key, words[i].FullHash);
            }

            if (best.RemoveAll(m => m.IsAbbreviation) is { IsEmpty: false } meanings)
            {
                return meanings;
            }
        }

        return [];
    }

    private void Cut(string text, Span span, List<KeyWord> words)
    {
        words.Clear();
        ReadOnlySpan<char> part = text.AsSpan(0, span.End);
        for (int at = span.Start; keys.Next(part, at) is { } word; at = word.FullEnd)
        {
            words.Add(word);
        }
    }

    private static bool StartsName(string text, List<KeyWord> words, int i)
    {
        if (char.IsUpper(text[words[i].Start]))
        {
            return true;
        }

        // The Arabic article: al-Bab, ash-Shaddadah.
        return words[i].FullEnd - words[i].Start <= 3 && i + 1 < words.Count && words[i].FullEnd + 1 == words[i + 1].Start
            && text[words[i].FullEnd] == '-' && char.IsUpper(text[words[i + 1].Start]);
    }

    private int Match(string text, Sentence sentence, List<KeyWord> words, int first, ref int token, List<Toponym> found)
    {
        ulong key = NameKeys.Empty;
        (int Next, int End, ulong Key, ImmutableArray<Meaning> Meanings) best = default;
        for (int i = first; i < words.Count && i < first + LongestName; i++)
        {
            if (i > first && !Joins(text, words[i - 1], words[i]))
            {
                break;
            }

            KeyWord word = words[i];
            if (char.IsUpper(text[word.Start]) || char.IsDigit(text[word.Start]) || (i > first && kinds.Contains(text.AsSpan(word.Start, word.End - word.Start))))
            {
                Try(NameKeys.Join(key, word.Hash), word.End);
                if (word.FullEnd > word.End)
                {
                    Try(NameKeys.Join(key, word.FullHash), word.FullEnd);
                }
            }

            key = NameKeys.Join(key, word.FullHash);

            void Try(ulong candidate, int end)
            {
                if (gazetteer.Meanings(candidate) is { IsEmpty: false } all && Usable(text, words[first].Start, end, all) is { IsEmpty: false } meanings)
                {
                    best = (i + 1, end, candidate, meanings);
                }
            }
        }

        if (best.Next == 0)
        {
            return first;
        }

        int start = words[first].Start;
        int close = best.End < text.Length && text[best.End] == '.' && text.AsSpan(start, best.End - start).Contains('.') ? best.End + 1 : best.End;
        while (token + 1 < sentence.Tokens.Length && sentence.Tokens[token].Span.End <= start)
        {
            token++;
        }

        found.Add(new Toponym(new Span(start, close), best.Key, best.Meanings, sentence, token, LastToken(sentence, token, best.End)));
        return best.Next;
    }

    private int MatchDemonym(List<KeyWord> words, int i, List<(Span, string)> found)
    {
        ulong first = NameKeys.Join(NameKeys.Empty, words[i].Hash);
        if (i + 1 < words.Count && demonyms.TryGetValue(NameKeys.Join(first, words[i + 1].Hash), out string? country))
        {
            found.Add((new Span(words[i].Start, words[i + 1].End), country));
            return i + 2;
        }

        if (demonyms.TryGetValue(first, out country))
        {
            found.Add((new Span(words[i].Start, words[i].End), country));
        }

        return i + 1;
    }

    // A short form such as "Ala." needs a town before it, but "B.C." and "NSW" stand alone.
    private static ImmutableArray<Meaning> Usable(string text, int start, int end, ImmutableArray<Meaning> meanings)
    {
        ReadOnlySpan<char> name = text.AsSpan(start, end - start);
        if (name.Contains('.') || (name.Length == 3 && !name.ContainsAnyExceptInRange('A', 'Z')))
        {
            return meanings;
        }

        int before = start - 1;
        while (before >= 0 && char.IsWhiteSpace(text[before]))
        {
            before--;
        }

        return before >= 0 && text[before] is ',' or '(' ? meanings : meanings.RemoveAll(meaning => meaning.IsAbbreviation);
    }

    private static bool Joins(string text, KeyWord a, KeyWord b) => (b.Start - a.FullEnd) switch
    {
        1 => text[a.FullEnd] is ' ' or '-' or '–' or '‐' or '\u00A0',
        2 => text[a.FullEnd] == '.' && text[a.FullEnd + 1] is ' ' or '\u00A0' && a.FullEnd - a.Start <= 3,
        _ => false,
    };

    private static int LastToken(Sentence sentence, int first, int end)
    {
        int last = first;
        while (last + 1 < sentence.Tokens.Length && sentence.Tokens[last + 1].Span.Start < end)
        {
            last++;
        }

        return last;
    }
}
