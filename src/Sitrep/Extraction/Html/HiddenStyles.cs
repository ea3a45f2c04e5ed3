using System.Text.RegularExpressions;

namespace Sitrep.Extraction.Html;

/// <summary>Finds what styles hide.</summary>
internal static partial class HiddenStyles
{
    private static readonly char[] Braces = ['{', '}'];

    public static bool Hides(string declarations) => Hiding().IsMatch(declarations);

    /// <summary>Classes that the page's own style sheets hide by a rule on the class alone, outside any condition.</summary>
    public static HashSet<string> Classes(IEnumerable<string> sheets)
    {
        var classes = new HashSet<string>(StringComparer.Ordinal);
        foreach (string sheet in sheets)
        {
            int depth = 0, start = 0;
            for (int i = sheet.IndexOfAny(Braces); i >= 0; i = sheet.IndexOfAny(Braces, i + 1))
            {
                if (sheet[i] == '{')
                {
                    int close = depth++ == 0 ? sheet.IndexOfAny(Braces, i + 1) : -1;
                    if (close > 0 && sheet[close] == '}' && close - i < 400 && Hides(sheet[(i + 1)..close]))
                    {
                        Selected(sheet[start..i], classes);
                    }
                }
                else
                {
                    depth = Math.Max(0, depth - 1);
                    start = i + 1;
                }
            }
        }

        return classes;
    }

    private static void Selected(string selectors, HashSet<string> classes)
    {
        foreach (string selector in selectors.Split(',', StringSplitOptions.TrimEntries))
        {
            if (OneClass().IsMatch(selector))
            {
                classes.Add(selector[1..]);
            }
        }
    }

    [GeneratedRegex("""display\s*:\s*none|visibility\s*:\s*hidden""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hiding();

    [GeneratedRegex("""^\.[\w-]+$""", RegexOptions.CultureInvariant)]
    private static partial Regex OneClass();
}
