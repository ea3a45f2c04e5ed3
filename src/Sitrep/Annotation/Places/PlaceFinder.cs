using System.Collections.Immutable;
using Sitrep.Learning;

namespace Sitrep.Annotation.Places;

/// <summary>Finds toponyms and resolves them to points on the map.</summary>
/// <remarks>Scan for names of the gazetteer, resolve them as a draft, let the gate judge which are places, resolve those again. For any number of threads.</remarks>
public sealed class PlaceFinder
{
    // The benchmark's F1 is best where a toponym is kept at a probability of about F1 / 2 (Lipton et al. 2014).
    private const double Threshold = -0.6;

    private readonly PlaceKnowledge knowledge;
    private readonly ToponymGate gate;

    /// <exception cref="InvalidDataException">A gazetteer of the settings is none, or a disputed territory is unknown.</exception>
    public PlaceFinder(Resources resources, PlaceSettings? settings = null)
        : this(new PlaceKnowledge(resources, settings), new ToponymGate(LinearModel.Load(ModelFile.Open(resources.Model("en", "places.model")), "gate")))
    {
    }

    internal PlaceFinder(PlaceKnowledge knowledge, ToponymGate gate)
    {
        this.knowledge = knowledge;
        this.gate = gate;
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

    public ImmutableArray<Place> Find(ParsedArticle parsed)
    {
        ToponymScan scan = knowledge.Scanner.Scan(parsed);
        return scan.Toponyms.Count == 0 ? [] : Find(parsed, scan, knowledge.Evidence(parsed, scan));
    }

    /// <summary>The same with given evidence.</summary>
    internal ImmutableArray<Place> Find(ParsedArticle parsed, ToponymScan scan, PlaceEvidence evidence)
    {
        Resolution[] draft = knowledge.Resolver.Resolve(evidence, scan.Toponyms);
        var features = new GateFeatures(parsed, knowledge.Gazetteer, knowledge.Keys, evidence, scan);
        var set = new FeatureSet();
        var kept = new List<Toponym>();
        for (int i = 0; i < draft.Length; i++)
        {
            features.Describe(set, i, draft[i]);
            if (gate.Score(set) > Threshold)
            {
                kept.Add(draft[i].Toponym);
            }
        }

        return [.. knowledge.Resolver.Resolve(evidence, kept).Select(knowledge.PlaceOf)];
    }
}
