using System.Globalization;
using System.Text;
using CsvHelper;
using Sitrep.Gathering;
using Sitrep.Gathering.Corrections;
using Sitrep.Presenting.Exports;
using Sitrep.Tests.Gathering;
using Xunit;

namespace Sitrep.Tests.Presenting.Exports;

// Invented incidents in real places.
public sealed class EventTableReaderTests
{
    private static readonly TableDecision Decision = new("M. Keita", "second reading", "week.csv", "2026-05-20T08:00:00Z");

    private static readonly Dossier Gathered = Articles.Dossier(
        Articles.Of("a", "Gunmen killed six guards near \"Zorya\", a mill in Izium; police said so.", title: "Raid", published: "2026-05-12", site: "=cmd|calc")
            .WithEntity("e1", "group", "Gunmen", "UKRUAF").WithEntity("e2", "group", "guards").WithPlace("Izium", "Izium", "UKR", "Kharkiv", 49.20874, 37.24854, "town")
            .WithEvent("killed", "ASSAULT", "firearms", actors: ["e1"], recipients: ["e2"], date: "2026-05-11", counts: ("killed", 6, 6)),
        Articles.Of("b", "Teachers marched in Garissa.\nOfficials met 𝒯raders in Kisumu, Kenya.", title: "March", published: "2026-05-13")
            .WithEntity("e1", "group", "Teachers").WithPlace("Garissa", "Garissa", "KEN", "Garissa County", -0.45355, 39.64643, "town").WithPlace("Kisumu", "Kisumu", "KEN", "Kisumu County", -0.10221, 34.76171, "town")
            .WithEvent("marched", "PROTEST", "demo", "141", actors: ["e1"], date: "2026-05").WithEvent("met", "CONSULT", null, "040", place: 1, counts: ("participants", 20, null)));

    private static string Raid => Gathered.Events.Single(e => e.Plover.Type == "ASSAULT").Id;

    private static string March => Gathered.Events.Single(e => e.Plover.Type == "PROTEST").Id;

    public static TheoryData<CsvDialect> Dialects => [CsvDialect.Plain, new CsvDialect(Mark: true), new CsvDialect(Mark: true, Semicolons: true, Flat: true)];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void A_table_that_nobody_changed_asks_for_nothing(CsvDialect dialect)
    {
        TableCorrections read = Read(Table(Gathered, dialect));
        Assert.Empty(read.Faults);
        Assert.Empty(read.Corrections);
        Assert.Equal(3, read.Unchanged);
    }

    [Theory]
    [InlineData("status", "status", "denied", "denied")]
    [InlineData("plover_mode", "type", "", "ASSAULT")]
    [InlineData("place", "place", "Kisumu", "Kisumu")]
    [InlineData("place", "place", "", "")]
    [InlineData("actors", "actors", "Raiders", "Raiders [UKRUAF]")]
    [InlineData("recipient_codes", "recipients", "UKRCVL", "guards [UKRCVL]")]
    [InlineData("recipients", "recipients", "guards; a clerk", "guards; a clerk")]
    [InlineData("date_start,date_end", "date", "2026-05-10,2026-05-10", "2026-05-10")]
    [InlineData("date_start,date_end", "date", "2026-05-11,2026-05-17", "2026-W20")]
    [InlineData("date_start,date_end", "date", "2026-05-01,2026-05-31", "2026-05")]
    [InlineData("date_start,date_end", "date", "2026-03-01,2026-05-31", "2026-SP")]
    [InlineData("date_start,date_end", "date", ",", "")]
    [InlineData("killed_best,killed_high", "killed", ",8", "6-8")]
    [InlineData("killed_low,killed_best,killed_high", "killed", ",7,", "7")]
    [InlineData("killed_best,killed_high", "killed", ",", "6+")]
    [InlineData("injured_best", "injured", "2.5", "2.5")]
    public void A_changed_field_becomes_a_correction_and_stands_in_the_next_export(string columns, string field, string cells, string value)
    {
        string changed = With(Table(Gathered), Raid, columns, cells);
        TableCorrections read = Read(changed);
        Assert.Empty(read.Faults);
        Correction correction = Assert.Single(read.Corrections);
        Assert.Equal((CorrectionAction.Edit, Raid, field, value), (correction.Action, correction.Event, correction.Field, correction.Value));
        Assert.Equal(("M. Keita", "2026-05-20T08:00:00Z"), (correction.Author, correction.At));
        Assert.Matches("^second reading \\(week\\.csv, line [2-5]\\)$", correction.Reason);
        Assert.Equal(2, read.Unchanged);
        CorrectedDossier after = CorrectedDossier.Replay(Gathered, [correction with { Number = 1 }]);
        Assert.Empty(after.Unapplied);
        Assert.Equal([field], after.ReviewOf(Raid).Edited);
        Assert.All([Table(after.Dossier), changed], table =>
        {
            TableCorrections again = new EventTableReader(Resources.Installed).Read(table, after, Decision);
            Assert.Empty(again.Faults);
            Assert.Empty(again.Corrections);
        });
    }

