namespace Sitrep.Annotation.Places;

/// <summary>Other forms of a place's name, the likeliest first: without article, direction or kind.</summary>
internal static class NameForms
{
    private static readonly string[] Before = ["the ", "north ", "south ", "east ", "west ", "northern ", "southern ", "eastern ", "western ", "central ", "upper ", "lower ", "greater ", "downtown "];

    private static readonly string[] After =
    [
        " city", " county", " province", " region", " state", " township", " town", " village", " district", " area", " oblast", " valley", " governorate", " city limits",
    ];

    public static IEnumerable<string> Of(string name)
    {
        yield return name;
        string rest = name;
        foreach (string start in Before)
        {
            if (rest.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                rest = rest[start.Length..];
                yield return rest;
            }
        }

        foreach (string end in After)
        {
            if (rest.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                yield return rest[..^end.Length];
            }
        }

        if (rest.EndsWith('s'))
        {
            yield return rest[..^1];
        }
    }
}
