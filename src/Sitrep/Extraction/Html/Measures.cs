namespace Sitrep.Extraction.Html;

/// <summary>What a block's own words measure.</summary>
internal readonly record struct Measures
{
    public float LogWords { get; init; }

    public float LinkShare { get; init; }

    public float LinksPerWord { get; init; }

    public float BoldShare { get; init; }

    /// <summary>0 none, 1 the end of a sentence, 2 a colon, 3 another mark, 4 an ellipsis.</summary>
    public int Ending { get; init; }

    public float Commas { get; init; }

    public float Sentences { get; init; }

    public float WordLength { get; init; }

    public float Capitals { get; init; }

    public float Digits { get; init; }

    /// <summary>0 lower case, 1 upper case, 2 a digit, 3 an opening quotation mark, 4 another mark.</summary>
    public int Opening { get; init; }

    public float InTitle { get; init; }

    public float InDescription { get; init; }

    public float InArticleBody { get; init; }

    public float NamesAuthor { get; init; }

    public float NamesSite { get; init; }

    /// <summary>Blocks of the page that begin with the same two words and are set in the same tag: 1 for none but itself.</summary>
    public int AlikeOpenings { get; init; }

    /// <summary>Whether a link ends it that does not begin it.</summary>
    public bool LinkAtEnd { get; init; }

    public bool Notice { get; init; }

    public bool End { get; init; }

    public bool Credit { get; init; }

    public int Repeats { get; init; }

    public int Earlier { get; init; }

    /// <summary>Words, if the block is running text rather than a label or a link.</summary>
    public float Running { get; init; }

    public static Measures Of(TextBlock block, ContextComparison context, Cues cues)
    {
        string text = block.Text;
        string plain = block.Words <= 40 ? Cues.Plain(text) : "";
        int commas = 0, ends = 0, capitals = 0, digits = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            commas += c is ',' or ';' or '、' or '，' ? 1 : 0;
            ends += c is '.' or '!' or '?' or '。' && (i + 1 == text.Length || text[i + 1] is ' ' or '"' or '”') ? 1 : 0;
            capitals += char.IsUpper(c) && (i == 0 || text[i - 1] == ' ') ? 1 : 0;
            digits += char.IsDigit(c) ? 1 : 0;
        }

        var (inTitle, inDescription, inArticleBody) = context.Shares(text);
        return new Measures
        {
            LogWords = MathF.Log2(1 + block.Words),
            LinkShare = (float)block.LinkShare,
            LinksPerWord = (float)block.Links / block.Words,
            BoldShare = (float)block.BoldLength / text.Length,
            Ending = EndingOf(text),
            Commas = (float)commas / block.Words,
            Sentences = ends,
            WordLength = (float)text.Length / block.Words,
            Capitals = (float)capitals / block.Words,
            Digits = (float)digits / text.Length,
            Opening = OpeningOf(text[0]),
            InTitle = inTitle,
            InDescription = inDescription,
            InArticleBody = inArticleBody,
            NamesAuthor = context.NamesAuthor(text),
            NamesSite = context.NamesSite(text),
            LinkAtEnd = block.EndsInLink && block.LinkLength < text.Length,
            Notice = plain.Length > 0 && cues.IsNotice(plain),
            End = plain.Length > 0 && cues.EndsArticle(plain),
            Credit = plain.Length is > 0 and < 80 && cues.IsPlainCredit(plain),
            Running = DensityCandidate.IsRunningText(block) ? block.Words : 0,
        };
    }

    public void Add(FeatureRow row)
    {
        row.Add(LogWords);
        row.Add(LinkShare);
        row.Add(LinksPerWord);
        row.Add(BoldShare);
        row.Add(Ending);
        row.Add(Commas);
        row.Add(Sentences);
        row.Add(WordLength);
        row.Add(Capitals);
        row.Add(Digits);
        row.Add(Opening);
        row.Add(InTitle);
        row.Add(InDescription);
        row.Add(InArticleBody);
        row.Add(NamesAuthor);
        row.Add(NamesSite);
        row.Add(AlikeOpenings);
        row.Add(LinkAtEnd ? 1 : 0);
        row.Add(Notice ? 1 : 0);
        row.Add(End ? 1 : 0);
        row.Add(Credit ? 1 : 0);
        row.Add(Repeats);
        row.Add(Earlier);
        row.Add(Running > 0 ? 1 : 0);
    }

    private static int EndingOf(string text) => text[^1] switch
    {
        '.' when text.EndsWith("...", StringComparison.Ordinal) => 4,
        '…' => 4,
        '.' or '!' or '?' or '。' or '”' or '"' or '»' or '“' or ')' => 1,
        ':' => 2,
        var last => char.IsLetterOrDigit(last) ? 0 : 3,
    };

    private static int OpeningOf(char first) =>
        char.IsLower(first) ? 0
        : char.IsUpper(first) ? 1
        : char.IsDigit(first) ? 2
        : first is '"' or '“' or '„' or '«' or '»' or '‘' or '\'' ? 3
        : 4;
}
