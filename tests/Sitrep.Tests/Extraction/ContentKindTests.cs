using Sitrep.Extraction;
using Xunit;

namespace Sitrep.Tests.Extraction;

/// <summary>Pages that hold no article, written for these tests; outlets and incidents are invented.</summary>
public sealed class ContentKindTests
{
    private const string Menu = """<nav><ul><li><a href="/">Home</a></li><li><a href="/region">Region</a></li><li><a href="/sport">Sport</a></li></ul></nav>""";
    private const string Footer = """<footer><p>© Colchis Herald. All rights reserved.</p><ul><li><a href="/imprint">Imprint</a></li></ul></footer>""";

    private static readonly string[][] Stories =
    [
        ["Barge hits bridge in Poti", "The bridge over the Rioni was closed on Tuesday morning after a barge struck its second pillar, the road agency said."],
        ["Teachers of Senaki go on strike", "Eleven schools stayed closed on Monday as teachers asked for the pay that the ministry had promised them in autumn."],
        ["Flood warning for the lower Rioni", "The weather service expects the river to rise by two metres until Thursday and asks people near its banks to leave."],
        ["Museum shows finds from the marsh", "Boats and tools that divers found near Paliastomi are on view until the end of June, and entry is free on Sundays."],
        ["Port takes on forty workers", "The container terminal will run day and night from next month, its manager told councillors at a meeting last week."],
    ];

    private static readonly Extractor Extractor = new(Resources.Installed);

