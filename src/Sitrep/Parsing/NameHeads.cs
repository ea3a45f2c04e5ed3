using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Sitrep.Parsing;

/// <summary>Common nouns that belong to a name: <c>Iraqi forces</c>, <c>Assad regime</c>, <c>government of Iraq</c>, <c>city of Mosul</c>, <c>Hasaka province</c>.</summary>
/// <remarks>They only speak for one long name; where the network is sure that the noun is no part of one, it stays outside.</remarks>
internal sealed class NameHeads
{
    // What the noun is worth, in nats. One more is worth 0.2 points of re3d and costs UNER, WikiGold and GUM 0.2 to 0.5.
    private const float Gain = 4;

    // How many words may stand between a name and its noun, as in "Iraqi counter - terrorism forces".
    private const int MostModifiers = 4;

    private enum Kind
    {
        Body,
        Member,
        Place,
    }

    private readonly FrozenDictionary<string, (Kind Kind, bool Of)>.AlternateLookup<ReadOnlySpan<char>> heads;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> demonyms;
    private readonly FrozenSet<int> modifiers;
    private readonly FrozenSet<int> participles;
    private readonly int noun;

    /// <exception cref="InvalidDataException">A row of the table has another kind.</exception>
    public NameHeads(TsvTable heads, TsvTable countries, ImmutableArray<string> upos, ImmutableArray<string> xpos)
    {
        this.heads = heads.Rows.ToFrozenDictionary(row => row["word"], row => (KindOf(row, heads), row["of"] == "yes"), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        demonyms = countries.Rows.SelectMany(row => row.List("adjectives")).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        noun = upos.IndexOf("NOUN");
        modifiers = new[] { noun, upos.IndexOf("PROPN"), upos.IndexOf("ADJ") }.ToFrozenSet();
        participles = new[] { xpos.IndexOf("VBN"), xpos.IndexOf("VBG"), xpos.IndexOf("HYPH") }.ToFrozenSet();
    }

    /// <summary>Raises the scores of names that hold such a noun, next to a name that has been found without it.</summary>
    /// <param name="words">The spans of the words of <paramref name="reading"/>'s sentence, whose names have been found.</param>
    /// <returns>Whether any score has changed, so that names have to be found again.</returns>
    public bool Weigh(string text, ReadOnlySpan<Span> words, Reading reading)
    {
        bool changed = false;
        for (int i = 0; i < words.Length; i++)
        {
            if (reading.Names[i] != 0 || !heads.TryGetValue(words[i].In(text), out var head))
            {
                continue;
            }

            Span<float> scores = reading.NameScores.AsSpan((i * NameLabels.Count) + NameLabels.Of(head.Kind == Kind.Place ? EntityType.Location : EntityType.Organization, 0), 4);
            bool follows = head.Kind == Kind.Place ? TypeAt(reading, i - 1) == EntityType.Location : FollowsOwner(text, words, reading, i, head.Kind);
            if (head.Of && PrecedesName(text, words, reading, i, head.Kind))
            {
                // What else stands before the noun is the network's to tell, "the Iraqi city of Mosul"; but "the Black Sea port of Poti" is two names.
                scores[NameLabels.Begin] += Gain;
                scores[NameLabels.Inside] += follows ? 0 : Gain;
                changed = true;
            }
            else if (follows && (i + 1 == words.Length || reading.Upos[i + 1] != noun))
            {
                scores[NameLabels.Last] += Gain;
                changed = true;
            }
        }

        return changed;
    }

    private static Kind KindOf(TsvTable.Row row, TsvTable table) =>
        Enum.TryParse(row["kind"], ignoreCase: true, out Kind kind) && Enum.IsDefined(kind) ? kind : throw new InvalidDataException($"{table.Path}:{row.Line}: '{row["kind"]}' is not body, member or place");

    private static bool PrecedesName(string text, ReadOnlySpan<Span> words, Reading reading, int head, Kind kind)
    {
        if (head + 2 >= words.Length || words[head + 1].In(text) is not "of")
        {
            return false;
        }

        EntityType? named = TypeAt(reading, words[head + 2].In(text) is "the" ? head + 3 : head + 2);
        return named == EntityType.Location || (kind == Kind.Body && named is EntityType.Organization or EntityType.Person);
    }

    private bool FollowsOwner(string text, ReadOnlySpan<Span> words, Reading reading, int head, Kind kind)
    {
        int owner = head - 1;
        while (owner >= 0 && head - owner <= MostModifiers && reading.Names[owner] == 0 && !demonyms.Contains(words[owner].In(text))
            && (modifiers.Contains(reading.Upos[owner]) || participles.Contains(reading.Xpos[owner])))
        {
            owner--;
        }

        return owner >= 0
            && (demonyms.Contains(words[owner].In(text)) || TypeAt(reading, owner) == EntityType.Group || (kind == Kind.Body && TypeAt(reading, owner) is EntityType.Organization or EntityType.Person));
    }

    private static EntityType? TypeAt(Reading reading, int at) => at >= 0 && at < reading.Length && reading.Names[at] > 0 ? NameLabels.Type(reading.Names[at]) : null;
}
