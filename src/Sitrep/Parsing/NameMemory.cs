using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Sitrep.Parsing;

/// <summary>What an article says of a name in one place, used in the others.</summary>
internal static class NameMemory
{
    // What stands before a place; "by", "of", "between" or "against" stand before people too.
    private static readonly FrozenSet<string> Placing =
        new[] { "in", "at", "near", "into", "across", "outside", "inside", "around", "from" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static void Apply(ImmutableArray<Name>.Builder names, IReadOnlyList<Sentence> sentences)
    {
        Agree(names, sentences);
        NameFamilies(names, sentences);
    }

    /// <summary>Gives the same words the type that they have in most of their places.</summary>
    /// <remarks>Worth a point on GUM, whose texts are as long as articles, 0.2 on UNER and no loss elsewhere.</remarks>
    private static void Agree(ImmutableArray<Name>.Builder names, IReadOnlyList<Sentence> sentences)
    {
        foreach (var same in Enumerable.Range(0, names.Count).GroupBy(i => Words(names[i], sentences), StringComparer.Ordinal))
        {
            var types = same.GroupBy(i => names[i].Type).ToList();
            int most = types.Max(type => type.Count());
            if (types.Count == 1 || 2 * most <= same.Count())
            {
                continue;
            }

            EntityType usual = types.Find(type => type.Count() == most)!.Key;
            foreach (int i in same)
            {
                names[i] = names[i] with { Type = usual };
            }
        }
    }

    private static string Words(Name name, IReadOnlyList<Sentence> sentences)
    {
        ImmutableArray<Token> tokens = sentences[name.Sentence].Tokens;
        return name.First == name.Last ? tokens[name.First].Form : string.Join(' ', Enumerable.Range(name.First, name.Last - name.First + 1).Select(i => tokens[i].Form));
    }

    /// <summary>Makes a person of each lone word that is elsewhere the last word of a person's longer name.</summary>
    /// <remarks>After "in" or "from" a location stays one: people are named after towns. Worth 2.5 points on WikiGold and no loss elsewhere.</remarks>
    private static void NameFamilies(ImmutableArray<Name>.Builder names, IReadOnlyList<Sentence> sentences)
    {
        HashSet<string>? family = null;
        foreach (Name name in names)
        {
            if (name.Type == EntityType.Person && name.Last > name.First)
            {
                (family ??= new HashSet<string>(StringComparer.Ordinal)).Add(sentences[name.Sentence].Tokens[name.Last].Form);
            }
        }

        for (int i = 0; family is not null && i < names.Count; i++)
        {
            Name name = names[i];
            ImmutableArray<Token> tokens = sentences[name.Sentence].Tokens;
            bool placed = name.Type == EntityType.Location && name.First > 0 && Placing.Contains(tokens[name.First - 1].Form);
            if (name.First == name.Last && name.Type != EntityType.Person && !placed && family.Contains(tokens[name.First].Form))
            {
                names[i] = name with { Type = EntityType.Person };
            }
        }
    }
}
