using System.Collections.Immutable;

namespace Sitrep.Annotation.Places;

/// <summary>A country, first-order division or district that an article names as holding a place. Empty parts are open.</summary>
internal readonly record struct Container(string Country, int Division, int District);

/// <summary>What an article as a whole says about where it plays: countries by name and demonym, and "X, Y".</summary>
internal sealed class PlaceEvidence
{
    private readonly Dictionary<string, double> countries = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, List<Container>> containers = [];
    private readonly Gazetteer gazetteer;
    private readonly IReadOnlyList<Toponym> scanned;
    private readonly double total;
    private readonly ArticleSenses senses;

    public PlaceEvidence(Gazetteer gazetteer, ParsedArticle parsed, ToponymScan scan, string domainCountry, SiteProfile? site = null)
    {
        this.gazetteer = gazetteer;
        senses = new ArticleSenses(gazetteer, this);
        scanned = scan.Toponyms;
        DomainCountry = domainCountry;
        Site = site;
        Text = parsed.Text;
        foreach (var (_, country) in scan.Demonyms)
        {
            Count(country);
        }

        foreach (Toponym toponym in scan.Toponyms)
        {
            foreach (Meaning meaning in toponym.Meanings)
            {
                if (gazetteer[meaning.Index].Class == PlaceClass.Country)
                {
                    Count(gazetteer.DivisionOf(meaning.Index).Country);
                }
            }
        }

        total = Math.Max(1, countries.Values.Sum());
        MainCountry = countries.Count == 0 ? "" : countries.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).First().Key;
        for (int i = 0; i < scan.Toponyms.Count; i++)
        {
            Link(scan.Toponyms, i);
        }
    }

    public string Text { get; }

    /// <summary>The country of the site's address, empty if it shows none.</summary>
    public string DomainCountry { get; }

    /// <summary>What other articles of the site were resolved to; null where that is unknown.</summary>
    public SiteProfile? Site { get; }

    public string MainCountry { get; }

    /// <summary>Those named or spoken of by their people, ISO 3166 alpha-3.</summary>
    public IEnumerable<string> Countries => countries.Keys;

    /// <summary>The country's share of all mentions of countries, 0 to 1.</summary>
    public double Share(string country) => countries.GetValueOrDefault(country) / total;

    /// <summary>The largest meanings of a name, with what the article as a whole says of each; not to be changed.</summary>
    public IReadOnlyList<Sense> Senses(Toponym toponym) => senses.Of(toponym);

    /// <summary>Where the article says that places of that name lie.</summary>
    public IReadOnlyList<Container> Containers(ulong key) => containers.GetValueOrDefault(key) ?? [];

    /// <summary>Whether the second toponym names what holds the first: "X, Y", "X (Y)", "X in Y", "X, the capital of Y", "Y's … X".</summary>
    public static bool Holds(string text, Span inner, Span outer)
    {
        if (outer.Start >= inner.End)
        {
            ReadOnlySpan<char> between = text.AsSpan(inner.End, outer.Start - inner.End);
            return between is ", " or "," or " (" or ", (" or " in " or " in the " or ", in " or " of "
                || (between.StartsWith(", the ") && between.EndsWith(" of ") && between.Length < 40 && IsPlain(between[1..]));
        }

        ReadOnlySpan<char> gap = text.AsSpan(outer.End, inner.Start - outer.End);
        return gap.Length is >= 3 and <= 40 && gap[0] is '\'' or '’' && gap[1] == 's' && gap[2] == ' ' && IsPlain(gap[2..]);
    }

    /// <summary>Whether a name right before or after in a list can be a country, or is a first-order division: "X, Y and Z".</summary>
    public (bool Country, bool Province) ListedWith(Span span)
    {
        bool country = false, province = false;
        int low = 0, high = scanned.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = scanned[middle].Span.Start < span.Start ? (middle + 1, high) : (low, middle);
        }

        // A given span may be none that was scanned.
        int after = low < scanned.Count && scanned[low].Span.Start < span.End ? low + 1 : low;
        if (low > 0 && IsList(scanned[low - 1].Span, span))
        {
            Look(scanned[low - 1]);
        }

        if (after < scanned.Count && IsList(span, scanned[after].Span))
        {
            Look(scanned[after]);
        }

        return (country, province);

        bool IsList(Span first, Span second) =>
            first.End <= second.Start && Text.AsSpan(first.End, second.Start - first.End) is ", " or " and " or ", and " or " or " or " and the " or "-" or "–";

        void Look(Toponym other)
        {
            bool isCountry = other.Meanings.Any(m => gazetteer[m.Index].Class == PlaceClass.Country);
            country |= isCountry;
            province |= !isCountry && other.Meanings.Any(m => gazetteer[m.Index].Class == PlaceClass.Province);
        }
    }

    private static bool IsPlain(ReadOnlySpan<char> words)
    {
        foreach (char c in words)
        {
            if (!char.IsAsciiLetterLower(c) && c is not (' ' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    private void Count(string country) => countries[country] = countries.GetValueOrDefault(country) + 1;

    private void Link(IReadOnlyList<Toponym> toponyms, int i)
    {
        foreach (int j in (ReadOnlySpan<int>)[i + 1, i - 1])
        {
            if (j >= 0 && j < toponyms.Count && toponyms[i].Sentence == toponyms[j].Sentence && Holds(Text, toponyms[i].Span, toponyms[j].Span))
            {
                List<Container> list = containers.TryGetValue(toponyms[i].Key, out var known) ? known : containers[toponyms[i].Key] = [];
                list.AddRange(toponyms[j].Meanings.Select(m => ContainerOf(m.Index)).Where(c => c.Country is { Length: > 0 }));
            }
        }
    }

    private Container ContainerOf(int index)
    {
        GazetteerEntry entry = gazetteer[index];
        string country = gazetteer.DivisionOf(index).Country;
        return entry.Class switch
        {
            PlaceClass.Country => new Container(country, -1, 0),
            PlaceClass.Province => new Container(country, entry.Division, 0),
            PlaceClass.District => new Container(country, entry.Division, entry.District),
            _ => default,
        };
    }
}
