namespace Sitrep.Reading;

internal static class FeedPages
{
    public static IEnumerable<PageResult> Read(PageInput input) =>
        [PageResult.Of(new Problem(input.Id, "this format is not read yet: give HTML, text or NDJSON"))];
}