    [Theory]
    [InlineData("status", "sure", "status", "cannot be read as status")]
    [InlineData("plover_type", "ASAULT", "plover_type", "neither a PLOVER type")]
    [InlineData("plover_mode", "marching", "plover_mode", "has no mode")]
    [InlineData("place", "Atlantis", "place", "no article of the store names")]
    [InlineData("country", "Kenya", "country", "follows from the articles")]
    [InlineData("date_start", "11/05/2026", "date_start", "is no date")]
    [InlineData("date_start", "2026-05-09", "date_end", "no day, week, month")]
    [InlineData("killed_low", "many", "killed_low", "is no number")]
    [InlineData("killed_high", "5", "killed_high", "lower than")]
    [InlineData("killed_best", "7", "killed_best", "only where")]
    [InlineData("actor_codes", "UKR; RUS", "actor_codes", "2 codes for 1 names")]
    [InlineData("actor_codes", "Ukr", "actor_codes", "is no code")]
    [InlineData("quote", "Nothing happened.", "quote", "follows from the articles")]
    [InlineData("id", "0000", "id", "no such event")]
    [InlineData("id", "", "id", "needs a report")]
    public void A_faulty_line_is_named_and_the_others_are_taken(string column, string cell, string named, string message)
    {
        string table = With(With(Table(Gathered), March, "status", "planned"), Raid, column, cell);
        TableCorrections read = Read(table);
        TableFault fault = Assert.Single(read.Faults);
        Assert.Equal((LineOf(table, column == "id" ? cell : Raid), named), (fault.Line, fault.Column));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Equal((March, "status", "planned"), read.Corrections.Select(c => (c.Event, c.Field, c.Value)).Single());
    }

    [Fact]
    public void A_line_can_be_reviewed_by_an_author_of_its_own()
    {
        TableCorrections read = Read($"id,review,author,reason,notes\n{Raid},accept,A. Diallo,\"seen, by phone\",x\n\n{March},Reject,,,\n");
        Assert.Equal([(CorrectionAction.Accept, "A. Diallo", "seen, by phone (week.csv, line 2)"), (CorrectionAction.Reject, "M. Keita", "second reading (week.csv, line 4)")], read.Corrections.Select(c => (c.Action, c.Author, c.Reason)));
        Assert.Equal("line 1, column notes: no such column; it is passed over", Assert.Single(read.Faults).ToString());
        CorrectedDossier accepted = CorrectedDossier.Replay(Gathered, [read.Corrections[0] with { Number = 1 }]);
        Assert.Empty(new EventTableReader(Resources.Installed).Read($"id,review\n{Raid},accepted\n", accepted, Decision).Corrections);
    }

    [Fact]
    public void What_has_no_author_is_a_fault()
    {
        TableCorrections read = new EventTableReader(Resources.Installed).Read($"id,status\n{Raid},denied\n{March},asserted\n", CorrectedDossier.Replay(Gathered, []), Decision with { Author = null });
        Assert.Empty(read.Corrections);
        Assert.Equal((2, "author"), (Assert.Single(read.Faults).Line, read.Faults[0].Column));
    }

