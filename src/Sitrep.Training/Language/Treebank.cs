using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Sitrep.Training.Language;

/// <summary>A word of a treebank with its place in the document's text.</summary>
/// <param name="Head">0 the root, i + 1 the word i of the sentence.</param>
internal sealed record GoldWord(Span Span, string Form, string Lemma, string Upos, string Xpos, string Feats, int Head, string Deprel)
{
    /// <summary>The last column.</summary>
    public string Misc { get; init; } = "_";
}

/// <summary>A document of a treebank: its text and, a sentence each, its words.</summary>
internal sealed record GoldDocument(string Id, string Text, IReadOnlyList<IReadOnlyList<GoldWord>> Sentences);

/// <summary>Reads CoNLL-U, plain or gzip.</summary>
internal static class Treebank
{
    /// <summary>Documents in order; sentences are joined by a blank, paragraphs by a blank line.</summary>
    /// <exception cref="InvalidDataException">A word is not found in its sentence's text.</exception>
    public static List<GoldDocument> Read(string path)
    {
        using Stream file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file, Encoding.UTF8);
        var documents = new List<GoldDocument>();
        var text = new StringBuilder();
        var sentences = new List<IReadOnlyList<GoldWord>>();
        var rows = new List<string[]>();
        string id = "", sentence = "";
        bool paragraph = false;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("# newdoc", StringComparison.Ordinal))
            {
                CloseDocument();
                id = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim();
            }
            else if (line.StartsWith("# newpar", StringComparison.Ordinal))
            {
                paragraph = true;
            }
            else if (line.StartsWith("# text =", StringComparison.Ordinal))
            {
                sentence = line[8..].Trim();
            }
            else if (line.Length == 0 && rows.Count > 0)
            {
                text.Append(text.Length == 0 ? "" : paragraph ? "\n\n" : " ");
                sentences.Add(Words(rows, sentence, text.Length));
                text.Append(sentence);
                rows.Clear();
                paragraph = false;
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                rows.Add(line.Split('\t'));
            }
        }

        CloseDocument();
        return documents;

        void CloseDocument()
        {
            if (sentences.Count > 0)
            {
                documents.Add(new GoldDocument(id, text.ToString(), [.. sentences]));
                text.Clear();
                sentences.Clear();
            }
        }
    }

    private static List<GoldWord> Words(List<string[]> rows, string sentence, int offset)
    {
        var words = new List<GoldWord>();
        int at = 0;
        foreach (string[] row in rows)
        {
            if (row[0].Contains('-', StringComparison.Ordinal) || row[0].Contains('.', StringComparison.Ordinal))
            {
                continue;
            }

            while (at < sentence.Length && char.IsWhiteSpace(sentence[at]))
            {
                at++;
            }

            if (string.CompareOrdinal(sentence, at, row[1], 0, row[1].Length) != 0)
            {
                throw new InvalidDataException($"'{row[1]}' does not stand at {at} of '{sentence}'");
            }

            var span = new Span(offset + at, offset + at + row[1].Length);
            words.Add(new GoldWord(span, row[1], row[2], row[3], row[4], row[5], int.Parse(row[6], CultureInfo.InvariantCulture), row[7]) { Misc = row[9] });
            at += row[1].Length;
        }

        return words;
    }
}
