using System.Runtime.CompilerServices;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sitrep.Extraction.Html;
using Xunit;

namespace Sitrep.Tests.Extraction;

/// <summary>The tree of a page is the one that AngleSharp builds of its own nodes, whatever the markup.</summary>
public sealed class PageParserTests
{
    [Theory]
    [InlineData("")]
    [InlineData("text without a tag")]
    [InlineData("<!doctype html><html lang=en class=a><head><title>T &amp; U</title><meta name=author content=B><body id=x>one<p>two<p>three</html>four")]
    [InlineData("<html lang=en><body class=a><p>one<html lang=fr id=r><body class=b hidden><p>two")]
    [InlineData("<p>before<table><p>fostered<tr><td>cell</td>loose<b>bold<tr><td><table><i>inner</i><tr><td>deep</table>end</table>after")]
    [InlineData("<div><table>  \n  <links>\n<td width=5>a</td></links><form><tr><td><input type=hidden><input type=text></form></table></div>")]
    [InlineData("<b class=x>one<p>two</b>three<i><a href=/1>four<div>five<a href=/2>six</i>seven</div>")]
    [InlineData("<p><font color=1><font color=2><font color=3><font color=4>nested<p>again</font></font><b><b><b><b>bold<p>more")]
    [InlineData("<p>Let <math><mrow><mi>x</mi><annotation-xml encoding=text/html><p>a</p></annotation-xml></mrow></math> be <svg><title>t</title><foreignObject><p>b</p></foreignObject> open")]
    [InlineData("<rp><tt>a<svg><style></tt><rp>b</style></svg><hr><svg><circle><desc><p>c</desc></circle><path/></svg>")]
    [InlineData("<ul><li>one<li>two<ol><li>inner</ul>three<dl><dt>a<dd>b<dt>c</dl><select><option>x<option>y</select><button>p<button>q")]
    [InlineData("<frameset><frame src=a><noframes>none</noframes></frameset>")]
    [InlineData("<p>a<?php echo 1 ?>b<!-- c --><![CDATA[d]]></p><textarea>\n<b>raw</textarea><plaintext><p>rest")]
    [InlineData("<script>var a = '<p>';</script><noscript><p>no script</p></noscript><iframe><p>x</iframe><style>p{}</style><xmp><b></xmp>end")]
    [InlineData("<head><p>in the head</head><title>late</title><isindex><image src=a><nobr>one<nobr>two</nobr><ruby>a<rb>b<rt>c</ruby>")]
    public void Has_the_tree_of_the_standard(string markup) => AssertSame(markup);

    [Fact]
    public void Has_the_tree_of_the_standard_for_deep_markup() =>
        AssertSame(string.Concat(Enumerable.Repeat("<div class=d><b>", 700)) + "deep" + string.Concat(Enumerable.Repeat("</b></div>", 300)) + "less");

    [Fact]
    public void Has_the_tree_of_the_standard_for_the_samples() =>
        Assert.All(Directory.GetFiles(Samples(), "*.html"), path => AssertSame(PageSource.Read(File.ReadAllText(path)).Markup));

    [Fact]
    public void A_template_that_is_never_closed_hides_what_follows() =>
        Assert.Equal("<p>seen</p>", PageSource.Read("<p>seen</p><template><tr><td>unseen<p>more").Markup);

    private static string Samples([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "samples");

    private static void AssertSame(string markup)
    {
        using IDocument theirs = new HtmlParser(new HtmlParserOptions { SkipComments = true }).ParseDocument(markup);
        Assert.Equal(
            Lines<INode>(theirs, node => node.ChildNodes, node => node switch { IText text => text.Data, IElement element => Tag(element.LocalName, element.GetAttribute), _ => null }),
            Lines<PageNode>(PageParser.Parse(markup), node => node.Children.ToArray(), node => node switch { PageText text => text.Data, PageElement element => Tag(element.LocalName, element.GetAttribute), _ => null }));
    }

    private static string Tag(string name, Func<string, string?> attribute) => $"<{name} {attribute("class")} {attribute("id")} {attribute("lang")} {attribute("href")} {attribute("content")} {attribute("hidden")}>";

    /// <summary>A line for each node that is an element or a text, further in the deeper it lies.</summary>
    private static string Lines<T>(T root, Func<T, IEnumerable<T>> children, Func<T, string?> show)
    {
        var lines = new StringBuilder();
        var stack = new Stack<(T Node, int Depth)>([(root, 0)]);
        while (stack.TryPop(out (T Node, int Depth) at))
        {
            lines.Append(show(at.Node) is { } shown ? new string(' ', at.Depth) + shown + "\n" : "");
            foreach (T child in children(at.Node).Reverse())
            {
                stack.Push((child, at.Depth + 1));
            }
        }

        return lines.ToString();
    }
}