    [Fact]
    public void Against_the_original_only_what_a_person_changed_counts()
    {
        string original = Table(Gathered);
        CorrectedDossier grown = CorrectedDossier.Replay(Gathered, [new Correction(1, CorrectionAction.Edit, Raid, "killed", "9", null, [], null, "A. Diallo", "bulletin", "2026-05-19T08:00:00Z")]);
        string changed = With(original, Raid, "status", "attributed");
        Assert.Equal(["killed", "status"], Fields(null));
        Assert.Equal(["status"], Fields(original));

        IEnumerable<string?> Fields(string? before) => new EventTableReader(Resources.Installed).Read(changed, grown, Decision, before).Corrections.Select(c => c.Field).Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("name,status\na,denied\n", "line 1")]
    [InlineData("id,status\nab,asserted\ncd,\"denied\n", "line 3")]
    public void What_is_no_table_is_refused(string table, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Read(table)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_line_of_another_length_and_an_id_given_twice_are_named() =>
        Assert.Equal(
            ["line 2: 1 cells, 2 in the header", "line 4, column id: the same as in an earlier line"],
            Read($"id,status\r\n{March}\r\n{Raid},asserted\r\n{Raid},denied\r\n").Faults.Select(f => f.ToString()));

    [Fact]
    public void Coders_agree_on_a_field_where_their_tables_do()
    {
        string one = Table(Gathered), other = With(With(one, Raid, "status", "denied"), March, "actors", "Pupils");
        CoderAgreement agreement = CoderAgreement.OfTables([one, other]);
        Assert.Equal(["type", "mode", "status", "date", "place", "actors", "recipients"], agreement.Fields.Select(f => f.Field));
        Assert.Equal(new(3, 100, 1), agreement.Fields[0].Agreement);
        // Six values of status, five asserted and one denied: 1 - 5 x 2 / (5 + 5) = 0.
        Assert.Equal((3, 0), (agreement.Fields[2].Agreement.Units, agreement.Fields[2].Agreement.Alpha!.Value));
        Assert.Equal(66.667, agreement.Fields[2].Agreement.PerCent!.Value, 0.001);
        // Teachers, Pupils; Gunmen twice; none twice: 1 - 5 x 2 / (1 x 5 + 1 x 5 + 2 x 4 + 2 x 4) = 1 - 10/26.
        Assert.Equal(1 - (10.0 / 26), agreement.Fields[5].Agreement.Alpha!.Value, 1e-9);
        Assert.Equal(2, agreement.Differences.Length);
        Assert.Equal(["Teachers", "Pupils"], agreement.Differences.Single(d => d.Event == March).Values);
    }

    [Fact]
    public void Authors_of_corrections_are_compared_on_the_events_that_both_judged()
    {
        Correction[] all =
        [
            new(1, CorrectionAction.Accept, Raid, null, null, null, [], null, "A", "seen", "2026-05-19T08:00:00Z"),
            new(2, CorrectionAction.Edit, Raid, "killed", "7", null, [], null, "B", "heard", "2026-05-19T08:00:00Z"),
            new(3, CorrectionAction.Reject, Raid, null, null, null, [], null, "B", "a drill", "2026-05-19T08:00:00Z"),
            new(4, CorrectionAction.Accept, March, null, null, null, [], null, "A", "seen", "2026-05-19T08:00:00Z"),
        ];
        CoderAgreement agreement = CoderAgreement.OfCorrections(((string[])["A", "B"]).Select(a => CorrectedDossier.Replay(Gathered, all.Where(c => c.Author == a))), Resources.Installed);
        CoderDifference difference = Assert.Single(agreement.Differences);
        Assert.Equal((Raid, "review"), (difference.Event, difference.Field));
        Assert.Equal(["accepted", "rejected"], difference.Values);
        Assert.All(agreement.Fields, f => Assert.Equal(1, f.Agreement.Units));
    }

    private static TableCorrections Read(string table) => new EventTableReader(Resources.Installed).Read(table, CorrectedDossier.Replay(Gathered, []), Decision);

    private static string Table(Dossier dossier, CsvDialect? dialect = null)
    {
        var output = new MemoryStream();
        new EventExports(Resources.Installed, dialect).Of("csv").Write(dossier, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    // As a spreadsheet would write it, with every cell in quotation marks.
    private static string With(string table, string id, string columns, string cells)
    {
        using var csv = new CsvReader(new StringReader(table), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        string[] header = csv.HeaderRecord!, changed = columns.Split(','), values = columns.Contains(',', StringComparison.Ordinal) ? cells.Split(',') : [cells];
        var text = new StringBuilder().AppendJoin(',', header).Append('\n');
        while (csv.Read())
        {
            text.AppendJoin(',', header.Select(h => csv.GetField("id") == id && Array.IndexOf(changed, h) is >= 0 and var at ? values[at] : csv.GetField(h)!).Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
        }

        return text.ToString();
    }

    private static int LineOf(string table, string id) => table[..(table.IndexOf($"\n\"{id}\",", StringComparison.Ordinal) + 1)].Count(c => c == '\n') + 1;
}
