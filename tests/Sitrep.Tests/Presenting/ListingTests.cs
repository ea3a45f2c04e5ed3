using System.Text;
using System.Text.Json;
using Sitrep.Gathering;
using Sitrep.Gathering.Statements;
using Sitrep.Presenting.Listings;
using Sitrep.Tests.Gathering;
using Xunit;

namespace Sitrep.Tests.Presenting;

// Invented incidents in real places.
public sealed class ListingTests
{
    private const string Wire = "The bridge at Mostar was closed on Friday. “We will not open it before the inspectors have been there,” said Amra Begic, who leads the city's traffic office. She said that 40 lorries were stranded.";
    private const string Local = "“We will not open it before the inspectors have been there,” Begic told this paper. A driver denied that lorries were stranded.";

    [Fact]
    public void A_speakers_words_are_listed_once_letter_for_letter_with_all_who_carry_them()
    {
        Listing quotes = StatementListing.Quotes(Invented(), "begic", indirect: false);
        ListingRow row = Assert.Single(quotes.Rows);
        Assert.Equal("We will not open it before the inspectors have been there,", Cell(quotes, row, "words"));
        Assert.Equal(("2026-05-08", "Neretva Wire", "Old Bridge Daily"), (Cell(quotes, row, "published"), Cell(quotes, row, "outlet"), Cell(quotes, row, "carriedBy")));
    }

    [Fact]
    public void Reported_speech_is_listed_on_request() => Assert.Equal(2, StatementListing.Quotes(Invented(), "Amra Begic", indirect: true).Rows.Length);

    [Fact]
    public void The_context_goes_to_the_sentences_around_but_not_beyond_the_paragraph()
    {
        Dossier dossier = Articles.Dossier(Articles.Of("a", "Rain fell in Mostar.\n\nThe bridge was shut. Amra Begic said that 40 lorries were stranded. Drivers slept there. Nobody was hurt.").WithEntity("e1", "person", "Amra Begic")
            .WithStatement("s1", "indirect", "Amra Begic", "e1", "said that", "40 lorries were stranded"));
        Listing bare = StatementListing.Quotes(dossier, "Begic", indirect: true), around = StatementListing.Quotes(dossier, "Begic", indirect: true, around: true);
        Assert.Equal("Amra Begic said that 40 lorries were stranded.", Cell(bare, bare.Rows[0], "context"));
        Assert.Equal("The bridge was shut. Amra Begic said that 40 lorries were stranded. Drivers slept there.", Cell(around, around.Rows[0], "context"));
        Assert.Equal(Cell(around, around.Rows[0], "context"), around.Rows[0].Words);
    }

