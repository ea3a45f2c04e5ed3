using Sitrep.Annotation.Entities;
using Sitrep.Coding;
using Xunit;

namespace Sitrep.Tests.Annotation;

/// <summary>Each row of the lexicon of frames with a sentence of its own, <c>frame-examples.tsv</c>.</summary>
public sealed class FrameLexiconTests(ITestOutputHelper output)
{
    private static readonly FrameLexicon Lexicon = new(Resources.Installed, Classes());

    [Fact]
    public void Each_row_applies_in_its_example()
    {
        List<string> missed = [];
        foreach (TsvTable.Row row in Examples().Rows)
        {
            string text = row["sentence"];
            ParsedArticle parsed = Articles.Flow.Parse(Articles.Flow.Extract(new Page("frame", PageKind.Prose, text, "")));
            if (!parsed.Sentences.Any(s => Enumerable.Range(0, s.Tokens.Length).Any(i => Lexicon.Match(s, i)?.Id == Id(row))))
            {
                IEnumerable<string> found = parsed.Sentences.SelectMany(s => Enumerable.Range(0, s.Tokens.Length).Select(i => $"{s.LowerLemma(i)}={Lexicon.Match(s, i)?.Id ?? "-"}"));
                missed.Add($"{Id(row)}: {text} ({string.Join(' ', found)})");
            }
        }

        missed.ForEach(output.WriteLine);
        Assert.Empty(missed);
    }

    [Fact]
    public void Each_row_has_an_example() =>
        Assert.Equal(Resources.Installed.Table("en", "frames.tsv").Rows.Select(Id).Order(StringComparer.Ordinal), Examples().Rows.Select(Id).Order(StringComparer.Ordinal));

    private static WordClasses Classes() => new(Resources.Installed, new RoleNouns(Resources.Installed), new CountryNames(Resources.Installed));

    private static string Id(TsvTable.Row row) => row["with"].Length == 0 ? $"{row["lemma"]}.{row["pos"]}" : $"{row["lemma"]}.{row["pos"]}+{row["with"]}";

    private static TsvTable Examples([System.Runtime.CompilerServices.CallerFilePath] string here = "") => TsvTable.Read(Path.Combine(Path.GetDirectoryName(here)!, "frame-examples.tsv"));
}
