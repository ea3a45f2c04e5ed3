using System.Globalization;
using System.Runtime.CompilerServices;
using Sitrep.Evaluation;
using Sitrep.Presenting;
using Xunit;

namespace Sitrep.Tests.Samples;

/// <summary>The same article gives the same bytes, whatever ran before, beside it or around it.</summary>
public sealed class DeterminismTests
{
    private const int Some = 12;

    private static readonly Page[] Pages =
        [.. GoldSet.Read(Folder()).Single().Articles.Take(Some).Select(a => new Page(a.Id, PageKind.Prose, a.Text, "", Title: a.Title, Published: a.Published))];

    private static readonly byte[][] Expected = [.. Pages.Select(Record)];

    [Fact]
    public void Articles_coded_in_another_order_give_the_same_bytes()
    {
        for (int i = Pages.Length - 1; i >= 0; i--)
        {
            Assert.Equal(Expected[i], Record(Pages[i]));
        }
    }

    [Fact]
    public void Articles_coded_at_the_same_time_give_the_same_bytes()
    {
        byte[][] records = new byte[Pages.Length][];
        Parallel.For(0, Pages.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => records[i] = Record(Pages[i]));
        Assert.Equal(Expected, records);
    }

    [Fact]
    public void A_second_flow_gives_the_same_bytes()
    {
        var flow = new Flow(Resources.Installed);
        Assert.Equal(Expected[0], RecordWriter.Write(flow.Run(Pages[0])).ToArray());
    }

    [Fact]
    public void A_culture_with_its_own_numbers_and_names_of_days_changes_nothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        strange.NumberFormat.NumberDecimalSeparator = ",";
        strange.NumberFormat.NumberGroupSeparator = ".";
        strange.NumberFormat.NegativeSign = "−";
        strange.DateTimeFormat.DayNames = ["a", "b", "c", "d", "e", "f", "g"];
        strange.DateTimeFormat.MonthNames = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", ""];
        strange.DateTimeFormat.ShortDatePattern = "d.M.yy";
        try
        {
            CultureInfo.CurrentCulture = strange;
            var flow = new Flow(Resources.Installed);
            Assert.All(Enumerable.Range(0, Pages.Length), i => Assert.Equal(Expected[i], RecordWriter.Write(flow.Run(Pages[i])).ToArray()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static byte[] Record(Page page) => RecordWriter.Write(Annotation.Articles.Flow.Run(page)).ToArray();

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "eval");
}