    [Fact]
    public void A_claim_tells_to_whom_it_was_made_whether_it_denies_and_who_passes_it_on()
    {
        ArticleRecord article = Articles.Of("a", "Amra Begic told the council that drivers denied that lorries were stranded.").WithEntity("e1", "person", "Amra Begic").WithEntity("e2", "group", "drivers")
            .WithStatement("s1", "indirect", "Amra Begic", "e1", "told", "drivers denied that lorries were stranded").WithStatement("s2", "indirect", "drivers", "e2", "denied", "lorries were stranded");
        RecordOffsets council = article.At("the council");
        article = article with
        {
            Statements = [article.Statements[0] with { Polarity = "affirms", Addressee = new RecordStatementSource(council.Start, council.End, null) }, article.Statements[1] with { Polarity = "denies", Within = "s1" }],
        };
        Listing claims = StatementListing.Claims(Articles.Dossier(article), "lorries", null, null);
        ListingRow told = claims.Rows.Single(r => Cell(claims, r, "speaker") == "Amra Begic"), denied = claims.Rows.Single(r => Cell(claims, r, "speaker") == "drivers");
        Assert.Equal((null, "the council", null), (Cell(claims, told, "polarity"), Cell(claims, told, "addressee"), Cell(claims, told, "passedOnBy")));
        Assert.Equal(("denies", null, "Amra Begic"), (Cell(claims, denied, "polarity"), Cell(claims, denied, "addressee"), Cell(claims, denied, "passedOnBy")));
        Assert.Contains("to the council", told.Headline, StringComparison.Ordinal);
        Assert.Contains("passed on by Amra Begic", denied.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Claims_on_both_sides_stand_in_order_of_time()
    {
        Listing claims = StatementListing.Claims(Invented(), "lorries stranded", null, null);
        Assert.Equal(["Amra Begic", "A driver"], claims.Rows.Select(r => Cell(claims, r, "speaker")));
        Assert.Equal(["said that", "denied"], claims.Rows.Select(r => Cell(claims, r, "cue")));
        Assert.Equal("A driver", Cell(claims, StatementListing.Claims(Invented(), "lorries", "2026-05-09", "2026-05-09").Rows.Single(), "speaker"));
    }

    [Fact]
    public void A_word_is_found_at_its_beginning_only()
    {
        Assert.True(StatementListing.HoldsAll("74 Settlements fell", ["settlement", "74"]));
        Assert.False(StatementListing.HoldsAll("resettlement", ["settlement"]));
    }

    [Fact]
    public void A_trace_leads_from_the_first_outlet_to_the_last()
    {
        GatheredStatement statement = StatementGatherer.Gather(Invented()).First(s => s.Kind == "direct");
        Listing trace = new TraceListing(Resources.Installed).Trace(Invented(), statement.Id[..6])!;
        Assert.Equal(["Neretva Wire", "Old Bridge Daily"], trace.Rows.Select(r => Cell(trace, r, "outlet")));
        Assert.Null(new TraceListing(Resources.Installed).Trace(Invented(), "zz"));
    }

    [Fact]
    public void Contested_accounts_of_a_place_are_listed_with_speaker_and_outlet()
    {
        Dossier dossier = Articles.Dossier(
            Articles.Of("a", "Three people were detained in Mostar on Friday.", published: "2026-05-08", site: "Neretva Wire").WithPlace("Mostar", "Mostar", "BIH", "Herzegovina-Neretva", 43.34, 17.81, "town")
                .WithEvent("detained", "COERCE", "arrest", "173", date: "2026-05-08", counts: ("detained", 3, 3)),
            Articles.Of("b", "Police took nine people into custody in the town of Mostar on Friday.", published: "2026-05-08", site: "Old Bridge Daily").WithPlace("Mostar", "Mostar", "BIH", "Herzegovina-Neretva", 43.34, 17.81, "town")
                .WithEvent("custody", "COERCE", "arrest", "173", date: "2026-05-08", counts: ("detained", 9, 9)));
        Listing contested = new ContestedListing(Resources.Installed).List(dossier, "mostar");
        Assert.Equal([("3", "Neretva Wire"), ("9", "Old Bridge Daily")], contested.Rows.Select(r => (Cell(contested, r, "account"), Cell(contested, r, "outlet"))));
        Assert.Empty(new ContestedListing(Resources.Installed).List(dossier, "Sarajevo").Rows);
    }

    [Fact]
    public void Text_json_and_csv_hold_the_same_rows()
    {
        Listing claims = StatementListing.Claims(Invented(), "lorries", null, null);
        string[] json = Lines(claims.WriteJson), csv = Lines(claims.WriteCsv);
        Assert.Equal((claims.Rows.Length, claims.Rows.Length + 1), (json.Length, csv.Length));
        Assert.All(json, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
        Assert.All(Lines(o => claims.WriteText(o, 60)), line => Assert.True(line.Length <= 60, line));
    }

    private static string? Cell(Listing listing, ListingRow row, string column) => row.Cells[listing.Columns.IndexOf(column)];

    private static string[] Lines(Action<Stream> write)
    {
        using var output = new MemoryStream();
        write(output);
        return Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Dossier Invented() => Articles.Dossier(
        Articles.Of("local", Local, published: "2026-05-09", site: "Old Bridge Daily").WithEntity("e1", "person", "Begic").WithEntity("e2", "group", "A driver")
            .WithStatement("s1", "direct", "Begic", "e1", "told", "We will not open it before the inspectors have been there,")
            .WithStatement("s2", "indirect", "A driver", "e2", "denied", "lorries were stranded"),
        Articles.Of("wire", Wire, published: "2026-05-08", site: "Neretva Wire").WithEntity("e1", "person", "Amra Begic")
            .WithStatement("s1", "direct", "Amra Begic", "e1", "said", "We will not open it before the inspectors have been there,")
            .WithStatement("s2", "indirect", "She", "e1", "said that", "40 lorries were stranded"));
}
