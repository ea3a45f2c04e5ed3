using Sitrep.Training.Language;
using Xunit;

namespace Sitrep.Tests.Parsing;

public sealed class WordPieceTests
{
    private static readonly string[] Vocabulary = ["[UNK]", "[CLS]", "[SEP]", "shell", "##ing", "##ed", "cafe", ".", "-", "un"];

    [Theory]
    [InlineData("Shelling", "shell ##ing")]
    [InlineData("Café", "cafe")]
    [InlineData("UN-shelled.", "un - shell ##ed .")]
    [InlineData("shellac", "[UNK]")]
    [InlineData("\u200D", "[UNK]")]
    public void Words_are_cut_into_the_longest_pieces_from_the_left(string word, string expected)
    {
        var found = new List<int>();
        new WordPieces(new StringReader(string.Join('\n', Vocabulary)), Resources.Installed.Table("folds.tsv")).Add(word, found);
        Assert.Equal(expected, string.Join(' ', found.Select(piece => Vocabulary[piece])));
    }
}
