using System.Globalization;
using System.Text;
using Sitrep.Annotation.Places;

namespace Sitrep.Server.Snapshots;

/// <summary>Makes words comparable for a person who types them: no case, no accents, no apostrophes.</summary>
/// <remarks>By the project's own table: what .NET knows of decomposed letters depends on the machine, and it knows none where globalization is invariant.</remarks>
internal static class Folding
{
    private static readonly LetterFolds Folds = new(Resources.Installed);

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (char.IsAscii(c))
            {
                if (c is not ('\'' or '`'))
                {
                    folded.Append(char.ToLowerInvariant(c));
                }
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && c is not ('’' or '‘' or 'ʼ'))
            {
                folded.Append(Folds.Of(c));
            }
        }

        return folded.ToString();
    }
}
