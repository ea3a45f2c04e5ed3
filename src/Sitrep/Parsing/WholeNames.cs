namespace Sitrep.Parsing;

/// <summary>Words that are one name together: those of countries and actors in the tables, those that initials in brackets after them stand for, a small part after a hyphen, and degrees.</summary>
/// <remarks>They only keep a name from being cut; whether there is one, and of which type, is left to the network. It cuts <c>the United | States</c>, <c>Popular Front | for the | Liberation of Palestine (PFLP)</c>, <c>Kim Dae | -jung</c>.</remarks>
internal sealed class WholeNames
{
    // What a cut costs, in nats: the network is seldom as sure of one.
    private const float Cost = 5;

    // How many words initials may reach back over, and how many initials stand for a name.
    private const int LongestExpansion = 14, FewestInitials = 2, MostInitials = 8;

    private readonly int properNoun;

    // By the first word, the longest first.
    private readonly Dictionary<string, List<string[]>> listed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string[]>>.AlternateLookup<ReadOnlySpan<char>> byFirst;

    /// <param name="cut">Cuts a name into words, as an article's text is.</param>
    /// <param name="properNoun">The number of the tag.</param>
    public WholeNames(Resources resources, Func<string, string[]> cut, int properNoun)
    {
        this.properNoun = properNoun;
        foreach (string table in new[] { "countries.tsv", "actors.tsv" })
        {
            foreach (TsvTable.Row row in resources.Table(table).Rows)
            {
                foreach (string name in row.List("aliases").Prepend(row["name"]))
                {
                    Add(cut(name));
                }
            }
        }

        foreach (List<string[]> names in listed.Values)
        {
            names.Sort((a, b) => b.Length.CompareTo(a.Length));
        }

        byFirst = listed.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private void Add(string[] words)
    {
        if (words.Length < 2)
        {
            return;
        }

        if (!listed.TryGetValue(words[0], out var names))
        {
            listed[words[0]] = names = [];
        }

        names.Add(words);
    }

    /// <summary>Makes cuts within whole names dear.</summary>
    /// <param name="words">The spans of the words of <paramref name="reading"/>'s sentence.</param>
    public void Weigh(string text, ReadOnlySpan<Span> words, Reading reading)
    {
        for (int i = 0; i + 1 < words.Length; i++)
        {
            ReadOnlySpan<char> word = words[i].In(text);
            if (IsDegrees(text, words, i))
            {
                Join(reading, i, LastOfCoordinate(text, words, i));
            }
            else if (char.IsUpper(word[0]) && byFirst.TryGetValue(word, out var names))
            {
                foreach (string[] name in names)
                {
                    if (StandsAt(text, words[i..], name))
                    {
                        Join(reading, i, i + name.Length - 1);
                        break;
                    }
                }
            }
            else if (word is "-" && i > 0 && GoesOn(text, words, reading, i))
            {
                Join(reading, i - 1, i + 1);
            }
            else if (word is "(" && Expansion(text, words, i) is >= 0 and int first && first + 1 < i)
            {
                Join(reading, first, i - 1);
                Dear(reading, first, NameLabels.Inside, NameLabels.Last);
                Dear(reading, i - 1, NameLabels.Begin, NameLabels.Inside);
            }
        }
    }

    /// <summary>The first of the words before a bracket that the initials in it stand for, −1 if there is none (after Schwartz and Hearst 2003).</summary>
    internal static int Expansion(string text, ReadOnlySpan<Span> words, int bracket)
    {
        if (bracket + 2 >= words.Length || words[bracket + 2].In(text) is not ")")
        {
            return -1;
        }

        ReadOnlySpan<char> initials = words[bracket + 1].In(text);
        if (initials.Length is < FewestInitials or > MostInitials || initials.ContainsAnyExceptInRange('A', 'Z'))
        {
            return -1;
        }

        return Reach(text, words, bracket - 1, initials, Math.Max(0, bracket - LongestExpansion));
    }

    // Words with a capital have their initial in the brackets, others may.
    private static int Reach(string text, ReadOnlySpan<Span> words, int at, ReadOnlySpan<char> initials, int least)
    {
        for (; at >= least; at--)
        {
            char letter = words[at].In(text)[0];
            if (char.IsUpper(letter))
            {
                if (letter != initials[^1])
                {
                    return -1;
                }

                initials = initials[..^1];
                if (initials.IsEmpty)
                {
                    return at;
                }
            }
            else if (char.IsLower(letter))
            {
                if (char.ToUpperInvariant(letter) == initials[^1] && initials.Length > 1 && Reach(text, words, at - 1, initials[..^1], least) is >= 0 and int first)
                {
                    return first;
                }
            }
            else if (letter is not '-' and not '&')
            {
                return -1;
            }
        }

        return -1;
    }

    // The tokeniser cuts "33°30′21″N 44°30′E" before signs and letters.
    private static bool IsDegrees(string text, ReadOnlySpan<Span> words, int at) =>
        at + 1 < words.Length && char.IsAsciiDigit(text[words[at].Start])
        && (words[at].In(text).Contains('°') || (words[at + 1].Start == words[at].End && text[words[at + 1].Start] == '°'));

    private static int LastOfCoordinate(string text, ReadOnlySpan<Span> words, int first)
    {
        int last = first;
        while (last + 1 < words.Length
            && (words[last + 1].Start == words[last].End ? text[words[last + 1].Start] is '°' or '′' or '″' or 'N' or 'S' or 'E' or 'W' || char.IsAsciiDigit(text[words[last + 1].Start]) : IsDegrees(text, words, last + 1)))
        {
            last++;
        }

        return last;
    }

    // The part after a hyphen in "Ban Ki-moon"; "Russia-backed" is tagged otherwise.
    private bool GoesOn(string text, ReadOnlySpan<Span> words, Reading reading, int hyphen) =>
        reading.Upos[hyphen - 1] == properNoun && reading.Upos[hyphen + 1] == properNoun && char.IsLower(words[hyphen + 1].In(text)[0])
        && words[hyphen - 1].End == words[hyphen].Start && words[hyphen].End == words[hyphen + 1].Start;

    private static bool StandsAt(string text, ReadOnlySpan<Span> words, string[] name)
    {
        if (words.Length < name.Length)
        {
            return false;
        }

        for (int i = 1; i < name.Length; i++)
        {
            if (!words[i].In(text).SequenceEqual(name[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static void Join(Reading reading, int first, int last)
    {
        for (int i = first; i <= last; i++)
        {
            Dear(reading, i, NameLabels.Single, NameLabels.Single);
            if (i > first)
            {
                Dear(reading, i, NameLabels.Begin, NameLabels.Begin);
            }

            if (i < last)
            {
                Dear(reading, i, NameLabels.Last, NameLabels.Last);
            }
        }
    }

    private static void Dear(Reading reading, int token, int from, int to)
    {
        Span<float> scores = reading.NameScores.AsSpan(token * NameLabels.Count, NameLabels.Count);
        for (int label = 1; label < scores.Length; label++)
        {
            int position = NameLabels.Position(label);
            scores[label] -= position >= from && position <= to ? Cost : 0;
        }
    }
}
