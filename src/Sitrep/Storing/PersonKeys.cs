using System.Security.Cryptography;
using System.Text;
using Sitrep.Gathering;

namespace Sitrep.Storing;

/// <summary>Keys of persons' names: what stays of a name that is to be forgotten tells nobody who has not the name already.</summary>
internal static class PersonKeys
{
    /// <summary>Case and the white space between words make no difference.</summary>
    public static string Of(string name) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant())));

    /// <summary>A key for every name by which an article calls a person, long and short.</summary>
    public static IEnumerable<string> In(ArticleRecord article) =>
        article.Entities.Where(e => e.Type == "person")
            .SelectMany(e => e.Mentions.Where(m => m.Form == "name").Select(m => article.Text[m.Start..m.End]).Append(e.Name))
            .Distinct(StringComparer.Ordinal).Select(Of);
}
