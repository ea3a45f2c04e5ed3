using System.Collections.Immutable;

namespace Sitrep.Coding;

/// <summary>Codes political events.</summary>
public sealed class EventCoder(Resources resources)
{
    internal Resources Resources => resources;

    public ImmutableArray<PoliticalEvent> Code(AnnotatedArticle article) => [];
}
