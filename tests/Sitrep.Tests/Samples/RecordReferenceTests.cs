using System.Runtime.CompilerServices;
using System.Text.Json;
using Sitrep.Evaluation;
using Sitrep.Presenting;
using Xunit;

namespace Sitrep.Tests.Samples;

public sealed class RecordReferenceTests
{
    [Fact]
    public void Every_field_of_a_record_is_described()
    {
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "record.md"));
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (GoldArticle gold in GoldSet.Read(Path.Combine(Root(), "eval")).Single().Articles.Take(10))
        {
            Collect(JsonDocument.Parse(RecordWriter.Write(Annotation.Articles.Flow.Run(new Page(gold.Id, PageKind.Prose, gold.Text, "x", Published: gold.Published)))).RootElement, names);
        }

        Assert.True(names.Count > 40);
        Assert.DoesNotContain(names, name => !page.Contains($"`{name}`", StringComparison.Ordinal));
    }

    private static void Collect(JsonElement value, SortedSet<string> names)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in value.EnumerateObject())
            {
                names.Add(property.Name);
                Collect(property.Value, names);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                Collect(item, names);
            }
        }
    }

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..");
}
