using System.Text;
using Sitrep.Gathering;
using Sitrep.Gathering.Events;
using Sitrep.Presenting.Exports;
using Sitrep.Tests.Gathering;
using Xunit;

namespace Sitrep.Tests.Presenting.Exports;

// An invented incident in a real place.
public sealed class SafeProfileTests
{
    private const string Text = "Governor Arman Sarkis said gunmen shot Lusine Petros in the town of Goris on Monday. Petros, a baker, was 43.";

    private static readonly SafeProfile Profile = new(Resources.Installed);

    [Fact]
    public void Private_names_and_close_places_leave_every_layout_and_public_names_stay()
    {
        var (shared, _) = Profile.Apply(Invented());
        var layouts = new EventExports(Resources.Installed);
        foreach (string layout in layouts.Names.Where(n => n != "parquet"))
        {
            using var output = new MemoryStream();
            layouts.Of(layout).Write(shared, output);
            string written = Encoding.UTF8.GetString(output.ToArray());
            Assert.All(["Lusine", "Petros", "Goris", "46.3", "39.5"], secret => Assert.DoesNotContain(secret, written, StringComparison.OrdinalIgnoreCase));
        }

        Assert.Contains("Governor Arman Sarkis said gunmen shot [a resident] in the town of [a place in Syunik]", shared.Events[0].Reports[0].Quote, StringComparison.Ordinal);
        Assert.Equal("a resident", shared.Events[0].Recipients[0].Name);
    }

    [Fact]
    public void A_town_becomes_its_province()
    {
        GatheredPlace place = Profile.Apply(Invented()).Dossier.Events[0].Place!;
        Assert.Equal(("Syunik", PlacePrecision.Province), (place.Name, place.Precision));
    }

    [Fact]
    public void Offsets_still_point_at_the_trigger()
    {
        Dossier shared = Profile.Apply(Invented()).Dossier;
        Report report = shared.Events[0].Reports[0];
        Assert.Equal("shot", shared.Article("a").Record.Text[report.Start..report.End]);
        RecordOffsets second = shared.Article("a").Record.Sentences[1];
        Assert.Equal("[a resident], a baker, was 43.", shared.Article("a").Record.Quote(second));
    }

    [Fact]
    public void Each_removal_is_told()
    {
        var removed = Profile.Apply(Invented()).Removed;
        Assert.Equal(
            [("name", "Lusine Petros"), ("name", "Petros"), ("place", "Goris")],
            removed.Select(r => (r.Kind, r.What)));
        Assert.All(removed, r => Assert.Equal("a", r.Where));
    }

    [Fact]
    public void Events_of_sexual_violence_are_held_back()
    {
        ArticleRecord article = Articles.Of("x", "Soldiers raped two women near the camp.").WithEvent("raped", "ASSAULT", acled: ("Violence against civilians", "Sexual violence"));
        var (shared, removed) = Profile.Apply(Articles.Dossier(article));
        Assert.Empty(shared.Events);
        Assert.Equal("event", removed.Single().Kind);
    }

    private static Dossier Invented() => Articles.Dossier(Articles.Of("a", Text, "Lusine Petros shot in Goris")
        .WithEntity("e1", "person", "Arman Sarkis", "ARMGOV").WithEntity("e2", "group", "gunmen", "ARMUAF").WithEntity("e3", "person", "Lusine Petros")
        .WithPlace("Goris", "Goris", "ARM", "Syunik", 39.5111, 46.3383, "town")
        .WithEvent("shot", "ASSAULT", "firearms", actors: ["e2"], recipients: ["e3"], date: "2026-05-11", counts: ("killed", 1, 1)));
}
