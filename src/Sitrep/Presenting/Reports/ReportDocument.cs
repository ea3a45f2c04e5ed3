using System.Collections.Immutable;

namespace Sitrep.Presenting.Reports;

/// <summary>A piece of a report and the numbers of the notes that support it.</summary>
public sealed record Cited(string Text, ImmutableArray<int> Notes)
{
    /// <summary>What the report says about itself, which needs no note.</summary>
    public static implicit operator Cited(string text) => Of(text);

    public static Cited Of(string text) => new(text, []);
}

/// <summary>A part of a section.</summary>
public abstract record ReportBlock;

/// <summary>Sentences that follow each other.</summary>
public sealed record ReportParagraph(ImmutableArray<Cited> Sentences) : ReportBlock;

/// <summary>Sentences or lines, one an item.</summary>
public sealed record ReportList(ImmutableArray<Cited> Items) : ReportBlock;

public sealed record ReportHeading(string Text) : ReportBlock;

/// <param name="Rows">Each with as many cells as the header.</param>
public sealed record ReportTable(ImmutableArray<string> Header, ImmutableArray<ImmutableArray<Cited>> Rows) : ReportBlock;

public sealed record ReportSection(string Title, ImmutableArray<ReportBlock> Blocks);

/// <summary>The source of a sentence: who published which words when, and proof of what was read.</summary>
/// <param name="Sha256">Of the page's bytes.</param>
public sealed record ReportNote(int Number, string Outlet, string? Title, string? Published, string? Link, string? Captured, string? Sha256, string Quote);

/// <summary>A report before it is set: sections of cited sentences, and the notes.</summary>
public sealed record ReportDocument(string Title, ImmutableArray<ReportSection> Sections, ImmutableArray<ReportNote> Notes);
