namespace Sitrep.Parsing;

/// <summary>What boundary features see of a character.</summary>
internal enum CharKind
{
    Space,
    Upper,
    Lower,
    Digit,
    Quote,
    Other,
    Currency,
}

internal static class CharKinds
{
    public static CharKind Of(char c) =>
        char.IsLetter(c) ? (char.IsUpper(c) ? CharKind.Upper : CharKind.Lower)
        : char.IsDigit(c) ? CharKind.Digit
        : char.IsWhiteSpace(c) ? CharKind.Space
        : IsApostrophe(c) || c is '"' or '“' or '”' ? CharKind.Quote
        : char.IsSymbol(c) && char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.CurrencySymbol ? CharKind.Currency
        : CharKind.Other;

    public static bool IsApostrophe(char c) => c is '\'' or '’' or '‘' or '`' or '´';

    /// <summary>Hash of the lower-case form, all apostrophes and quotation marks alike.</summary>
    public static ulong LowerHash(ReadOnlySpan<char> text)
    {
        unchecked
        {
            ulong hash = 14695981039346656037;
            foreach (char c in text)
            {
                hash = (hash ^ Normal(c)) * 1099511628211;
            }

            return hash;
        }
    }

    /// <summary>Lower case, straight quotation marks.</summary>
    public static char Normal(char c) => c switch
    {
        '’' or '‘' or '`' or '´' => '\'',
        '“' or '”' or '„' or '«' or '»' => '"',
        < (char)128 => c is >= 'A' and <= 'Z' ? (char)(c + 32) : c,
        _ => char.ToLowerInvariant(c),
    };

    /// <summary>Hash of the form with runs of letters and digits shortened: <c>Xxd-</c>.</summary>
    public static ulong ShapeHash(ReadOnlySpan<char> text)
    {
        unchecked
        {
            ulong hash = 14695981039346656037;
            char last = '\0';
            int run = 0, length = 0;
            foreach (char c in text)
            {
                char shown = char.IsUpper(c) ? 'X' : char.IsLower(c) ? 'x' : char.IsDigit(c) ? 'd' : Normal(c);
                run = shown == last ? run + 1 : 1;
                last = shown;
                if (run > 2)
                {
                    continue;
                }

                hash = (hash ^ shown) * 1099511628211;
                if (++length == 9)
                {
                    break;
                }
            }

            return hash;
        }
    }
}
