using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sitrep.Annotation.Entities;
using Sitrep.Coding;

namespace Sitrep.Training;

/// <summary>Tells labelled texts once more of other countries: two that a text names change places, or the only one gives way to another. Who did what to whom must not depend on who they are.</summary>
/// <remarks>Only countries of which the text says nothing but name, adjective and capital are exchanged, for else its places and offices would still point to the former.</remarks>
internal sealed partial class CountryExchange
{
    private readonly ActorCoder actors;
    private readonly ImmutableArray<Country> countries;
    private readonly Dictionary<string, (Country Of, int Form)> byForm = new(StringComparer.Ordinal);
    private readonly Regex forms;

    public CountryExchange(Resources resources, ActorCoder actors)
    {
        this.actors = actors;
        IReadOnlyList<TsvTable.Row> rows = resources.Table("countries.tsv").Rows;
        HashSet<string> parts = [.. rows.SelectMany(r => r.List("adjectives").Concat(r.List("aliases")).Append(r["name"])).Select(w => w.Split(' ', '-')).Where(w => w.Length > 1).SelectMany(w => w)];
        countries = [.. rows.Select(r => Country.Of(r, parts)).OfType<Country>()];
        foreach (Country country in countries)
        {
            for (int form = 0; form < country.Forms.Length; form++)
            {
                byForm.TryAdd(country.Forms[form], (country, form));
            }
        }

        string any = string.Join('|', byForm.Keys.OrderByDescending(f => f.Length).ThenBy(f => f, StringComparer.Ordinal).Select(Regex.Escape));
        forms = new Regex($@"(?:\b(?<article>[Aa]n?) )?\b(?<form>{any})\b", RegexOptions.CultureInvariant);
    }

    /// <summary>The line of a labelled text with other countries, null where none can be exchanged.</summary>
    /// <param name="line">As in the files: one JSON object.</param>
    /// <param name="article">The text as it was read.</param>
    public string? Exchange(string line, AnnotatedArticle article)
    {
        var mentions = new CountryMentions(article, actors);
        MatchCollection found = forms.Matches(article.Text);
        HashSet<int> plain = [.. found.Select(m => m.Groups["form"].Index)];
        HashSet<string> otherwise =
        [
            .. mentions.Hinted,
            .. article.Parsed.Sentences.SelectMany(s => mentions.Of(s.Index).Where(m => m.Cue is not (CountryCue.Name or CountryCue.Adjective or CountryCue.Capital) || !plain.Contains(s.Tokens[m.Token].Span.Start)).Select(m => m.Country)),
        ];
        Country[] named = [.. found.Select(m => byForm[m.Groups["form"].Value].Of).Where(c => !otherwise.Contains(c.Code)).GroupBy(c => c).OrderByDescending(g => g.Count()).Select(g => g.Key)];
        if (named.Length == 0)
        {
            return null;
        }

        Country one = named[0], other = named.Length > 1 ? named[1] : Stranger(line, mentions);
        JsonNode root = JsonNode.Parse(line)!;
        string Renamed(string words) => forms.Replace(words, match =>
        {
            var (of, form) = byForm[match.Groups["form"].Value];
            string now = of == one ? other.Forms[form] : of == other ? one.Forms[form] : match.Groups["form"].Value;
            return match.Groups["article"] is { Success: true, Value: [var first, ..] } ? $"{first}{(Vowel().IsMatch(now) ? "n" : "")} {now}" : now;
        });
        string Recoded(string code) =>
            code.StartsWith(one.Code, StringComparison.Ordinal) ? other.Code + code[3..] : code.StartsWith(other.Code, StringComparison.Ordinal) ? one.Code + code[3..] : code;
        JsonNode? Rewritten(JsonNode? node, Func<string, string> rewrite) => node switch
        {
            JsonArray list => new JsonArray([.. list.Select(n => Rewritten(n, rewrite))]),
            JsonObject named => new JsonObject(named.Select(n => KeyValuePair.Create(n.Key, n.Key is "actors" or "recipients" && n.Value is JsonArray all ? Participants(all) : Rewritten(n.Value, rewrite)))),
            JsonValue value when value.TryGetValue(out string? words) => rewrite(words),
            _ => node?.DeepClone(),
        };
        JsonArray Participants(JsonArray all) => new([.. all.Select(p => (JsonNode)new JsonArray(Rewritten(p![0], Renamed), Rewritten(p[1], Recoded)))]);
        root["text"] = Renamed(root["text"]!.GetValue<string>());
        root["events"] = Rewritten(root["events"], Renamed);
        return root.ToJsonString();
    }

    // A country that the text does not name, drawn by the text itself.
    private Country Stranger(string line, CountryMentions mentions)
    {
        uint draw = 2166136261;
        foreach (char c in line)
        {
            draw = unchecked((draw ^ c) * 16777619);
        }

        ImmutableArray<Country> others = [.. countries.Where(c => !mentions.Ranked.Contains(c.Code) && !mentions.Hinted.Contains(c.Code))];
        return others[(int)(draw % (uint)others.Length)];
    }

    [GeneratedRegex("^(?:[AEIO]|Um|Us|Uz)")]
    private static partial Regex Vowel();

    /// <param name="Code">Three letters.</param>
    /// <param name="Forms">Name, adjective, people, capital.</param>
    private sealed record Country(string Code, ImmutableArray<string> Forms)
    {
        /// <param name="names">All words of countries' names and adjectives of several words.</param>
        /// <returns>Null for one whose name is not a plain word of its own, so that it cannot stand where another's does: "Sudan" is a part of "South Sudan".</returns>
        public static Country? Of(TsvTable.Row row, HashSet<string> names)
        {
            string name = row["name"], capital = row["capital"];
            if (row.List("adjectives") is not [var adjective, ..] || capital.Length == 0 || capital.Contains(name, StringComparison.Ordinal) || !name.All(char.IsAsciiLetter) || names.Contains(name) || names.Contains(adjective))
            {
                return null;
            }

            string plural = adjective + "s";
            return row.List("adjectives").Contains(plural) ? new Country(row["iso3"], [name, adjective, plural, capital])
                : Invariable().IsMatch(adjective) ? new Country(row["iso3"], [name, adjective, adjective, capital]) : null;
        }
    }

    [GeneratedRegex("(?:ese|sh|ch|ss)$")]
    private static partial Regex Invariable();
}
