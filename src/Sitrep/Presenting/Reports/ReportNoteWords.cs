namespace Sitrep.Presenting.Reports;

/// <summary>The parts of a note in the order in which every format prints them.</summary>
internal static class ReportNoteWords
{
    /// <summary>Outlet, title and date: what stands before the link.</summary>
    public static string Source(ReportNote note) => string.Join(", ", ((string?[])[note.Outlet, note.Title is { } title ? $"“{title}”" : null, note.Published ?? "not dated"]).OfType<string>());

    /// <summary>Proof of what was read: capture time and hash.</summary>
    public static string Capture(ReportNote note) =>
        string.Join(", ", ((string?[])[note.Captured is { } time ? $"taken in {time}" : null, note.Sha256 is { } hash ? $"SHA-256 {hash}" : null]).OfType<string>());

    public static string Quote(ReportNote note) => $"“{note.Quote}”";
}
