using System.Runtime.CompilerServices;
using Sitrep.Evaluation;
using Xunit;

namespace Sitrep.Tests.Evaluation;

public sealed class OpenSetTests
{
    private static readonly GoldSet Set = GoldSet.Read(Folder()).Single();

    [Fact]
    public void All_gold_points_into_its_text()
    {
        Assert.NotEmpty(Set.Articles);
        Assert.All(Set.Articles, article =>
        {
            Assert.NotEmpty(article.Statements!);
            Assert.NotEmpty(article.Times!);
        });
        Assert.Equal(Set.Articles.Length, Set.Articles.Select(a => a.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Types_modes_and_kinds_are_those_of_the_tables()
    {
        TsvTable types = Resources.Installed.Table("plover_types.tsv");
        HashSet<(string, string)> known = [.. types.Rows.Select(row => (row["type"], row["mode"]))];
        string[] wrong = [.. Set.Articles.SelectMany(a => a.Events!.Where(e => !known.Contains((e.Type, e.Mode ?? ""))).Select(e => $"{a.Id}: {e.Type}-{e.Mode}"))];
        Assert.Empty(wrong);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "eval");
}
