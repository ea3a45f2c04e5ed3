using System.Globalization;
using System.Text;

namespace Sitrep.Training.Language;

/// <summary>Cuts words into the pieces of an uncased BERT vocabulary: the longest that fits, from the left (Wu et al. 2016).</summary>
internal sealed class WordPieces
{
    private const int LongestRun = 60;

    private readonly Dictionary<string, int> pieces = new(StringComparer.Ordinal);

    private readonly Dictionary<char, string> folds;

    /// <param name="vocabulary">A piece a line, numbered from 0; pieces that go on a word begin with <c>##</c>.</param>
    /// <param name="letters">Columns <c>letter</c> and <c>fold</c>: letters without their marks.</param>
    public WordPieces(TextReader vocabulary, TsvTable letters)
    {
        folds = letters.Rows.ToDictionary(row => row["letter"][0], row => row["fold"]);
        while (vocabulary.ReadLine() is { } line)
        {
            pieces.TryAdd(line.TrimEnd(), pieces.Count);
        }

        Unknown = pieces["[UNK]"];
        First = pieces["[CLS]"];
        Last = pieces["[SEP]"];
    }

    public int Unknown { get; }

    /// <summary>What opens a text.</summary>
    public int First { get; }

    /// <summary>What closes it.</summary>
    public int Last { get; }

    /// <summary>Appends the pieces of a word, at least one.</summary>
    public void Add(string word, List<int> to)
    {
        int before = to.Count;
        var plain = new StringBuilder();
        foreach (char c in word)
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark || char.IsControl(c))
            {
                continue;
            }

            if (char.IsWhiteSpace(c))
            {
                AddRun(plain, to);
            }
            else if (char.IsPunctuation(c) || (c < 128 && !char.IsLetterOrDigit(c)))
            {
                AddRun(plain, to);
                to.Add(pieces.GetValueOrDefault(c.ToString(), Unknown));
            }
            else
            {
                char lower = char.ToLowerInvariant(c);
                plain.Append(folds.GetValueOrDefault(lower) ?? lower.ToString());
            }
        }

        AddRun(plain, to);
        if (to.Count == before)
        {
            to.Add(Unknown);
        }
    }

    private void AddRun(StringBuilder run, List<int> to)
    {
        string text = run.ToString();
        run.Clear();
        if (text.Length == 0)
        {
            return;
        }

        int before = to.Count;
        for (int start = 0; start < text.Length;)
        {
            int end = text.Length, found = -1;
            for (; end > start && text.Length <= LongestRun; end--)
            {
                if (pieces.TryGetValue((start > 0 ? "##" : "") + text[start..end], out found))
                {
                    break;
                }

                found = -1;
            }

            if (found < 0)
            {
                to.RemoveRange(before, to.Count - before);
                to.Add(Unknown);
                return;
            }

            to.Add(found);
            start = end;
        }
    }
}
