namespace Sitrep.Extraction.Html;

/// <summary>Document → blocks, in one walk that keeps its own stack: pages nest tens of thousands deep.</summary>
internal sealed class BlockReader(NameMarks names, SignalNames signals)
{
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "map", "select",
        "button", "input", "textarea", "head", "datalist", "dialog", "picture", "img", "progress", "meter", "frameset",
    };

    private static readonly HashSet<string> BlockTags = new(StringComparer.Ordinal)
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p",
        "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    };

    public PageBlocks Read(PageDocument document, HashSet<string> hiddenClasses)
    {
        var walk = new Walk(names, signals, hiddenClasses);
        if (document.DocumentElement is { } root)
        {
            walk.Run(root);
        }

        return new PageBlocks(walk.Containers, walk.Blocks, walk.Signals);
    }

    private sealed class Walk(NameMarks names, SignalNames signals, HashSet<string> hiddenClasses)
    {
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> hiddenNames = hiddenClasses.GetAlternateLookup<ReadOnlySpan<char>>();
        private readonly Stack<Frame> stack = new();
        private readonly List<string> words = [];
        private readonly RunningText text = new();
        private Container current = new(0, null, 0, "html", [], Marks.None, Marks.None);

        public List<Container> Containers { get; } = [];

        public List<TextBlock> Blocks { get; } = [];

        public List<Signal> Signals { get; } = [];

        public void Run(PageElement root)
        {
            Containers.Add(current);
            stack.Push(new Frame(root, current));
            while (stack.TryPop(out Frame frame))
            {
                if (frame.Next >= frame.Node.Children.Length)
                {
                    Leave(frame);
                    continue;
                }

                PageNode child = frame.Node.Children[frame.Next];
                stack.Push(frame with { Next = frame.Next + 1 });
                switch (child)
                {
                    case PageText words:
                        text.Append(words.Data);
                        break;
                    case PageElement element:
                        Enter(element);
                        break;
                }
            }

            Close(afterBreak: false);
        }

        private void Enter(PageElement element)
        {
            string tag = element.LocalName;
            if (Skipped.Contains(tag))
            {
                text.Space(tag is "img" or "picture" or "svg" ? false : text.IsEmpty);
                return;
            }

            switch (tag)
            {
                case "br":
                    if (text.Break())
                    {
                        Close(afterBreak: true);
                    }

                    return;
                case "a":
                    text.OpenLink();
                    break;
                case "b" or "strong":
                    text.OpenBold();
                    break;
            }

            if (current.IsRow && tag is ("td" or "th" or "p" or "div"))
            {
                text.Space(true);
                stack.Push(new Frame(element, current));
                return;
            }

            if (BlockTags.Contains(tag))
            {
                Close(afterBreak: false);
                current = Contain(element, tag);
                Notice(element, current.All);
                stack.Push(new Frame(element, current) { IsBlock = true });
                return;
            }

            Notice(element, current.All);

            // An inline element says something of its block only where it hides its words.
            stack.Push(IsHidden(element) ? new Frame(element, current) { Next = int.MaxValue } : new Frame(element, current));
        }

        private void Leave(Frame frame)
        {
            if (frame.IsBlock)
            {
                Close(afterBreak: false);
                current = frame.Container.Parent!;
                return;
            }

            switch (((PageElement)frame.Node).LocalName)
            {
                case "a":
                    text.CloseLink();
                    break;
                case "b" or "strong":
                    text.CloseBold();
                    break;
            }
        }

        private void Notice(PageElement element, Marks marks)
        {
            if (!BlockTags.Contains(element.LocalName))
            {
                words.Clear();
                NameMarks.Words(element.ClassName, words);
            }

            if (Signal.Of(element, words, signals, Blocks.Count, marks) is { } signal)
            {
                Signals.Add(signal);
            }
        }

        private Container Contain(PageElement element, string tag)
        {
            words.Clear();
            NameMarks.Words(element.ClassName, words);
            NameMarks.Words(element.Id, words);
            Marks own = names.Of(words) | OfTag(tag) | OfAttributes(element);
            var container = new Container(Containers.Count, current, current.Depth + 1, tag, [.. words], own, own | current.All)
            {
                IsRow = tag == "tr" && IsDataRow(element),
            };
            Containers.Add(container);
            return container;
        }

        /// <summary>Whether a table's row holds two or more cells of plain words, so that it reads as one line; the cells of a layout hold blocks.</summary>
        private static bool IsDataRow(PageElement row)
        {
            int cells = 0;
            foreach (PageNode child in row.Children)
            {
                if (child is not PageElement cell)
                {
                    continue;
                }

                cells++;
                foreach (PageNode inner in cell.Children)
                {
                    bool plain = inner is not PageElement element
                        || !BlockTags.Contains(element.LocalName)
                        || (element.LocalName is "p" or "div" && Elements(cell) == 1 && Elements(element) <= 2 && element.TextContent.Length < 200);
                    if (!plain || (inner is PageText { Data.Length: > 300 }))
                    {
                        return false;
                    }
                }
            }

            return cells is >= 2 and <= 40;
        }

        private static int Elements(PageElement element)
        {
            int count = 0;
            foreach (PageNode child in element.Children)
            {
                count += child is PageElement ? 1 : 0;
            }

            return count;
        }

        private Marks OfAttributes(PageElement element)
        {
            Marks marks = IsHidden(element) ? Marks.Hidden : Marks.None;
            marks |= element.GetAttribute("role") switch
            {
                "navigation" or "menu" or "menubar" or "tablist" => Marks.Navigation,
                "main" => Marks.Main,
                "banner" => Marks.Header,
                "contentinfo" => Marks.Footer,
                "complementary" => Marks.Aside,
                "search" or "form" => Marks.Form,
                "article" => Marks.Article,
                _ => Marks.None,
            };
            return element.GetAttribute("itemprop") switch
            {
                "articleBody" => marks | Marks.ArticleBody,
                "comment" => marks | Marks.Comment,
                "author" => marks | Marks.Byline,
                "headline" => marks | Marks.Title,
                "caption" => marks | Marks.Caption,
                "datePublished" or "dateModified" => marks | Marks.Date,
                _ => marks,
            };
        }

        private static Marks OfTag(string tag) => tag switch
        {
            "article" => Marks.Article,
            "main" => Marks.Main,
            "nav" or "menu" => Marks.Navigation,
            "header" => Marks.Header,
            "footer" => Marks.Footer,
            "aside" => Marks.Aside,
            "figure" => Marks.Figure,
            "figcaption" or "caption" => Marks.Caption,
            "blockquote" => Marks.Quote,
            "ul" or "ol" or "dl" => Marks.List,
            "table" => Marks.Table,
            "form" or "fieldset" => Marks.Form,
            "address" => Marks.Byline,
            _ => Marks.None,
        };

        private bool IsHidden(PageElement element)
        {
            if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true")
            {
                return true;
            }

            if (element.GetAttribute("style") is { Length: > 0 } style && HiddenStyles.Hides(style))
            {
                return true;
            }

            if (hiddenClasses.Count == 0 || element.ClassName is not { Length: > 0 } classes)
            {
                return false;
            }

            foreach (Range name in classes.AsSpan().Split(' '))
            {
                if (hiddenNames.Contains(classes.AsSpan(name)))
                {
                    return true;
                }
            }

            return false;
        }

        private void Close(bool afterBreak)
        {
            if (text.Take(current, afterBreak) is { } block)
            {
                Blocks.Add(block);
            }
        }

        private readonly record struct Frame(PageNode Node, Container Container)
        {
            public int Next { get; init; }

            public bool IsBlock { get; init; }
        }
    }
}
