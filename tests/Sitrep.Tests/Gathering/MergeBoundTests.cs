using System.Collections.Immutable;
using System.Globalization;
using Sitrep.Gathering;
using Sitrep.Gathering.Copies;
using Sitrep.Gathering.Events;
using Xunit;

namespace Sitrep.Tests.Gathering;

// Invented incidents in real places.
public sealed class MergeBoundTests
{
    private const int Count = 80, Seed = 5;

    private static readonly string[] Persons = ["Idrissa Oumarou", "Amina Oumarou", "Salif Keba", "Nasta Dolo", "Moussa Tiemoko"];
    private static readonly string[] Rest = ["behind the grain market", "near the river bridge at dusk", "after a quarrel over wells", "while traders watched", "on the road to the customs house"];
    private static readonly (string Name, string Country, string Admin1, double Latitude, double Longitude, string Kind)[] Places =
    [
        ("Zinder", "NER", "Zinder", 13.81, 8.99, "town"), ("Mirriah", "NER", "Zinder", 13.71, 9.15, "town"), ("Agadez", "NER", "Agadez", 16.97, 7.99, "town"),
        ("Tahoua", "NER", "Tahoua", 15.5, 5.5, "province"), ("Niger", "NER", "", 17, 8, "country"), ("Kano", "NGA", "Kano", 12, 8.52, "town"),
    ];

    private static readonly ReportTraits[] Traits = Read();
    private static readonly ReportOutline[] Outlines = [.. Traits.Select(t => new ReportOutline(t))];

    [Fact]
    public void No_score_is_above_what_outlines_allow_whatever_the_weights()
    {
        var random = new Random(Seed);
        MergeScorer[] scorers = [MergeScorer.Load(Resources.Installed), .. Enumerable.Range(0, 4).Select(_ => new MergeScorer([.. Enumerable.Range(0, MergeScorer.Fields).Select(_ => (4 * random.NextSingle()) - 2)]))];
        foreach (MergeScorer scorer in scorers)
        {
            foreach (var (a, b) in Pairs())
            {
                Assert.InRange(scorer.Score(Traits[a], Traits[b]), float.MinValue, scorer.Bound.Of(Outlines[a], Outlines[b]));
            }
        }
    }

    [Fact]
    public void What_is_copied_is_never_passed_over()
    {
        MergeScorer scorer = MergeScorer.Load(Resources.Installed);
        (int A, int B)[] copied = [.. Pairs().Where(p => MergeScorer.AreCopied(Traits[p.A], Traits[p.B]))];
        Assert.NotEmpty(copied);
        Assert.All(copied, p => Assert.True(Outlines[p.A].MayBeCopied(Outlines[p.B]) && float.IsPositiveInfinity(scorer.Bound.Of(Outlines[p.A], Outlines[p.B]))));
    }

    [Fact]
    public void Outlines_tell_apart_most_of_what_has_little_in_common()
    {
        MergeScorer scorer = MergeScorer.Load(Resources.Installed);
        (int A, int B)[] low = [.. Pairs().Where(p => scorer.Score(Traits[p.A], Traits[p.B]) < -5)];
        Assert.NotEmpty(low);
        Assert.True(low.Count(p => scorer.Bound.Of(Outlines[p.A], Outlines[p.B]) < -1.5f) > low.Length / 2);
    }

    private static IEnumerable<(int A, int B)> Pairs() => Enumerable.Range(0, Traits.Length).SelectMany(a => Enumerable.Range(0, Traits.Length).Where(b => b != a).Select(b => (a, b)));

    private static ReportTraits[] Read()
    {
        var random = new Random(Seed);
        T Any<T>(params IReadOnlyList<T> of) => of[random.Next(of.Count)];
        var articles = new List<ArticleRecord>();
        while (articles.Count < Count)
        {
            if (articles.Count > 0 && random.Next(6) == 0)
            {
                articles.Add(articles[random.Next(articles.Count)] with { Id = Id() });
                continue;
            }

            var place = Any(Places);
            string actor = Any(Persons), recipient = Any([.. Persons.Where(p => p != actor)]), trigger = Any("shot", "killed", "attacked");
            string text = $"{actor} {trigger} {recipient} in {place.Name} {Any(Rest)} and {Any(Rest)}. Elders of the quarter called for calm and asked that the school be opened again.";
            ArticleRecord article = Articles.Of(Id(), text, published: Any("2026-05-12", "2026-05-13", "2026-06-20", null))
                .WithEntity("e1", "person", actor, Any("NERREB", "NERMIL", "NGAREB", null)).WithEntity("e2", "person", recipient, Any("NERCVL", "NGAGOV", null))
                .WithPlace(place.Name, place.Name, place.Country, place.Admin1.Length > 0 ? place.Admin1 : null, place.Latitude, place.Longitude, place.Kind);
            (string, double?, double?)[] counts = random.Next(2) == 0 ? [] : [("killed", random.Next(4), random.Next(4, 6))];
            articles.Add(article.WithEvent(trigger, "ASSAULT", Any("firearms", "beat", null), Any("190", "186"), null, Any<string[]>(["e1"], []), Any<string[]>(["e2"], []), Any("2026-05-11", "2026-05-12", "2026-04-01", null), place: Any(0, 0, -1), counts: counts));
        }

        var gatherer = new Gatherer(Resources.Installed);
        ArticleRecord[] all = [.. articles];
        ImmutableArray<CopyPlacement> copies = gatherer.Copies(all);
        return gatherer.Prepare(all, copies).Traits;

        string Id() => articles.Count.ToString(CultureInfo.InvariantCulture);
    }
}