    public static TheoryData<string, string> Pages => new()
    {
        {
            "home page of teasers",
            $"""<head><title>Colchis Herald</title><meta property="og:type" content="website"><link rel="canonical" href="https://herald.example/"></head>{Menu}<main>{Teasers("<div class=\"teaser\"><h2><a href=\"/{0}\">{1}</a></h2><p>{2}</p></div>")}</main>{Footer}"""
        },
        {
            "home page of articles",
            $"""<head><title>Colchis Herald - News from the coast</title></head>{Menu}<main>{Teasers("<article><a href=\"/{0}\"><h3>{1}</h3></a><p>{2}</p><time>12 May 2026</time></article>")}</main>{Footer}"""
        },
        {
            "search results",
            $"""<head><title>Search results for "bridge" - Colchis Herald</title></head>{Menu}<main><h1>Search results</h1><p>5 results for bridge, sorted by date</p><ol>{Teasers("<li><h3><a href=\"/{0}\">{1}</a></h3><p>{2}</p></li>")}</ol></main>{Footer}"""
        },
        {
            "page of a topic",
            $$"""<head><title>Region | Colchis Herald</title><script type="application/ld+json">{"@type":"CollectionPage","name":"Region"}</script></head>{{Menu}}<h1>Region</h1><section>{{Teasers("<div class=\"item\"><div><h2><a href=\"/{0}\">{1}</a></h2></div><div class=\"lead\">{2}</div></div>")}}</section>{{Footer}}"""
        },
        {
            "video page",
            $$"""<head><title>Video: barge hits bridge - Colchis Herald</title><meta property="og:type" content="video.other"><script type="application/ld+json">{"@type":"VideoObject","name":"Barge hits bridge","uploadDate":"2026-05-12"}</script></head>{{Menu}}<main><h1>Video: barge hits bridge</h1><video src="a"></video><p>{{Stories[0][1]}}</p></main><ul>{{Teasers("<li><a href=\"/{0}\">{1}</a></li>")}}</ul>{{Footer}}"""
        },
        {
            "consent wall",
            """<head><title>Colchis Herald</title></head><div class="wall"><h1>We value your privacy</h1><p>We and our partners store and access information on your device and process personal data, such as unique identifiers, for personalised ads and content.</p><p>You can accept all or manage your preferences at any time. Some of our partners process your data on the basis of legitimate interest, to which you can object.</p><p>Your choices apply to this site only. Read our privacy policy and cookie policy to learn how we use cookies and similar techniques.</p></div>"""
        },
        {
            "consent wall in German",
            """<html lang="de"><head><title>Kolchis-Bote</title></head><div><h2>Weiter mit Werbung oder Abo</h2><p>Wir und unsere Partner verwenden Cookies und ähnliche Techniken, um personalisierte Anzeigen zu zeigen und ihre Wirkung zu messen.</p><p>Sie können alle akzeptieren oder Ihre Einwilligung jederzeit widerrufen; mehr steht in unserer Datenschutzerklärung.</p></div></html>"""
        },
        {
            "subscription wall",
            $"""<head><title>Colchis Herald</title></head>{Menu}<div><h2>Subscribe to continue reading</h2><p>Already a subscriber? Sign in to your account to read this story and everything else that we publish.</p><p>Create a free account to read three stories a month, or subscribe now to read them all from two lari a week.</p></div>{Footer}"""
        },
        {
            "error page",
            $"""<head><title>Error 404 - Colchis Herald</title></head>{Menu}<main><h1>This page can't be found</h1><p>The address may have been mistyped, or the story may have moved to another place since you followed the link.</p><p>You can search for it, or begin again from our front page, where the stories of today are.</p></main>{Footer}"""
        },
        {
            "error page whose headline alone says it",
            $"""<head><title>Colchis Herald</title></head>{Menu}<main><h1>Page not found</h1><p>The address may have been mistyped, or the story may have moved to another place since you followed the link.</p></main>{Footer}"""
        },
        {
            "check for robots",
            """<head><title>Just a moment...</title></head><h1>herald.example</h1><p>Checking whether the site connection is secure. Please enable JavaScript and cookies to continue, and wait while we verify that you are human.</p>"""
        },
        {
            "login page",
            $"""<head><title>Log in | Colchis Herald</title></head>{Menu}<main><h1>Log in</h1><form><label>Name</label><input><label>Password</label><input type="password"></form><p>If you have forgotten your password, we can send you a link by which to set a new one within the hour.</p></main>"""
        },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_without_an_article_says_so_and_gives_no_text(string what, string html)
    {
        Article article = Extractor.Extract(new Page(what, PageKind.Html, html, ""));

        Assert.Equal(ContentKind.NoArticle, article.Kind);
        Assert.Empty(article.Text);
    }

    [Theory]
    [InlineData("""<h1>Search results of the divers disappoint</h1>""")]
    [InlineData("""<h1>Why your privacy matters to the bakers of Poti</h1>""")]
    [InlineData("""<meta property="og:type" content="article"><h1>Barge hits bridge in Poti</h1><video src="a"></video>""")]
    [InlineData("""<meta property="og:type" content="website"><h1>Barge hits bridge in Poti</h1>""")]
    public void An_article_stays_one_whatever_is_around_it(string head)
    {
        string teasers = Teasers("<div class=\"teaser\"><h2><a href=\"/{0}\">{1}</a></h2><p>{2}</p></div>");
        Article article = Extractor.Extract(new Page("a", PageKind.Html, $"""
            <body>{Menu}<main>{head}<p>{Stories[0][1]}</p><p>Nobody was hurt, but buses have to go round by Senaki, which takes forty minutes longer, according to the city council.</p>
            <p>Divers will look at the pillar as soon as the water is lower, and the barge has been towed to the port in the meantime.</p>
            <p>The owner of the barge has not answered questions from reporters, and the police have opened an inquiry into the accident.</p></main>
            <aside class="related"><h3>More from the region</h3>{teasers}</aside>{Footer}<div class="cookie-notice"><p>We and our partners use cookies. You can accept all or manage your preferences.</p></div></body>
            """, ""));

        Assert.Equal(ContentKind.Article, article.Kind);
        Assert.StartsWith(Stories[0][1], article.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Stories[1][1], article.Text, StringComparison.Ordinal);
    }

    private static string Teasers(string form) =>
        string.Concat(Stories.Select((story, i) => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, i, story[0], story[1])));
}
