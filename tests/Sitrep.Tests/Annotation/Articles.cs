using Sitrep.Annotation.Entities;

namespace Sitrep.Tests.Annotation;

/// <summary>Short invented texts through the whole flow.</summary>
internal static class Articles
{
    public static Flow Flow { get; } = new(Resources.Installed);

    public static CodedArticle Code(string text, string? published = "2026-05-13") => Flow.Run(new Page("test", PageKind.Prose, text, "", Published: published));

    public static Entity Named(CodedArticle article, string name) => article.Annotated.Entities.First(e => e.Name == name);
}
