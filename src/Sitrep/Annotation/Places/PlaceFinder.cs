using System.Collections.Immutable;
using Sitrep.Learning;

namespace Sitrep.Annotation.Places;

/// <summary>Finds toponyms and resolves them to points on the map.</summary>
/// <remarks>
/// Scan for names of the gazetteer and names of places that it lacks, resolve them as a draft, let the gates judge which are places, resolve those again.
/// For any number of threads.
/// </remarks>
public sealed class PlaceFinder
{
    // The benchmark's F1 is best where a toponym is kept at a probability of about F1 / 2 (Lipton et al. 2014).
    private const double Threshold = -0.6;

    // The corpora leave most streets and buildings unmarked, and the threshold that is best for their F1 would be higher still.
    private const double UnlistedThreshold = 0.4;

    private readonly PlaceKnowledge knowledge;
    private readonly YesNoModel gate;
    private readonly YesNoModel unlistedGate;

    /// <exception cref="InvalidDataException">A gazetteer of the settings is none, or a disputed territory is unknown.</exception>
    public PlaceFinder(Resources resources, PlaceSettings? settings = null)
        : this(new PlaceKnowledge(resources, settings), Gate(resources, "gate"), Gate(resources, "unlisted"))
    {
    }

    /// <param name="gate">Judges whether a name of the gazetteer is meant as a place, by its words, neighbours, tags, and senses.</param>
    /// <param name="unlistedGate">The same for names that the gazetteer lacks.</param>
    internal PlaceFinder(PlaceKnowledge knowledge, YesNoModel gate, YesNoModel unlistedGate)
    {
        this.knowledge = knowledge;
        this.gate = gate;
        this.unlistedGate = unlistedGate;
    }

    /// <summary>All that a name standing alone may mean, the largest first.</summary>
    public ImmutableArray<Place> Meanings(string name)
    {
        var span = new Span(0, name.Length);
        return
        [
            .. knowledge.Scanner.Candidates(name).OrderByDescending(m => knowledge.Gazetteer[m.Index].Size).ThenBy(m => m.Index)
                .Select(m => knowledge.PlaceOf(span, m.Index, 0)),
        ];
    }

    public ImmutableArray<Place> Find(ParsedArticle parsed) => FindAll(parsed).Places;

    /// <summary>The places, and what names of the gazetteer that are not taken for places would mean.</summary>
    internal (ImmutableArray<Place> Places, ImmutableArray<Place> Doubtful) FindAll(ParsedArticle parsed)
    {
        ToponymScan scan = knowledge.Scanner.Scan(parsed);
        var doubtful = new List<Place>();
        ImmutableArray<Place> places = scan.Toponyms.Count == 0 ? [] : Find(parsed, scan, knowledge.Evidence(parsed, scan), doubtful);
        return (places, [.. doubtful]);
    }

    /// <summary>The same with given evidence.</summary>
    internal ImmutableArray<Place> Find(ParsedArticle parsed, ToponymScan scan, PlaceEvidence evidence, List<Place>? doubtful = null)
    {
        var (features, listed, unlisted) = GateFeatures.Draft(parsed, knowledge, evidence, scan);
        var set = new FeatureSet();
        var kept = new List<Toponym>();
        for (int i = 0; i < listed.Length; i++)
        {
            features.Describe(set, i, listed[i]);
            bool isPlace = gate.LogOdds(set) > Threshold;
            if (isPlace)
            {
                kept.Add(listed[i].Toponym);
            }

            if (doubtful is not null)
            {
                Doubt(listed[i], isPlace, doubtful);
            }
        }

        int known = kept.Count;
        foreach (Resolution name in unlisted)
        {
            features.DescribeUnlisted(set, name);
            if (unlistedGate.LogOdds(set) > UnlistedThreshold && !kept.Take(known).Any(t => t.Span.Overlaps(name.Toponym.Span)))
            {
                kept.Add(name.Toponym);
            }
        }

        return [.. knowledge.Resolver.Resolve(evidence, [.. kept.OrderBy(t => t.Span.Start)]).Where(r => r.IsKnown).Select(knowledge.PlaceOf)];
    }

    private static YesNoModel Gate(Resources resources, string part) => YesNoModel.Load(ModelFile.Open(resources.Model("en", "places.model")), part);

    // What a name that is not taken for a place would mean, and the largest place of a name where the article's surroundings point to another country.
    private void Doubt(Resolution name, bool isPlace, List<Place> doubtful)
    {
        if (!name.IsKnown)
        {
            return;
        }

        Place likeliest = knowledge.PlaceOf(name);
        if (!isPlace)
        {
            doubtful.Add(likeliest);
        }

        int largest = name.Ranked.Length == 0 ? name.Entry : name.Ranked.MaxBy(index => knowledge.Gazetteer[index].Size);
        Place other = knowledge.PlaceOf(name.Toponym.Span, largest, 0);
        if (other.Country != likeliest.Country)
        {
            doubtful.Add(other);
        }
    }
}
