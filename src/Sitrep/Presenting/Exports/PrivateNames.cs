using Sitrep.Gathering;

namespace Sitrep.Presenting.Exports;

/// <summary>Which persons of a dossier hold no public role, so that output for others must not name them.</summary>
/// <remarks>A person is named where at least half of the articles that name them give a public role or an affiliation; a single article may have misread one.</remarks>
internal sealed class PrivateNames
{
    private const int ShortestPart = 3;

    private readonly HashSet<string> names;
    private readonly HashSet<string> publicWords;

    public PrivateNames(Dossier dossier, Resources resources)
    {
        HashSet<string> roles = [.. resources.Table("public-roles.tsv").Rows.Select(r => r["sector"])];
        var persons = dossier.Articles.SelectMany(a => a.Record.Entities.Where(e => e.Type == "person" && e.Mentions.Any(m => m.Form == "name")))
            .GroupBy(e => e.Name, StringComparer.Ordinal)
            .Select(g => (Name: g.Key, IsPublic: 2 * g.Count(e => e.Affiliation is not null || (e.Actor?.Sector is { } sector && roles.Contains(sector))) >= g.Count()))
            .ToArray();
        names = [.. persons.Where(p => !p.IsPublic).Select(p => p.Name)];
        publicWords = [.. persons.Where(p => p.IsPublic).SelectMany(p => Words(p.Name))];
    }

    public bool Contains(string name) => names.Contains(name);

    /// <summary>The private names of an article, whole and by parts that no public person shares, longest first.</summary>
    public IEnumerable<string> Forms(ArticleRecord article) => article.Entities.Where(e => e.Type == "person" && names.Contains(e.Name))
        .SelectMany(e => Words(e.Name).Where(w => w.Length >= ShortestPart && char.IsUpper(w[0]) && !publicWords.Contains(w)).Append(e.Name))
        .Distinct(StringComparer.Ordinal).OrderByDescending(f => f.Length).ThenBy(f => f, StringComparer.Ordinal);

    private static string[] Words(string name) => name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
