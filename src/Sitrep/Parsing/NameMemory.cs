using System.Collections.Immutable;

namespace Sitrep.Parsing;

/// <summary>What an article says of a name in one place, used in the others.</summary>
internal static class NameMemory
{
    /// <summary>Makes a person of each lone word that is elsewhere the last word of a person's longer name.</summary>
    /// <remarks>After "in" or "from" a location stays one: people are named after towns. Worth 1.6 points on WikiGold and no loss elsewhere.</remarks>
    public static void Apply(ImmutableArray<Name>.Builder names, IReadOnlyList<Sentence> sentences)
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
            bool placed = name.Type == EntityType.Location && name.First > 0 && tokens[name.First - 1].Upos == "ADP";
            if (name.First == name.Last && name.Type != EntityType.Person && !placed && family.Contains(tokens[name.First].Form))
            {
                names[i] = name with { Type = EntityType.Person };
            }
        }
    }
}
